import "server-only";
import { randomUUID } from "node:crypto";
import { db as sharedDatabase } from "../db/client";
import { databaseCallSink } from "../audit/call-sink";
import type { Database } from "../db/client";
import { callPace } from "../directory/call-pace";
import { inTurns } from "../directory/in-turns";
import { whileLeased } from "../directory/while-leased";
import type { CallSink } from "../lead/call-log";
import type { Program } from "../programs";
import { claimImport, endImport, keepImport, pendingRows, recordRows, releaseImport } from "./claim-import";
import type { RowResult, RunningImport } from "./claim-import";
import { discardAbandoned } from "./discard-imports";
import type { ImportPhase } from "./import-phases";
import { readRow } from "./read-row";

export type ImportDeps = {
  db: Database;
  sink: CallSink;
  /** How long a holder that is silent keeps an import. */
  leaseMs: number;
  /** How often it renews that, and sees whether it was paused. */
  beatMs: number;
  onPhase(phase: ImportPhase): void | Promise<void>;
};

export function importDeps(): ImportDeps {
  const db = sharedDatabase();
  return { db, sink: databaseCallSink(db), leaseMs: 30_000, beatMs: 1_000, onPhase: () => undefined };
}

type Run = { deps: ImportDeps; program: Program; running: RunningImport; holder: string; signal: AbortSignal };

/** One round of the worker in one program: goes on with one import until it ends, stands still or `stopping`. How many rows were settled. */
export async function runImports(deps: ImportDeps, program: Program, stopping: AbortSignal): Promise<number> {
  const holder = randomUUID();
  const running = await claimImport(deps.db, program.slug, holder, deps.leaseMs);
  if (!running) return discardAbandoned(deps.db, program.slug);
  await deps.onPhase("claimed");
  try {
    const keep = () => keepImport(deps.db, running.id, holder, deps.leaseMs);
    return await whileLeased({ stopping, beatMs: deps.beatMs, keep }, (signal) => readBatches({ deps, program, running, holder, signal }));
  } finally {
    await releaseImport(deps.db, running.id, holder);
  }
}

async function readBatches(run: Run): Promise<number> {
  const { deps, running, holder, program, signal } = run;
  let { stalls } = running;
  let total = 0;
  while (!signal.aborted) {
    const rows = await pendingRows(deps.db, running.id, stalls > 0 ? 1 : batchOf(program));
    if (rows.length === 0) {
      await end(run);
      break;
    }
    const { results, calls } = await readBatch(run, rows);
    if (results.length === 0) break;
    const isOurs = await deps.db.transaction(async (tx) => {
      const recorded = await recordRows(tx, running.id, holder, results, calls);
      await deps.onPhase("rows-written");
      return recorded;
    });
    await deps.onPhase("rows-recorded");
    const settled = results.filter(({ kind }) => kind === "settled").length;
    total += settled;
    if (!isOurs || settled === 0) break;
    stalls = 0;
  }
  return total;
}

/** About two seconds' worth, so that progress is seen and little is read twice after a crash. */
function batchOf({ backgroundCallsPerSecond: rate }: Program): number {
  return Math.max(1, Math.min(50, Math.round(rate)));
}

/** Enough at the same time to reach the rate where Lead takes a second for an account. */
function lanesOf({ backgroundCallsPerSecond: rate }: Program): number {
  return Math.max(1, Math.min(6, Math.ceil(rate / 3)));
}

async function readBatch({ deps, program, running, signal }: Run, rows: Awaited<ReturnType<typeof pendingRows>>): Promise<{ results: RowResult[]; calls: number }> {
  const pace = callPace(deps.db, program, deps.sink);
  const results: RowResult[] = [];
  let [calls, isStalled] = [0, false];
  await inTurns(rows, lanesOf(program), async (row) => {
    if (isStalled || signal.aborted) return;
    await deps.onPhase("asking");
    const read = await readRow({ db: deps.db, program, running, pace, stopping: signal }, row);
    if (!read) return;
    await deps.onPhase("remembered");
    results.push(read.result);
    calls += read.calls;
    if (read.result.kind === "deferred") isStalled = true;
  });
  return { results, calls };
}

async function end({ deps, running, holder }: Run): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await endImport(tx, running.id, holder);
    await deps.onPhase("finish-written");
  });
  await deps.onPhase("finish-recorded");
}
