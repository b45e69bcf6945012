import { useId, type ReactNode } from "react";
import { classNames } from "./class-names";

type CardProps = {
  heading: ReactNode;
  /** Beside the heading, at the right: one or two small buttons or a tag. */
  aside?: ReactNode;
  id?: string;
  className?: string;
  /** Without padding, for a table that reaches the edges. */
  flush?: boolean;
  children: ReactNode;
};

/** A section of a page with its heading. */
export function Card({ heading, aside, id, className, flush = false, children }: CardProps) {
  const headingId = useId();
  return (
    <section id={id} aria-labelledby={headingId} className={classNames("print-block min-w-0 scroll-mt-4 rounded-lg border border-line bg-surface", className)}>
      <div className="flex min-h-8.5 flex-wrap items-center gap-2 px-4 pt-2.5 pb-1">
        <h2 id={headingId} className="text-sm font-semibold">{heading}</h2>
        {aside ? <div className="-my-1 ml-auto flex flex-wrap items-center gap-2">{aside}</div> : null}
      </div>
      <div className={flush ? "" : "px-4 pt-1 pb-3.5"}>{children}</div>
    </section>
  );
}
