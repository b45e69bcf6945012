import "server-only";
import { createHash } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { canonicalJson } from "@/lib/canonical-json";
import type { Role } from "@/lib/permissions";
import { consoleActor } from "@/lib/operator";
import { appendEntry } from "../audit/append-entry";
import type { Database, Queryable } from "../db/client";
import { closureRecords, legalHolds, retentionRunRecords, retentionRuns } from "../db/schema-records";
import type { Program } from "../programs";
import { readClosingRecord } from "./closing-record";
import { endRecord } from "./end-record";
import { keptLonger, untilBySetting } from "./retention-list";

/** Where the worker can die with a record in its hands; each record is one transaction. */
export const purgePhases = ["taken", "written", "purged"] as const;
export type RetentionDeps = { db: Database; onPhase?: (phase: (typeof purgePhases)[number]) => void | Promise<void> };

type RecordRow = typeof closureRecords.$inferSelect;
type RunRow = typeof retentionRuns.$inferSelect;

/**
 * One round of the worker in one program: ends the records of what ended without one, keeps for longer what the setting
 * keeps for longer, and purges the next of a confirmed list. How many records it changed.
 */
export async function runRetention(deps: RetentionDeps, program: Program, stopping: AbortSignal): Promise<number> {
  let changed = (await endForgotten(deps.db, program)) + (await keepLonger(deps.db, program));
  while (!stopping.aborted && (await purgeNext(deps, program))) changed += 1;
  return changed;
}

const atATime = 100;

/** What ended before there were records, or in a release that wrote none. */
async function endForgotten(db: Database, program: Program): Promise<number> {
  const { rows } = await db.execute<{ id: string }>(sql`
    SELECT record.id FROM closure_records record
    LEFT JOIN processes ON processes.id = record.id
    LEFT JOIN closures_elsewhere elsewhere ON elsewhere.id = record.id
    WHERE record.program = ${program.slug} AND record.ended_on IS NULL AND (processes.finished_at IS NOT NULL OR elsewhere.completed_at IS NOT NULL)
    ORDER BY record.id LIMIT ${atATime}`);
  for (const { id } of rows) await db.transaction((tx) => endRecord(tx, program, id));
  return rows.length;
}

async function keepLonger(db: Database, program: Program): Promise<number> {
  const longer = await keptLonger(db, program);
  for (const { id, until } of longer) {
    await db.update(closureRecords).set({ retainUntil: sql`greatest(${closureRecords.retainUntil}, ${until}::date)` }).where(eq(closureRecords.id, id));
  }
  return longer.length;
}

/** False where nothing waits. What became of a record, its entry in the trail and the end of the list commit together. */
async function purgeNext({ db, onPhase }: RetentionDeps, program: Program): Promise<boolean> {
  const settled = await db.transaction(async (tx) => {
    const [item] = await tx
      .select({ run: retentionRuns, recordId: retentionRunRecords.recordId })
      .from(retentionRunRecords)
      .innerJoin(retentionRuns, eq(retentionRuns.id, retentionRunRecords.runId))
      .where(and(eq(retentionRunRecords.program, program.slug), eq(retentionRunRecords.state, "waiting"), isNull(retentionRuns.endedAt)))
      .orderBy(retentionRunRecords.recordId)
      .limit(1)
      .for("update", { of: retentionRuns, skipLocked: true });
    const [record] = item ? await tx.select().from(closureRecords).where(eq(closureRecords.id, item.recordId)).for("update") : [];
    if (!item || !record) return false;
    await onPhase?.("taken");
    const why = await keptBecause(tx, program, record);
    const hash = why === null ? await purge(tx, program, record, item.run) : null;
    await tx
      .update(retentionRunRecords)
      .set({ state: why === null ? "purged" : "kept", why, settledAt: sql`now()` })
      .where(and(eq(retentionRunRecords.runId, item.run.id), eq(retentionRunRecords.recordId, record.id)));
    await tellOf(tx, program.slug, item.run, record, { why, hash });
    await onPhase?.("written");
    return true;
  });
  if (settled) await onPhase?.("purged");
  return settled;
}

/** Looked at once more: a hold may have been placed since the list was confirmed, and the setting may have changed. */
async function keptBecause(tx: Queryable, program: Program, record: RecordRow): Promise<string | null> {
  const { endedOn, notifiedOn, retainUntil } = record;
  if (record.purgedAt !== null) return "It is purged already.";
  if (endedOn === null || retainUntil === null) return "It has not ended.";
  const [hold] = await tx.select({ id: legalHolds.id }).from(legalHolds).where(and(eq(legalHolds.recordId, record.id), isNull(legalHolds.liftedAt)));
  if (hold) return "It is under a legal hold.";
  return untilBySetting({ endedOn, notifiedOn, retainUntil }, program) > retainUntil ? "The program now keeps it for longer." : null;
}

async function purge(tx: Queryable, program: Program, { id }: RecordRow, run: RunRow): Promise<string> {
  const record = await readClosingRecord(tx, program, id);
  const hash = createHash("sha256").update(canonicalJson(record)).digest();
  await tx.execute(sql`SELECT purge_closing_record(${id}, ${run.id}, ${hash})`);
  return hash.toString("hex");
}

/** The person who confirmed the list is who purges; that a list has ended is the console's to say. */
async function tellOf(tx: Queryable, program: string, run: RunRow, record: RecordRow, { why, hash }: { why: string | null; hash: string | null }): Promise<void> {
  const [left] = await tx.select({ recordId: retentionRunRecords.recordId }).from(retentionRunRecords).where(and(eq(retentionRunRecords.runId, run.id), eq(retentionRunRecords.state, "waiting"))).limit(1);
  if (!left) await tx.update(retentionRuns).set({ endedAt: sql`now()` }).where(and(eq(retentionRuns.id, run.id), isNull(retentionRuns.endedAt)));
  const confirmedBy = { subject: run.confirmedBy, name: run.confirmedByName, roles: run.confirmedByRoles as Role[] };
  await appendEntry(tx, {
    program, actor: confirmedBy, action: why === null ? "record-purged" : "record-kept", outcome: "observed", accountId: record.accountId,
    processId: record.kind === "elsewhere" ? null : record.id,
    details: { record: record.id, run: run.id, retainUntil: record.retainUntil, ...(hash === null ? { problem: why } : { recordHash: hash, comment: run.reason }) },
  });
  if (!left) await appendEntry(tx, { program, actor: consoleActor, action: "retention-ended", outcome: "observed", details: { run: run.id, records: run.recordCount } });
}
