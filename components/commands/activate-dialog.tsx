"use client";

import { useRef, useState } from "react";
import type { AccountDetail } from "@/lib/account-views";
import { activateProblems } from "@/lib/accounts/activate-problems";
import { statusReasons, statusWords } from "@/lib/accounts/account-status";
import { activateInput, type ActivateInput } from "@/lib/accounts/command-inputs";
import type { StatusReason } from "@/lib/lead/enums";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { sameJson } from "@/lib/fields/field-changes";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { useViewerTimeZone } from "../ui/clock";
import { Checkbox } from "../ui/checkbox";
import { DialogSection } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { Time } from "../ui/time";
import { ContactFields, activateControlOf, activateLabelOf, activateTermsOf, activateWordsOf, type ContactTyped } from "./activate-fields";
import { CommandDialog } from "./command-dialog";
import { useDialogCommand } from "./use-dialog-command";

type DialogOfAccountProps = { program: string; detail: AccountDetail };

/** Opens where the address says `dialog=activate-account`. */
export function ActivateDialog({ program, detail }: DialogOfAccountProps) {
  const { dialog, closeDialog } = useAccountDialog();
  if (dialog !== "activate-account") return null;
  return <ActivateForm program={program} detail={detail} onClose={closeDialog} />;
}

function isTyped(typed: ContactTyped, initial: ContactTyped): boolean {
  const at = typed.at === typed.offeredAt ? "" : typed.at;
  return !sameJson({ ...typed, at, offeredAt: "" }, initial);
}

function ActivateForm({ program, detail, onClose }: DialogOfAccountProps & { onClose: () => void }) {
  const zone = useViewerTimeZone();
  const holders = detail.relationships.filter(({ relationshipType }) => relationshipType === "account_holder");
  const { statusReason } = detail.row;
  const frozen = statusReason === "frozen";
  const [initial] = useState<ContactTyped>(() => ({ hasContact: !frozen, holder: holders.length === 1 ? (holders[0]?.entityId ?? null) : null, verifiedBy: null, channel: "phone", at: "", offeredAt: "", note: "" }));
  const [typed, setTyped] = useState(initial);
  const verifiedBy = useRef<HTMLButtonElement>(null);
  const change = (part: Partial<ContactTyped>) => setTyped((before) => ({ ...before, ...part }));
  const { command, problems, send, errorOf, blocked } = useDialogCommand({
    program, detail, name: "activate-account", schema: activateInput, onClose,
    problemsOf: (input) => activateProblems(input as ActivateInput, { now: new Date().toISOString(), statusReason }),
    wordsOf: ({ path }) => activateWordsOf(path, typed.at),
    doneWords: "The account is active again.",
  });
  return (
    <CommandDialog
      command={command}
      blocked={blocked}
      title={`Reactivate ${detail.row.productName || "the account"}`}
      onClose={onClose}
      onSend={() => send({ accountId: detail.accountId, ...activateTermsOf(typed, zone) })}
      sendLabel="Reactivate"
      dirty={isTyped(typed, initial)}
      problems={problems}
      labelOf={activateLabelOf}
      controlOf={activateControlOf}
      // The only holder is chosen already.
      initialFocus={initial.hasContact && initial.holder ? verifiedBy : undefined}
    >
      <DialogSection><WhyInactive detail={detail} /></DialogSection>
      <DialogSection heading="Who made contact">
        {frozen ? <Checkbox className="mb-3" label="A holder made contact" checked={typed.hasContact} onCheckedChange={(hasContact) => change({ hasContact })} /> : null}
        {typed.hasContact ? <ContactFields typed={typed} change={change} holders={holders} zone={zone} errorOf={errorOf} verifiedBy={verifiedBy} /> : null}
        <TextField className="mt-3" label="Note" required={false} hint={confidentialHint} value={typed.note} onChange={(event) => change({ note: event.target.value })} error={errorOf("note")} id={activateControlOf("note")} />
      </DialogSection>
    </CommandDialog>
  );
}

function WhyInactive({ detail: { row, statusSince } }: { detail: AccountDetail }) {
  const reason = row.statusReason ?? "";
  const meaning = Object.hasOwn(statusReasons, reason) ? statusReasons[reason as StatusReason].meaning : "Lead gives a reason that this console does not know.";
  return (
    <>
      <p className="font-semibold">{statusWords(row.status, row.statusReason)}</p>
      <p className="text-text-2">
        {meaning}
        {statusSince ? <> Since <Time at={statusSince.at} />, {statusSince.elsewhere ? "changed elsewhere" : `by ${statusSince.by}`}.</> : null}
      </p>
    </>
  );
}
