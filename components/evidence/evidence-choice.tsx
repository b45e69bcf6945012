"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { EvidenceSubject } from "@/lib/evidence/evidence-inputs";
import type { EvidenceView } from "@/lib/evidence/evidence-view";
import { queryKeys } from "@/lib/query-keys";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Checkbox } from "../ui/checkbox";
import { FieldNotes } from "../ui/field";
import { Time } from "../ui/time";
import { AddEvidenceDialog } from "./add-evidence-dialog";
import { readEvidencePage } from "./read-evidence";
import type { EvidencePlace } from "./read-evidence";

type EvidenceChoiceProps = {
  id: string;
  legend: string;
  hint?: string;
  error?: string;
  /** What is chosen from; `addTo`: what is added here is about. */
  place: EvidencePlace;
  addTo: EvidenceSubject;
  chosen: readonly string[];
  onChosen: (change: (before: readonly string[]) => readonly string[]) => void;
};

/** Evidence to tick, and a way to add a piece without leaving the form; what is withdrawn, or of a process, is not offered. */
export function EvidenceChoice({ id, legend, hint, error, place, addTo, chosen, onChosen }: EvidenceChoiceProps) {
  const [adding, setAdding] = useState(false);
  const { program, accountId, subject } = place;
  const { data, error: unread, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: queryKeys.evidence(program, accountId, subject ? `${subject.kind} ${subject.id}` : ""),
    queryFn: ({ pageParam, signal }) => readEvidencePage(place, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const items = data?.pages.flatMap((page) => page.items).filter(({ withdrawn, subject: about }) => !withdrawn && about.kind !== "process");
  const tick = (evidenceId: string, isChosen: boolean) => onChosen((before) => [...before.filter((other) => other !== evidenceId), ...(isChosen ? [evidenceId] : [])]);
  const describedBy = [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ");
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={describedBy || undefined} className="min-w-0">
      <legend className="mb-1 font-medium">{legend}</legend>
      {unread ? <Callout tone="warn" role="alert">{unread.message}</Callout> : null}
      {items?.length === 0 && !hasNextPage ? <p className="text-text-3">No evidence is kept that could be chosen.</p> : null}
      <ul className="space-y-1.5">
        {items?.map((item) => <li key={item.id}><Choice item={item} checked={chosen.includes(item.id)} onChange={(isChosen) => tick(item.id, isChosen)} /></li>)}
      </ul>
      <FieldNotes controlId={id} hint={hint} error={error} />
      <div className="mt-2 flex gap-2">
        <Button size="small" onClick={() => setAdding(true)}>Add evidence</Button>
        {hasNextPage ? <Button size="small" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>Show more</Button> : null}
      </div>
      {adding ? <AddEvidenceDialog program={program} accountId={accountId} subject={addTo} onAdded={(evidenceId) => tick(evidenceId, true)} onClose={() => setAdding(false)} /> : null}
    </fieldset>
  );
}

function Choice({ item, checked, onChange }: { item: EvidenceView; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <Checkbox
      checked={checked}
      onCheckedChange={onChange}
      label={<span className="wrap-anywhere">{item.fileName}</span>}
      hint={<span className="wrap-break-word">{item.description} · added by {item.addedBy}, <Time at={item.addedAt} /></span>}
    />
  );
}
