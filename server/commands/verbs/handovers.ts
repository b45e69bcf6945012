import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { addBusinessDays } from "@/lib/business-days";
import { answerHandoverInput, handOverInput } from "@/lib/call-desk/handovers";
import type { HandOverInput } from "@/lib/call-desk/handovers";
import { plainDateWords } from "@/lib/fields/plain-date";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import type { Problem } from "@/lib/result";
import type { Queryable } from "../../db/client";
import { handovers } from "../../db/schema-calls";
import { entryOf, holdersOf, openHolds } from "../../directory/entry";
import { keepOwnerContact } from "../../directory/owner-dates";
import { insertHold } from "../../holds/hold-store";
import { lockEntry } from "../command-log";
import { invalidFields, notInDirectory } from "../command-problems";
import { defineLocalCommand } from "../define-command";
import type { CommandContext } from "../define-command";

/** A caller goes over to compliance with what is known; one case at a time for an account. */
export const handOver = defineLocalCommand({
  kind: "local",
  name: "hand-over",
  permissions: ["hand-over"],
  schema: handOverInput,
  accountId: ({ accountId }) => accountId,
  perform: async (tx, context) => {
    const { program, actor, commandId, input, now } = context;
    const { accountId, wants, contact, restrict } = input;
    if (!(await lockEntry(tx, program.slug, accountId))) return fail(notInDirectory);
    const problem = (await contactProblem(tx, context)) ?? (await openProblem(tx, program.slug, accountId));
    if (problem) return fail(problem);
    const entry = await entryOf(tx, program, accountId);
    if (!entry) return fail(notInDirectory);
    const known = { status: entry.status, statusReason: entry.statusReason, openHolds: (await openHolds(tx, program, accountId)).length };
    const answerDue = addBusinessDays(businessDate(new Date(now), program.timeZone), program.handoverDays);
    await tx.insert(handovers).values({ id: commandId, program: program.slug, accountId, wants, contact: contact ?? null, known, handedBy: actor.subject, handedByName: actor.name, answerDue });
    if (restrict) await insertHold(tx, { id: commandId, program, accountId, type: "restricted", note: wants, placedBy: actor });
    if (contact) await keepOwnerContact(tx, { program: program.slug, accountId, commandId, contact });
    return ok({ details: { answerDue } });
  },
  why: ({ contact, restrict }) => ({ ...(contact ? { contact } : {}), ...(restrict ? { restricted: true } : {}) }),
});

async function contactProblem(tx: Queryable, { program, input, now }: CommandContext<HandOverInput>): Promise<Problem | null> {
  const { contact, accountId } = input;
  if (!contact) return null;
  if (Date.parse(contact.at) > Date.parse(now)) return invalidFields([{ path: "contact.at", message: "The contact cannot be in the future." }]);
  if (contact.holderEntityId === undefined) return null;
  const isHolder = (await holdersOf(tx, program, accountId)).some(({ entityId }) => entityId === contact.holderEntityId);
  return isHolder ? null : invalidFields([{ path: "contact.holderEntityId", message: "This is not a holder of the account." }]);
}

async function openProblem(tx: Queryable, program: string, accountId: string): Promise<Problem | null> {
  const [open] = await tx.select({ by: handovers.handedByName, due: handovers.answerDue }).from(handovers)
    .where(and(eq(handovers.program, program), eq(handovers.accountId, accountId), isNull(handovers.answeredAt)));
  if (!open) return null;
  return {
    kind: "not-possible-now", title: "Compliance has this caller already.", detail: `${open.by} handed it over. An answer is expected by ${plainDateWords(open.due)}.`,
    saved: "Nothing was recorded.", next: "Tell the caller when to expect an answer.",
  };
}

const notActive = invalidFields([{ path: "outcome", message: "The account is not active. Reactivate it first." }]);

/** What became of it, and what the agent may say; written once. */
export const answerHandover = defineLocalCommand({
  kind: "local",
  name: "answer-handover",
  permissions: ["answer-handover"],
  schema: answerHandoverInput,
  accountId: ({ accountId }) => accountId,
  perform: async (tx, { program, actor, input: { handoverId, accountId, outcome, tell } }) => {
    if (outcome === "reactivated" && (await entryOf(tx, program, accountId))?.status !== "active") return fail(notActive);
    const [answered] = await tx.update(handovers)
      .set({ outcome, tell, answeredBy: actor.subject, answeredByName: actor.name, answeredAt: sql`now()` })
      .where(and(eq(handovers.id, handoverId), eq(handovers.program, program.slug), eq(handovers.accountId, accountId), isNull(handovers.answeredAt)))
      .returning({ id: handovers.id });
    if (!answered) return fail({ kind: "not-possible-now", title: "This caller is answered already.", saved: "Nothing was recorded.", next: "Reload the account." });
    return ok({});
  },
  why: ({ outcome }) => ({ outcome }),
});
