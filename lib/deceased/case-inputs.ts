import { z } from "zod";
import { operatorText } from "../accounts/operator-text";
import { accountId, entityId } from "../lead/ids";
import type { FieldProblem } from "../result";
import { caseOutcomes } from "./case-standing";

const uuid = z.uuid().transform((id) => id.toLowerCase());
const day = z.iso.date("Not a date on the calendar.");
const ofCase = { accountId, caseId: uuid };

/** `toldBy`: who told it and how. Plain days of the program's zone: `reportProblems`. */
export const reportDeathInput = z.strictObject({
  accountId, entityId, toldBy: operatorText(500, "Say who told it and how."), toldOn: day, diedOn: day.optional(),
});

/** Neither day is in the future, and nobody is told before it happened. `today`: YYYY-MM-DD in the program's zone. */
export function reportProblems({ toldOn, diedOn }: { toldOn?: string; diedOn?: string }, today: string): FieldProblem[] {
  const future = (path: string, on: string | undefined) => (on !== undefined && on > today ? [{ path, message: "This day has not come yet." }] : []);
  const early = toldOn !== undefined && diedOn !== undefined && diedOn > toldOn ? [{ path: "diedOn", message: "This is after the day on which it was told." }] : [];
  return [...future("toldOn", toldOn), ...(future("diedOn", diedOn).length > 0 ? future("diedOn", diedOn) : early)];
}

/** `what`: what the accepted pieces are. */
export const acceptProofInput = z.strictObject({
  ...ofCase,
  evidence: z.array(uuid).min(1, "Choose at least one piece of evidence.").max(20, "At most 20 pieces of evidence.").refine((ids) => new Set(ids).size === ids.length, "Each piece of evidence once."),
  what: operatorText(200, "Say what it is."),
});
export type AcceptProofInput = z.infer<typeof acceptProofInput>;

/** `entityIds`: who remains, as the person saw it. */
export const confirmSurvivorsInput = z.strictObject({ ...ofCase, entityIds: z.array(entityId).min(1).max(100), how: operatorText(500, "Say how and when they were told.") });
export type ConfirmSurvivorsInput = z.infer<typeof confirmSurvivorsInput>;

export const estateRelations = ["executor", "administrator", "next-of-kin", "attorney", "other"] as const;
export type EstateRelation = (typeof estateRelations)[number];

export const estateRelationWords: Record<EstateRelation, string> = {
  executor: "Executor", administrator: "Administrator", "next-of-kin": "Next of kin", attorney: "Attorney", other: "Other",
};

/** Who speaks for the estate; `reference`: of the appointment, such as the letters testamentary. */
const estateContact = z.strictObject({
  name: operatorText(200, "Enter the name."),
  relation: z.enum(estateRelations),
  reach: operatorText(500, "Say how to reach them."),
  reference: operatorText(200, "Enter the reference.").optional(),
});
export type EstateContact = z.infer<typeof estateContact>;

/** Either a contact, or why none is needed. */
export const recordEstateContactInput = z
  .strictObject({ ...ofCase, contact: estateContact.optional(), notNeeded: operatorText(500, "Say why none is needed.").optional() })
  .refine(({ contact, notNeeded }) => (contact === undefined) !== (notNeeded === undefined), { path: ["contact"], message: "Record a contact, or say why none is needed." });
export type RecordEstateContactInput = z.infer<typeof recordEstateContactInput>;

export const endDeceasedCaseInput = z.strictObject({ ...ofCase, outcome: z.enum(caseOutcomes), comment: operatorText(1000, "Say why.") });
export type EndDeceasedCaseInput = z.infer<typeof endDeceasedCaseInput>;

/** All of it in one line, to be read out or copied. */
export function estateContactWords({ name, relation, reach, reference }: EstateContact): string {
  return [`${name} (${estateRelationWords[relation].toLowerCase()})`, reach, ...(reference ? [reference] : [])].join(" · ");
}
