import "server-only";
import { and, desc, eq, ne } from "drizzle-orm";
import { bulkActionRows } from "@/lib/bulk/bulk-actions";
import type { BulkCounts, BulkDetail, BulkSummary, BulkWork } from "@/lib/bulk/bulk-views";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { countRows, countRowsOf } from "../bulk/bulk-counts";
import { secondPerson } from "../bulk/second-person";
import type { SecondPerson } from "../bulk/second-person";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { bulkRuns } from "../db/schema-bulk";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

type StoredRun = typeof bulkRuns.$inferSelect;

const unknownRun: Problem = { kind: "not-possible-now", title: "There is no such bulk action in this program.", next: "What is prepared and not started is kept for a day." };
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One bulk action: their own, or another's for those who may see these. Its accounts are another question. */
export async function bulkDetail(caller: Caller, runId: string, db: Database = sharedDatabase()): Promise<Result<BulkDetail>> {
  const found = await bulkOf(caller, runId, db);
  if (!found.ok) return found;
  const run = found.value;
  const counts = await countRows(db, run.id);
  return ok({
    ...summaryOf(caller, run, counts),
    terms: run.terms,
    list: run.chosen.by === "list" ? run.chosen.list : null,
    ...(await secondOf(caller, run, counts, db)),
    periodSeconds: caller.program.bulkPeriodSeconds,
    decision: decisionOf(run),
    startedAt: run.startedAt?.toISOString() ?? null,
    endedAt: run.endedAt?.toISOString() ?? null,
    stoppedBy: run.stoppedByName,
    triesAgainAt: run.status === "running" && run.problem ? (run.nextLookAt?.toISOString() ?? null) : null,
    callsPerSecond: caller.program.backgroundCallsPerSecond,
    may: permittedOn(caller, run, counts),
  });
}

/** Before the start as it is by now: what who asked did meanwhile counts with it. */
async function secondOf({ program }: Caller, run: StoredRun, { waiting }: BulkCounts, db: Database): Promise<SecondPerson> {
  return run.status === "planned" ? secondPerson(db, program, run, waiting) : { needsSecond: run.needsSecond, doneBefore: run.doneBefore };
}

/** Authorises: what a person asked for is theirs to see. */
export async function bulkOf(caller: Caller, runId: string, db: Database): Promise<Result<StoredRun>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  const [run] = uuid.test(runId) ? await db.select().from(bulkRuns).where(and(eq(bulkRuns.id, runId), eq(bulkRuns.program, caller.program.slug))) : [];
  if (run?.askedBy === caller.actor.subject) return ok(run);
  const forbidden = await denial(db, caller, "read-bulk");
  if (forbidden) return fail(forbidden);
  return run ? ok(run) : fail(unknownRun);
}

function decisionOf({ decision, decidedByName, decidedAt, decisionComment }: StoredRun): BulkDetail["decision"] {
  if (decision === null || decidedByName === null || decidedAt === null) return null;
  return { approved: decision === "approved", by: decidedByName, at: decidedAt.toISOString(), comment: decisionComment };
}

function summaryOf({ actor }: Caller, run: StoredRun, counts: BulkCounts): BulkSummary {
  const { id, action, status, rowCount, askedBy, askedByName, plannedAt, problem } = run;
  return { id, action, status, rowCount, counts, askedBy: askedByName, isMine: askedBy === actor.subject, plannedAt: plannedAt.toISOString(), problem };
}

/** What the commands would let this person do; they decide it again. */
function permittedOn({ actor, permissions }: Caller, { action, status, askedBy }: StoredRun, counts: BulkCounts): BulkDetail["may"] {
  const row = bulkActionRows[action];
  const holds = permissions.has(row.permission);
  const isMine = holds && askedBy === actor.subject;
  return {
    start: isMine && permissions.has("start-bulk") && status === "planned" && counts.waiting > 0,
    decide: permissions.has(row.decidedWith) && askedBy !== actor.subject && permissions.has("decide-bulk") && status === "waiting",
    stop: holds && permissions.has("stop-bulk") && (status === "running" || status === "waiting"),
    resume: isMine && permissions.has("resume-bulk") && status === "stopped",
    retry: isMine && permissions.has("retry-bulk") && status === "done" && counts.retryable > 0,
  };
}

const mostListed = 50;

/** What this person asked for, newest first, and what waits for their decision. */
export async function bulkWork(caller: Caller, db: Database = sharedDatabase()): Promise<Result<BulkWork>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  const [ofProgram, subject] = [eq(bulkRuns.program, caller.program.slug), caller.actor.subject];
  const own = await db.select().from(bulkRuns).where(and(ofProgram, eq(bulkRuns.askedBy, subject))).orderBy(desc(bulkRuns.plannedAt)).limit(mostListed);
  const others = caller.permissions.has("decide-bulk") ? await db.select().from(bulkRuns).where(and(ofProgram, eq(bulkRuns.status, "waiting"), ne(bulkRuns.askedBy, subject))).orderBy(bulkRuns.plannedAt).limit(mostListed) : [];
  const waiting = others.filter(({ action }) => caller.permissions.has(bulkActionRows[action].decidedWith));
  const counts = await countRowsOf(db, [...own, ...waiting].map(({ id }) => id));
  const summaries = (runs: readonly StoredRun[]) => runs.flatMap((run) => {
    const counted = counts.get(run.id);
    return counted ? [summaryOf(caller, run, counted)] : [];
  });
  return ok({ mine: summaries(own), waiting: summaries(waiting) });
}
