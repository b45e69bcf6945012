"use client";

import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { acceptProofInput } from "@/lib/deceased/case-inputs";
import { CommandDialog } from "../commands/command-dialog";
import { useLocalCommand } from "../commands/use-local-command";
import { EvidenceChoice } from "../evidence/evidence-choice";
import { DialogSection } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";
import type { CaseDialogProps } from "./case-dialog-props";

const labels: Record<string, string> = { evidence: "Evidence on the hold", what: "What it is" };
const controlOf = (path: string) => `accept-proof-${path}`;

export function AcceptProofDialog({ detail, of, onClose }: CaseDialogProps) {
  const toast = useToast();
  const [evidence, setEvidence] = useState<readonly string[]>([]);
  const [what, setWhat] = useState("");
  const { command, problems, send, errorOf } = useLocalCommand({
    program: detail.program, name: "accept-proof", schema: acceptProofInput,
    onDone: () => {
      toast.show({ title: "The proof is accepted.", tone: "ok" });
      onClose();
    },
  });
  const subject = { kind: "hold" as const, id: of.holdId };
  return (
    <CommandDialog
      command={command}
      title="Accept the proof"
      description="You say that it shows the death of this holder. Where a piece of it is withdrawn later, this step is open again."
      onClose={onClose}
      onSend={() => send({ accountId: detail.accountId, caseId: of.id, evidence, what })}
      sendLabel="Accept"
      dirty={evidence.length > 0 || what !== ""}
      problems={problems}
      labelOf={(path) => labels[path] ?? path}
      controlOf={controlOf}
    >
      <DialogSection>
        <EvidenceChoice id={controlOf("evidence")} legend={labels.evidence ?? ""} place={{ program: detail.program, accountId: detail.accountId, subject }} addTo={subject} chosen={evidence} onChosen={setEvidence} error={errorOf("evidence")} />
      </DialogSection>
      <DialogSection>
        <TextField id={controlOf("what")} label={labels.what} required hint={`Such as “certified copy of the death certificate”. ${confidentialHint}`} maxLength={200} value={what} onChange={(event) => setWhat(event.target.value)} error={errorOf("what")} />
      </DialogSection>
    </CommandDialog>
  );
}
