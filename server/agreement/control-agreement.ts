import "server-only";
import { and, eq, gt, isNotNull, ne, sql } from "drizzle-orm";
import type { Actor } from "@/lib/operator";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import type { Queryable } from "../db/client";
import { agreementRuns } from "../db/schema-agreement";

type Target = { program: string; runId: string };
type Declared = { asOf: string; complete: boolean };

const nothingChanged = "Nothing was changed.";
const unknownRun: Problem = { kind: "not-possible-now", title: "There is no such comparison in this program.", saved: nothingChanged, next: "Look at the list of comparisons." };
const notWaiting: Problem = { kind: "not-possible-now", title: "This comparison is not waiting for that.", saved: nothingChanged, next: "Reload to see how it stands." };
const anotherRuns: Problem = { kind: "not-possible-now", title: "Another file is being compared.", saved: nothingChanged, next: "Wait until it is done, then start this one." };
const overtaken: Problem = { kind: "not-possible-now", title: "A file with a later as-of was compared already.", saved: nothingChanged, next: "An older file says nothing about today. Upload the newest one." };
const inTheFuture: Problem = { kind: "invalid", title: "The as-of is in the future.", saved: nothingChanged, next: "Enter when the ledger was like this.", fields: [{ path: "asOf", message: "Enter a time that has passed." }] };

async function lockedRun(tx: Queryable, { program, runId }: Target) {
  const [run] = await tx.select().from(agreementRuns).where(and(eq(agreementRuns.id, runId), eq(agreementRuns.program, program), ne(agreementRuns.status, "receiving"))).for("update");
  return run;
}

/** Lets the worker compare a file; never one that is older than what was compared, and one at a time. In the caller's transaction. */
export async function startAgreement(tx: Queryable, target: Target & Declared & { actor: Actor }): Promise<Result<{ rows: number }>> {
  const { program, runId, asOf, complete, actor } = target;
  // Two that are started at the same moment take turns.
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`agreement ${program}`}, 0))`);
  const run = await lockedRun(tx, target);
  if (!run) return fail(unknownRun);
  if (run.status !== "ready") return fail(notWaiting);
  const [time] = (await tx.execute<{ is_future: boolean }>(sql`SELECT ${asOf}::timestamptz > now() + interval '5 minutes' AS is_future`)).rows;
  if (time?.is_future) return fail(inTheFuture);
  const ofProgram = eq(agreementRuns.program, program);
  const running = await tx.select({ id: agreementRuns.id }).from(agreementRuns).where(and(ofProgram, eq(agreementRuns.status, "running"))).limit(1);
  if (running.length > 0) return fail(anotherRuns);
  const later = await tx.select({ id: agreementRuns.id }).from(agreementRuns).where(and(ofProgram, isNotNull(agreementRuns.startedAt), gt(agreementRuns.asOf, new Date(asOf)))).limit(1);
  if (later.length > 0) return fail(overtaken);
  await tx
    .update(agreementRuns)
    .set({ status: "running", asOf: new Date(asOf), complete, startedBy: actor.subject, startedByName: actor.name, startedAt: sql`now()`, updatedAt: sql`now()` })
    .where(eq(agreementRuns.id, runId));
  return ok({ rows: run.rowCount });
}

/** What was compared by then stays; the rest is never compared. In the caller's transaction. */
export async function cancelAgreement(tx: Queryable, target: Target): Promise<Result<{ rows: number }>> {
  const run = await lockedRun(tx, target);
  if (!run) return fail(unknownRun);
  if (run.status !== "ready" && run.status !== "running") return fail(notWaiting);
  await tx.update(agreementRuns).set({ status: "canceled", endedAt: sql`now()`, updatedAt: sql`now()` }).where(eq(agreementRuns.id, target.runId));
  return ok({ rows: run.rowCount });
}
