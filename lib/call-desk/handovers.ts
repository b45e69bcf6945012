import { z } from "zod";
import { ownerContact } from "../accounts/command-inputs";
import { operatorText } from "../accounts/operator-text";
import { accountId } from "../lead/ids";

export const handoverContact = ownerContact;
export type HandoverContact = z.infer<typeof handoverContact>;

/** A caller who is compliance's to answer. */
export const handOverInput = z.strictObject({
  accountId, wants: operatorText(1000, "Say what the caller wants."), contact: handoverContact.optional(),
  /** Nobody reactivates the account until compliance has looked: a hold that names no cause. */
  restrict: z.literal(true).optional(),
});
export type HandOverInput = z.infer<typeof handOverInput>;

type OutcomeRow = { label: string; meaning: string };

/** What compliance answered. */
export const handoverOutcomeRows = {
  reactivated: { label: "Reactivated", meaning: "The account is active again." },
  stays: { label: "Stays as it is", meaning: "It is not reactivated." },
  contacting: { label: "We contact the customer", meaning: "Compliance goes on with it itself." },
} satisfies Record<string, OutcomeRow>;
export type HandoverOutcome = keyof typeof handoverOutcomeRows;
export const handoverOutcomes = Object.keys(handoverOutcomeRows) as [HandoverOutcome, ...HandoverOutcome[]];

/** `tell` is all that the agent gets to read, and may say to the caller. */
export const answerHandoverInput = z.strictObject({
  handoverId: z.uuid(), accountId, outcome: z.enum(handoverOutcomes), tell: operatorText(1000, "Say what the caller may be told."),
});

/** The account as the directory had it when the caller was handed over. */
export type KnownAtHandover = { status: string; statusReason: string | null; openHolds: number };

export type HandoverAnswer = { outcome: HandoverOutcome; tell: string; by: string; at: string };

export type HandoverView = {
  id: string;
  accountId: string;
  productName: string;
  wants: string;
  contact: HandoverContact | null;
  /** The name of the holder who called, where one was verified and the directory keeps it. */
  caller: string | null;
  /** Null for those who may not know the causes. */
  known: KnownAtHandover | null;
  by: string;
  at: string;
  /** A business day of the program; until its end an answer is in time. */
  answerDue: string;
  overdue: boolean;
  answer: HandoverAnswer | null;
};
