"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { mediaTypeWords, sizeWords } from "@/lib/evidence/evidence-file";
import type { EvidenceSubjectKind } from "@/lib/evidence/evidence-inputs";
import type { EvidenceView } from "@/lib/evidence/evidence-view";
import { queryKeys } from "@/lib/query-keys";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { CopyId } from "../ui/copy-id";
import { Tag } from "../ui/tag";
import { Time } from "../ui/time";
import { evidenceAddress, readEvidencePage } from "./read-evidence";
import type { EvidencePlace } from "./read-evidence";
import { WithdrawEvidenceDialog } from "./withdraw-evidence-dialog";

const aboutWords: Record<EvidenceSubjectKind, string | null> = { account: null, process: "Of a process", hold: "Of a hold" };

/** The files kept for an account or one thing on it, newest first; each is read as a file of its own. */
export function EvidenceList({ place }: { place: EvidencePlace }) {
  const [withdrawing, setWithdrawing] = useState<EvidenceView | null>(null);
  const { program, accountId, subject } = place;
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: queryKeys.evidence(program, accountId, subject ? `${subject.kind} ${subject.id}` : ""),
    queryFn: ({ pageParam, signal }) => readEvidencePage(place, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (error) return <Callout tone="warn" role="alert">{error.message}</Callout>;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return <p className="text-text-3">{data ? "No evidence is kept." : "Reading the list."}</p>;
  return (
    <>
      <ul className="divide-y divide-line">
        {items.map((item) => <Item key={item.id} program={program} item={item} about={subject ? null : aboutWords[item.subject.kind]} onWithdraw={() => setWithdrawing(item)} />)}
      </ul>
      {hasNextPage ? <Button className="print-hidden mt-2" size="small" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>Show more</Button> : null}
      {withdrawing ? <WithdrawEvidenceDialog program={program} accountId={accountId} item={withdrawing} onClose={() => setWithdrawing(null)} /> : null}
    </>
  );
}

type ItemProps = { program: string; item: EvidenceView; about: string | null; onWithdraw: () => void };

function Item({ program, item, about, onWithdraw }: ItemProps) {
  const { id, fileName, mediaType, bytes, description, addedBy, addedAt, sha256, withdrawn, mayWithdraw } = item;
  return (
    <li className="flex items-start gap-3 py-2 first:pt-1 last:pb-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <a href={evidenceAddress(program, id)} download={fileName} aria-label={`Download ${fileName}`} className="inline-flex min-w-0 items-center gap-1.5 font-medium wrap-anywhere text-accent-text hover:underline">
            <Download size={14} aria-hidden="true" className="shrink-0" />
            {fileName}
          </a>
          <span className="text-xs text-text-3">{mediaTypeWords[mediaType]}, {sizeWords(bytes)}</span>
          {about ? <Tag>{about}</Tag> : null}
          {withdrawn ? <Tag tone="warn">Withdrawn</Tag> : null}
        </p>
        <p className="mt-0.5 wrap-break-word whitespace-pre-line">{description}</p>
        <p className="mt-0.5 text-xs text-text-3">Added by {addedBy}, <Time at={addedAt} /> · SHA-256 <CopyId id={sha256} /></p>
        {withdrawn ? <p className="mt-0.5 text-xs text-text-2">Withdrawn by {withdrawn.by}, <Time at={withdrawn.at} />: {withdrawn.reason}</p> : null}
      </div>
      {mayWithdraw ? <Button className="print-hidden" size="small" aria-label={`Withdraw ${fileName}`} onClick={onWithdraw}>Withdraw</Button> : null}
    </li>
  );
}
