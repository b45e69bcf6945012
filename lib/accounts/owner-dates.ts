import { z } from "zod";
import { accountId } from "../lead/ids";
import type { FieldProblem } from "../result";
import { ownerContact } from "./command-inputs";
import type { ContactChannel } from "./command-inputs";
import { operatorText } from "./operator-text";

/** A contact that changes nothing at Lead: the owner wrote, called or came by. */
export const recordOwnerContactInput = z.strictObject({ accountId, contact: ownerContact, note: operatorText().optional() });

/**
 * The last contact with the owner that was recorded here, and the last thing that the owner did as the partner's ledger
 * says; null where none is known. `at` and `asOf`: ISO 8601; `on`: a plain date.
 */
export type OwnerDates = { contact: { at: string; channel: ContactChannel } | null; activity: { on: string; asOf: string } | null };

/** `now`: ISO 8601. */
export function ownerContactProblems(contact: { at: string }, now: string): FieldProblem[] {
  return Date.parse(contact.at) > Date.parse(now) ? [{ path: "contact.at", message: "The contact cannot be in the future." }] : [];
}
