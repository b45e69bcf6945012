"use client";

import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import type { ClosingRecord, RecordedLegalHold } from "@/lib/closures/closing-record";
import { liftLegalHoldInput, placeLegalHoldInput } from "@/lib/closures/legal-holds";
import { CommandDialog } from "../../commands/command-dialog";
import { useLocalCommand } from "../../commands/use-local-command";
import { DialogSection } from "../../ui/dialog";
import { TextArea } from "../../ui/text-area";
import { useToast } from "../../ui/toast";

type DialogProps = { record: ClosingRecord; /** The one that stands, to be lifted; null places one. */ hold: RecordedLegalHold | null; onDone: () => void; onClose: () => void };

const controlOf = (path: string) => (path === "reason" ? "legal-hold-reason" : undefined);

/** Places a legal hold on a record, or lifts it. */
export function LegalHoldDialog({ record, hold, onDone, onClose }: DialogProps) {
  const [reason, setReason] = useState("");
  const toast = useToast();
  const { command, problems, send, errorOf } = useLocalCommand({
    program: record.program.slug,
    name: hold ? "lift-legal-hold" : "place-legal-hold",
    schema: hold ? liftLegalHoldInput : placeLegalHoldInput,
    onDone: () => {
      toast.show({ title: hold ? "The legal hold is lifted." : "The legal hold is placed.", tone: "ok" });
      onDone();
    },
  });
  const of = { recordId: record.id, accountId: record.account.id, reason };
  return (
    <CommandDialog
      command={command}
      title={hold ? "Lift the legal hold" : "Place a legal hold"}
      description={hold ? "The record is then kept until its own day, and may be purged after it. That there was a hold stays." : "Nothing of this record is purged while the hold stands, however old it is. The account itself is not touched."}
      onClose={onClose}
      onSend={() => send(hold ? { ...of, holdId: hold.id } : of)}
      sendLabel={hold ? "Lift it" : "Place it"}
      dirty={reason !== ""}
      problems={problems}
      labelOf={() => "Reason"}
      controlOf={controlOf}
      size="small"
    >
      <DialogSection>
        <TextArea id={controlOf("reason")} label="Reason" required hint={hold ? confidentialHint : `The order, the investigation or the claim. ${confidentialHint}`} rows={3} value={reason} onChange={({ target }) => setReason(target.value)} error={errorOf("reason")} />
      </DialogSection>
    </CommandDialog>
  );
}
