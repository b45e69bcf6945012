import { z } from "zod";
import { operatorText } from "../accounts/operator-text";
import { deliveryMethods } from "../lead/enums";
import { accountId, entityId } from "../lead/ids";
import { deliveryTime } from "./closing-inputs";
import { deliveryInstant } from "./delivery";
import type { FieldProblem } from "../result";

/** That the notice of a line cut or a deactivation was given: to whom, how and when (Reg B 1002.9). */
export const recordActionNoticeInput = z
  .strictObject({
    entryId: z.uuid().transform((id) => id.toLowerCase()),
    accountId,
    recipientEntityId: entityId,
    method: z.enum(deliveryMethods, "Say how it was delivered."),
    /** For `other`, which Lead does not tell apart: by post, by courier, in person. */
    otherMethod: operatorText(200).optional(),
    delivered: deliveryTime,
  })
  .refine(({ method, otherMethod }) => (method === "other") === (otherMethod !== undefined), { path: ["otherMethod"], message: "Say which way: by post, by courier, in person." });
export type RecordActionNoticeInput = z.infer<typeof recordActionNoticeInput>;

type Moment = { /** A day of the program's business zone. */ takenOn: string; /** ISO 8601. */ now: string; zone: string };

/** The instant of the delivery, ISO 8601 in UTC: on the day of the action or later, never in the future. */
export function noticeInstant({ on, time }: RecordActionNoticeInput["delivered"], { takenOn, now, zone }: Moment): { ok: true; value: string } | { ok: false; problem: FieldProblem } {
  if (on < takenOn) return { ok: false, problem: { path: "delivered.on", message: "A notice of this action is not older than the action." } };
  const instant = deliveryInstant({ on, time }, { decidedAt: new Date(0).toISOString(), now, zone });
  return instant.ok ? instant : { ok: false, problem: { path: time === null ? "delivered.on" : "delivered.time", message: instant.message } };
}
