import { useId, type ReactNode } from "react";

type RecordSectionProps = { heading: string; /** Beside the heading; never printed. */ action?: ReactNode; wide?: boolean; children: ReactNode };

/** A part of the record: ruled on the screen as on paper, without a box that would cost a line. */
export function RecordSection({ heading, action, wide = false, children }: RecordSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={`min-w-0 border-t border-line pt-2 print:break-inside-avoid print:pt-1 ${wide ? "lg:col-span-2 print:col-span-2" : ""}`}>
      <div className="mb-1 flex min-h-7 flex-wrap items-center gap-2 print:mb-0 print:min-h-0">
        <h2 id={id} className="text-sm font-semibold print:text-2xs">{heading}</h2>
        {action ? <div className="print-hidden ml-auto flex flex-wrap gap-2">{action}</div> : null}
      </div>
      {children}
    </section>
  );
}
