import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Spinner } from "./spinner";

export type ButtonVariant = "default" | "primary" | "danger" | "danger-filled" | "quiet";
export type ButtonSize = "small" | "medium" | "large";

const variants = {
  default: "border-line-strong bg-surface text-text hover:bg-sunken",
  primary: "border-accent bg-accent text-on-fill hover:border-accent-strong hover:bg-accent-strong",
  danger: "border-stop bg-surface text-stop hover:bg-stop-weak",
  "danger-filled": "border-stop bg-stop text-on-fill hover:border-stop-strong hover:bg-stop-strong",
  quiet: "border-transparent bg-transparent text-text-2 hover:bg-idle-weak hover:text-text",
} satisfies Record<ButtonVariant, string>;

const sizes = {
  small: "h-6 px-2 text-xs",
  medium: "h-8 px-3 text-sm",
  large: "h-10 px-4 text-base",
} satisfies Record<ButtonSize, string>;

/** The look of a button, for what is not one: a Base UI trigger, a summary. */
export function buttonClass(variant: ButtonVariant = "default", size: ButtonSize = "medium", className?: string): string {
  return classNames(
    "relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded border font-medium whitespace-nowrap",
    "transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    variants[variant],
    sizes[size],
    className,
  );
}

type ButtonLook = { variant?: ButtonVariant; size?: ButtonSize; icon?: ReactNode };

export type ButtonProps = ComponentProps<"button"> & ButtonLook & {
  /** Under way: keeps its width and its focus, ignores presses, and is announced as busy. */
  busy?: boolean;
};

export function Button({ variant, size, icon, busy = false, className, children, onClick, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={busy ? "button" : type}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest["aria-disabled"]}
      onClick={busy ? undefined : onClick}
      className={buttonClass(variant, size, classNames(busy && "opacity-100!", className))}
    >
      <span className={classNames("inline-flex items-center gap-1.5", busy && "opacity-0")}>
        {icon}
        {children}
      </span>
      {busy ? <Spinner className="absolute" /> : null}
    </button>
  );
}

export type ButtonLinkProps = ComponentProps<typeof Link> & ButtonLook;

/** Goes somewhere; for what does something, use Button. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClass(variant, size, className)}>
      {icon}
      {children}
    </Link>
  );
}
