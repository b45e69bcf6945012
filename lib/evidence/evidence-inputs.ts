import { z } from "zod";
import { operatorText } from "../accounts/operator-text";
import { accountId } from "../lead/ids";

/** What a piece of evidence is about, within its account. */
export const evidenceSubjectKinds = ["account", "process", "hold"] as const;
export type EvidenceSubjectKind = (typeof evidenceSubjectKinds)[number];

/** `id`: of the process or hold; of the account itself it is the account's. */
export const evidenceSubject = z.strictObject({ kind: z.enum(evidenceSubjectKinds), id: z.string().min(1).max(255) });
export type EvidenceSubject = z.infer<typeof evidenceSubject>;

const evidenceId = z.uuid().transform((id) => id.toLowerCase());

/** `evidenceId`: of the file as it was uploaded. */
export const addEvidenceInput = z.strictObject({ evidenceId, accountId, subject: evidenceSubject, description: operatorText(500, "Say what it shows.") });
export type AddEvidenceInput = z.infer<typeof addEvidenceInput>;

export const withdrawEvidenceInput = z.strictObject({ evidenceId, accountId, reason: operatorText(500, "Say why.") });
export type WithdrawEvidenceInput = z.infer<typeof withdrawEvidenceInput>;
