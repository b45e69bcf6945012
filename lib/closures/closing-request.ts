import { z } from "zod";
import { deliveryMethodRows } from "../accounts/adverse-action-notice";
import { operatorText } from "../accounts/operator-text";
import { closeReasons, deliveryMethods } from "../lead/enums";
import { entityId } from "../lead/ids";
import { exclusions } from "./determination";
import { maxRecipients, noticeRecipient } from "./notice-recipients";
import { maxNoticeReasons } from "./termination-reasons";

const plainDate = z.iso.date("Not a date on the calendar.");

export const determinationInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("adverse-action"), basis: operatorText().optional() }),
  z.strictObject({
    kind: z.literal("excluded"),
    exclusion: z.enum(exclusions, "Say which exclusion."),
    agreedWith: operatorText(300).optional(),
    currentlyDelinquent: z.boolean().optional(),
    basis: operatorText(),
  }),
  z.strictObject({ kind: z.literal("not-applicable"), basis: operatorText().optional() }),
]);

/** The letter as it is decided on: no delivery date yet. */
export const closingNotice = z
  .strictObject({
    reasons: z.array(z.strictObject({ code: z.string().min(1).max(60), text: operatorText(300) })).max(maxNoticeReasons, `Give at most ${maxNoticeReasons} reasons.`),
    /** The letter gives the right to ask for them in their place; Lead takes the reasons all the same. */
    reasonsOnRequest: z.literal(true).optional(),
    /** The primary applicant (Reg B 1002.9(f)). */
    recipientEntityId: entityId,
    /** Everybody who gets one, the primary applicant first; ours alone, and never sent to Lead. */
    recipients: z.array(noticeRecipient).min(1, "Choose who gets the notice.").max(maxRecipients, `At most ${maxRecipients} recipients.`).optional(),
    method: z.enum(deliveryMethods, "Say how it is delivered."),
    /** For `other`, which Lead does not tell apart: by post, by courier, in person. */
    otherMethod: operatorText(200).optional(),
  })
  .refine(({ method, otherMethod }) => (method === "other") === (otherMethod !== undefined), {
    path: ["otherMethod"],
    message: "Say which way: by post, by courier, in person.",
  });
export type ClosingNotice = z.infer<typeof closingNotice>;

/** As it is kept: with the one string that Lead takes beside the reasons apart. */
export type DecidedNotice = ClosingNotice & { text: string };

/** "By post or another way: registered mail". */
export function deliveryWords({ method, otherMethod }: Pick<ClosingNotice, "method" | "otherMethod">): string {
  const { label } = deliveryMethodRows[method];
  return otherMethod ? `${label}: ${otherMethod}` : label;
}

export const closingStatements = z
  .strictObject({
    /** Card, ACH or a dispute. */
    canStillPost: z.boolean("Say whether anything can still post."),
    stillPostReason: operatorText().optional(),
    /** A reason per blocking warning that stood when this was submitted. */
    acknowledged: z.record(z.string().max(60), operatorText()).default({}),
  })
  .refine(({ canStillPost, stillPostReason }) => !canStillPost || stillPostReason !== undefined, {
    path: ["stillPostReason"],
    message: "Say why it is closed now although something can still post.",
  });
export type ClosingStatements = z.infer<typeof closingStatements>;

/** A notice that Lead already holds: is it the one for this closing? The answer begins with no. */
export const existingNoticeAnswer = z.strictObject({ isThisOne: z.boolean(), olderReason: operatorText().optional() });

/** What is asked of a closing, in the order of the dialog. What goes together is `closingRequestProblems`. */
export const closingRequest = z.strictObject({
  reason: z.enum(closeReasons),
  /** Chosen first and left after reading that Lead wants the notice all the same. */
  reasonBefore: z.enum(closeReasons).optional(),
  statements: closingStatements,
  answers: z.record(z.string().max(60), z.union([z.string().max(2000), z.number(), z.boolean()])),
  actionTakenOn: plainDate,
  determination: determinationInput,
  notice: closingNotice.optional(),
  existingNotice: existingNoticeAnswer.optional(),
  note: operatorText().optional(),
  typed: z.string().max(20).optional(),
});
export type ClosingRequest = z.infer<typeof closingRequest>;
