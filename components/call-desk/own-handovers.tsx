"use client";

import Link from "next/link";
import type { HandoverView } from "@/lib/call-desk/handovers";
import { handoverOutcomeRows } from "@/lib/call-desk/handovers";
import { plainDateWords } from "@/lib/fields/plain-date";
import { Card } from "../ui/card";
import { CopyId } from "../ui/copy-id";
import { CountBadge, Tag } from "../ui/tag";
import { RelativeTime } from "../ui/time";

/** Callers whom this person handed over, and what may be told to each. */
export function OwnHandovers({ program, handovers }: { program: string; handovers: readonly HandoverView[] }) {
  if (handovers.length === 0) return null;
  const waiting = handovers.filter(({ answer }) => answer === null).length;
  return (
    <Card heading="Callers you handed over" aside={<CountBadge count={waiting} label="without an answer" />}>
      <ul className="divide-y divide-line">
        {handovers.map(({ id, accountId, productName, caller, wants, answer, answerDue, overdue, at }) => (
          <li key={id} className="py-2 first:pt-1 last:pb-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Tag tone={answer ? "ok" : overdue ? "stop" : "warn"}>{answer ? handoverOutcomeRows[answer.outcome].label : overdue ? "Overdue" : `Answer by ${plainDateWords(answerDue)}`}</Tag>
              <span className="font-semibold">{caller ?? "Not verified"}</span>
              <span>{productName}</span>
              <Link href={`/programs/${program}/call/${accountId}`} className="hover:underline"><CopyId id={accountId} plain /></Link>
            </p>
            <p className="mt-0.5">{answer ? <>You may tell the caller: “{answer.tell}”</> : wants}</p>
            <p className="mt-0.5 text-xs text-text-3">Handed over <RelativeTime at={at} />{answer ? <>, answered by {answer.by} <RelativeTime at={answer.at} /></> : null}.</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
