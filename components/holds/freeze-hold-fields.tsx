import { holdTypes, holdTypeWords } from "@/lib/accounts/command-inputs";
import type { HoldType } from "@/lib/accounts/command-inputs";
import { typedDay } from "@/lib/fields/plain-date";
import { Select } from "../ui/select";
import { TextField } from "../ui/text-field";
import { HoldDayFields, mayBeServed } from "./hold-day-fields";

export type FreezeHoldTyped = { holdType: HoldType | null; reference: string; servedOn: string; expiresOn: string };

export const noFreezeHold: FreezeHoldTyped = { holdType: null, reference: "", servedOn: "", expiresOn: "" };

/** As the command takes it; undefined where no kind is chosen. */
export function freezeHoldOf({ holdType, reference, servedOn, expiresOn }: FreezeHoldTyped) {
  if (holdType === null) return undefined;
  return { type: holdType, reference: reference.trim() === "" ? undefined : reference, servedOn: mayBeServed(holdType) ? typedDay(servedOn) : undefined, expiresOn: typedDay(expiresOn) };
}

export const freezeHoldLabels: Record<string, string> = { hold: "Kind of hold", "hold.reference": "Reference", "hold.servedOn": "Served on", "hold.expiresOn": "Expires on" };

type FreezeHoldFieldsProps = {
  typed: FreezeHoldTyped;
  change: (part: Partial<FreezeHoldTyped>) => void;
  errorOf: (path: string) => string | undefined;
  controlOf: (path: string) => string;
};

/** The hold that freezing places; its paths begin with "hold". */
export function FreezeHoldFields({ typed, change, errorOf, controlOf }: FreezeHoldFieldsProps) {
  return (
    <>
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
        <HoldDayFields type={typed.holdType} typed={typed} change={change} errorOf={(path) => errorOf(`hold.${path}`)} controlOf={(path) => controlOf(`hold.${path}`)} zone={null} />
      </div>
      <p className="mt-2 text-xs text-text-3">An open hold blocks reactivation. Compliance releases it.</p>
    </>
  );
}
