import type { FieldProblem } from "../result";
import type { ActivateInput } from "./command-inputs";

/** A dormancy ends with the owner's contact, on record; lifting a freeze may rest on something else (COMPLIANCE, Inactive). */
export function activateProblems(input: Pick<ActivateInput, "contact">, known: { now: string; statusReason: string | null }): FieldProblem[] {
  const { contact } = input;
  if (!contact) return known.statusReason === "frozen" ? [] : [{ path: "contact", message: "Say who made contact, how and when." }];
  return Date.parse(contact.at) > Date.parse(known.now) ? [{ path: "contact.at", message: "The contact cannot be in the future." }] : [];
}
