"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { deliveryMethodRows } from "@/lib/accounts/adverse-action-notice";
import { dueWords } from "@/lib/closures/due-dates";
import { registerKindRows, registerReasonWords } from "@/lib/closures/register";
import type { RegisterEntry, RegisterPerson, ShownEntry } from "@/lib/closures/register-views";
import { plainDateWords } from "@/lib/fields/plain-date";
import { roleNames, roles } from "@/lib/permissions";
import { determinationWords } from "@/lib/closures/closing-words";
import { ChangeTable } from "../../fields/change-table";
import { Button, ButtonLink } from "../../ui/button";
import { Callout } from "../../ui/callout";
import { Card } from "../../ui/card";
import { CopyId } from "../../ui/copy-id";
import { Description, DescriptionList } from "../../ui/description-list";
import { PageHeader } from "../../ui/page-header";
import { Time } from "../../ui/time";
import { NoticeDialog } from "./notice-dialog";
import { NoticeStanding } from "./register-words";

type EntryPageProps = { program: { slug: string; timeZone: string }; shown: ShownEntry };

/** A line cut or a deactivation as the register keeps it, and its notice. */
export function EntryPage({ program, shown }: EntryPageProps) {
  const [recording, setRecording] = useState(false);
  const router = useRouter();
  const { entry, holders, today, mayRecord } = shown;
  const overdue = entry.due?.state === "overdue";
  const done = () => {
    setRecording(false);
    router.refresh();
  };
  return (
    <>
      <PageHeader
        title={`${registerKindRows[entry.kind].label}: ${registerReasonWords(entry.reason).toLowerCase()}`}
        facts={<span>{entry.productName} · <CopyId id={entry.accountId} whole /></span>}
        actions={
          <>
            <ButtonLink href={`/programs/${program.slug}/closures`}>Register</ButtonLink>
            <ButtonLink href={`/programs/${program.slug}/accounts/${entry.accountId}`}>Open the account</ButtonLink>
            {mayRecord ? <Button variant="primary" onClick={() => setRecording(true)}>Record the notice…</Button> : null}
          </>
        }
      />
      <div className="grid max-w-[960px] gap-4">
        {overdue && entry.due ? <Callout tone="stop" title={`The notice is ${dueWords(entry.due)}.`}>{mayRecord ? "Record it as soon as it is given; never enter a day on which nothing was sent." : "Compliance records it once it is given."}</Callout> : null}
        <Card heading="What was decided"><Decided entry={entry} /></Card>
        {entry.cut.length > 0 ? <ChangeTable label="What was cut" headings={{ old: "Before", new: "After" }} currency={{ old: entry.currency ?? undefined }} changes={entry.cut} /> : null}
        <Card heading="Notice"><Notice program={program.slug} entry={entry} holders={holders} /></Card>
      </div>
      {recording ? <NoticeDialog program={program} entry={entry} holders={holders} today={today} onDone={done} onClose={() => setRecording(false)} /> : null}
    </>
  );
}

function Decided({ entry: { determination, reasons, note, scraReason, takenOn, askedBy, askedAt, approver, approvedAt, id } }: { entry: RegisterEntry }) {
  return (
    <DescriptionList>
      <Description term="Determination">{determination ? determinationWords(determination) : "Not kept any more"}</Description>
      {reasons.length > 0 ? <Description term="Principal reasons"><ol className="list-inside list-decimal">{reasons.map(({ text }) => <li key={text} className="wrap-anywhere">{text}</li>)}</ol></Description> : null}
      {note ? <Description term="Reason given here"><span className="wrap-anywhere whitespace-pre-wrap">{note}</span></Description> : null}
      {scraReason ? <Description term="Reason apart from SCRA"><span className="wrap-anywhere whitespace-pre-wrap">{scraReason}</span></Description> : null}
      <Description term="Action taken on">{plainDateWords(takenOn)}</Description>
      {askedBy ? <Description term="Asked by"><Person person={askedBy} /> <Time at={askedAt} /></Description> : null}
      <Description term="Second person">{approver ? <><Person person={approver} /> {approvedAt ? <Time at={approvedAt} /> : null}</> : "None was needed"}</Description>
      <Description term="Entry"><CopyId id={id} whole /></Description>
    </DescriptionList>
  );
}

function Notice({ program, entry, holders }: { program: string; entry: RegisterEntry; holders: ShownEntry["holders"] }) {
  const { notice, noticeDueOn, deliveredAt, deliveredOn, deliveredTimeKnown, method, otherMethod, recipient, noticeBy, noticeRecordedAt } = entry;
  const way = deliveryMethodRows[method as keyof typeof deliveryMethodRows] as { label: string } | undefined;
  return (
    <DescriptionList>
      <Description term="Standing"><NoticeStanding entry={entry} /></Description>
      {noticeDueOn && notice !== "due" ? <Description term="Was due">{plainDateWords(noticeDueOn)}</Description> : null}
      {notice === "none" ? <Description term="Why none">It was determined to be no adverse action.</Description> : null}
      {deliveredOn && deliveredAt ? <Description term="Delivered or mailed">{deliveredTimeKnown ? <Time at={deliveredAt} /> : `${plainDateWords(deliveredOn)}, time of day not known`}</Description> : null}
      {recipient ? <Description term="To">{holders.find(({ entityId }) => entityId === recipient)?.name ?? recipient}</Description> : null}
      {method ? <Description term="Way">{way?.label ?? method}{otherMethod ? `: ${otherMethod}` : ""}</Description> : null}
      {noticeBy && noticeRecordedAt ? <Description term="Recorded by"><Person person={noticeBy} /> <Time at={noticeRecordedAt} /></Description> : null}
      {notice === "due" ? <Description term="At Lead">Lead’s own notice object is not touched by this. To change it, <Link className="text-accent underline" href={`/programs/${program}/accounts/${entry.accountId}/edit`}>edit the account</Link>.</Description> : null}
    </DescriptionList>
  );
}

function Person({ person: { name, roles: held } }: { person: RegisterPerson }) {
  const words = held.map((role) => roles.find((known) => known === role)).flatMap((role) => (role ? [roleNames[role].toLowerCase()] : []));
  return <>{name}{words.length > 0 ? `, ${words.join(", ")}` : ""},</>;
}
