"use client";

import type { RefObject } from "react";
import { statusReasons, statusWords } from "@/lib/accounts/account-status";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { noticeDueOn } from "@/lib/closures/due-dates";
import { closeReasonRows, offeredReasons } from "@/lib/closures/reasons";
import type { ClosingContext } from "@/lib/closures/process-view";
import type { Warning } from "@/lib/closures/warnings";
import { moneyWords } from "@/lib/fields/money";
import { parsePlainDate, plainDateWords } from "@/lib/fields/plain-date";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { CopyId } from "../ui/copy-id";
import { Description, DescriptionList } from "../ui/description-list";
import { DialogSection } from "../ui/dialog";
import { RadioCards } from "../ui/radio-cards";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { closingControlId, needOf, shownQuestions } from "./closing-form";
import type { ClosingForm } from "./closing-form";
import { QuestionField } from "./question-field";
import { WarningList } from "./warning-list";
import { YesNo } from "./yes-no";

export type StepProps = {
  context: ClosingContext;
  form: ClosingForm;
  change: (part: Partial<ClosingForm>) => void;
  warnings: readonly Warning[];
  errorOf: (path: string) => string | undefined;
};

type WhyStepProps = StepProps & { onReason: (reason: NonNullable<ClosingForm["reason"]>) => void; onDeactivate?: () => void; firstRef: RefObject<HTMLElement | null> };

/** Step 1: the account restated, what can still happen on it, the reason and its questions, and when the action was taken. */
export function WhyStep({ context, form, change, warnings, errorOf, onReason, onDeactivate, firstRef }: WhyStepProps) {
  const { facts } = context;
  return (
    <>
      <DialogSection>
        <AccountRestated context={context} />
        <p className="mt-2 text-text-2">Closing is final at Lead, and it is a report: no number, card or balance ends by it.</p>
      </DialogSection>
      {warnings.length > 0 ? (
        <DialogSection>
          <WarningList warnings={warnings} />
          {warnings.filter(({ severity }) => severity === "blocking").map(({ code, title }) => (
            <TextArea key={code} className="mt-2" rows={2} required label={`Why it may be closed all the same: ${title}`} hint={confidentialHint} id={closingControlId(`statements.acknowledged.${code}`)}
              error={errorOf(`statements.acknowledged.${code}`)} value={form.acknowledged[code] ?? ""} onChange={(event) => change({ acknowledged: { ...form.acknowledged, [code]: event.target.value } })} />
          ))}
        </DialogSection>
      ) : null}
      <DialogSection>
        <YesNo firstRef={firstRef} legend="Can anything still post (card, ACH, dispute)?" id={closingControlId("statements.canStillPost")} error={errorOf("statements.canStillPost")} value={form.canStillPost} onChange={(canStillPost) => change({ canStillPost })} />
        {form.canStillPost ? (
          <div className="mt-2 space-y-2">
            {facts.status === "active" && onDeactivate ? (
              <Callout tone="info" title="Deactivating now is the better way." actions={<Button size="small" onClick={onDeactivate}>Deactivate instead</Button>}>Close it once nothing can post any more.</Callout>
            ) : null}
            <TextArea rows={2} required label="Why it is closed now all the same" hint={confidentialHint} id={closingControlId("statements.stillPostReason")} error={errorOf("statements.stillPostReason")} value={form.stillPostReason} onChange={(event) => change({ stillPostReason: event.target.value })} />
          </div>
        ) : null}
      </DialogSection>
      <DialogSection>
        <RadioCards
          legend="Reason reported to Lead"
          id={closingControlId("reason")}
          error={errorOf("reason")}
          value={form.reason}
          onValueChange={onReason}
          required
          options={offeredReasons.map((reason) => ({ value: reason, title: statusReasons[reason].label, code: reason, description: `${statusReasons[reason].meaning} ${cautionOf(reason)}` }))}
        />
        <div className="mt-3 space-y-3 empty:hidden">
          {shownQuestions(form, context).map((question) => (
            <QuestionField key={question.name} question={question} holders={context.holders} id={closingControlId(`answers.${question.name}`)} error={errorOf(`answers.${question.name}`)}
              value={form.answers[question.name]} onChange={(answer) => change({ answers: { ...form.answers, [question.name]: answer } })} />
          ))}
        </div>
      </DialogSection>
      <DialogSection>
        <TextField className="max-w-60" label="Action taken on" required hint={dueHint(form)} id={closingControlId("actionTakenOn")} error={errorOf("actionTakenOn")} value={form.actionTakenOn} onChange={(event) => change({ actionTakenOn: event.target.value })} />
      </DialogSection>
    </>
  );
}

function cautionOf(reason: NonNullable<ClosingForm["reason"]>): string {
  const row = closeReasonRows[reason];
  return "caution" in row ? row.caution : "";
}

function dueHint(form: ClosingForm): string {
  const parsed = parsePlainDate(form.actionTakenOn);
  if (!parsed.ok) return "The day on which the program decided; it may be earlier than today.";
  if (form.reason && needOf(form)?.needed === false) return "The day on which the program decided; it may be earlier than today.";
  return `The 30 days for a notice run from this day: due ${plainDateWords(noticeDueOn(parsed.value))}.`;
}

function AccountRestated({ context: { facts, holders } }: { context: ClosingContext }) {
  return (
    <DescriptionList>
      <Description term="Account"><CopyId id={facts.accountId} /></Description>
      <Description term="Product">{facts.productName}</Description>
      <Description term="Status">{statusWords(facts.status, facts.statusReason)}</Description>
      <Description term={holders.length === 1 ? "Holder" : "Holders"}>{holders.map(({ name }) => name).join(", ") || "None known"}</Description>
      <Description term="Open holds">{facts.openHolds.length === 0 ? "None" : facts.openHolds.map(({ type }) => type.replaceAll("-", " ")).join(", ")}</Description>
      <Description term="Balance">{facts.balance ? moneyWords(facts.balance.minorUnits, facts.balance.currency) : "Not known: Lead has no look-up of a balance by account"}</Description>
    </DescriptionList>
  );
}
