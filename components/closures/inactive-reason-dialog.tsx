"use client";

import { useState } from "react";
import { inactiveReasons, statusReasons, statusWords } from "@/lib/accounts/account-status";
import type { InactiveReason } from "@/lib/accounts/account-status";
import { confidentialHint } from "@/lib/accounts/operator-text";
import type { ClosingContext } from "@/lib/closures/process-view";
import { CommandStatusLine } from "../commands/command-status";
import { ProblemSummary } from "../commands/problem-summary";
import { useCommand } from "../commands/use-command";
import { FreezeHoldFields, freezeHoldLabels, freezeHoldOf, noFreezeHold } from "../holds/freeze-hold-fields";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Checkbox } from "../ui/checkbox";
import { Dialog, DialogFootnote, DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { TextArea } from "../ui/text-area";
import { ProcessProgress } from "./process-progress";
import { useProcess } from "./use-process";

type InactiveReasonDialogProps = { context: ClosingContext; open: boolean; onOpenChange: (open: boolean) => void };

const labels: Record<string, string> = { reason: "New reason", note: "Why", ...freezeHoldLabels };
const controlOf = (path: string) => `inactive-${path.replace(".type", "").replace(".", "-")}`;

/** Two calls, since Lead deactivates only from active; in between Lead shows the account as active. */
export function InactiveReasonDialog({ context, open, onOpenChange }: InactiveReasonDialogProps) {
  const { program, accountId, facts, seen } = context;
  const [processId] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState<InactiveReason | null>(null);
  const [note, setNote] = useState("");
  const [hold, setHold] = useState(noFreezeHold);
  const [supportMayLift, setSupportMayLift] = useState(false);
  const command = useCommand({ program, name: "change-inactive-reason" });
  const busy = command.phase === "sending" || command.phase === "checking";
  const process = useProcess({ program, processId, enabled: command.phase !== "idle", expectant: busy });
  const errorOf = (path: string) => command.problem?.fields?.find((field) => field.path === path)?.message;
  const send = () => void command.submit({
    act: "start", processId, accountId, reason, note: note.trim(),
    supportMayLift: reason === "other" && supportMayLift ? true : undefined,
    hold: reason === "frozen" ? freezeHoldOf(hold) : undefined,
  }, seen);
  const started = command.phase === "done" || process !== null;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Change why it is inactive"
      size="medium"
      dirty={!started && reason !== null}
      locked={busy && !started}
      footer={started ? <Button onClick={() => onOpenChange(false)}>Done</Button> : (
        <>
          <DialogFootnote>Nothing is sent yet.</DialogFootnote>
          <Button disabled={busy} onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" busy={busy} disabled={reason === null} onClick={send}>Change the reason</Button>
        </>
      )}
    >
      {started && process ? (
        <DialogSection>
          <div className="space-y-3">
            {process.alarm ? <Callout tone="stop" title={process.alarm} /> : null}
            <ProcessProgress process={process} />
          </div>
        </DialogSection>
      ) : (
        <DialogSection>
          <div className="space-y-3">
            {command.problem ? <ProblemSummary problem={command.problem} controlOf={controlOf} labelOf={(path) => labels[path] ?? path} /> : null}
            <CommandStatusLine command={command} />
            <p>Now: {statusWords(facts.status, facts.statusReason)}</p>
            <Callout tone="warn" title="Two calls to Lead.">It is activated, then deactivated with the new reason. Lead shows it as active in between.</Callout>
            <RadioCards legend="New reason" id="inactive-reason" error={errorOf("reason")} value={reason} onValueChange={setReason} required
              options={inactiveReasons.filter((value) => value !== facts.statusReason).map((value) => ({ value, title: statusReasons[value].label, code: value, description: statusReasons[value].meaning }))} />
            {reason === "frozen" ? <FreezeHoldFields typed={hold} change={(part) => setHold((before) => ({ ...before, ...part }))} errorOf={errorOf} controlOf={controlOf} /> : null}
            {reason === "other" ? <Checkbox checked={supportMayLift} onCheckedChange={setSupportMayLift} label="Support may lift it" /> : null}
            <TextArea label="Why" required rows={2} hint={confidentialHint} id="inactive-note" error={errorOf("note")} value={note} onChange={(event) => setNote(event.target.value)} />
          </div>
        </DialogSection>
      )}
    </Dialog>
  );
}
