"use client";

import { classNames } from "../../ui/class-names";
import { Button } from "../../ui/button";
import { Time } from "../../ui/time";
import type { DraftState } from "./use-draft";

export type OutlinePart = { id: string; label: string; problems: number };

type FormAsideProps = {
  parts: readonly OutlinePart[];
  draft: DraftState;
  onReview: () => void;
  reviewing: boolean;
  onDiscard?: () => void;
};

/** Beside a long form: its parts with what is wrong in each, where the draft stands, and the way on. */
export function FormAside({ parts, draft, onReview, reviewing, onDiscard }: FormAsideProps) {
  return (
    <aside aria-label="This form" className="lg:sticky lg:top-4">
      <nav aria-label="Parts of the form" className="hidden lg:block">
        <ol className="mb-4 border-l border-line">
          {parts.map(({ id, label, problems }) => (
            <li key={id}>
              <a href={`#section-${id}`} className="flex min-h-7 items-center gap-2 border-l-2 border-transparent py-0.5 pl-3 text-text-2 hover:border-accent hover:text-text">
                <span className="flex-1">{label}</span>
                {problems > 0 ? <span className="rounded-full bg-stop-weak px-1.5 text-2xs font-semibold text-stop">{problems}<span className="sr-only"> to mend</span></span> : null}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <Button variant="primary" size="large" className="w-full" onClick={onReview} busy={reviewing}>Review</Button>
      <p className="mt-2 text-xs text-text-3">Nothing is sent before you have looked at it.</p>
      <p role="status" className={classNames("mt-3 flex min-h-6 flex-wrap items-center gap-x-2 text-xs", draft.kind === "failed" ? "text-warn" : "text-text-3")}>
        <DraftWords draft={draft} />
        {onDiscard && draft.kind !== "none" ? <Button size="small" variant="quiet" onClick={onDiscard}>Discard the draft</Button> : null}
      </p>
    </aside>
  );
}

function DraftWords({ draft }: { draft: DraftState }) {
  if (draft.kind === "saving") return <span>Saving the draft…</span>;
  if (draft.kind === "saved") return <span>Draft saved <Time at={draft.at} style="clock" /></span>;
  if (draft.kind === "failed") return <span>The draft could not be saved. It is tried again as you type.</span>;
  return <span>A draft is kept for you as you type.</span>;
}
