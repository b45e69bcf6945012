"use client";

import { useController, useWatch } from "react-hook-form";
import { confidentialHint } from "@/lib/accounts/operator-text";
import { needsDetermination, statementTopicWords, type StatementTopic } from "@/lib/accounts/update-account-problems";
import { controlId } from "../../fields/field-path";
import { Checkbox } from "../../ui/checkbox";
import { TextArea } from "../../ui/text-area";
import { AdverseActionFields } from "../adverse-action-fields";
import type { AccountFormApi } from "./account-form-state";
import { FormSection } from "./form-section";

type StatementFieldsProps = { form: AccountFormApi; topics: readonly StatementTopic[]; /** `available_credit` became lower. */ availableFell: boolean };

/** Why these changes are made, where the law or their finality asks; kept here and not sent to Lead. */
export function StatementFields({ form, topics, availableFell }: StatementFieldsProps) {
  const { control } = form;
  const restricted = useController({ control, name: "statement.availableCreditIsRestricted" });
  const reason = useController({ control, name: "statement.reason" });
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
        {needsDetermination(topics) ? <StatedAdverseAction form={form} /> : null}
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

function StatedAdverseAction({ form }: { form: AccountFormApi }) {
  const said = useWatch({ control: form.control, name: "statement" });
  const errors = form.formState.errors.statement;
  return (
    <AdverseActionFields
      said={said}
      change={(part) => form.setValue("statement", { ...said, ...part }, { shouldDirty: true, shouldTouch: true, shouldValidate: errors !== undefined })}
      errorOf={(path) => errors?.[path]?.message ?? (errors?.[path] as { root?: { message?: string } } | undefined)?.root?.message}
      idOf={(path) => controlId(`statement.${path}`)}
      legend="Is it an adverse action?"
    />
  );
}
