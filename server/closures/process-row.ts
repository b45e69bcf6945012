import "server-only";
import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import type { Problem } from "@/lib/result";
import type { Queryable } from "../db/client";
import { commands, processes } from "../db/schema";
import { closures, processDecisions } from "../db/schema-closures";

export type ProcessRow = typeof processes.$inferSelect;
export type ClosureRow = typeof closures.$inferSelect;
export type DecisionRow = typeof processDecisions.$inferSelect;
export type CommandRow = typeof commands.$inferSelect;

const defaultLeaseSeconds = 60;

const leasedFor = (seconds: number) => sql`now() + make_interval(secs => ${seconds})`;

/** Takes the free lease of an open process; undefined while another runner holds it, or it has ended. */
export async function claimProcess(tx: Queryable, processId: string, runner: string, leaseSeconds = defaultLeaseSeconds): Promise<ProcessRow | undefined> {
  const [row] = await tx
    .update(processes)
    .set({ leasedBy: runner, leasedUntil: leasedFor(leaseSeconds) })
    .where(and(eq(processes.id, processId), isNull(processes.finishedAt), or(isNull(processes.leasedUntil), sql`${processes.leasedUntil} < now()`)))
    .returning();
  return row;
}

/** The open process in the hands of this runner; the WHERE of everything it writes. */
export function runBy(processId: string, runner: string) {
  return and(eq(processes.id, processId), eq(processes.leasedBy, runner), isNull(processes.finishedAt));
}

/** The lease for the next step; undefined where the process has ended, or another runner has it by now. */
export async function keepProcess(tx: Queryable, processId: string, runner: string, leaseSeconds = defaultLeaseSeconds): Promise<ProcessRow | undefined> {
  const [row] = await tx.update(processes).set({ leasedUntil: leasedFor(leaseSeconds) }).where(runBy(processId, runner)).returning();
  return row;
}

export async function releaseProcess(tx: Queryable, processId: string, runner: string): Promise<void> {
  await tx.update(processes).set({ leasedBy: null, leasedUntil: null }).where(and(eq(processes.id, processId), eq(processes.leasedBy, runner)));
}

const longestPauseSeconds = 60;

/** It waits for Lead, or something failed: the worker looks again after a pause that doubles each time. */
export async function postponeProcess(tx: Queryable, processId: string): Promise<void> {
  await tx
    .update(processes)
    .set({ waits: sql`${processes.waits} + 1`, nextLookAt: sql`now() + make_interval(secs => least(${longestPauseSeconds}, 2 ^ least(${processes.waits}, 10)))` })
    .where(eq(processes.id, processId));
}

/** The process, locked until the transaction ends; of this program and account alone. */
export async function lockedProcess(tx: Queryable, program: string, accountId: string, processId: string): Promise<ProcessRow | undefined> {
  const [row] = await tx
    .select()
    .from(processes)
    .where(and(eq(processes.id, processId), eq(processes.program, program), eq(processes.accountId, accountId)))
    .for("update");
  return row;
}

export async function processRow(tx: Queryable, processId: string): Promise<ProcessRow | undefined> {
  const [row] = await tx.select().from(processes).where(eq(processes.id, processId));
  return row;
}

export async function closureRow(tx: Queryable, processId: string): Promise<ClosureRow> {
  const [row] = await tx.select().from(closures).where(eq(closures.processId, processId));
  if (!row) throw new Error(`The closing ${processId} has no record.`);
  return row;
}

/** The newest go that a person gave; its number is the attempt. */
export async function latestDecision(tx: Queryable, processId: string): Promise<DecisionRow | undefined> {
  const [row] = await tx.select().from(processDecisions).where(eq(processDecisions.processId, processId)).orderBy(desc(processDecisions.attempt)).limit(1);
  return row;
}

export async function commandRow(tx: Queryable, commandId: string): Promise<CommandRow | undefined> {
  const [row] = await tx.select().from(commands).where(eq(commands.id, commandId));
  return row;
}

/** What was asked of Lead for this process, in order. */
export async function processCommands(tx: Queryable, processId: string): Promise<CommandRow[]> {
  return tx.select().from(commands).where(and(eq(commands.processId, processId), sql`${commands.request} IS NOT NULL`)).orderBy(commands.askedAt);
}

/** Stops a process with a problem for a person; false where it was stopped or ended before, or another runner has it. */
export async function stopProcess(tx: Queryable, processId: string, runner: string, problem: Problem): Promise<boolean> {
  const rows = await tx
    .update(processes)
    .set({ problem, updatedAt: sql`now()` })
    .where(and(runBy(processId, runner), isNull(processes.problem)))
    .returning({ id: processes.id });
  return rows.length > 0;
}
