"use client";

import { useRef, useState, type Ref } from "react";
import type { AccountDetail } from "@/lib/account-views";
import { activateProblems } from "@/lib/accounts/activate-problems";
import { statusReasons, statusWords } from "@/lib/accounts/account-status";
import { activateInput, contactChannels, contactChannelWords, verificationMethods, verificationMethodWords, type ActivateInput, type ContactChannel, type VerificationMethod } from "@/lib/accounts/command-inputs";
import type { StatusReason } from "@/lib/lead/enums";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { sameJson } from "@/lib/fields/field-changes";
import { parseZonedTime, zonedTimeText } from "@/lib/fields/zoned-time";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { useViewerTimeZone } from "../ui/clock";
import { Checkbox } from "../ui/checkbox";
import { DialogSection } from "../ui/dialog";
import { Select } from "../ui/select";
import { TextField } from "../ui/text-field";
import { Time } from "../ui/time";
import { ZoneSuffix } from "../fields/zone-suffix";
import { CommandDialog } from "./command-dialog";
import { useDialogCommand } from "./use-dialog-command";

type DialogOfAccountProps = { program: string; detail: AccountDetail };

/** Opens where the address says `dialog=activate-account`. */
export function ActivateDialog({ program, detail }: DialogOfAccountProps) {
  const { dialog, closeDialog } = useAccountDialog();
  if (dialog !== "activate-account") return null;
  return <ActivateForm program={program} detail={detail} onClose={closeDialog} />;
}

type Typed = { hasContact: boolean; holder: string | null; verifiedBy: VerificationMethod | null; channel: ContactChannel; /** Empty: now. */ at: string; /** What `at` was filled with when one came to it; not typed by anybody. */ offeredAt: string; note: string };

const labels: Record<string, string> = { contact: "Contact", "contact.holderEntityId": "Who", "contact.verifiedBy": "Verified by", "contact.channel": "Channel", "contact.at": "When", note: "Note" };
const controlOf = (path: string) => `activate-${(path === "contact" ? "contact.verifiedBy" : path).replaceAll(".", "-")}`;

function inputOf({ hasContact, holder, verifiedBy, channel, at, note }: Typed, accountId: string, zone: string): unknown {
  const when = at.trim() === "" ? { ok: true as const, value: new Date().toISOString() } : parseZonedTime(at, zone);
  const contact = { holderEntityId: holder ?? undefined, verifiedBy: verifiedBy ?? undefined, channel, at: when.ok ? when.value : at };
  return { accountId, contact: hasContact ? contact : undefined, note: note.trim() === "" ? undefined : note };
}

function isTyped(typed: Typed, initial: Typed): boolean {
  const at = typed.at === typed.offeredAt ? "" : typed.at;
  return !sameJson({ ...typed, at, offeredAt: "" }, initial);
}

function ActivateForm({ program, detail, onClose }: DialogOfAccountProps & { onClose: () => void }) {
  const zone = useViewerTimeZone();
  const holders = detail.relationships.filter(({ relationshipType }) => relationshipType === "account_holder");
  const { statusReason } = detail.row;
  const frozen = statusReason === "frozen";
  const [initial] = useState<Typed>(() => ({ hasContact: !frozen, holder: holders.length === 1 ? (holders[0]?.entityId ?? null) : null, verifiedBy: null, channel: "phone", at: "", offeredAt: "", note: "" }));
  const [typed, setTyped] = useState(initial);
  const verifiedBy = useRef<HTMLButtonElement>(null);
  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const { command, problems, send, errorOf, blocked } = useDialogCommand({
    program, detail, name: "activate-account", schema: activateInput, onClose,
    problemsOf: (input) => activateProblems(input as ActivateInput, { now: new Date().toISOString(), statusReason }),
    doneWords: "The account is active again.",
  });
  return (
    <CommandDialog
      command={command}
      blocked={blocked}
      title={`Reactivate ${detail.row.productName || "the account"}`}
      onClose={onClose}
      onSend={() => send(inputOf(typed, detail.accountId, zone))}
      sendLabel="Reactivate"
      dirty={isTyped(typed, initial)}
      problems={problems.map((problem) => ({ ...problem, message: wordsOf(problem.path, typed.at) ?? problem.message }))}
      labelOf={(path) => labels[path] ?? path}
      controlOf={controlOf}
      // The only holder is chosen already.
      initialFocus={initial.hasContact && initial.holder ? verifiedBy : undefined}
    >
      <DialogSection><WhyInactive detail={detail} /></DialogSection>
      <DialogSection heading="Who made contact">
        {frozen ? <Checkbox className="mb-3" label="A holder made contact" checked={typed.hasContact} onCheckedChange={(hasContact) => change({ hasContact })} /> : null}
        {typed.hasContact ? <ContactFields typed={typed} change={change} holders={holders} zone={zone} errorOf={errorOf} verifiedBy={verifiedBy} /> : null}
        <TextField className="mt-3" label="Note" required={false} hint={confidentialHint} value={typed.note} onChange={(event) => change({ note: event.target.value })} error={errorOf("note")} id={controlOf("note")} />
      </DialogSection>
    </CommandDialog>
  );
}

type ContactFieldsProps = {
  typed: Typed;
  change: (part: Partial<Typed>) => void;
  holders: AccountDetail["relationships"];
  zone: string;
  errorOf: (path: string) => string | undefined;
  verifiedBy: Ref<HTMLButtonElement>;
};

function ContactFields({ typed, change, holders, zone, errorOf, verifiedBy }: ContactFieldsProps) {
  return (
    <div className="grid gap-x-3 gap-y-3 sm:grid-cols-2">
      <Select<string>
        id={controlOf("contact.holderEntityId")}
        label="Who"
        options={holders.map(({ entityId, name }) => ({ value: entityId, label: name ?? entityId }))}
        value={typed.holder}
        onValueChange={(holder) => change({ holder })}
        placeholder="Which holder"
        error={errorOf("contact.holderEntityId")}
      />
      <Select<VerificationMethod>
        ref={verifiedBy}
        id={controlOf("contact.verifiedBy")}
        label="Verified by"
        required
        options={verificationMethods.map((value) => ({ value, label: verificationMethodWords[value] }))}
        value={typed.verifiedBy}
        onValueChange={(verifiedBy) => change({ verifiedBy })}
        error={errorOf("contact.verifiedBy") ? "Choose how the holder was verified." : errorOf("contact")}
      />
      <Select<ContactChannel>
        id={controlOf("contact.channel")}
        label="Channel"
        options={contactChannels.map((value) => ({ value, label: contactChannelWords[value] }))}
        value={typed.channel}
        onValueChange={(channel) => change({ channel })}
      />
      <TextField
        id={controlOf("contact.at")}
        label="When"
        value={typed.at}
        onChange={(event) => change({ at: event.target.value })}
        onFocus={() => {
          const now = zonedTimeText(new Date().toISOString(), zone).slice(0, 16);
          if (typed.at === "") change({ at: now, offeredAt: now });
        }}
        placeholder="Now"
        suffix={<ZoneSuffix zone={zone} />}
        error={wordsOf("contact.at", typed.at) && errorOf("contact.at") ? wordsOf("contact.at", typed.at) : errorOf("contact.at")}
      />
    </div>
  );
}

/** Our words for what a schema says of a choice or a time that was not made. */
function wordsOf(path: string, at: string): string | undefined {
  if (path === "contact.verifiedBy") return "Choose how the holder was verified.";
  if (path !== "contact.at" || at.trim() === "") return undefined;
  const read = parseZonedTime(at, "UTC");
  return read.ok ? undefined : read.message;
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
