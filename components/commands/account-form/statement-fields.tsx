"use client";

import { useController, useWatch } from "react-hook-form";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { determinations, type Determination } from "@/lib/accounts/command-inputs";
import { determinationWords } from "@/lib/accounts/statement-form";
import { needsDetermination, statementTopicWords, type StatementTopic } from "@/lib/accounts/update-account-problems";
import { controlId } from "../../fields/field-path";
import { Checkbox } from "../../ui/checkbox";
import { RadioCards } from "../../ui/radio-cards";
import { TextArea } from "../../ui/text-area";
import type { AccountFormApi } from "./account-form-state";
import { FormSection } from "./form-section";

type StatementFieldsProps = { form: AccountFormApi; topics: readonly StatementTopic[]; /** `available_credit` became lower. */ availableFell: boolean };

const options = determinations.map((value) => ({ value, title: determinationWords[value].label, description: determinationWords[value].meaning }));

/** Why these changes are made, where the law or their finality asks; kept here and not sent to Lead. */
export function StatementFields({ form, topics, availableFell }: StatementFieldsProps) {
  const { control } = form;
  const restricted = useController({ control, name: "statement.availableCreditIsRestricted" });
  const reason = useController({ control, name: "statement.reason" });
  const determination = useController({ control, name: "statement.determination" });
  if (topics.length === 0 && !availableFell) return null;
  return (
    <FormSection id="statement" heading="Before this can change" hint="Kept in the record of the account. Not sent to Lead.">
      <div className="space-y-3.5">
        {topics.map((topic) => <p key={topic}>{statementTopicWords[topic]}</p>)}
        {availableFell ? (
          <Checkbox
            label="What is available is lowered as a decision, and not because it was spent"
            checked={restricted.field.value}
            onCheckedChange={restricted.field.onChange}
          />
        ) : null}
        {topics.length > 0 ? (
          <TextArea
            id={controlId("statement.reason")}
            label="Reason"
            required
            hint={confidentialHint}
            rows={2}
            value={reason.field.value}
            onChange={(event) => reason.field.onChange(event.target.value)}
            onBlur={reason.field.onBlur}
            error={reason.fieldState.error?.message}
          />
        ) : null}
        {topics.includes("scra-open") ? <ScraReason form={form} /> : null}
        {needsDetermination(topics) ? (
          <RadioCards<Determination>
            id={controlId("statement.determination")}
            legend="Is it an adverse action?"
            required
            options={options}
            value={determination.field.value === "" ? null : determination.field.value}
            onValueChange={determination.field.onChange}
            error={determination.fieldState.error?.message}
          />
        ) : null}
        {needsDetermination(topics) ? <Basis form={form} /> : null}
      </div>
    </FormSection>
  );
}

function ScraReason({ form }: { form: AccountFormApi }) {
  const { field, fieldState } = useController({ control: form.control, name: "statement.scraReason" });
  return (
    <TextArea
      id={controlId("statement.scraReason")}
      label="Reason apart from the SCRA protection"
      required
      hint={confidentialHint}
      rows={2}
      value={field.value}
      onChange={(event) => field.onChange(event.target.value)}
      onBlur={field.onBlur}
      error={fieldState.error?.message}
    />
  );
}

function Basis({ form }: { form: AccountFormApi }) {
  const determination = useWatch({ control: form.control, name: "statement.determination" });
  const { field, fieldState } = useController({ control: form.control, name: "statement.basis" });
  if (determination !== "agreed" && determination !== "excluded") return null;
  return (
    <TextArea
      id={controlId("statement.basis")}
      label={determination === "agreed" ? "Which holder agreed, how and when" : "Which exclusion, and why it applies"}
      required
      hint={confidentialHint}
      rows={2}
      value={field.value}
      onChange={(event) => field.onChange(event.target.value)}
      onBlur={field.onBlur}
      error={fieldState.error?.message}
    />
  );
}
