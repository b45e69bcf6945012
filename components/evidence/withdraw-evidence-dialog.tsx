"use client";

import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { withdrawEvidenceInput } from "@/lib/evidence/evidence-inputs";
import type { EvidenceView } from "@/lib/evidence/evidence-view";
import { CommandDialog } from "../commands/command-dialog";
import { useLocalCommand } from "../commands/use-local-command";
import { DialogSection } from "../ui/dialog";
import { TextArea } from "../ui/text-area";
import { useToast } from "../ui/toast";

type WithdrawEvidenceDialogProps = { program: string; accountId: string; item: EvidenceView; onClose: () => void };

const reasonControl = "withdraw-evidence-reason";

/** Marks a file as added by mistake; it stays where it is. */
export function WithdrawEvidenceDialog({ program, accountId, item, onClose }: WithdrawEvidenceDialogProps) {
  const [reason, setReason] = useState("");
  const toast = useToast();
  const { command, problems, send, errorOf } = useLocalCommand({
    program,
    name: "withdraw-evidence",
    schema: withdrawEvidenceInput,
    onDone: () => {
      toast.show({ title: "The evidence is marked as withdrawn.", tone: "ok" });
      onClose();
    },
  });
  return (
    <CommandDialog
      command={command}
      title="Withdraw evidence"
      description={`${item.fileName} is marked as added by mistake, with your reason. It is not deleted.`}
      size="small"
      onClose={onClose}
      onSend={() => send({ evidenceId: item.id, accountId, reason })}
      sendLabel="Withdraw"
      dirty={reason !== ""}
      problems={problems}
      labelOf={(path) => (path === "reason" ? "Why it is withdrawn" : path)}
      controlOf={(path) => (path === "reason" ? reasonControl : undefined)}
    >
      <DialogSection>
        <TextArea id={reasonControl} label="Why it is withdrawn" required hint={confidentialHint} rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} error={errorOf("reason")} />
      </DialogSection>
    </CommandDialog>
  );
}
