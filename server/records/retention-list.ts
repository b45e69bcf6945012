import "server-only";
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { canonicalJson } from "@/lib/canonical-json";
import type { RecordKind } from "@/lib/closures/closing-record";
import { retainUntil } from "@/lib/closures/retention";
import type { Queryable } from "../db/client";
import type { RetainingProgram } from "./end-record";

/** One record that is past its time. */
export type DueRecord = { id: string; kind: RecordKind; accountId: string; endedOn: string; notifiedOn: string | null; retainUntil: string };

/** More than this is purged in several goes, each confirmed by itself. */
export const mostPurgedAtOnce = 1_000;

type Row = { id: string; kind: RecordKind; account_id: string; ended_on: string; notified_on: string | null; retain_until: string };

/** The records of a program that are past their day and under no legal hold, the oldest first, and by the setting of today, too. */
export async function dueForPurge(tx: Queryable, program: RetainingProgram): Promise<DueRecord[]> {
  return (await pastTheirDay(tx, program)).filter((record) => untilBySetting(record, program) === record.retainUntil);
}

/** Those that the setting of today keeps for longer than was said when they ended. */
export async function keptLonger(tx: Queryable, program: RetainingProgram): Promise<{ id: string; until: string }[]> {
  return (await pastTheirDay(tx, program)).map((record) => ({ id: record.id, until: untilBySetting(record, program), was: record.retainUntil })).filter(({ until, was }) => until > was);
}

export function untilBySetting(record: Pick<DueRecord, "endedOn" | "notifiedOn" | "retainUntil">, { retention }: RetainingProgram): string {
  return retainUntil(record, retention.years, record.retainUntil);
}

async function pastTheirDay(tx: Queryable, { slug }: RetainingProgram): Promise<DueRecord[]> {
  const { rows } = await tx.execute<Row>(sql`
    SELECT id, kind, account_id, ended_on::text, notified_on::text, retain_until::text FROM closure_records record
    WHERE program = ${slug} AND purged_at IS NULL AND retain_until < day_that_has_passed()
      AND NOT EXISTS (SELECT 1 FROM legal_holds WHERE record_id = record.id AND lifted_at IS NULL)
    ORDER BY retain_until, id LIMIT ${mostPurgedAtOnce}`);
  return rows.map((row) => ({ id: row.id, kind: row.kind, accountId: row.account_id, endedOn: row.ended_on, notifiedOn: row.notified_on, retainUntil: row.retain_until }));
}

/** How many are past their day and stay for a legal hold alone. */
export async function heldBack(tx: Queryable, { slug }: RetainingProgram): Promise<number> {
  const { rows } = await tx.execute<{ held: number }>(sql`
    SELECT count(*)::int AS held FROM legal_holds hold JOIN closure_records record ON record.id = hold.record_id
    WHERE hold.program = ${slug} AND hold.lifted_at IS NULL AND record.purged_at IS NULL AND record.retain_until < day_that_has_passed()`);
  return rows[0]?.held ?? 0;
}

/** Of exactly this list: what a person confirms is what they saw. */
export function listHash(records: readonly DueRecord[]): string {
  return createHash("sha256").update(canonicalJson(records.map(({ id, kind, retainUntil: until }) => ({ id, kind, until })))).digest("hex");
}
