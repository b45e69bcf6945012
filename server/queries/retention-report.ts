import "server-only";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { RetentionReport, RetentionRun } from "@/lib/closures/retention-report";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { directoryEntries } from "../db/schema";
import { retentionRuns } from "../db/schema-records";
import { dueForPurge, heldBack, listHash, mostPurgedAtOnce } from "../records/retention-list";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

/** What is past its time in a program and would be purged, and what was; nothing is done by looking. */
export async function retentionReport(caller: Caller, db: Database = sharedDatabase()): Promise<Result<RetentionReport>> {
  const denied = await denial(db, caller, "read-retention");
  if (denied) return fail(denied);
  const { program } = caller;
  const records = await dueForPurge(db, program);
  const accounts = await db
    .select({ accountId: directoryEntries.accountId, productName: directoryEntries.productName })
    .from(directoryEntries)
    .where(and(eq(directoryEntries.program, program.slug), inArray(directoryEntries.accountId, records.map(({ accountId }) => accountId))));
  const names = new Map(accounts.map(({ accountId, productName }) => [accountId, productName]));
  return ok({
    years: program.retention.years,
    items: records.map(({ id, kind, accountId, endedOn, retainUntil }) => ({ id, kind, accountId, productName: names.get(accountId) ?? "", endedOn, retainUntil })),
    more: records.length === mostPurgedAtOnce,
    listHash: listHash(records),
    heldBack: await heldBack(db, program),
    runs: await runsOf(db, program.slug),
    mayPurge: caller.permissions.has("purge-records"),
  });
}

const mostRuns = 20;

async function runsOf(db: Queryable, program: string): Promise<RetentionRun[]> {
  const settled = (state: string) => sql<number>`(SELECT count(*)::int FROM retention_run_records WHERE run_id = ${retentionRuns.id} AND state = ${state})`;
  const rows = await db
    .select({ run: retentionRuns, purged: settled("purged"), kept: settled("kept") })
    .from(retentionRuns)
    .where(eq(retentionRuns.program, program))
    .orderBy(desc(retentionRuns.confirmedAt))
    .limit(mostRuns);
  return rows.map(({ run, purged, kept }) => ({
    id: run.id, confirmedBy: run.confirmedByName, confirmedAt: run.confirmedAt.toISOString(), reason: run.reason, records: run.recordCount, purged, kept, endedAt: run.endedAt?.toISOString() ?? null,
  }));
}
