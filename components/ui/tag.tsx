import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type TagTone = "outline" | "neutral" | "accent" | "ok" | "warn" | "stop";

const tones = {
  outline: "border-line-strong text-text-2",
  neutral: "border-transparent bg-idle-weak text-text-2",
  accent: "border-transparent bg-accent-weak text-accent",
  ok: "border-transparent bg-ok-weak text-ok",
  warn: "border-transparent bg-warn-weak text-warn",
  stop: "border-transparent bg-stop-weak text-stop",
} satisfies Record<TagTone, string>;

/** A short word about a thing: a capability, "2 holds", "21 days left". */
export function Tag({ tone = "outline", className, children }: { tone?: TagTone; className?: string; children: ReactNode }) {
  return (
    <span className={classNames("inline-flex items-center rounded-sm border px-1.5 text-2xs leading-4 whitespace-nowrap", tones[tone], className)}>{children}</span>
  );
}

/** A count beside a name; says nothing when there is nothing. */
export function CountBadge({ count, more = false, label }: { count: number; /** At least so many. */ more?: boolean; label: string }) {
  if (count === 0) return null;
  return (
    <span className="text-2xs text-text-3">
      {count.toLocaleString("en-US")}{more ? "+" : ""}
      <span className="sr-only"> {label}</span>
    </span>
  );
}
