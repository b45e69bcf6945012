"use client";

import { confidentialHint } from "@/lib/accounts/operator-text";
import { statusReasons } from "@/lib/accounts/account-status";
import { batchExclusions, batchReasons } from "@/lib/closures/close-batch";
import type { BatchAccount } from "@/lib/closures/close-batch-view";
import { exclusionRows } from "@/lib/closures/determination";
import { QuestionField } from "../closures/question-field";
import { Checkbox } from "../ui/checkbox";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { Select } from "../ui/select";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { asksAgreedWith, asksExclusion, closeControl, sharedQuestions } from "./close-typed";
import type { CloseTyped, Exclusion } from "./close-typed";

export type CloseFieldsProps = { typed: CloseTyped; change: (part: Partial<CloseTyped>) => void; accounts: readonly BatchAccount[]; errorOf: (path: string) => string | undefined };

/** What is the same for all of them, asked once. */
export function CloseSharedFields(of: CloseFieldsProps) {
  const { typed, change, accounts, errorOf } = of;
  return (
    <>
      <DialogSection>
        <RadioCards
          id={closeControl("reason")}
          legend="Reason reported to Lead"
          required
          options={batchReasons.map((reason) => ({ value: reason, title: statusReasons[reason].label, code: reason, description: statusReasons[reason].meaning }))}
          value={typed.reason}
          onValueChange={(reason) => change({ reason, answers: {} })}
          error={errorOf("reason")}
        />
      </DialogSection>
      {typed.reason ? (
        <DialogSection heading="The same for all">
          <div className="space-y-3">
            <Checkbox id={closeControl("nothingCanPost")} label="Nothing can still post on any of them" hint="No card, ACH or dispute. What can is closed on its own." checked={typed.nothingCanPost} onCheckedChange={(nothingCanPost) => change({ nothingCanPost })} error={errorOf("nothingCanPost")} />
            <Checkbox id={closeControl("nothingOwed")} label="Nothing is owed on any of them" checked={typed.nothingOwed} onCheckedChange={(nothingOwed) => change({ nothingOwed })} error={errorOf("nothingOwed")} />
            <TextField id={closeControl("knownFrom")} label="How this is known" required={false} hint="The console does not know balances. Of single accounts it can be said below." value={typed.knownFrom} onChange={(event) => change({ knownFrom: event.target.value })} error={errorOf("knownFrom")} />
            {sharedQuestions(typed, accounts).map((question) => (
              <QuestionField key={question.name} question={question} holders={[]} id={closeControl(`answers.${question.name}`)} error={errorOf(`answers.${question.name}`)} value={typed.answers[question.name]} onChange={(answer) => change({ answers: { ...typed.answers, [question.name]: answer } })} />
            ))}
            <TextField className="max-w-60" id={closeControl("actionTakenOn")} label="Action taken on" required hint="The day on which the program decided; it may be earlier than today." value={typed.actionTakenOn} onChange={(event) => change({ actionTakenOn: event.target.value })} error={errorOf("actionTakenOn")} />
          </div>
        </DialogSection>
      ) : null}
      {typed.reason && asksExclusion(accounts) ? <ExclusionFields {...of} /> : null}
    </>
  );
}

function ExclusionFields({ typed, change, errorOf }: CloseFieldsProps) {
  return (
    <DialogSection heading="Where there is credit: why it is no adverse action">
      <div className="space-y-3">
        <Select<Exclusion>
          id={closeControl("determination.exclusion")}
          label="Exclusion of Regulation B"
          required
          hint="One that is an adverse action is closed on its own, with its notice."
          options={batchExclusions.map((value) => ({ value, label: exclusionRows[value].label, description: exclusionRows[value].meaning }))}
          value={typed.exclusion}
          onValueChange={(exclusion) => change({ exclusion })}
          error={errorOf("determination.exclusion")}
        />
        {asksAgreedWith(typed) ? <TextField id={closeControl("determination.agreedWith")} label="Which holders agreed" required value={typed.agreedWith} onChange={(event) => change({ agreedWith: event.target.value })} error={errorOf("determination.agreedWith")} /> : null}
        <TextArea id={closeControl("determination.basis")} label="What this rests on" required rows={2} hint={confidentialHint} value={typed.basis} onChange={(event) => change({ basis: event.target.value })} error={errorOf("determination.basis")} />
      </div>
    </DialogSection>
  );
}
