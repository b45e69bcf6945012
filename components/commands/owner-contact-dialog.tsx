"use client";

import { useState } from "react";
import type { AccountDetail } from "@/lib/account-views";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { recordOwnerContactInput } from "@/lib/accounts/owner-dates";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { useViewerTimeZone } from "../ui/clock";
import { DialogSection } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";
import { ContactFields, activateControlOf, activateLabelOf, activateTermsOf, activateWordsOf, type ContactTyped } from "./activate-fields";
import { CommandDialog } from "./command-dialog";
import { useLocalCommand } from "./use-local-command";

type OwnerContactDialogProps = { program: string; detail: AccountDetail };

/** Opens where the address says `dialog=record-owner-contact`. */
export function OwnerContactDialog({ program, detail }: OwnerContactDialogProps) {
  const { dialog, closeDialog } = useAccountDialog();
  return dialog === "record-owner-contact" ? <ContactForm program={program} detail={detail} onClose={closeDialog} /> : null;
}

function ContactForm({ program, detail, onClose }: OwnerContactDialogProps & { onClose: () => void }) {
  const zone = useViewerTimeZone();
  const toast = useToast();
  const holders = detail.relationships.filter(({ relationshipType }) => relationshipType === "account_holder");
  const [initial] = useState<ContactTyped>(() => ({ hasContact: true, holder: holders.length === 1 ? (holders[0]?.entityId ?? null) : null, verifiedBy: null, channel: "phone", at: "", offeredAt: "", note: "" }));
  const [typed, setTyped] = useState(initial);
  const change = (part: Partial<ContactTyped>) => setTyped((before) => ({ ...before, ...part }));
  const { command, problems, send, errorOf } = useLocalCommand({
    program, name: "record-owner-contact", schema: recordOwnerContactInput,
    wordsOf: ({ path }) => activateWordsOf(path, typed.at),
    onDone: () => {
      toast.show({ title: "The contact is recorded.", tone: "ok" });
      onClose();
    },
  });
  return (
    <CommandDialog
      command={command}
      title="Record a contact with the owner"
      description="It counts against dormancy. Nothing is changed at Lead."
      onClose={onClose}
      onSend={() => send({ accountId: detail.accountId, ...activateTermsOf(typed, zone) })}
      sendLabel="Record"
      dirty={typed !== initial}
      problems={problems}
      labelOf={activateLabelOf}
      controlOf={activateControlOf}
    >
      <DialogSection>
        <ContactFields typed={typed} change={change} holders={holders} zone={zone} errorOf={errorOf} />
        <TextField className="mt-3" label="Note" required={false} hint={confidentialHint} value={typed.note} onChange={(event) => change({ note: event.target.value })} error={errorOf("note")} id={activateControlOf("note")} />
      </DialogSection>
    </CommandDialog>
  );
}
