import "server-only";
import { randomUUID } from "node:crypto";
import type { Problem } from "@/lib/result";
import { databaseCallSink } from "../audit/call-sink";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { callPace } from "../directory/call-pace";
import type { CallPace } from "../directory/call-pace";
import { inTurns } from "../directory/in-turns";
import { remember } from "../directory/remember";
import { whileLeased } from "../directory/while-leased";
import type { CallSink } from "../lead/call-log";
import type { Program } from "../programs";
import { dueAccounts, putBack } from "./due-accounts";
import type { RefreshPhase } from "./refresh-phases";
import { claimRefresh, keepRefresh, recordBatch, refreshSpeed, releaseRefresh } from "./refresh-state";

export type RefreshDeps = {
  db: Database;
  sink: CallSink;
  /** How long a holder that is silent keeps the refresh of a program. */
  leaseMs: number;
  /** How often it renews that, and sees whether it was paused. */
  beatMs: number;
  onPhase(phase: RefreshPhase): void | Promise<void>;
};

export function refreshDeps(): RefreshDeps {
  const db = sharedDatabase();
  return { db, sink: troubleAlone(databaseCallSink(db)), leaseMs: 30_000, beatMs: 1_000, onPhase: () => undefined };
}

/** A million accounts read each day would drown the call log: of these reads it keeps the ones that Lead did not answer. */
export function troubleAlone(sink: CallSink): CallSink {
  return { record: (call) => (call.outcome === "answered" ? undefined : sink.record(call)) };
}

type Run = { deps: RefreshDeps; program: Program; holder: string; pace: CallPace; speed: { now: number }; signal: AbortSignal };

/**
 * One round of the worker in one program: reads again the accounts whose turn it is, until none is due, it is paused,
 * Lead gives nothing, or `stopping`. Where it stands is kept with each account, so that a crash loses nothing. How many
 * were read.
 */
export async function runRefresh(deps: RefreshDeps, program: Program, stopping: AbortSignal): Promise<number> {
  if ((await dueAccounts(deps.db, program, 1)).length === 0) return 0;
  const holder = randomUUID();
  const claimed = await claimRefresh(deps.db, program.slug, holder, deps.leaseMs);
  if (!claimed) return 0;
  await deps.onPhase("claimed");
  const speed = { now: program.backgroundCallsPerSecond };
  const pace = callPace(deps.db, program, deps.sink, () => speed.now);
  const keep = () => keepRefresh(deps.db, program.slug, holder, deps.leaseMs);
  try {
    return await whileLeased({ stopping, beatMs: deps.beatMs, keep }, (signal) => readBatches({ deps, program, holder, pace, speed, signal }, claimed.stalls));
  } finally {
    await releaseRefresh(deps.db, program.slug, holder);
  }
}

async function readBatches(run: Run, stalls: number): Promise<number> {
  const { deps, program, holder, speed, signal } = run;
  let total = 0;
  while (!signal.aborted) {
    speed.now = await refreshSpeed(deps.db, program);
    const ids = await dueAccounts(deps.db, program, total === 0 && stalls > 0 ? 1 : batchOf(speed.now));
    if (ids.length === 0) break;
    const batch = await readBatch(run, ids);
    const isOurs = await recordBatch(deps.db, program.slug, holder, batch);
    await deps.onPhase("recorded");
    total += batch.read;
    if (!isOurs || batch.read === 0) break;
  }
  return total;
}

/** About two seconds' worth of two calls each: what a person changes is heeded soon. */
const batchOf = (callsPerSecond: number) => Math.max(1, Math.min(100, Math.round(callsPerSecond)));

/** Enough at the same time to reach the rate where Lead takes a second for an account. */
const lanesOf = (callsPerSecond: number) => Math.max(1, Math.min(8, Math.ceil(callsPerSecond / 3)));

/** The account and its relationships; entities that are read as well are settled afterwards. */
const callsPerAccount = 2;

async function readBatch({ deps, program, pace, speed, signal }: Run, ids: readonly string[]): Promise<{ read: number; problem: Problem | null }> {
  let read = 0;
  let problem: Problem | null = null;
  await inTurns(ids, lanesOf(speed.now), async (id) => {
    if (signal.aborted || problem?.kind === "unavailable") return;
    await deps.onPhase("asking");
    const paced = await pace.run(callsPerAccount, (sink) => remember(program, [id], "looked-up", { db: deps.db, sink }), signal);
    const [outcome] = paced?.value ?? [];
    if (!outcome) return;
    await deps.onPhase("remembered");
    if (outcome.kind !== "unavailable") {
      read += 1;
      return;
    }
    ({ problem } = outcome);
    await putBack(deps.db, program, id);
    await deps.onPhase("put-back");
  });
  return { read, problem };
}
