import { z } from "zod";
import { activateTerms, deactivateTerms } from "../accounts/command-inputs";
import { operatorText } from "../accounts/operator-text";
import { closeTerms } from "../closures/close-batch";
import { accountId } from "../lead/ids";
import { bulkActions, mostByHand } from "./bulk-actions";

/** Accounts chosen by hand. */
export const chosenIds = z
  .array(accountId)
  .min(1, "Choose at least one account.")
  .max(mostByHand, `At most ${mostByHand.toLocaleString("en-US")} by hand.`)
  .refine((ids) => new Set(ids).size === ids.length, "Each account once.");

/** Accounts by their ids, or every one that the list at an address has: the part behind "?". */
export const chosenAccounts = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("hand"), ids: chosenIds }),
  z.strictObject({ by: z.literal("list"), list: z.string().max(4_000) }),
]);
export type ChosenAccounts = z.infer<typeof chosenAccounts>;

/** What is asked of every account alike; each command is this with its account. */
export const planBulkInput = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("deactivate-account"), chosen: chosenAccounts, terms: deactivateTerms }),
  z.strictObject({ action: z.literal("activate-account"), chosen: chosenAccounts, terms: activateTerms }),
  z.strictObject({ action: z.literal("refresh-accounts"), chosen: chosenAccounts, terms: z.strictObject({}) }),
  z.strictObject({ action: z.literal("close-accounts"), chosen: chosenAccounts, terms: closeTerms }),
]);
export type PlanBulkInput = z.infer<typeof planBulkInput>;
export type BulkTerms = PlanBulkInput["terms"];

const ofRun = { runId: z.uuid(), action: z.enum(bulkActions) };

/** `action` says whose right is needed, before the run is looked at. */
export const controlBulkInput = z.strictObject(ofRun);
export type ControlBulkInput = z.infer<typeof controlBulkInput>;

export const decideBulkInput = z
  .strictObject({ ...ofRun, decision: z.enum(["approve", "decline"]), comment: operatorText(1_000).optional() })
  .refine(({ decision, comment }) => decision === "approve" || comment !== undefined, { path: ["comment"], message: "Say why it is declined." });
export type DecideBulkInput = z.infer<typeof decideBulkInput>;
