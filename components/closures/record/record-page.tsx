"use client";

import { Printer } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ClosingRecord } from "@/lib/closures/closing-record";
import type { Permission } from "@/lib/permissions";
import { Button, buttonClass, ButtonLink } from "../../ui/button";
import { CopyId } from "../../ui/copy-id";
import { PageHeader } from "../../ui/page-header";
import { AddendumDialog } from "./addendum-dialog";
import { LegalHoldDialog } from "./legal-hold-dialog";
import { AccountAsItStood, AccountChanges } from "./record-account";
import { RecordedAddenda, RecordedChecklist, RecordedEvidenceList, RecordedNumbers } from "./record-afterwards";
import { RecordCalls } from "./record-calls";
import { ClosingDecision, ClosingNotice } from "./record-closing";
import { LegalHoldCallout, openHold, RecordKeeping, RelatedRecords } from "./record-keeping";
import { recordStageWords, recordTitle } from "@/lib/closures/record-words";
import { CorrectionFacts, ElsewhereFacts } from "./record-others";
import { NumbersAgain } from "./numbers-again";
import { PurgedRecord } from "./purged-record";
import { RecordSection } from "./record-section";
import { RecordMoment } from "./record-words";

type RecordPageProps = { record: ClosingRecord; /** The program's business day. */ today: string; permissions: readonly Permission[] };

/** The record of one closing, correction or closure made elsewhere: the same on the screen and on one sheet of paper. */
export function RecordPage({ record, today, permissions }: RecordPageProps) {
  const [open, setOpen] = useState<"addendum" | "legal-hold" | null>(null);
  const router = useRouter();
  const { program, account, closing, correction, elsewhere } = record;
  const close = () => setOpen(null);
  const done = () => {
    close();
    router.refresh();
  };
  if (record.purged) return <PurgedRecord record={record} purged={record.purged} />;
  const hold = openHold(record);
  const mayHold = permissions.includes(hold ? "lift-legal-hold" : "place-legal-hold");
  return (
    <article className="print:text-[9.5px] print:leading-snug print:[&_.font-mono]:text-[8.5px] print:[&_:is(.text-xs,.text-2xs)]:text-[8.5px]">
      <PageHeader title={recordTitle(record)} facts={<span>{recordStageWords(record)}</span>} actions={<Actions record={record} mayExport={permissions.includes("export")} />} />
      <p className="-mt-1 mb-3 flex flex-wrap gap-x-3 text-text-2 print:mb-1">
        <span>{account.productName} · <Link className="text-accent hover:underline print:text-text" href={`/programs/${program.slug}/accounts/${account.id}`}>{account.id}</Link></span>
        <span>{program.name}, {program.environment}</span>
        <span>Begun <RecordMoment at={record.begunAt} /></span>
        <span>Record <CopyId id={record.id} whole plain /></span>
        <span>Days and times of {program.timeZone}</span>
      </p>
      <div className="mb-3 empty:hidden"><LegalHoldCallout record={record} /></div>
      <div className="grid gap-x-8 gap-y-3 lg:grid-cols-2 print:grid-cols-2 print:gap-x-4 print:gap-y-1 print:[&_dl]:grid-cols-[86px_minmax(0,1fr)] print:[&_dl]:gap-y-0">
        {closing ? <ClosingDecision closing={closing} holders={account.holders} /> : null}
        {correction ? <CorrectionFacts correction={correction} /> : null}
        {elsewhere ? <ElsewhereFacts elsewhere={elsewhere} /> : null}
        <div className="grid content-start gap-y-3 print:gap-y-1">
          {closing ? <ClosingNotice closing={closing} letterHref={`/programs/${program.slug}/closures/${record.id}/letter`} /> : null}
          <AccountAsItStood record={record} />
          {record.evidence.length > 0 ? <RecordSection heading="Evidence"><RecordedEvidenceList evidence={record.evidence} /></RecordSection> : null}
        </div>
        <AccountChanges record={record} />
        {elsewhere ? null : <RecordCalls calls={record.calls} />}
        {closing?.closedAt ? (
          <RecordSection heading="Follow-ups" action={permissions.includes("read-numbers-again") ? <NumbersAgain record={record} onDone={done} /> : null}>
            <RecordedChecklist followUps={record.followUps} today={today} />
            <RecordedNumbers reads={record.numberReads} />
          </RecordSection>
        ) : null}
        <div className="grid content-start gap-y-3 print:gap-y-1">
          <RecordSection heading="Added afterwards" action={permissions.includes("add-addendum") && record.retention.endedOn ? <Button size="small" onClick={() => setOpen("addendum")}>Add to the record…</Button> : null}>
            <RecordedAddenda record={record} today={today} />
          </RecordSection>
          <RecordSection
            heading="Kept"
            action={
              <>
                {permissions.includes("read-retention") ? <ButtonLink size="small" href={`/programs/${program.slug}/retention`}>Retention</ButtonLink> : null}
                {mayHold ? <Button size="small" onClick={() => setOpen("legal-hold")}>{hold ? "Lift the legal hold…" : "Place a legal hold…"}</Button> : null}
              </>
            }
          >
            <RecordKeeping record={record} />
          </RecordSection>
          <RecordSection heading="Other records of the account"><RelatedRecords program={program.slug} record={record} /></RecordSection>
        </div>
      </div>
      {open === "addendum" ? <AddendumDialog record={record} today={today} onDone={done} onClose={close} /> : null}
      {open === "legal-hold" ? <LegalHoldDialog record={record} hold={hold} onDone={done} onClose={close} /> : null}
    </article>
  );
}

function Actions({ record: { id, program, account }, mayExport }: { record: ClosingRecord; mayExport: boolean }) {
  return (
    <>
      <ButtonLink href={`/programs/${program.slug}/accounts/${account.id}`}>To the account</ButtonLink>
      {mayExport ? <a className={buttonClass()} href={`/api/programs/${program.slug}/closures/${id}`} download>Download as JSON</a> : null}
      <Button icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>Print</Button>
    </>
  );
}
