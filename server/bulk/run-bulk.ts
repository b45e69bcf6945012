import "server-only";
import { randomUUID } from "node:crypto";
import { bulkActionRows } from "@/lib/bulk/bulk-actions";
import type { Actor } from "@/lib/operator";
import type { Problem } from "@/lib/result";
import type { CommandDeps } from "../commands/command-deps";
import { callPace } from "../directory/call-pace";
import type { CallPace } from "../directory/call-pace";
import { inTurns } from "../directory/in-turns";
import { whileLeased } from "../directory/while-leased";
import { peopleAreAsking } from "../intake/give-way";
import type { Program } from "../programs";
import { actOnAccount, callsPerAccount } from "./act-on-account";
import { askerNow } from "./asker";
import type { Asker } from "./asker";
import type { BulkPhase } from "./bulk-phases";
import { claimBulk, endBulk, keepBulk, recordProgress, recordRow, releaseBulk, stopByConsole, waitingRows } from "./claim-bulk";
import type { RowResult, RunningBulk, WaitingRow } from "./claim-bulk";
import { discardOldPlans } from "./discard-plans";

export type BulkDeps = {
  commands: CommandDeps;
  /** Who asked, as they stand now. */
  asker: typeof askerNow;
  /** How long a holder that is silent keeps a run. */
  leaseMs: number;
  /** How often it renews that, and sees whether it was stopped. */
  beatMs: number;
  onPhase(phase: BulkPhase): void | Promise<void>;
};

export function bulkDeps(commands: CommandDeps): BulkDeps {
  return { commands, asker: askerNow, leaseMs: 30_000, beatMs: 1_000, onPhase: () => undefined };
}

type Run = { deps: BulkDeps; program: Program; run: RunningBulk; holder: string; pace: CallPace; speed: { now: number }; signal: AbortSignal };

/** One round of the worker in one program: goes on with one bulk action until it ends, stands still or `stopping`. How many accounts had their turn. */
export async function runBulk(deps: BulkDeps, program: Program, stopping: AbortSignal): Promise<number> {
  const { db, sink } = deps.commands;
  const holder = randomUUID();
  const run = await claimBulk(db, program.slug, holder, deps.leaseMs);
  if (!run) return discardOldPlans(db, program.slug);
  await deps.onPhase("claimed");
  const speed = { now: program.backgroundCallsPerSecond };
  const pace = callPace(db, program, sink, () => speed.now);
  try {
    const keep = () => keepBulk(db, run.id, holder, deps.leaseMs);
    return await whileLeased({ stopping, beatMs: deps.beatMs, keep }, (signal) => actInBatches({ deps, program, run, holder, pace, speed, signal }));
  } finally {
    await releaseBulk(db, run.id, holder);
  }
}

/** What is left to it while a person asks Lead. */
const shareBehindPeople = 0.1;

async function actInBatches(work: Run): Promise<number> {
  const { deps: { commands: { db } }, program, run, holder, speed, signal } = work;
  let [total, { stalls }] = [0, run];
  while (!signal.aborted) {
    const rate = program.backgroundCallsPerSecond;
    speed.now = (await peopleAreAsking(db, program.slug)) ? rate * shareBehindPeople : rate;
    const rows = await waitingRows(db, run.id, stalls > 0 ? 1 : batchOf(speed.now));
    if (rows.length === 0) {
      await end(work);
      break;
    }
    const { settled, problem } = await actOnBatch(work, rows);
    await recordProgress(db, run, holder, settled, problem);
    total += settled;
    if (settled === 0) break;
    stalls = 0;
  }
  return total;
}

/** Some seconds' worth: who asks Lead in the meantime is heeded soon. */
const batchOf = (callsPerSecond: number) => Math.max(1, Math.min(50, Math.round(callsPerSecond)));

/** Enough at the same time to reach the rate where Lead takes a second for an account. */
const lanesOf = (callsPerSecond: number) => Math.max(1, Math.min(6, Math.ceil(callsPerSecond / 3)));

async function actOnBatch(work: Run, rows: readonly WaitingRow[]): Promise<{ settled: number; problem?: Problem }> {
  let settled = 0;
  let problem: Problem | undefined;
  await inTurns(rows, lanesOf(work.speed.now), async (row) => {
    if (problem || work.signal.aborted) return;
    const result = await turnOf(work, row);
    if (!result) return;
    if (result.kind === "deferred" || result.kind === "stop") ({ problem } = result);
    else settled += 1;
    await record(work, row, result);
  });
  return { settled, problem };
}

/** Undefined where it came to a stop before its turn. */
async function turnOf({ deps, program, run, holder, pace, signal }: Run, row: WaitingRow): Promise<RowResult | undefined> {
  const paced = await pace.run(callsPerAccount[run.action], async (sink): Promise<RowResult> => {
    const asker = await authorised(deps, program, run);
    await deps.onPhase("authorised");
    if (asker.kind !== "may") return { kind: asker.kind === "stop" ? "stop" : "deferred", problem: asker.problem };
    return actOnAccount({ deps: deps.commands, program, run, row, holder, actor: asker.actor, decider: asker.decider, sink });
  }, signal);
  return paced?.value;
}

/** Who asked; and of closings whoever decided on them too, which is the same person where no second one was needed. */
async function authorised({ asker }: BulkDeps, program: Program, run: RunningBulk): Promise<Exclude<Asker, { kind: "may" }> | { kind: "may"; actor: Actor; decider: Actor }> {
  const { permission, decidedWith } = bulkActionRows[run.action];
  const asked = await asker({ program, permission, subject: run.askedBy, name: run.askedByName });
  if (asked.kind !== "may" || run.action !== "close-accounts") return asked.kind === "may" ? { ...asked, decider: asked.actor } : asked;
  const [subject, name] = run.decidedBy && run.decidedByName ? [run.decidedBy, run.decidedByName] : [run.askedBy, run.askedByName];
  const decided = await asker({ program, permission: decidedWith, subject, name });
  return decided.kind === "may" ? { ...asked, decider: decided.actor } : decided;
}

async function record({ deps, run, holder }: Run, row: WaitingRow, result: RowResult): Promise<void> {
  await deps.onPhase("acted");
  await deps.commands.db.transaction(async (tx) => {
    await recordRow(tx, run.id, holder, row, result);
    if (result.kind === "stop") await stopByConsole(tx, run, holder, result.problem);
    await deps.onPhase("row-written");
  });
  await deps.onPhase("row-recorded");
}

async function end({ deps, run, holder }: Run): Promise<void> {
  await deps.commands.db.transaction(async (tx) => {
    await endBulk(tx, run, holder);
    await deps.onPhase("end-written");
  });
  await deps.onPhase("end-recorded");
}
