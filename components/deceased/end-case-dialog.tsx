"use client";

import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { endDeceasedCaseInput } from "@/lib/deceased/case-inputs";
import { caseOutcomes, outcomeRows } from "@/lib/deceased/case-standing";
import type { CaseOutcome } from "@/lib/deceased/case-standing";
import { CommandDialog } from "../commands/command-dialog";
import { useLocalCommand } from "../commands/use-local-command";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { TextArea } from "../ui/text-area";
import { useToast } from "../ui/toast";
import type { CaseDialogProps } from "./case-dialog-props";

const labels: Record<string, string> = { outcome: "Outcome", comment: "Reason" };
const controlOf = (path: string) => `end-case-${path}`;

export function EndCaseDialog({ detail, of, onClose }: CaseDialogProps) {
  const toast = useToast();
  const possible = caseOutcomes.filter((each) => of.acts.includes(`end:${each}`));
  const [first] = useState<CaseOutcome | null>(() => (possible.length > 1 ? (possible[0] ?? null) : null));
  const [outcome, setOutcome] = useState(first);
  const [comment, setComment] = useState("");
  const { command, problems, send, errorOf } = useLocalCommand({
    program: detail.program, name: "end-deceased-case", schema: endDeceasedCaseInput,
    wordsOf: ({ path }) => (path === "outcome" ? "Choose the outcome." : undefined),
    onDone: () => {
      toast.show({ title: "The case has ended.", tone: "ok" });
      onClose();
    },
  });
  return (
    <CommandDialog
      command={command}
      title="End the case"
      description="Lead is asked once more what it shows; only what it shows can be the outcome."
      onClose={onClose}
      onSend={() => send({ accountId: detail.accountId, caseId: of.id, outcome: outcome ?? undefined, comment })}
      sendLabel="End the case"
      dirty={outcome !== first || comment !== ""}
      problems={problems}
      labelOf={(path) => labels[path] ?? path}
      controlOf={controlOf}
    >
      <DialogSection>
        <RadioCards<CaseOutcome>
          id={controlOf("outcome")} legend={labels.outcome} required value={outcome} onValueChange={setOutcome} error={errorOf("outcome")}
          options={possible.map((value) => ({ value, title: outcomeRows[value].label, description: outcomeRows[value].meaning }))}
        />
      </DialogSection>
      <DialogSection>
        <TextArea id={controlOf("comment")} label={labels.comment} required hint={confidentialHint} rows={2} maxLength={1000} value={comment} onChange={(event) => setComment(event.target.value)} error={errorOf("comment")} />
      </DialogSection>
    </CommandDialog>
  );
}
