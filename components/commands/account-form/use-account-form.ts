"use client";

import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import type { FieldProblem, Problem } from "@/lib/result";
import { formSections, type FormSection } from "@/lib/accounts/capability-sections";
import { accountFields, accountGroups, fieldByPath, foldPath, type AccountGroup } from "@/lib/accounts/account-fields";
import { accountFormResolver, errorList, firstOfEach, type AccountFormApi, type AccountFormValues } from "./account-form-state";
import type { OutlinePart } from "./form-aside";
import { controlId } from "../../fields/field-path";
import { problemsToFix } from "../command-problems";
import { controlFor } from "./lead-problems";

/** The form of an account with its rules as resolver, and the summary of what must be fixed. */
export function useAccountForm(initial: AccountFormValues, judge: (values: AccountFormValues) => FieldProblem[]) {
  const [resolver] = useState(() => accountFormResolver(judge));
  const form: AccountFormApi = useForm<AccountFormValues>({ defaultValues: initial, resolver, mode: "onTouched", shouldFocusError: false });
  const [summary, setSummary] = useState<Problem | null>(null);

  /** Goes on with values that nothing known stands against; otherwise says what must be fixed. */
  const whenValid = (goOn: (values: AccountFormValues) => void) =>
    form.handleSubmit(
      (values) => {
        setSummary(null);
        goOn(values);
      },
      () => setSummary(toFix(firstOfEach(judge(form.getValues()), form.getValues()))),
    )();
  const controlOf = controlFor(form.getValues());
  return { form, summary, setSummary, whenValid, controlOf, isOpen: stillWrong(form.formState.errors, controlOf) };
}

/** Whether what a summary names still stands at its control; what has no control stays. */
function stillWrong(errors: AccountFormApi["formState"]["errors"], controlOf: (path: string) => string | undefined) {
  const wrong = new Set(errorList(errors).map(({ path }) => controlId(path)));
  return ({ path }: FieldProblem) => {
    const control = controlOf(path);
    return control === undefined || wrong.has(control);
  };
}

const fieldOrder = Object.keys(accountFields);

/** Where a person meets the field; what no field names comes last. */
function placeInForm(path: string): number {
  const place = fieldOrder.indexOf(foldPath(path));
  return place < 0 ? fieldOrder.length : place;
}

function toFix(found: FieldProblem[]): Problem {
  return problemsToFix(found.toSorted((a, b) => placeInForm(a.path) - placeInForm(b.path)));
}

/** The parts of the form in order, each with how much is wrong in it. */
export function useOutline(form: AccountFormApi, sections: readonly FormSection[], asksStatement = false): OutlinePart[] {
  // Subscribes to the errors.
  const problems = errorList(form.formState.errors).map(({ path }) => sectionOf(path));
  const count = (section: string) => problems.filter((name) => name === section).length;
  const parts = formSections
    .filter((section) => section !== "signers" && sections.includes(section))
    .map((section) => ({ id: section, label: accountGroups[section as AccountGroup], problems: count(section) }));
  return asksStatement ? [...parts, { id: "statement", label: "Before this can change", problems: count("statement") }] : parts;
}

function sectionOf(formPath: string): string {
  if (formPath.startsWith("entities")) return "people";
  const path = formPath.replace(/^documents\.(\d+)\.at$/, "documents.$1.displayed_at").replace(/^metadata.*$/, "metadata");
  return formPath === "capabilities" ? "account" : (fieldByPath(path)?.group ?? formPath.split(".")[0] ?? "account");
}

/** The ids of the holders as typed, without empty rows. */
export function useHolderIds(form: AccountFormApi): string[] {
  return useWatch({ control: form.control, name: "entities.account_holders" }).map(({ id }) => id.trim()).filter((id) => id !== "");
}
