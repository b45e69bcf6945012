"use client";

import { Printer } from "lucide-react";
import { useRef } from "react";
import type { ProcessView } from "@/lib/closures/process-view";
import { reasonWords } from "@/lib/closures/reasons";
import { dueWords } from "@/lib/closures/due-dates";
import { plainDateWords } from "@/lib/fields/plain-date";
import { roleNames } from "@/lib/permissions";
import { determinationWords } from "@/lib/closures/closing-words";
import { Button, ButtonLink } from "../ui/button";
import { CopyId } from "../ui/copy-id";
import { Description, DescriptionList } from "../ui/description-list";
import { Time } from "../ui/time";
import { AnswerRows, NoticeRows } from "./closing-facts-list";
import { printElement } from "./print-element";

type ClosingReceiptProps = { program: string; process: ProcessView; holders: readonly { entityId: string; name: string }[] };

/** What was done and by whom, to print and to keep. */
export function ClosingReceipt({ program, process, holders }: ClosingReceiptProps) {
  const page = useRef<HTMLDivElement>(null);
  const { closing } = process;
  if (!closing) return null;
  return (
    <div ref={page} className="space-y-3">
      <h1 className="hidden text-xl font-semibold print:block">Record of the closing of {process.productName}</h1>
      <DescriptionList>
        <Description term="Account">{process.productName} · <CopyId id={process.accountId} whole /></Description>
        <Description term="Reason">{reasonWords(closing.reason)}</Description>
        <AnswerRows reason={closing.reason} answers={closing.answers} holders={holders} />
        <Description term="Action taken on">{plainDateWords(closing.actionTakenOn)}</Description>
        <Description term="Determination">{determinationWords(closing.determination)}</Description>
        {closing.notice ? <NoticeRows notice={closing.notice} holders={holders} /> : null}
        {closing.letter ? <Description term="Delivered">{closing.letter.timeKnown ? <Time at={closing.letter.deliveredAt} /> : `${plainDateWords(closing.letter.deliveredOn)}, time of day not known`}</Description> : null}
        {closing.noticeDueOn ? <Description term="Notice due">{plainDateWords(closing.noticeDueOn)}{closing.due ? ` · ${dueWords(closing.due)}` : ""}</Description> : null}
        <Description term="Asked for by">{closing.requested.by}, <Time at={closing.requested.at} /></Description>
        {closing.decided ? <Description term="Decided by">{closing.decided.by}, <Time at={closing.decided.at} /></Description> : null}
        {closing.letter ? <Description term="Letter recorded by">{closing.letter.by}, <Time at={closing.letter.at} /></Description> : null}
        {closing.closedAt ? <Description term="Closed at Lead"><Time at={closing.closedAt} style="seconds" /></Description> : null}
        {process.steps.map(({ step, label, commandId }) => (commandId ? <Description key={step} term={`Key: ${label.toLowerCase()}`}><CopyId id={commandId} whole /></Description> : null))}
      </DescriptionList>
      <LeftToDo process={process} />
      <div className="print-hidden flex gap-2">
        <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => page.current && printElement(page.current)}>Print</Button>
        <ButtonLink href={`/programs/${program}/closures/${process.id}`}>Record</ButtonLink>
      </div>
    </div>
  );
}

/** What is left to do beside Lead, with who does it. */
function LeftToDo({ process: { closing } }: { process: ProcessView }) {
  if (!closing || closing.followUps.length === 0) return null;
  return (
    <div>
      <p className="font-medium">Left to do</p>
      <ul className="mt-1 space-y-1">
        {closing.followUps.map(({ code, label, owner }) => (
          <li key={code} className="flex gap-2"><span aria-hidden="true" className="text-text-3">▢</span><span className="flex-1">{label}</span><span className="text-text-3">{roleNames[owner]}</span></li>
        ))}
      </ul>
    </div>
  );
}
