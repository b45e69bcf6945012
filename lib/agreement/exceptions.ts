import { z } from "zod";
import { operatorText } from "../accounts/operator-text";

/** How a comparison stands. `receiving`: the file is still coming in, and nothing of it is shown. */
export type RunStatus = "receiving" | "ready" | "running" | "done" | "canceled";

/** What the worker does with a file, in this order. `absent`: only where the file holds every account. */
export const agreementPhases = ["mapping", "comparing", "absent", "clearing"] as const;
export type AgreementPhase = (typeof agreementPhases)[number];

/** `covered`: another difference of the account says it too. */
export type Resolution = "agreed-by-file" | "agreed-by-directory" | "covered" | "by-person";

/** Why two ledgers differ. */
export const exceptionCauses = ["timing", "ledger-wrong", "lead-wrong", "change-missed", "wrong-id", "known-difference", "other"] as const;
export type ExceptionCause = (typeof exceptionCauses)[number];

export const causeRows = {
  timing: { label: "Timing", meaning: "One side is only later; the next file should agree." },
  "ledger-wrong": { label: "Our ledger is wrong", meaning: "Lead is right; the ledger has to be put right." },
  "lead-wrong": { label: "Lead is wrong", meaning: "The ledger is right; the account has to be changed at Lead." },
  "change-missed": { label: "A change reached one side only", meaning: "Somebody changed one side, and the other was never told." },
  "wrong-id": { label: "Wrong id", meaning: "The ledger's row is about another account." },
  "known-difference": { label: "Known difference", meaning: "The two sides count or name it differently, and always will." },
  other: { label: "Other", meaning: "Written in the note." },
} satisfies Record<ExceptionCause, { label: string; meaning: string }>;

const id = z.uuid().transform((value) => value.toLowerCase());
const cause = z.enum(exceptionCauses, "Choose a cause.");

/** `asOf`: when the ledger was like this, in ISO 8601. */
export const startAgreementInput = z.strictObject({ runId: id, asOf: z.iso.datetime({ error: "Enter when the ledger was like this.", offset: true }), complete: z.boolean() });
export const cancelAgreementInput = z.strictObject({ runId: id });

/** `owner`: the subject of a person who may resolve exceptions here; null where it is nobody's again. */
export const assignExceptionInput = z.strictObject({ exceptionId: id, owner: z.string().min(1).max(255).nullable() });
export const explainExceptionInput = z.strictObject({ exceptionId: id, cause });
export const resolveExceptionInput = z.strictObject({ exceptionId: id, cause, note: operatorText() });
