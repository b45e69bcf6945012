import "server-only";
import { and, eq, inArray, lt, sql } from "drizzle-orm";
import type { Database } from "../db/client";
import { bulkRows, bulkRuns } from "../db/schema-bulk";

const plansAtATime = 20;

/** What was prepared and not started within a day: what it says of the accounts is too old to start from. Answers how many. */
export function discardOldPlans(db: Database, program: string): Promise<number> {
  return db.transaction(async (tx) => {
    const old = await tx
      .select({ id: bulkRuns.id })
      .from(bulkRuns)
      .where(and(eq(bulkRuns.program, program), eq(bulkRuns.status, "planned"), lt(bulkRuns.plannedAt, sql`now() - interval '1 day'`)))
      .limit(plansAtATime)
      .for("update", { skipLocked: true });
    const ids = old.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await tx.delete(bulkRows).where(inArray(bulkRows.runId, ids));
    await tx.delete(bulkRuns).where(inArray(bulkRuns.id, ids));
    return ids.length;
  });
}
