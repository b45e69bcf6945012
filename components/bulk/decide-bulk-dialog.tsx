"use client";

import { useState } from "react";
import { decideBulkInput } from "@/lib/bulk/bulk-inputs";
import type { BulkDetail } from "@/lib/bulk/bulk-views";
import { bulkTitle, countsSentence } from "@/lib/bulk/bulk-words";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { CommandDialog } from "../commands/command-dialog";
import { useLocalCommand } from "../commands/use-local-command";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { TextArea } from "../ui/text-area";
import { useToast } from "../ui/toast";

type Decision = "approve" | "decline";
type DecideBulkDialogProps = { program: string; detail: BulkDetail; onClose: () => void };

const labels: Record<string, string> = { decision: "Decision", comment: "Comment" };
const controlOf = (path: string) => `decide-bulk-${path}`;

/** The second person's word on exactly these accounts. */
export function DecideBulkDialog({ program, detail, onClose }: DecideBulkDialogProps) {
  const toast = useToast();
  const [decision, setDecision] = useState<Decision | null>(null);
  const [comment, setComment] = useState("");
  const { command, problems, send, errorOf } = useLocalCommand({
    program, name: "decide-bulk", schema: decideBulkInput,
    wordsOf: ({ path }) => (path === "decision" ? "Choose one." : undefined),
    onDone: () => {
      toast.show({ title: decision === "approve" ? "Approved: it runs." : "Declined: nothing is sent.", tone: "ok" });
      onClose();
    },
  });
  return (
    <CommandDialog
      command={command}
      title={`Decide: ${bulkTitle(detail.action, detail.rowCount).toLowerCase()}`}
      description={`${detail.askedBy} asked for it. ${countsSentence(detail.action, detail.status, detail.counts)}`}
      onClose={onClose}
      onSend={() => send({ runId: detail.id, action: detail.action, decision: decision ?? undefined, comment: comment.trim() === "" ? undefined : comment })}
      sendLabel="Record the decision"
      dirty={decision !== null || comment !== ""}
      problems={problems}
      labelOf={(path) => labels[path] ?? path}
      controlOf={controlOf}
    >
      <DialogSection>
        <RadioCards<Decision>
          id={controlOf("decision")}
          legend="Decision"
          required
          options={[
            { value: "approve", title: "Approve", description: "Each account is looked at again and sent to Lead in the name of who asked." },
            { value: "decline", title: "Decline", description: "Nothing is sent. Who asked sees your comment." },
          ]}
          value={decision}
          onValueChange={setDecision}
          error={errorOf("decision")}
        />
      </DialogSection>
      <DialogSection>
        <TextArea id={controlOf("comment")} label="Comment" required={decision === "decline"} hint={confidentialHint} rows={2} value={comment} onChange={(event) => setComment(event.target.value)} error={errorOf("comment")} />
      </DialogSection>
    </CommandDialog>
  );
}
