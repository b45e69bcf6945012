"use client";

import { cutExclusions, determinations, holdsWhileDelinquent, type AdverseActionInput, type CutExclusion, type Determination } from "@/lib/accounts/adverse-action";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { determinationWords, type AdverseActionDraft } from "@/lib/accounts/statement-form";
import { exclusionRows } from "@/lib/closures/determination";
import { noticeDueOn } from "@/lib/closures/due-dates";
import { parsePlainDate, plainDateWords } from "@/lib/fields/plain-date";
import { ReasonPicker } from "../closures/reason-picker";
import { useNoticeRules } from "./notice-rules";
import { Checkbox } from "../ui/checkbox";
import { RadioCards } from "../ui/radio-cards";
import { Select } from "../ui/select";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";

type Path = keyof AdverseActionInput;

type AdverseActionFieldsProps = {
  said: AdverseActionDraft;
  change: (part: Partial<AdverseActionDraft>) => void;
  errorOf: (path: Path) => string | undefined;
  idOf: (path: Path) => string;
  legend: string;
  required?: boolean;
};

const options = determinations.map((value) => ({ value, title: determinationWords[value].label, description: determinationWords[value].meaning }));
const exclusionOptions = cutExclusions.map((value) => ({ value, label: exclusionRows[value].label, description: exclusionRows[value].meaning }));

/** Whether worse terms are an adverse action, on what that rests, and from which day its notice is due. */
export function AdverseActionFields({ said, change, errorOf, idOf, legend, required = true }: AdverseActionFieldsProps) {
  const { determination } = said;
  const rules = useNoticeRules();
  return (
    <div className="space-y-3">
      <RadioCards<Determination>
        id={idOf("determination")}
        legend={legend}
        required={required}
        options={options}
        value={determination === "" ? null : determination}
        onValueChange={(next) => change({ determination: next })}
        error={errorOf("determination")}
      />
      {determination === "adverse-action" ? <ReasonPicker rules={rules} id={idOf("noticeReasons")} reasons={said.noticeReasons} onChange={(noticeReasons) => change({ noticeReasons })} error={errorOf("noticeReasons")} hint="What the notice will give. Up to 4." /> : null}
      {determination === "excluded" ? <ExclusionFields said={said} change={change} errorOf={errorOf} idOf={idOf} /> : null}
      {determination === "agreed" || determination === "excluded" ? (
        <TextArea
          id={idOf("basis")}
          label={determination === "agreed" ? "Which holder agreed, how and when" : "Why the exclusion applies"}
          required
          rows={2}
          hint={confidentialHint}
          value={said.basis}
          onChange={(event) => change({ basis: event.target.value })}
          error={errorOf("basis")}
        />
      ) : null}
      {determination === "" ? null : (
        <TextField className="max-w-60" id={idOf("actionTakenOn")} label="Action taken on" required hint={dayHint(said)} value={said.actionTakenOn} onChange={(event) => change({ actionTakenOn: event.target.value })} error={errorOf("actionTakenOn")} />
      )}
    </div>
  );
}

function dayHint({ actionTakenOn, determination }: AdverseActionDraft): string {
  const day = parsePlainDate(actionTakenOn);
  if (!day.ok || determination !== "adverse-action") return "The day on which the program decided; it may be earlier than today.";
  return `The 30 days for the notice run from this day: due ${plainDateWords(noticeDueOn(day.value))}.`;
}

function ExclusionFields({ said: { exclusion, currentlyDelinquent }, change, errorOf, idOf }: Pick<AdverseActionFieldsProps, "said" | "change" | "errorOf" | "idOf">) {
  return (
    <>
      <Select<CutExclusion> id={idOf("exclusion")} label="Which exclusion" required placeholder="Choose one" options={exclusionOptions} value={exclusion === "" ? null : exclusion} onValueChange={(next) => change({ exclusion: next })} error={errorOf("exclusion")} />
      {exclusion !== "" && holdsWhileDelinquent(exclusion) ? (
        <Checkbox id={idOf("currentlyDelinquent")} label="The account is delinquent now" checked={currentlyDelinquent} onCheckedChange={(now) => change({ currentlyDelinquent: now })} error={errorOf("currentlyDelinquent")} />
      ) : null}
    </>
  );
}
