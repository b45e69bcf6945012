"use client";

import type { ComponentProps, ReactNode } from "react";
import { buttonClass, type ButtonVariant } from "./button";
import { classNames } from "./class-names";
import { Tooltip } from "./tooltip";

export type IconButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label"> & {
  /** The accessible name, and the tooltip. */
  label: string;
  icon: ReactNode;
  variant?: ButtonVariant;
  size?: "small" | "medium";
  side?: "top" | "bottom" | "left" | "right";
};

export function IconButton({ label, icon, variant = "quiet", size = "medium", side, className, type = "button", ...rest }: IconButtonProps) {
  const square = size === "small" ? "size-6 px-0!" : "size-8 px-0!";
  return (
    <Tooltip text={label} side={side}>
      <button {...rest} type={type} aria-label={label} className={buttonClass(variant, size, classNames(square, className))}>
        {icon}
      </button>
    </Tooltip>
  );
}
