"use client";

import { inactiveReasons, statusReasons, type InactiveReason } from "@/lib/accounts/account-status";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { adverseActionLabels, adverseActionToSend, emptyAdverseAction, type AdverseActionDraft } from "@/lib/accounts/statement-form";
import { plainDateWords } from "@/lib/fields/plain-date";
import { FreezeHoldFields, freezeHoldLabels, freezeHoldOf, noFreezeHold, type FreezeHoldTyped } from "../holds/freeze-hold-fields";
import { Checkbox } from "../ui/checkbox";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { TextArea } from "../ui/text-area";
import { AdverseActionFields } from "./adverse-action-fields";

export type DeactivateTyped = { reason: InactiveReason | null; note: string; supportMayLift: boolean; action: AdverseActionDraft } & FreezeHoldTyped;

/** As the dialog begins; of one account the action is taken today, until somebody says otherwise. */
export function nothingTyped(today?: string): DeactivateTyped {
  return { reason: null, note: "", supportMayLift: false, ...noFreezeHold, action: { ...emptyAdverseAction, actionTakenOn: today === undefined ? "" : plainDateWords(today) } };
}

const text = (value: string) => (value.trim() === "" ? undefined : value);

/** What was typed, as the command takes it, but for the account. `credit`: whether anything asks for a determination. */
export function deactivateTermsOf(typed: DeactivateTyped, credit: boolean) {
  const { reason, note, supportMayLift, action } = typed;
  return {
    reason: reason ?? undefined,
    note: text(note),
    supportMayLift: reason === "other" && supportMayLift ? true : undefined,
    hold: reason === "frozen" ? freezeHoldOf(typed) : undefined,
    ...(credit ? adverseActionToSend(action) : {}),
  };
}

const labels: Record<string, string> = { reason: "Why", note: "Note", ...freezeHoldLabels, ...adverseActionLabels };
export const deactivateLabelOf = (path: string) => labels[path] ?? labels[path.split(".")[0] ?? path] ?? path;
const ofHold: readonly string[] = ["hold.reference", "hold.servedOn", "hold.expiresOn"];
export const deactivateControlOf = (path: string) => `deactivate-${ofHold.includes(path) ? path.replace("hold.", "") : (path.split(".")[0] ?? path)}`;
const controlOf = deactivateControlOf;

type FieldsProps = { typed: DeactivateTyped; change: (part: Partial<DeactivateTyped>) => void; errorOf: (path: string) => string | undefined };

/** `credit`: whether the account has credit; `some`: of many, some may have. */
export function DeactivateFields({ credit, ...of }: FieldsProps & { credit: boolean | "some" }) {
  const { typed, change, errorOf } = of;
  return (
    <>
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
      {typed.reason === "frozen" ? <DialogSection heading="Freezing places a hold"><FreezeHoldFields {...of} controlOf={controlOf} /></DialogSection> : null}
      {credit && typed.reason ? <DeterminationFields {...of} some={credit === "some"} /> : null}
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
    </>
  );
}

function DeterminationFields({ typed, change, errorOf, some }: FieldsProps & { some: boolean }) {
  return (
    <DialogSection>
      <AdverseActionFields
        said={typed.action}
        change={(part) => change({ action: { ...typed.action, ...part } })}
        errorOf={errorOf}
        idOf={controlOf}
        legend={some ? "Where an account has credit: is this an adverse action?" : "The account has credit. Is this an adverse action?"}
        required={!some}
      />
      {some ? <p className="mt-2 text-xs text-text-3">Said of each account with credit alike, each with its own entry in the register. Without an answer they are left out and shown as refused.</p> : null}
    </DialogSection>
  );
}
