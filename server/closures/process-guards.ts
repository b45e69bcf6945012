import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { changedFacts, changedSinceSeen } from "@/lib/closures/facts";
import type { ClosingFacts } from "@/lib/closures/facts";
import { unsettledStatuses } from "@/lib/command";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import type { Program } from "../programs";
import type { Queryable } from "../db/client";
import { commands, processes } from "../db/schema";
import { processDecisions } from "../db/schema-closures";
import { changedMeanwhile, seenMissing, waitsFor } from "../commands/command-problems";
import type { CommandContext } from "../commands/define-command";
import { endRecord } from "../records/end-record";
import { lockedProcess } from "./process-row";
import type { ProcessRow } from "./process-row";

type Acting = { program: Program; input: { accountId: string; processId: string } };

/** Nothing begins while a command on the account is unsettled or another process is open. */
export async function busyProblem(tx: Queryable, program: string, accountId: string): Promise<Problem | null> {
  const unsettled = await unsettledProblem(tx, and(eq(commands.program, program), eq(commands.accountId, accountId)));
  if (unsettled) return unsettled;
  const [open] = await tx.select({ kind: processes.kind }).from(processes).where(and(eq(processes.program, program), eq(processes.accountId, accountId), isNull(processes.finishedAt)));
  return open ? notPossible("Another process is open on this account.", "End it first; its card is on the account.") : null;
}

/**
 * Writes a process down as begun. The problem where its id is taken, or where another began at the same moment: of two
 * the database lets one in.
 */
export async function beginProcess(tx: Queryable, begun: typeof processes.$inferInsert): Promise<Problem | null> {
  const rows = await tx.insert(processes).values(begun).onConflictDoNothing().returning({ id: processes.id });
  if (rows.length > 0) return null;
  return (await busyProblem(tx, begun.program, begun.accountId)) ?? notPossible("This was begun before under the same id.", "Reload the account and begin again.");
}

/** A process is not ended or renewed while Lead has yet to confirm one of its steps. */
export function unsettledStepProblem(tx: Queryable, processId: string): Promise<Problem | null> {
  return unsettledProblem(tx, eq(commands.processId, processId));
}

async function unsettledProblem(tx: Queryable, where: ReturnType<typeof and>): Promise<Problem | null> {
  const [row] = await tx.select().from(commands).where(and(where, inArray(commands.status, [...unsettledStatuses]))).limit(1);
  return row ? waitsFor(row) : null;
}

/** What the person had seen against what Lead shows now; null where it still holds. */
export function seenProblem(seen: string | undefined, facts: ClosingFacts): Problem | null {
  if (seen === undefined) return seenMissing;
  const differences = changedSinceSeen(seen, facts);
  return differences.length > 0 ? changedMeanwhile(differences) : null;
}

export function changedSinceProblem(relied: ClosingFacts, now: ClosingFacts): Problem | null {
  const differences = changedFacts(relied, now);
  return differences.length === 0 ? null : {
    kind: "conflict", title: "The account changed since the closing was asked for.", saved: "Nothing was sent. The request has ended.",
    next: "It is asked for anew, on the account as it is now.", differences,
  };
}

/** A person's go: the attempt that the ids of its steps are made with, and until when it goes on by itself. */
export async function letGoOn(tx: Queryable, { program, actor }: CommandContext<unknown>, processId: string, facts: ClosingFacts, comment?: string): Promise<number> {
  const [row] = await tx
    .insert(processDecisions)
    .values({
      processId,
      attempt: sql`(SELECT coalesce(max(attempt), 0) + 1 FROM process_decisions WHERE process_id = ${processId})`,
      subject: actor.subject,
      name: actor.name,
      roles: [...actor.roles],
      comment: comment ?? null,
      facts,
    })
    .returning({ attempt: processDecisions.attempt });
  await openWindow(tx, program.resendWindowSeconds, processId);
  return row?.attempt ?? 1;
}

/** From now on, and for that long, the process goes on by itself. */
export async function openWindow(tx: Queryable, seconds: number, processId: string): Promise<void> {
  await tx.update(processes).set({ problem: null, runsUntil: sql`now() + make_interval(secs => ${seconds})`, leasedBy: null, nextLookAt: null, waits: 0, updatedAt: sql`now()` }).where(eq(processes.id, processId));
}

/** Ends a process, and its record with it: what the record says of its end is written before. */
export async function endProcess(tx: Queryable, program: Program, processId: string, stage: string): Promise<void> {
  await tx.update(processes).set({ stage, problem: null, updatedAt: sql`now()`, finishedAt: sql`now()` }).where(eq(processes.id, processId));
  await endRecord(tx, program, processId);
}

export function notPossible(title: string, next?: string): Problem {
  return { kind: "not-possible-now", title, saved: "Nothing was recorded or sent.", next };
}

/** The open process of this kind on this account, locked; nobody acts on it while a runner is at work. */
export async function openProcess(tx: Queryable, { program, input }: Acting, kind: ProcessRow["kind"]): Promise<Result<ProcessRow>> {
  const process = await lockedProcess(tx, program.slug, input.accountId, input.processId);
  if (!process || process.kind !== kind) return fail(notPossible("There is no such process on this account."));
  if (process.finishedAt) return fail(notPossible("This process has ended."));
  const [{ leased } = { leased: false }] = await tx.select({ leased: sql<boolean>`coalesce(${processes.leasedUntil} > now(), false)` }).from(processes).where(eq(processes.id, process.id));
  return leased ? fail(notPossible("A step of this process is being sent to Lead.", "Wait a few seconds, then look again.")) : ok(process);
}
