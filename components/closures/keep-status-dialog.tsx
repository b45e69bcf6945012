"use client";

import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import type { ProcessView } from "@/lib/closures/process-view";
import { CommandStatusLine } from "../commands/command-status";
import { ProblemSummary } from "../commands/problem-summary";
import { useCommand } from "../commands/use-command";
import { Button } from "../ui/button";
import { Dialog, DialogFootnote, DialogSection } from "../ui/dialog";
import { TextArea } from "../ui/text-area";

type KeepStatusDialogProps = { program: string; process: ProcessView; /** The process that was given up. */ leftBy: string; onClose: () => void };

const reasonId = "keep-status-reason";

/** The account stays as Lead shows it, though what was given up meant it elsewhere; with a reason. */
export function KeepStatusDialog({ program, process, leftBy, onClose }: KeepStatusDialogProps) {
  const [reason, setReason] = useState("");
  const command = useCommand({ program, name: "keep-status", onDone: onClose });
  const busy = command.phase === "sending" || command.phase === "checking";
  const { accountId, statusAtLead, seen } = process;
  const send = () => void command.submit({ processId: leftBy, accountId, reason: reason.trim() }, seen);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="medium"
      title={`The account stays ${statusAtLead}`}
      dirty={reason.trim() !== ""}
      locked={busy}
      footer={(
        <>
          <DialogFootnote>Nothing is sent to Lead.</DialogFootnote>
          <Button disabled={busy} onClick={onClose}>Go back</Button>
          <Button variant="primary" busy={busy} disabled={reason.trim() === ""} onClick={send}>It stays {statusAtLead}</Button>
        </>
      )}
    >
      <DialogSection>
        <div className="space-y-3">
          {command.problem ? <ProblemSummary problem={command.problem} controlOf={(path) => (path === "reason" ? reasonId : undefined)} labelOf={() => "Why"} /> : null}
          <CommandStatusLine command={command} />
          <p>The alarm ends. The decision is kept with the process and in the audit trail.</p>
          <TextArea label="Why" required rows={2} hint={confidentialHint} id={reasonId} error={command.problem?.fields?.find(({ path }) => path === "reason")?.message} value={reason} onChange={(event) => setReason(event.target.value)} />
        </div>
      </DialogSection>
    </Dialog>
  );
}
