import type { ReactNode } from "react";
import { classNames } from "./class-names";

type PageHeaderProps = { title: ReactNode; /** Beside the title: an id, a status, a count. */ facts?: ReactNode; actions?: ReactNode; className?: string };

/** The one h1 of a page with what belongs on its line. */
export function PageHeader({ title, facts, actions, className }: PageHeaderProps) {
  return (
    <div className={classNames("mb-3 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2", className)}>
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      {facts ? <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-text-3">{facts}</div> : null}
      {actions ? <div className="print-hidden ml-auto flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  );
}
