import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { consoleActor } from "@/lib/operator";
import { appendEntry } from "../audit/append-entry";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { agreementRuns } from "../db/schema-agreement";
import { whileLeased } from "../directory/while-leased";
import type { AgreementCrashPoint } from "./agreement-crash-points";
import { claimRun, keepRun, moveOn, releaseRun, startOf } from "./claim-run";
import type { AgreementRun, Place } from "./claim-run";
import { clearRows, compareRows, recordAbsent } from "./compare-rows";
import { mapRows, refuseTwins } from "./map-rows";
import { discardAbandoned } from "./receive-agreement";

export type AgreementDeps = {
  db: Database;
  leaseMs: number;
  /** How often a holder renews its lease, and sees whether it was canceled. */
  beatMs: number;
  /** Rows and accounts of one transaction. */
  atATime: number;
  onPhase(point: AgreementCrashPoint): void | Promise<void>;
};

export function agreementDeps(): AgreementDeps {
  return { db: sharedDatabase(), leaseMs: 30_000, beatMs: 1_000, atATime: 2_000, onPhase: () => undefined };
}

/** One round of the worker in one program: goes on with a comparison until it ends or `stopping`. Answers how many batches were done. */
export async function runAgreement(deps: AgreementDeps, program: string, stopping: AbortSignal): Promise<number> {
  const holder = randomUUID();
  const claimed = await claimRun(deps.db, program, holder, deps.leaseMs);
  if (!claimed) return discardAbandoned(deps.db, program);
  await deps.onPhase("claimed");
  try {
    const keep = () => keepRun(deps.db, claimed.id, holder, deps.leaseMs);
    return await whileLeased({ stopping, beatMs: deps.beatMs, keep }, (signal) => goOn(deps, claimed, signal));
  } finally {
    await releaseRun(deps.db, claimed.id, holder);
  }
}

async function goOn(deps: AgreementDeps, claimed: AgreementRun, signal: AbortSignal): Promise<number> {
  let run: AgreementRun | undefined = claimed;
  let batches = 0;
  while (run?.status === "running" && !signal.aborted) {
    run = await oneBatch(deps, run);
    batches += 1;
  }
  return batches;
}

/** The work of one batch and how far it leads, in one transaction: a process that dies in it has done nothing. */
async function oneBatch(deps: AgreementDeps, run: AgreementRun): Promise<AgreementRun | undefined> {
  const { written, done } = batchPoints[run.phase];
  const moved = await undoable(() => deps.db.transaction(async (tx) => {
    const after = await phases[run.phase](tx, run, deps.atATime);
    if (!after) throw new NotOurs();
    await deps.onPhase(after.status === "done" ? "end-written" : written);
    return after;
  }));
  if (moved) await deps.onPhase(moved.status === "done" ? "ended" : done);
  return moved;
}

class NotOurs extends Error {}

async function undoable<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotOurs) return undefined;
    throw error;
  }
}

const batchPoints = {
  mapping: { written: "mapped-written", done: "mapped" },
  comparing: { written: "compared-written", done: "compared" },
  absent: { written: "absent-written", done: "absent" },
  clearing: { written: "cleared-written", done: "cleared" },
} satisfies Record<AgreementRun["phase"], { written: AgreementCrashPoint; done: AgreementCrashPoint }>;

type Phase = (tx: Queryable, run: AgreementRun, most: number) => Promise<AgreementRun | undefined>;

const phases = {
  mapping: async (tx, run, most) => {
    const through = run.place + most;
    return moveOn(tx, run, nextRows(run, through, startOf("comparing")), { unmapped: await mapRows(tx, run, run.place, through) });
  },
  comparing: async (tx, run, most) => {
    const through = run.place + most;
    const unmapped = await refuseTwins(tx, run, run.place, through);
    const recorded = await compareRows(tx, run, through);
    return moveOn(tx, run, nextRows(run, through, startOf(run.complete ? "absent" : "clearing")), { ...recorded, unmapped });
  },
  absent: async (tx, run, most) => {
    const { last, ...recorded } = await recordAbsent(tx, run, most);
    return moveOn(tx, run, last === null ? startOf("clearing") : { phase: "absent", place: 0, placeAccount: last }, recorded);
  },
  clearing: async (tx, run, most) => {
    if (run.place >= run.rowCount) return end(tx, run);
    await clearRows(tx, run, run.place + most);
    return moveOn(tx, run, { ...startOf("clearing"), place: run.place + most });
  },
} satisfies Record<AgreementRun["phase"], Phase>;

function nextRows(run: AgreementRun, through: number, next: Place): Place {
  return through >= run.rowCount ? next : { phase: run.phase, place: through, placeAccount: "" };
}

/** Ends the comparison and says so on the trail, once. */
async function end(tx: Queryable, run: AgreementRun): Promise<AgreementRun | undefined> {
  const [ended] = await tx
    .update(agreementRuns)
    .set({ status: "done", endedAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(eq(agreementRuns.id, run.id), eq(agreementRuns.leasedBy, run.leasedBy ?? ""), eq(agreementRuns.status, "running")))
    .returning();
  if (!ended) return undefined;
  const { id: runId, program, compared, unmapped, opened, confirmed, resolved } = ended;
  await appendEntry(tx, { program, actor: consoleActor, action: "agreement-ended", outcome: "observed", details: { runId, compared, unmapped, opened, confirmed, resolved } });
  return ended;
}
