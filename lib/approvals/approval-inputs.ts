import { z } from "zod";
import { operatorText } from "../accounts/operator-text";

const approvalId = z.uuid().transform((id) => id.toLowerCase());

/** `hash`: of exactly what the approver was shown, so that nothing else is approved. */
export const decideApprovalInput = z
  .strictObject({ approvalId, hash: z.string().regex(/^[0-9a-f]{64}$/), decision: z.enum(["approve", "decline"]), comment: operatorText().optional() })
  .refine(({ decision, comment }) => decision === "approve" || comment !== undefined, { path: ["comment"], message: "Say why." });
export type DecideApprovalInput = z.infer<typeof decideApprovalInput>;

export const withdrawApprovalInput = z.strictObject({ approvalId });
export type WithdrawApprovalInput = z.infer<typeof withdrawApprovalInput>;
