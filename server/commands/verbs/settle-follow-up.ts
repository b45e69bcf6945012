import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { accountNumbersCode, settleFollowUpInput } from "@/lib/closures/follow-ups";
import type { SettleFollowUpInput } from "@/lib/closures/follow-ups";
import { businessDate } from "@/lib/format";
import { may, roleNames } from "@/lib/permissions";
import type { Actor } from "@/lib/operator";
import { fail, ok } from "@/lib/result";
import type { Problem } from "@/lib/result";
import type { Queryable } from "../../db/client";
import { closureFollowUps, closureNumberReads } from "../../db/schema-records";
import { lockedRecord, notOnRecord } from "../../records/open-record";
import { invalidFields } from "../command-problems";
import { defineLocalCommand } from "../define-command";

type FollowUpRow = typeof closureFollowUps.$inferSelect;

/** Ticks off one thing that a closing left to do, or says why it does not apply. */
export const settleFollowUp = defineLocalCommand<SettleFollowUpInput>({
  kind: "local",
  name: "settle-follow-up",
  permissions: ["settle-follow-up"],
  schema: settleFollowUpInput,
  accountId: ({ accountId }) => accountId,
  perform: async (tx, { program, actor, input, now }) => {
    const record = await lockedRecord(tx, program, input);
    if (!record.ok) return record;
    const { recordId, code, outcome, on, note } = input;
    const [row] = await tx.select().from(closureFollowUps).where(and(eq(closureFollowUps.recordId, recordId), eq(closureFollowUps.code, code)));
    const problem = (row ? settledProblem(row, actor) : notOnRecord("This closing did not leave that to do.")) ?? (await numbersProblem(tx, input));
    if (problem) return fail(problem);
    if (on !== undefined && on > businessDate(now, program.timeZone)) return fail(invalidFields([{ path: "on", message: "This day has not come yet." }]));
    await tx
      .update(closureFollowUps)
      .set({ state: outcome, doneOn: on ?? null, note: note ?? null, settledBy: actor.subject, settledByName: actor.name, settledByRoles: [...actor.roles], settledAt: sql`now()` })
      .where(and(eq(closureFollowUps.recordId, recordId), eq(closureFollowUps.code, code)));
    return ok({ details: { record: recordId, followUp: code, before: "open", after: outcome, ...(on ? { on } : {}) } });
  },
  why: ({ note }) => (note ? { comment: note } : {}),
});

/** Each is ticked by whose it is; compliance ticks any. */
function settledProblem({ state, settledByName, owner }: FollowUpRow, { roles }: Actor): Problem | null {
  if (state !== "open") return notOnRecord(`This is settled already, by ${settledByName ?? "somebody"}.`);
  if (roles.includes(owner) || may(roles, "settle-any-follow-up")) return null;
  return { kind: "forbidden", title: `This is for ${roleNames[owner].toLowerCase()} to settle.`, saved: "Nothing was recorded." };
}

/** While the last read shows numbers that still take payments, they are not ended. */
async function numbersProblem(tx: Queryable, { recordId, code, outcome }: SettleFollowUpInput): Promise<Problem | null> {
  if (code !== accountNumbersCode || outcome !== "done") return null;
  const [last] = await tx
    .select({ active: closureNumberReads.active })
    .from(closureNumberReads)
    .where(and(eq(closureNumberReads.recordId, recordId), eq(closureNumberReads.state, "done")))
    .orderBy(desc(closureNumberReads.readAt))
    .limit(1);
  if (!last?.active) return null;
  const count = last.active === 1 ? "One account number was" : `${last.active} account numbers were`;
  return notOnRecord(`${count} still active when Lead was asked last.`, "End what must end and have them read again; or say why this does not apply.");
}
