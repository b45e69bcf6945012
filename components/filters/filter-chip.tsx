"use client";

import { useState, type ReactNode } from "react";
import { classNames } from "../ui/class-names";
import { Popover } from "../ui/popover";

type FilterChipProps = {
  label: string;
  /** What is chosen, in words; null where the filter lets everything through. */
  chosen: ReactNode;
  className?: string;
  /** `close` shuts the popover once something was chosen. */
  children: (close: () => void) => ReactNode;
};

/** One filter of a list: says what it lets through, opens to change it. */
export function FilterChip({ label, chosen, className, children }: FilterChipProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      title={label}
      open={open}
      onOpenChange={setOpen}
      className={className}
      trigger={
        <button
          type="button"
          className={classNames(
            "h-7 max-w-96 truncate rounded-full border px-2.5 text-sm",
            chosen ? "border-accent bg-accent-weak text-text" : "border-line-strong bg-surface text-text-2 hover:text-text",
          )}
        >
          {label}
          {chosen ? <strong className="ml-1 font-medium">{chosen}</strong> : null}
        </button>
      }
    >
      {children(() => setOpen(false))}
    </Popover>
  );
}
