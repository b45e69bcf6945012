import { z } from "zod";
import { deactivateInput } from "../accounts/command-inputs";
import { operatorText } from "../accounts/operator-text";
import { closeReasons, deactivateReasons } from "../lead/enums";
import { accountId } from "../lead/ids";
import { requestAdverseActionNotice } from "../lead/request-parts";
import { closingNotice, closingRequest } from "./closing-request";
import { correctionTargets, errorClasses, targetsOf } from "./corrections";

const processId = z.uuidv4();
const plainDate = z.iso.date("Not a date on the calendar.");

/** A day, and the time of day ("14:30", the program's clocks) where it is known. */
export const deliveryTime = z.strictObject({
  on: plainDate,
  time: z.string().trim().min(1, "Enter the time, or say that it is not known.").max(12).nullable(),
});

export const requestClosingInput = z.strictObject({ processId, accountId, request: closingRequest });
export type RequestClosingInput = z.infer<typeof requestClosingInput>;

/** `renew`: a closing that stopped goes on, on the facts as they are now. */
export const decideClosingInput = z
  .strictObject({ processId, accountId, decision: z.enum(["approve", "decline", "renew"]), comment: operatorText().optional(), typed: z.string().max(20).optional() })
  .refine(({ decision, comment }) => decision === "approve" || comment !== undefined, { path: ["comment"], message: "Say why." });
export type DecideClosingInput = z.infer<typeof decideClosingInput>;

export const sendClosingLetterInput = z.strictObject({ processId, accountId, delivered: deliveryTime });
export type SendClosingLetterInput = z.infer<typeof sendClosingLetterInput>;

export const correctiveLetter = z.strictObject({ on: plainDate, text: operatorText() });
export type CorrectiveLetter = z.infer<typeof correctiveLetter>;

/** Once the letter is out, the corrective letter is part of abandoning. */
export const abandonClosingInput = z.strictObject({ processId, accountId, reason: operatorText(), correctiveLetter: correctiveLetter.optional() });
export type AbandonClosingInput = z.infer<typeof abandonClosingInput>;

const goOn = z.strictObject({ processId, accountId, act: z.enum(["renew", "give-up"]), reason: operatorText() });

export const changeInactiveReasonInput = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("start"), processId, accountId, reason: z.enum(deactivateReasons), note: operatorText(), supportMayLift: z.boolean().optional(), hold: deactivateInput.shape.hold }),
  goOn,
]);
export type ChangeInactiveReasonInput = z.infer<typeof changeInactiveReasonInput>;

/** The closing that follows a reopening: its notice was delivered already, since it is planned before it starts. */
const closedAgain = z.strictObject({
  reason: z.enum(closeReasons),
  /** Left out where the notice at Lead stays as it is, or none is due. */
  notice: closingNotice.safeExtend({ delivered: deliveryTime }).optional(),
});

/** The account stays as Lead shows it, though the process that was given up meant it elsewhere. */
export const keepStatusInput = z.strictObject({ processId, accountId, reason: operatorText() });
export type KeepStatusInput = z.infer<typeof keepStatusInput>;

export const correctionPlan = z
  .strictObject({
    errorClass: z.enum(errorClasses),
    target: z.enum(correctionTargets),
    foundBy: operatorText(200),
    foundOn: plainDate,
    /** When the account was truly closed; asked where it is closed again. */
    trueClosedOn: plainDate.optional(),
    /** What was sent to the customer by mistake, and what was done about it. */
    wronglySentNotice: operatorText().optional(),
    /** The documented contact that reopening needs: who, how, when. */
    contact: operatorText().optional(),
    note: operatorText(),
    closedAgain: closedAgain.optional(),
    typed: z.string().max(20),
  })
  .superRefine((plan, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (!targetsOf(plan.errorClass).includes(plan.target)) refuse("target", "This error does not lead there.");
    if ((plan.target === "closed-again") !== (plan.closedAgain !== undefined)) refuse("closedAgain", "Closing again is planned before the account is reopened.");
    if (plan.target === "closed-again" && !plan.trueClosedOn) refuse("trueClosedOn", "Say when the account was truly closed.");
  });
export type CorrectionPlan = z.infer<typeof correctionPlan>;

export const correctClosureInput = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("start"), processId, accountId, plan: correctionPlan }),
  goOn,
]);
export type CorrectClosureInput = z.infer<typeof correctClosureInput>;

/** The steps at Lead, each its own foreign command. */
export const recordNoticeInput = z.strictObject({ accountId, notice: requestAdverseActionNotice });
export type RecordNoticeInput = z.infer<typeof recordNoticeInput>;

export const closeAccountInput = z.strictObject({ accountId, reason: z.enum(closeReasons) });
export type CloseAccountInput = z.infer<typeof closeAccountInput>;

export const reopenAccountInput = z.strictObject({ accountId });
export type ReopenAccountInput = z.infer<typeof reopenAccountInput>;
