"use client";

import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import type { ProcessView } from "@/lib/closures/process-view";
import { CommandStatusLine } from "../commands/command-status";
import { ProblemSummary } from "../commands/problem-summary";
import { useCommand } from "../commands/use-command";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Dialog, DialogFootnote, DialogSection } from "../ui/dialog";
import { TextArea } from "../ui/text-area";
import { ProcessProblem } from "./process-problem";

type GoOnDialogProps = { program: string; process: ProcessView; name: "correct-closure" | "change-inactive-reason"; act: "renew" | "give-up"; onClose: () => void };

/** A process that stopped half-way goes on, or ends where it stands; either way with a reason. */
export function GoOnDialog({ program, process, name, act, onClose }: GoOnDialogProps) {
  const [reason, setReason] = useState("");
  const command = useCommand({ program, name, onDone: onClose });
  const busy = command.phase === "sending" || command.phase === "checking";
  const renew = act === "renew";
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="medium"
      title={renew ? "Let it go on" : "End it where it stands"}
      locked={busy}
      footer={(
        <>
          <DialogFootnote>{renew ? "It goes on at once." : "Nothing more is sent to Lead."}</DialogFootnote>
          <Button disabled={busy} onClick={onClose}>Go back</Button>
          <Button variant={renew ? "primary" : "danger-filled"} busy={busy} disabled={reason.trim() === ""} onClick={() => void command.submit({ act, processId: process.id, accountId: process.accountId, reason: reason.trim() }, process.seen)}>
            {renew ? "Let it go on" : "End it"}
          </Button>
        </>
      )}
    >
      <DialogSection>
        <div className="space-y-3">
          {process.problem && !command.problem ? <ProcessProblem problem={process.problem} /> : null}
          {command.problem ? <ProblemSummary problem={command.problem} /> : null}
          <CommandStatusLine command={command} />
          {!renew && process.alarm ? <Callout tone="stop" title={process.alarm}>It stays so until someone changes it.</Callout> : null}
          <TextArea label="Why" required rows={2} hint={confidentialHint} value={reason} onChange={(event) => setReason(event.target.value)} />
        </div>
      </DialogSection>
    </Dialog>
  );
}
