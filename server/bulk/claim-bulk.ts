import "server-only";
import { and, asc, eq, isNull, lte, notExists, or, sql } from "drizzle-orm";
import { consoleActor } from "@/lib/operator";
import type { Problem } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import { storableJson } from "../audit/storable-json";
import { bulkCommandId } from "../commands/command-id";
import { commandById } from "../commands/command-log";
import type { Database, Queryable } from "../db/client";
import { bulkRows, bulkRuns } from "../db/schema-bulk";
import { countRows } from "./bulk-counts";
import { closeCommand } from "./close-command";

export type RunningBulk = typeof bulkRuns.$inferSelect;
export type WaitingRow = Pick<typeof bulkRows.$inferSelect, "rowNumber" | "accountId" | "seen" | "hasCredit" | "attempt" | "closing">;

/** What came of one account's turn. `sent`: its command is written down; `deferred`: it comes again; `stop`: nothing goes on. */
export type RowResult = { kind: "sent" } | { kind: "read" } | { kind: "refused" | "deferred" | "stop"; problem: Problem };

const leaseFor = (leaseMs: number) => sql<Date>`now() + make_interval(secs => ${leaseMs / 1_000})`;
const heldBy = (runId: string, holder: string) => and(eq(bulkRuns.id, runId), eq(bulkRuns.leasedBy, holder));

/** Takes over the running one of the program that was started first and has no living holder. */
export async function claimBulk(db: Database, program: string, holder: string, leaseMs: number): Promise<RunningBulk | undefined> {
  const free = or(isNull(bulkRuns.leasedUntil), lte(bulkRuns.leasedUntil, sql`now()`));
  const due = or(isNull(bulkRuns.nextLookAt), lte(bulkRuns.nextLookAt, sql`now()`));
  const next = db.select({ id: bulkRuns.id }).from(bulkRuns).where(and(eq(bulkRuns.program, program), eq(bulkRuns.status, "running"), free, due)).orderBy(asc(bulkRuns.startedAt)).limit(1).for("update", { skipLocked: true });
  const [row] = await db.update(bulkRuns).set({ leasedBy: holder, leasedUntil: leaseFor(leaseMs) }).where(sql`${bulkRuns.id} = (${next})`).returning();
  return row;
}

/** Keeps the lease; false where it was lost, or the run was stopped. */
export async function keepBulk(db: Database, runId: string, holder: string, leaseMs: number): Promise<boolean> {
  const [row] = await db.update(bulkRuns).set({ leasedUntil: leaseFor(leaseMs) }).where(heldBy(runId, holder)).returning({ status: bulkRuns.status });
  return row?.status === "running";
}

export async function releaseBulk(db: Database, runId: string, holder: string): Promise<void> {
  await db.update(bulkRuns).set({ leasedBy: null, leasedUntil: null }).where(heldBy(runId, holder));
}

/** The next accounts, those that Lead could not be asked about last. */
export async function waitingRows(db: Queryable, runId: string, most: number): Promise<WaitingRow[]> {
  const { rowNumber, accountId, seen, hasCredit, attempt, closing, deferrals } = bulkRows;
  return db.select({ rowNumber, accountId, seen, hasCredit, attempt, closing }).from(bulkRows).where(and(eq(bulkRows.runId, runId), eq(bulkRows.state, "waiting"))).orderBy(asc(deferrals), asc(rowNumber)).limit(most);
}

/**
 * Writes down what came of one account's turn. That its command is there counts whoever holds the run by now; anything
 * else only from the holder of a run that was not stopped meanwhile: otherwise the account still waits.
 */
export async function recordRow(tx: Queryable, runId: string, holder: string, row: WaitingRow, result: RowResult): Promise<void> {
  const [held] = await tx.select({ status: bulkRuns.status }).from(bulkRuns).where(heldBy(runId, holder)).for("update");
  const commandId = await commandOfTurn(tx, runId, row);
  if (!commandId && held?.status !== "running") return;
  const change = commandId ? { state: "sent" as const, commandId, settledAt: sql`now()` } : changeFor(result);
  if (!change) return;
  await tx
    .update(bulkRows)
    .set(change)
    .where(and(eq(bulkRows.runId, runId), eq(bulkRows.rowNumber, row.rowNumber), eq(bulkRows.state, "waiting"), eq(bulkRows.attempt, row.attempt)));
}

/** What was written down to be sent to Lead for this account. */
async function commandOfTurn(tx: Queryable, runId: string, row: WaitingRow): Promise<string | undefined> {
  const command = row.closing ? await closeCommand(tx, row.closing.processId) : await commandById(tx, bulkCommandId({ runId, ...row }));
  return command?.id;
}

function changeFor(result: RowResult) {
  if (result.kind === "read") return { state: "read" as const, settledAt: sql`now()` };
  if (result.kind === "refused") return { state: "refused" as const, problem: storableJson(result.problem), settledAt: sql`now()` };
  return result.kind === "deferred" ? { deferrals: sql`${bulkRows.deferrals} + 1` } : null;
}

const longestStallSeconds = 60;

/** After accounts had their turn: whether it stands still, and why. Longer each time. */
export async function recordProgress(db: Database, run: RunningBulk, holder: string, settled: number, problem: Problem | undefined): Promise<void> {
  const stalled = settled === 0 && problem !== undefined;
  const pause = sql`now() + make_interval(secs => least(${longestStallSeconds}::double precision, 2 ^ least(${bulkRuns.stalls} + 1, 10)))`;
  await db
    .update(bulkRuns)
    .set({ stalls: stalled ? sql`${bulkRuns.stalls} + 1` : 0, problem: stalled ? problem : null, nextLookAt: stalled ? pause : null, updatedAt: sql`now()` })
    .where(and(heldBy(run.id, holder), eq(bulkRuns.status, "running")));
}

/** The console stops it until who asked for it goes on, and says why on the trail. */
export async function stopByConsole(tx: Queryable, run: RunningBulk, holder: string, problem: Problem): Promise<void> {
  const [stopped] = await tx
    .update(bulkRuns)
    .set({ status: "stopped", problem: storableJson(problem), stoppedByName: null, updatedAt: sql`now()` })
    .where(and(heldBy(run.id, holder), eq(bulkRuns.status, "running")))
    .returning({ id: bulkRuns.id });
  if (!stopped) return;
  const { waiting } = await countRows(tx, run.id);
  await appendEntry(tx, { program: run.program, actor: consoleActor, action: "bulk-stopped", outcome: "observed", details: { bulkId: run.id, bulk: run.action, accounts: waiting, problem: problem.title } });
}

/** Ends it where no account waits any more, and says so on the trail, once for each time it ran. */
export async function endBulk(tx: Queryable, run: RunningBulk, holder: string): Promise<void> {
  const waiting = tx.select({ one: sql`1` }).from(bulkRows).where(and(eq(bulkRows.runId, run.id), eq(bulkRows.state, "waiting")));
  const [ended] = await tx
    .update(bulkRuns)
    .set({ status: "done", endedAt: sql`now()`, problem: null, updatedAt: sql`now()` })
    .where(and(heldBy(run.id, holder), eq(bulkRuns.status, "running"), notExists(waiting)))
    .returning({ id: bulkRuns.id });
  if (!ended) return;
  const { done, refused, unconfirmed } = await countRows(tx, run.id);
  await appendEntry(tx, { program: run.program, actor: consoleActor, action: "bulk-ended", outcome: "observed", details: { bulkId: run.id, bulk: run.action, accounts: run.rowCount, done, refused, unconfirmed } });
}
