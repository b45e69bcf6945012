import type { FieldProblem } from "../result";
import { accountFields, fieldByPath } from "./account-fields";

/** What Lead's short reasons mean; its sentences are shown as they are (FACTS C2). */
const tokenWords: Record<string, string> = {
  missing: "Lead says that this is missing.",
  not_found: "Lead knows none with this id.",
  missing_for_commercial: "A commercial account needs at least one authorized signer.",
  exceeds_max_limit: "Lead says that this is above the most approved.",
};

/** A bare name of Lead's (`is_secured`) at its place, where one field alone ends with it. */
function placeOf(name: string): string | undefined {
  if (fieldByPath(name)) return name;
  const ends = Object.keys(accountFields).filter((path) => path.endsWith(`.${name}`));
  return ends.length === 1 ? ends[0] : undefined;
}

/** Names may stand in the sentence instead: `property "product_name" is missing`, `missing parameter is_secured, which …`. */
function namedIn(parameter: string, reason: string): string | undefined {
  const name = /property "([\w.]+)"/.exec(reason)?.[1] ?? /missing parameter ([\w.]+)/.exec(reason)?.[1];
  if (!name) return undefined;
  return placeOf(name) ?? placeOf(parameter === "" ? name : `${parameter}.${name}`);
}

/** Lead's `invalid_parameters`, in either documented style, as problems of fields of an account. */
export function leadParameterProblems(parameters: readonly { parameter: string; reason: string }[]): FieldProblem[] {
  return parameters.map(({ parameter, reason }) => ({
    path: placeOf(parameter) ?? namedIn(parameter, reason) ?? parameter,
    message: tokenWords[reason] ?? (reason || "Lead refuses this."),
  }));
}
