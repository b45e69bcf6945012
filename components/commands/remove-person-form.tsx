"use client";

import { useState } from "react";
import type { AccountDetail, RelatedEntityView } from "@/lib/account-views";
import { removeRelationshipInput } from "@/lib/accounts/command-inputs";
import { relationshipWords } from "@/lib/accounts/entity-relationships";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { EvidenceChoice } from "../evidence/evidence-choice";
import { CopyId } from "../ui/copy-id";
import { DialogSection } from "../ui/dialog";
import { TextArea } from "../ui/text-area";
import { CommandDialog } from "./command-dialog";
import { useDialogCommand } from "./use-dialog-command";

type RemovePersonFormProps = {
  program: string;
  detail: AccountDetail;
  person: RelatedEntityView;
  /** Of the case of a deceased holder whose last step this is, with what it brings along. */
  ofCase?: { id: string; reason: string; proof: readonly string[] };
  onClose: () => void;
};

const labels: Record<string, string> = { reason: "Reason", evidence: "Evidence" };
const controls: Record<string, string> = { reason: "remove-reason", evidence: "remove-evidence" };

/** One person out of one role, with the reason; a holder on evidence as well. */
export function RemovePersonForm({ program, detail, person, ofCase, onClose }: RemovePersonFormProps) {
  const [reason, setReason] = useState(ofCase?.reason ?? "");
  const [evidence, setEvidence] = useState<readonly string[]>(ofCase?.proof ?? []);
  const { entityId, relationshipType, name } = person;
  const role = relationshipWords(relationshipType).toLowerCase();
  const onEvidence = relationshipType === "account_holder";
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
      onSend={() => send({ accountId: detail.accountId, entityId, relationshipType, reason, ...(onEvidence ? { evidence } : {}), ...(ofCase ? { deceasedCase: ofCase.id } : {}) })}
      sendLabel={`Remove as ${role}`}
      danger
      dirty={reason !== (ofCase?.reason ?? "") || evidence.length !== (ofCase?.proof.length ?? 0)}
      problems={problems}
      labelOf={(path) => labels[path] ?? path}
      controlOf={(path) => controls[path]}
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
      {onEvidence ? (
        <DialogSection>
          <EvidenceChoice
            id="remove-evidence"
            legend="Evidence"
            hint="At least one piece that shows why. It is named in the trail with its hash."
            place={{ program, accountId: detail.accountId }}
            addTo={{ kind: "account", id: detail.accountId }}
            chosen={evidence}
            onChosen={setEvidence}
            error={errorOf("evidence")}
          />
        </DialogSection>
      ) : null}
    </CommandDialog>
  );
}
