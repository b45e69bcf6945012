import { leadParameterProblems } from "@/lib/accounts/lead-parameters";
import type { FieldProblem, Problem } from "@/lib/result";
import type { AccountFormApi, AccountFormValues } from "./account-form-state";
import { controlId, formPathOf } from "../../fields/field-path";

/** The fields that a problem names: our own rules, else Lead's `invalid_parameters`. */
export function problemFields(problem: Problem): FieldProblem[] {
  const fromLead = leadParameterProblems(problem.lead?.invalidParameters ?? []);
  return fromLead.length > 0 ? fromLead : [...(problem.fields ?? [])];
}

/** Puts what was refused onto the fields that it names; what names no field of the form stays in the summary. */
export function landOnFields(form: AccountFormApi, problem: Problem): void {
  const values = form.getValues();
  for (const { path, message } of problemFields(problem)) {
    const place = formPathOf(path, values);
    if (isPlace(place, values)) form.setError(place as "capabilities", { type: "lead", message });
  }
}

function isPlace(place: string, values: AccountFormValues): boolean {
  if (place === "") return false;
  const owner = place.split(".").reduce<unknown>((item, part) => (typeof item === "object" && item !== null ? (item as Record<string, unknown>)[part] : undefined), values);
  return owner !== undefined;
}

/** The control of a path, for the links of an error summary; undefined where the form has none. */
export function controlFor(values: AccountFormValues): (path: string) => string | undefined {
  return (path) => {
    const place = formPathOf(path, values);
    return isPlace(place, values) ? controlId(place) : undefined;
  };
}
