import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { followUps } from "@/lib/closures/follow-ups";
import { consoleActor } from "@/lib/operator";
import type { Queryable } from "../db/client";
import type { closures } from "../db/schema-closures";
import { closureFollowUps, closureNumberReads } from "../db/schema-records";

type ClosureRow = typeof closures.$inferSelect;

/** When the account numbers of the holders are asked for again, in days after the closing. */
const readRounds = [{ round: "day-1", days: 1 }, { round: "day-10", days: 10 }] as const;

/** What a closing leaves to do, in the transaction that closes; a second time changes nothing. */
export async function beginFollowUps(tx: Queryable, closure: ClosureRow, closedAt: Date, closedOn: string): Promise<void> {
  const { processId: recordId, program, accountId } = closure;
  const rows = followUps(closure, closedOn).map((row, position) => ({ ...row, position, recordId, program, accountId }));
  await tx.insert(closureFollowUps).values(rows).onConflictDoNothing();
  const reads = readRounds.map(({ round, days }) => {
    const dueAt = new Date(closedAt.getTime() + days * 86_400_000);
    return { id: randomUUID(), recordId, program, accountId, round, dueAt, nextLookAt: dueAt };
  });
  await tx.insert(closureNumberReads).values(reads).onConflictDoNothing();
}

/** The account is active again: ending its numbers and cards would now be the mistake. */
export async function dropFollowUps(tx: Queryable, program: string, accountId: string): Promise<void> {
  await tx
    .update(closureFollowUps)
    .set({ state: "not-applicable", note: "The closing was corrected: the account is active again.", settledBy: consoleActor.subject, settledByName: consoleActor.name, settledByRoles: [], settledAt: sql`now()` })
    .where(and(eq(closureFollowUps.program, program), eq(closureFollowUps.accountId, accountId), eq(closureFollowUps.state, "open")));
  await tx
    .update(closureNumberReads)
    .set({ state: "dropped", leasedBy: null, leasedUntil: null })
    .where(and(eq(closureNumberReads.program, program), eq(closureNumberReads.accountId, accountId), eq(closureNumberReads.state, "waiting")));
}
