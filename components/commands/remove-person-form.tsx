"use client";

import { useState } from "react";
import type { AccountDetail, RelatedEntityView } from "@/lib/account-views";
import { removeRelationshipInput } from "@/lib/accounts/command-inputs";
import { relationshipWords } from "@/lib/accounts/entity-relationships";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { CopyId } from "../ui/copy-id";
import { DialogSection } from "../ui/dialog";
import { TextArea } from "../ui/text-area";
import { CommandDialog } from "./command-dialog";
import { useDialogCommand } from "./use-dialog-command";

type RemovePersonFormProps = { program: string; detail: AccountDetail; person: RelatedEntityView; onClose: () => void };

/** One person out of one role, with the reason. */
export function RemovePersonForm({ program, detail, person, onClose }: RemovePersonFormProps) {
  const [reason, setReason] = useState("");
  const { entityId, relationshipType, name } = person;
  const role = relationshipWords(relationshipType).toLowerCase();
  const { command, problems, send, errorOf, blocked } = useDialogCommand({
    program, detail, name: "remove-relationship", schema: removeRelationshipInput, onClose,
    doneWords: `${name ?? "The entity"} is no longer ${role}.`,
  });
  return (
    <CommandDialog
      command={command}
      blocked={blocked}
      title={`Remove ${name ?? "this entity"}`}
      onClose={onClose}
      onSend={() => send({ accountId: detail.accountId, entityId, relationshipType, reason })}
      sendLabel={`Remove as ${role}`}
      danger
      dirty={reason !== ""}
      problems={problems}
      labelOf={(path) => (path === "reason" ? "Reason" : path)}
      controlOf={(path) => (path === "reason" ? "remove-reason" : undefined)}
    >
      <DialogSection>
        <p>
          <span className="font-semibold">{name ?? "Name not known"}</span> <CopyId id={entityId} plain /> stops being {role} of this account.
        </p>
        <p className="mt-1 text-text-2">Other roles of the same entity stay. Cards and access that the program itself gave are not ended by this.</p>
        <TextArea
          id="remove-reason"
          className="mt-3"
          label="Reason"
          required
          hint={confidentialHint}
          rows={2}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={errorOf("reason")}
        />
      </DialogSection>
    </CommandDialog>
  );
}
