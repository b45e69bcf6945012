import "server-only";
import { eq, sql } from "drizzle-orm";
import { sendClosingLetterInput } from "@/lib/closures/closing-inputs";
import type { SendClosingLetterInput } from "@/lib/closures/closing-inputs";
import { deliveryInstant } from "@/lib/closures/delivery";
import { fail, ok } from "@/lib/result";
import { processes } from "../db/schema";
import { closures } from "../db/schema-closures";
import { invalidFields } from "../commands/command-problems";
import { defineLocalCommand } from "../commands/define-command";
import { goOn } from "./go-on";
import { notPossible, openProcess, openWindow } from "./process-guards";
import { closureRow } from "./process-row";

/**
 * Records when the letter was delivered or mailed (Reg B 1002.9): never in the future, never before the decision. It is
 * a fact and recorded even where the account changed meanwhile; then the process stops at its next step.
 */
export const sendClosingLetter = defineLocalCommand<SendClosingLetterInput>({
  name: "send-closing-letter",
  kind: "local",
  permissions: ["send-closing-letter"],
  schema: sendClosingLetterInput,
  accountId: ({ accountId }) => accountId,
  async perform(tx, context) {
    const { input, actor, program, now } = context;
    const open = await openProcess(tx, context, "closing");
    if (!open.ok) return open;
    const process = open.value;
    const closure = await closureRow(tx, process.id);
    if (process.stage !== "decided" || closure.notice === null || closure.decidedAt === null) {
      return fail(notPossible(process.stage === "requested" ? "The letter goes out after the decision." : "There is no letter to send."));
    }
    const { delivered } = input;
    const instant = deliveryInstant(delivered, { decidedAt: closure.decidedAt.toISOString(), now, zone: program.timeZone });
    if (!instant.ok) return fail(invalidFields([{ path: delivered.time === null ? "delivered.on" : "delivered.time", message: instant.message }]));
    await tx
      .update(closures)
      .set({
        deliveredAt: new Date(instant.value), deliveredOn: delivered.on, deliveredTimeKnown: delivered.time !== null,
        letterBy: actor.subject, letterByName: actor.name, letterByRoles: [...actor.roles], letterRecordedAt: sql`now()`,
      })
      .where(eq(closures.processId, process.id));
    await tx.update(processes).set({ stage: "letter-sent" }).where(eq(processes.id, process.id));
    await openWindow(tx, program.resendWindowSeconds, process.id);
    return ok({ processId: process.id, details: { deliveredAt: instant.value, timeKnown: delivered.time !== null, method: closure.notice.method, recipient: closure.notice.recipientEntityId, ...(closure.lettersHash ? { lettersHash: closure.lettersHash } : {}) } });
  },
  afterCommit: (deps, context, answerBy) => goOn(deps, context, answerBy),
});
