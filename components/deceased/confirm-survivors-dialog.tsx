"use client";

import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { confirmSurvivorsInput } from "@/lib/deceased/case-inputs";
import { CommandDialog } from "../commands/command-dialog";
import { useLocalCommand } from "../commands/use-local-command";
import { DialogSection } from "../ui/dialog";
import { TextArea } from "../ui/text-area";
import { useToast } from "../ui/toast";
import type { CaseDialogProps } from "./case-dialog-props";
import { Survivors } from "./survivors";

const control = "confirm-survivors-how";

export function ConfirmSurvivorsDialog({ detail, of, onClose }: CaseDialogProps) {
  const toast = useToast();
  const [how, setHow] = useState("");
  // As they were when it was opened: where others remain by now, the server says so.
  const [seen] = useState(of);
  const { command, problems, send, errorOf } = useLocalCommand({
    program: detail.program, name: "confirm-survivors", schema: confirmSurvivorsInput,
    onDone: () => {
      toast.show({ title: "It is recorded that they were told.", tone: "ok" });
      onClose();
    },
  });
  return (
    <CommandDialog
      command={command}
      title="The holders who remain were told"
      description="Who remains is read from Lead once more. What stands in the way of one of them has to be put right before the account is reactivated."
      onClose={onClose}
      onSend={() => send({ accountId: detail.accountId, caseId: seen.id, entityIds: seen.facts.survivors, how })}
      sendLabel="Confirm"
      dirty={how !== ""}
      problems={problems}
      labelOf={(path) => (path === "how" ? "How and when" : path)}
      controlOf={(path) => (path === "how" ? control : undefined)}
    >
      <DialogSection heading="Who remains"><Survivors detail={detail} of={seen} /></DialogSection>
      <DialogSection>
        <TextArea id={control} label="How and when they were told" required hint={confidentialHint} rows={2} maxLength={500} value={how} onChange={(event) => setHow(event.target.value)} error={errorOf("how")} />
      </DialogSection>
    </CommandDialog>
  );
}
