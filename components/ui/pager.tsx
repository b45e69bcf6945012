import { ChevronLeft, ChevronRight } from "lucide-react";
import { ButtonLink } from "./button";

type PagerProps = { label: string; previous: string | null; next: string | null; children?: React.ReactNode };

/** Where a list goes on, by addresses; nothing where it stands on one page. */
export function Pager({ label, previous, next, children }: PagerProps) {
  return (
    <nav aria-label={label} className="print-hidden mt-2.5 flex min-h-8 items-center gap-2 text-text-3">
      <span className="mr-auto">{children}</span>
      {previous ? <ButtonLink href={previous} rel="prev" icon={<ChevronLeft size={14} aria-hidden="true" />}>Newer</ButtonLink> : null}
      {next ? <ButtonLink href={next} rel="next">Older <ChevronRight size={14} aria-hidden="true" /></ButtonLink> : null}
    </nav>
  );
}
