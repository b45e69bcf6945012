"use client";

import { Printer } from "lucide-react";
import { deliveryWords } from "@/lib/closures/closing-request";
import { letterMarks } from "@/lib/closures/letters-shown";
import type { LetterState, LettersShown } from "@/lib/closures/letters-shown";
import { plainDateWords } from "@/lib/fields/plain-date";
import { Button, buttonClass, ButtonLink } from "../ui/button";
import { CopyId } from "../ui/copy-id";
import { PageHeader } from "../ui/page-header";
import { Tag } from "../ui/tag";
import type { TagTone } from "../ui/tag";
import { Time } from "../ui/time";
import { LetterSheet, LetterSheets } from "./letter-sheets";

type LettersPageProps = { shown: LettersShown; which: "notice" | "corrective"; mayExport: boolean };

const tags = { draft: { tone: "warn", words: "Draft: not approved" }, approved: { tone: "ok", words: "Approved: the text is fixed" }, void: { tone: "stop", words: "Void: not to be sent" } } satisfies Record<LetterState, { tone: TagTone; words: string }>;

/** The letters of one closing, each on sheets of its own; on paper nothing but them. */
export function LettersPage({ shown, which, mayExport }: LettersPageProps) {
  const { program, recordId, accountId, productName, state, letters, corrective, delivery, deliveredOn, decided } = shown;
  const { tone, words } = tags[state];
  return (
    <article>
      <div className="print-hidden">
        <PageHeader title={which === "notice" ? "Letter of a closing" : "Corrective letter"} facts={which === "notice" ? <Tag tone={tone}>{words}</Tag> : null} actions={<Actions shown={shown} which={which} mayExport={mayExport} />} />
        <p className="-mt-1 mb-3 flex flex-wrap gap-x-3 text-text-2">
          <span>{productName} · <CopyId id={accountId} /></span>
          {delivery ? <span>{deliveryWords(delivery)}</span> : null}
          {decided && state === "approved" ? <span>Approved by {decided.by}, <Time at={decided.at} /></span> : null}
          {deliveredOn ? <span>Delivered or mailed {plainDateWords(deliveredOn)}</span> : null}
        </p>
        <p className="mb-3 text-text-3">The console keeps no addresses: date, name and address are filled in when the letter is printed or mailed.</p>
        {corrective ? <p className="mb-3"><ButtonLink href={`/programs/${program}/closures/${recordId}/letter${which === "notice" ? "?which=corrective" : ""}`}>{which === "notice" ? "The corrective letter" : "The letter that it corrects"}</ButtonLink></p> : null}
      </div>
      {which === "notice" ? <Notice accountId={accountId} letters={letters} shown={shown} /> : <Corrective shown={shown} />}
      {which === "notice" && shown.lettersHash ? <p className="print-hidden mt-3 text-2xs break-all text-text-3">SHA-256 of the text <span className="font-mono">{shown.lettersHash}</span> · record <span className="font-mono">{recordId}</span></p> : null}
    </article>
  );
}

function Notice({ accountId, letters, shown }: { accountId: string; letters: LettersShown["letters"]; shown: LettersShown }) {
  if (!letters) return <p className="text-text-2">No letter was drafted here: none is due, or this was asked for before the console drafted them.</p>;
  return <LetterSheets accountId={accountId} letters={letters} names={shown.recipients} mark={letterMarks[shown.state]} />;
}

function Corrective({ shown: { accountId, corrective, recipients } }: { shown: LettersShown }) {
  if (!corrective) return <p className="text-text-2">No letter went out: there is nothing to correct.</p>;
  const paragraphs = [{ part: "heading", text: "Correction of our earlier notice" }, { part: "corrective", text: corrective.text }] as const;
  return (
    <div className="space-y-4">
      {recipients.map((recipient) => <LetterSheet key={recipient.entityId} accountId={accountId} recipient={recipient} mark={null} paragraphs={paragraphs} />)}
    </div>
  );
}

function Actions({ shown: { program, recordId, state, letters, corrective }, which, mayExport }: Omit<LettersPageProps, "shown"> & { shown: LettersShown }) {
  const there = which === "notice" ? letters !== null : corrective !== null;
  return (
    <>
      <ButtonLink href={`/programs/${program}/closures/${recordId}`}>Record</ButtonLink>
      {mayExport && there && state === "approved" ? <a className={buttonClass()} href={`/api/programs/${program}/closures/${recordId}/letter?which=${which}`} download>Download</a> : null}
      {there ? <Button variant="primary" icon={<Printer size={14} aria-hidden="true" />} onClick={() => window.print()}>Print</Button> : null}
    </>
  );
}
