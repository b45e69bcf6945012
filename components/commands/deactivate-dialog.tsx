"use client";

import { useState } from "react";
import type { AccountDetail } from "@/lib/account-views";
import { inactiveReasons, statusReasons, transitions, type InactiveReason } from "@/lib/accounts/account-status";
import { hasCredit } from "@/lib/accounts/capabilities";
import { deactivateInput, determinations, holdTypes, holdTypeWords, type DeactivateInput, type Determination, type HoldType } from "@/lib/accounts/command-inputs";
import { deactivateProblems } from "@/lib/accounts/deactivate-problems";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { determinationWords } from "@/lib/accounts/statement-form";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { Checkbox } from "../ui/checkbox";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { Select } from "../ui/select";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { CommandDialog } from "./command-dialog";
import { useDialogCommand } from "./use-dialog-command";

type DialogOfAccountProps = { program: string; detail: AccountDetail };

/** Opens where the address says `dialog=deactivate-account`. */
export function DeactivateDialog({ program, detail }: DialogOfAccountProps) {
  const { dialog, closeDialog } = useAccountDialog();
  if (dialog !== "deactivate-account") return null;
  return <DeactivateForm program={program} detail={detail} onClose={closeDialog} />;
}

type Typed = { reason: InactiveReason | null; note: string; supportMayLift: boolean; holdType: HoldType | null; reference: string; determination: Determination | null; basis: string };

const nothing: Typed = { reason: null, note: "", supportMayLift: false, holdType: null, reference: "", determination: null, basis: "" };

const text = (value: string) => (value.trim() === "" ? undefined : value);

function inputOf(typed: Typed, accountId: string, credit: boolean): unknown {
  const { reason, note, supportMayLift, holdType, reference, determination, basis } = typed;
  const asksBasis = credit && (determination === "agreed" || determination === "excluded");
  return {
    accountId,
    reason: reason ?? undefined,
    note: text(note),
    supportMayLift: reason === "other" && supportMayLift ? true : undefined,
    hold: reason === "frozen" && holdType ? { type: holdType, reference: text(reference) } : undefined,
    determination: credit ? (determination ?? undefined) : undefined,
    basis: asksBasis ? text(basis) : undefined,
  };
}

const labels: Record<string, string> = { reason: "Why", note: "Note", hold: "Kind of hold", "hold.reference": "Reference", determination: "Adverse action", basis: "Basis" };
const controlOf = (path: string) => `deactivate-${path === "hold.reference" ? "reference" : (path.split(".")[0] ?? path)}`;

function DeactivateForm({ program, detail, onClose }: DialogOfAccountProps & { onClose: () => void }) {
  const [typed, setTyped] = useState<Typed>(nothing);
  const capabilities = detail.row.capabilities;
  const credit = hasCredit(capabilities);
  const { command, problems, send, errorOf, blocked } = useDialogCommand({
    program, detail, name: "deactivate-account", schema: deactivateInput, onClose,
    problemsOf: (input) => deactivateProblems(input as DeactivateInput, { capabilities }),
    doneWords: "The account is inactive.",
  });
  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  return (
    <CommandDialog
      command={command}
      blocked={blocked}
      title={`Deactivate ${detail.row.productName || "the account"}`}
      description={transitions["deactivate-account"].consequence}
      onClose={onClose}
      onSend={() => send(inputOf(typed, detail.accountId, credit))}
      sendLabel="Deactivate"
      dirty={typed !== nothing}
      problems={problems}
      labelOf={(path) => labels[path] ?? labels[path.split(".")[0] ?? path] ?? path}
      controlOf={controlOf}
    >
      <DialogSection>
        <RadioCards<InactiveReason>
          id={controlOf("reason")}
          legend="Reason reported to Lead"
          required
          options={inactiveReasons.map((value) => ({ value, title: statusReasons[value].label, code: value, description: statusReasons[value].meaning }))}
          value={typed.reason}
          onValueChange={(reason) => change({ reason })}
          error={typed.reason === null ? errorOf("reason") && "Choose one." : undefined}
        />
      </DialogSection>
      {typed.reason === "frozen" ? <HoldFields typed={typed} change={change} errorOf={errorOf} /> : null}
      {credit && typed.reason ? <DeterminationFields typed={typed} change={change} errorOf={errorOf} /> : null}
      <DialogSection>
        <TextArea
          id={controlOf("note")}
          label="Note"
          required={typed.reason === "other"}
          hint={confidentialHint}
          rows={2}
          value={typed.note}
          onChange={(event) => change({ note: event.target.value })}
          error={errorOf("note")}
        />
        {typed.reason === "other" ? (
          <Checkbox className="mt-2.5" label="Support may lift it" hint="A support agent can reactivate it after contact with the holder." checked={typed.supportMayLift} onCheckedChange={(supportMayLift) => change({ supportMayLift })} />
        ) : null}
      </DialogSection>
    </CommandDialog>
  );
}

type FieldsProps = { typed: Typed; change: (part: Partial<Typed>) => void; errorOf: (path: string) => string | undefined };

function HoldFields({ typed, change, errorOf }: FieldsProps) {
  return (
    <DialogSection heading="Freezing places a hold">
      <div className="grid gap-3 sm:grid-cols-2">
        <Select<HoldType>
          id={controlOf("hold")}
          label="Kind of hold"
          required
          options={holdTypes.map((value) => ({ value, label: holdTypeWords[value] }))}
          value={typed.holdType}
          onValueChange={(holdType) => change({ holdType })}
          error={errorOf("hold") ?? errorOf("hold.type")}
        />
        <TextField id={controlOf("hold.reference")} label="Reference" required={false} hint="Of the order, the case or the claim." maxLength={200} value={typed.reference} onChange={(event) => change({ reference: event.target.value })} error={errorOf("hold.reference")} />
      </div>
      <p className="mt-2 text-xs text-text-3">An open hold blocks reactivation. Compliance releases it.</p>
    </DialogSection>
  );
}

function DeterminationFields({ typed, change, errorOf }: FieldsProps) {
  const { determination } = typed;
  return (
    <DialogSection>
      <RadioCards<Determination>
        id={controlOf("determination")}
        legend="The account has credit. Is this an adverse action?"
        required
        options={determinations.map((value) => ({ value, title: determinationWords[value].label, description: determinationWords[value].meaning }))}
        value={determination}
        onValueChange={(next) => change({ determination: next })}
        error={errorOf("determination")}
      />
      {determination === "agreed" || determination === "excluded" ? (
        <TextArea
          id={controlOf("basis")}
          className="mt-2"
          label={determination === "agreed" ? "Which holder agreed, how and when" : "Which exclusion, and why it applies"}
          required
          rows={2}
          hint={confidentialHint}
          value={typed.basis}
          onChange={(event) => change({ basis: event.target.value })}
          error={errorOf("basis")}
        />
      ) : null}
    </DialogSection>
  );
}
