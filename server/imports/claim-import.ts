import "server-only";
import { and, asc, eq, isNull, lte, notExists, or, sql } from "drizzle-orm";
import type { RowState } from "@/lib/imports/import-file";
import type { RefusalReason } from "@/lib/imports/import-words";
import { consoleActor } from "@/lib/operator";
import type { Problem } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import type { Database, Queryable } from "../db/client";
import { importRows, imports } from "../db/schema-imports";

export type RunningImport = typeof imports.$inferSelect;
export type PendingRow = Pick<typeof importRows.$inferSelect, "rowNumber" | "idKind" | "value" | "deferrals">;

/** What came of one row: settled for good, or Lead could not be asked and it comes again. */
export type RowResult =
  | { rowNumber: number; kind: "settled"; state: Extract<RowState, "entered" | "known" | "refused">; reason: RefusalReason | null; accountId: string | null }
  | { rowNumber: number; kind: "deferred"; problem: Problem };

const leaseFor = (leaseMs: number) => sql<Date>`now() + make_interval(secs => ${leaseMs / 1_000})`;

/** Takes over the running import of the program that was started first and has no living holder. */
export async function claimImport(db: Database, program: string, holder: string, leaseMs: number): Promise<RunningImport | undefined> {
  const free = or(isNull(imports.leasedUntil), lte(imports.leasedUntil, sql`now()`));
  const due = or(isNull(imports.nextLookAt), lte(imports.nextLookAt, sql`now()`));
  const next = db.select({ id: imports.id }).from(imports).where(and(eq(imports.program, program), eq(imports.status, "running"), free, due)).orderBy(asc(imports.startedAt)).limit(1).for("update", { skipLocked: true });
  const [row] = await db.update(imports).set({ leasedBy: holder, leasedUntil: leaseFor(leaseMs) }).where(sql`${imports.id} = (${next})`).returning();
  return row;
}

const heldBy = (importId: string, holder: string) => and(eq(imports.id, importId), eq(imports.leasedBy, holder));

/** Keeps the lease; false where it was lost, or a person paused or canceled the import. */
export async function keepImport(db: Database, importId: string, holder: string, leaseMs: number): Promise<boolean> {
  const [row] = await db.update(imports).set({ leasedUntil: leaseFor(leaseMs) }).where(heldBy(importId, holder)).returning({ status: imports.status });
  return row?.status === "running";
}

export async function releaseImport(db: Database, importId: string, holder: string): Promise<void> {
  await db.update(imports).set({ leasedBy: null, leasedUntil: null }).where(heldBy(importId, holder));
}

/** The next rows to ask for, those that Lead could not be asked about last. */
export async function pendingRows(db: Database, importId: string, most: number): Promise<PendingRow[]> {
  return db
    .select({ rowNumber: importRows.rowNumber, idKind: importRows.idKind, value: importRows.value, deferrals: importRows.deferrals })
    .from(importRows)
    .where(and(eq(importRows.importId, importId), eq(importRows.state, "new")))
    .orderBy(asc(importRows.deferrals), asc(importRows.rowNumber))
    .limit(most);
}

const longestStallSeconds = 60;

/** Writes down what came of rows, whatever a person has asked for meanwhile; false where another holds the import. */
export async function recordRows(tx: Queryable, importId: string, holder: string, results: readonly RowResult[], calls: number): Promise<boolean> {
  const [held] = await tx.select({ stalls: imports.stalls }).from(imports).where(heldBy(importId, holder)).for("update");
  if (!held) return false;
  const settled = results.filter((result) => result.kind === "settled");
  const deferred = results.filter((result) => result.kind === "deferred");
  await settleRows(tx, importId, settled);
  if (deferred.length > 0) {
    const numbers = sql.param(deferred.map(({ rowNumber }) => rowNumber));
    await tx.update(importRows).set({ deferrals: sql`${importRows.deferrals} + 1` }).where(and(eq(importRows.importId, importId), sql`${importRows.rowNumber} = ANY(${numbers}::integer[])`));
  }
  const many = (state: RowState) => settled.filter((result) => result.state === state).length;
  const stalls = settled.length > 0 || deferred.length === 0 ? 0 : held.stalls + 1;
  const stallSeconds = Math.min(longestStallSeconds, 2 ** Math.min(stalls, 10));
  await tx
    .update(imports)
    .set({
      entered: sql`${imports.entered} + ${many("entered")}`,
      knownMeanwhile: sql`${imports.knownMeanwhile} + ${many("known")}`,
      refused: sql`${imports.refused} + ${many("refused")}`,
      calls: sql`${imports.calls} + ${calls}`,
      stalls,
      problem: stalls === 0 ? null : (deferred[0]?.problem ?? null),
      nextLookAt: stalls === 0 ? null : sql`now() + make_interval(secs => ${stallSeconds})`,
      updatedAt: sql`now()`,
    })
    .where(eq(imports.id, importId));
  return true;
}

type Settled = Extract<RowResult, { kind: "settled" }>;

async function settleRows(tx: Queryable, importId: string, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return;
  const column = <T>(of: (result: Settled) => T) => sql.param(settled.map(of));
  await tx.execute(sql`
    UPDATE import_rows SET state = done.state, reason = done.reason, account_id = done.account_id, settled_at = now()
    FROM unnest(${column((row) => row.rowNumber)}::integer[], ${column((row) => row.state)}::text[], ${column((row) => row.reason)}::text[], ${column((row) => row.accountId)}::text[])
      AS done (row_number, state, reason, account_id)
    WHERE import_rows.import_id = ${importId} AND import_rows.row_number = done.row_number AND import_rows.state = 'new'`);
}

/** Ends the import where no row is left to ask for, and says so on the trail, once. */
export async function endImport(tx: Queryable, importId: string, holder: string): Promise<boolean> {
  const pending = tx.select({ one: sql`1` }).from(importRows).where(and(eq(importRows.importId, importId), eq(importRows.state, "new")));
  const [row] = await tx
    .update(imports)
    .set({ status: "done", endedAt: sql`now()`, runningSince: null, updatedAt: sql`now()` })
    .where(and(heldBy(importId, holder), eq(imports.status, "running"), notExists(pending)))
    .returning();
  if (!row) return false;
  const { program, entered, knownMeanwhile, refused } = row;
  await appendEntry(tx, { program, actor: consoleActor, action: "import-ended", outcome: "observed", details: { importId, entered, known: knownMeanwhile, refused } });
  return true;
}
