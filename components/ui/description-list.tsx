import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** Names and values in two columns; under each other where there is little room. */
export function DescriptionList({ className, children }: { className?: string; children: ReactNode }) {
  return <dl className={classNames("grid grid-cols-1 gap-x-3 sm:gap-y-1.5 sm:grid-cols-[minmax(110px,150px)_minmax(0,1fr)]", className)}>{children}</dl>;
}

export function Description({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="min-w-0 wrap-break-word text-text-3">{term}</dt>
      <dd className="min-w-0 wrap-break-word max-sm:mb-2">{children}</dd>
    </div>
  );
}

/** What stands where there is no value; said as words to a screen reader. */
export function NoValue({ children = "none" }: { children?: string }) {
  return (
    <span className="text-text-3">
      <span aria-hidden="true">–</span>
      <span className="sr-only">{children}</span>
    </span>
  );
}
