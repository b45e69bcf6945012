"use client";

import { useState } from "react";
import { statusWords, transitions } from "@/lib/accounts/account-status";
import { correctionWarning } from "@/lib/closures/corrections";
import type { ClosingContext } from "@/lib/closures/process-view";
import { CommandStatusLine } from "../commands/command-status";
import { ProblemSummary } from "../commands/problem-summary";
import { useCommand } from "../commands/use-command";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Dialog, DialogFootnote, DialogSection } from "../ui/dialog";
import { correctionControlId, correctionPlanOf, emptyCorrectionForm } from "./correction-form";
import { CorrectionFields } from "./correction-fields";
import { ProcessProgress } from "./process-progress";
import { TypedConfirmation } from "./review-step";
import { useProcess } from "./use-process";

type CorrectionDialogProps = { context: ClosingContext; open: boolean; onOpenChange: (open: boolean) => void };

const words = (path: string) => path.split(".").at(-1)?.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (letter) => letter.toUpperCase()) ?? path;

/** Corrects a mistaken closure: planned whole before the account is reopened. */
export function CorrectionDialog({ context, open, onOpenChange }: CorrectionDialogProps) {
  const { program, accountId, facts, seen } = context;
  const [processId] = useState(() => crypto.randomUUID());
  const [form, setForm] = useState(() => emptyCorrectionForm(context));
  const command = useCommand({ program, name: "correct-closure" });
  const busy = command.phase === "sending" || command.phase === "checking";
  const process = useProcess({ program, processId, enabled: command.phase !== "idle" && command.receipt?.status !== "awaits-approval", expectant: busy });
  const isAsked = command.receipt?.status === "awaits-approval";
  const started = command.phase === "done" || process !== null;
  const errorOf = (path: string) => command.problem?.fields?.find((field) => field.path === `plan.${path}`)?.message;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Correct the closure"
      dirty={!started && form.errorClass !== null}
      locked={busy && !started}
      footer={started ? <Button onClick={() => onOpenChange(false)}>Done</Button> : (
        <>
          <DialogFootnote>Nothing is sent yet.</DialogFootnote>
          <Button disabled={busy} onClick={() => onOpenChange(false)}>Leave it closed</Button>
          <Button variant="danger-filled" busy={busy} onClick={() => void command.submit({ act: "start", processId, accountId, plan: correctionPlanOf(form) }, seen)}>
            {context.secondPerson.correction ? "Ask another person to approve" : form.target === "closed-again" ? "Reopen, mend and close again" : "Reopen the account"}
          </Button>
        </>
      )}
    >
      {isAsked ? <DialogSection><Callout tone="info" title="Asked for." role="status">Another person in compliance decides on it. Nothing was sent to Lead; what became of it is under My work.</Callout></DialogSection> : null}
      {started && process ? (
        <DialogSection heading="Calls to Lead">
          <div className="space-y-3">
            {process.alarm ? <Callout tone="stop" title={process.alarm} /> : null}
            <ProcessProgress process={process} />
          </div>
        </DialogSection>
      ) : (
        <>
          <DialogSection>
            <div className="space-y-2">
              {command.problem ? <ProblemSummary problem={command.problem} controlOf={correctionControlId} labelOf={words} /> : null}
              <CommandStatusLine command={command} />
              <p>{facts.productName}, {statusWords(facts.status, facts.statusReason).toLowerCase()}</p>
              <Callout tone="warn" title={`${transitions["reopen-account"].label}.`}>{correctionWarning}</Callout>
              {form.target === "closed-again" ? <Callout tone="stop">Lead shows the account as active until it is closed again.</Callout> : null}
            </div>
          </DialogSection>
          <CorrectionFields context={context} form={form} change={(part) => setForm((before) => ({ ...before, ...part }))} errorOf={errorOf} />
          <DialogSection>
            <TypedConfirmation accountId={accountId} value={form.typed} onChange={(typed) => setForm((before) => ({ ...before, typed }))} error={errorOf("typed")} id={correctionControlId("typed")} />
          </DialogSection>
        </>
      )}
    </Dialog>
  );
}
