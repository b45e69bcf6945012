"use client";

import Link from "next/link";
import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import type { ProcessView } from "@/lib/closures/process-view";
import { letterIsOut } from "@/lib/closures/stages";
import { parsePlainDate, plainDateWords } from "@/lib/fields/plain-date";
import { CommandStatusLine } from "../commands/command-status";
import { ProblemSummary } from "../commands/problem-summary";
import { useCommand } from "../commands/use-command";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Dialog, DialogFootnote, DialogSection } from "../ui/dialog";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";

type AbandonDialogProps = { program: string; process: ProcessView; today: string; onClose: () => void };

const controls: Record<string, string> = { reason: "abandon-reason", "correctiveLetter.on": "abandon-on", "correctiveLetter.text": "abandon-text" };
const names: Record<string, string> = { reason: "Reason", "correctiveLetter.on": "Day of the corrective letter", "correctiveLetter.text": "What it says" };

/** Ends a closing before the account is closed; once the letter is out, only with a corrective one. */
export function AbandonDialog({ program, process, today, onClose }: AbandonDialogProps) {
  const [reason, setReason] = useState("");
  const [on, setOn] = useState(plainDateWords(today));
  const [text, setText] = useState(process.closing?.correctiveDraft ?? "");
  const command = useCommand({ program, name: "abandon-closing", onDone: onClose });
  const isOut = process.closing ? letterIsOut(process.closing.stage) : false;
  const busy = command.phase === "sending" || command.phase === "checking";
  const day = parsePlainDate(on);
  const errorOf = (path: string) => command.problem?.fields?.find((field) => field.path === path)?.message;
  const send = () => void command.submit({ processId: process.id, accountId: process.accountId, reason: reason.trim(), correctiveLetter: isOut ? { on: day.ok ? day.value : on, text: text.trim() } : undefined });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Abandon the closing"
      size="medium"
      dirty={reason.trim() !== ""}
      locked={busy}
      footer={(
        <>
          <DialogFootnote>The account stays open.</DialogFootnote>
          <Button disabled={busy} onClick={onClose}>Go back</Button>
          <Button variant="danger-filled" busy={busy} onClick={send}>Abandon it</Button>
        </>
      )}
    >
      <DialogSection>
        <div className="space-y-3">
          {command.problem ? <ProblemSummary problem={command.problem} controlOf={(path) => controls[path]} labelOf={(path) => names[path] ?? path} /> : null}
          <CommandStatusLine command={command} />
          {isOut ? <Callout tone="warn" title="The customer was told.">
              A corrective letter is sent first; it is recorded here. <Link className="underline" href={`/programs/${program}/closures/${process.id}/letter?which=corrective`} target="_blank">Print it in the program’s wording</Link> to each recipient.
            </Callout> : null}
          {process.stage === "recorded" ? <Callout tone="info">The notice stays at Lead: it cannot be taken off the account.</Callout> : null}
          <TextArea label="Why it is abandoned" required rows={2} hint={confidentialHint} id="abandon-reason" error={errorOf("reason")} value={reason} onChange={(event) => setReason(event.target.value)} />
          {isOut ? <TextField label="Corrective letter sent on" required id="abandon-on" error={errorOf("correctiveLetter.on")} value={on} onChange={(event) => setOn(event.target.value)} /> : null}
          {isOut ? <TextArea label="What it says" required rows={5} hint={`As it was sent. ${confidentialHint}`} id="abandon-text" error={errorOf("correctiveLetter.text")} value={text} onChange={(event) => setText(event.target.value)} /> : null}
        </div>
      </DialogSection>
    </Dialog>
  );
}
