"use client";

import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { ContactFields, activateControlOf, activateLabelOf, activateTermsOf, activateWordsOf, type ContactTyped } from "../commands/activate-fields";
import { CommandDialog } from "../commands/command-dialog";
import { Checkbox } from "../ui/checkbox";
import { useViewerTimeZone } from "../ui/clock";
import { DialogSection } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import type { PlanDialogProps } from "./plan-deactivate-dialog";
import { usePlanBulk } from "./use-plan-bulk";

const initial: ContactTyped = { hasContact: true, holder: null, verifiedBy: null, channel: "phone", at: "", offeredAt: "", note: "" };

/** The single action's own questions, asked once for all of them; each was contacted by a holder of its own. */
export function PlanActivateDialog({ program, chosen, words, onClose }: PlanDialogProps) {
  const zone = useViewerTimeZone();
  const [typed, setTyped] = useState(initial);
  const { command, problems, send, errorOf } = usePlanBulk(program, (path) => activateWordsOf(path, typed.at));
  const change = (part: Partial<ContactTyped>) => setTyped((before) => ({ ...before, ...part }));
  const terms = () => {
    const { contact, note } = activateTermsOf(typed, zone);
    return { contact: contact && { verifiedBy: contact.verifiedBy, channel: contact.channel, at: contact.at }, note };
  };
  return (
    <CommandDialog
      command={command}
      title={`Reactivate: ${words}`}
      description="A dormancy ends with the owner’s contact, on record: what you say here is recorded for every one of these accounts."
      onClose={onClose}
      onSend={() => send({ action: "activate-account", chosen, terms: terms() })}
      sendLabel="Show what will happen"
      dirty={typed !== initial}
      problems={problems}
      labelOf={activateLabelOf}
      controlOf={activateControlOf}
    >
      <DialogSection heading="Who made contact">
        <Checkbox className="mb-3" label="A holder of each account made contact" hint="Accounts that need it are left out without it." checked={typed.hasContact} onCheckedChange={(hasContact) => change({ hasContact })} />
        {typed.hasContact ? <ContactFields typed={typed} change={change} zone={zone} errorOf={errorOf} /> : null}
        <TextField className="mt-3" label="Note" required={false} hint={confidentialHint} value={typed.note} onChange={(event) => change({ note: event.target.value })} error={errorOf("note")} id={activateControlOf("note")} />
      </DialogSection>
    </CommandDialog>
  );
}
