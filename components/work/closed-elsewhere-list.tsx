"use client";

import Link from "next/link";
import type { ClosedElsewhere } from "@/lib/closures/closed-elsewhere";
import { closedReasonWords } from "@/lib/closures/closing-words";
import { onlyPhrase } from "@/lib/permissions";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { closedElsewhereDialog } from "../closures/closed-elsewhere-dialog";
import { Button } from "../ui/button";
import { CopyId } from "../ui/copy-id";
import { Tag } from "../ui/tag";
import { RelativeTime, Time } from "../ui/time";
import { StandingMark } from "./standing-mark";

type ListProps = { programSlug: string; waiting: readonly ClosedElsewhere[]; mayComplete: boolean };

/** Closures that Lead showed and nobody here made, the longest waiting first. */
export function ClosedElsewhereList({ programSlug, waiting, mayComplete }: ListProps) {
  return (
    <>
      <p className="mb-1 max-w-[90ch] text-text-2">
        Lead shows these accounts closed, and nobody closed them here. Find out who did and why.
        {mayComplete ? "" : ` ${onlyPhrase("complete-closed-elsewhere")}`}
      </p>
      <ul className="divide-y divide-line">
        {waiting.map((closure) => <QueueItem key={closure.id} programSlug={programSlug} closure={closure} mayComplete={mayComplete} />)}
      </ul>
    </>
  );
}

function QueueItem({ programSlug, closure, mayComplete }: { programSlug: string; closure: ClosedElsewhere; mayComplete: boolean }) {
  const { openDialog } = useAccountDialog();
  const { id, accountId, productName, reason, closedAt, seenAt, statusBefore, hasNotice } = closure;
  return (
    <li className="flex items-start gap-3 py-2.5 last:pb-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StandingMark tone="warn"><span className="font-semibold">Closed: {closedReasonWords(reason)}</span></StandingMark>
          <span>{productName}</span>
          <Link href={`/programs/${programSlug}/accounts/${accountId}`} className="hover:underline"><CopyId id={accountId} plain /></Link>
          {hasNotice ? null : <Tag>no notice at Lead</Tag>}
        </p>
        <p className="mt-0.5 text-xs text-text-3">
          {closedAt ? <>Closed at Lead <Time at={closedAt} />. </> : null}First seen <RelativeTime at={seenAt} />, before that {statusBefore}. Compliance completes it.
        </p>
      </div>
      {mayComplete ? <Button size="small" onClick={() => openDialog(closedElsewhereDialog(id))} aria-label={`Complete: ${accountId}`}>Complete…</Button> : null}
    </li>
  );
}
