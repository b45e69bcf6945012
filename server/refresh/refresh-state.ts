import "server-only";
import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { Problem } from "@/lib/result";
import type { Database } from "../db/client";
import { refreshes } from "../db/schema-refresh";
import { peopleAreAsking } from "../intake/give-way";
import type { Program } from "../programs";

const leaseFor = (leaseMs: number) => sql<Date>`now() + make_interval(secs => ${leaseMs / 1_000})`;
const heldBy = (program: string, holder: string) => and(eq(refreshes.program, program), eq(refreshes.leasedBy, holder));

/** Takes the program's refresh, where it is not paused, nobody living holds it and Lead is not to be left alone. Answers how often in a row it stalled. */
export async function claimRefresh(db: Database, program: string, holder: string, leaseMs: number): Promise<{ stalls: number } | undefined> {
  await db.insert(refreshes).values({ program }).onConflictDoNothing();
  const free = or(isNull(refreshes.leasedUntil), lte(refreshes.leasedUntil, sql`now()`));
  const due = or(isNull(refreshes.nextLookAt), lte(refreshes.nextLookAt, sql`now()`));
  const [row] = await db
    .update(refreshes)
    .set({ leasedBy: holder, leasedUntil: leaseFor(leaseMs) })
    .where(and(eq(refreshes.program, program), eq(refreshes.paused, false), free, due))
    .returning({ stalls: refreshes.stalls });
  return row;
}

/** Keeps the lease; false where it was lost, or a person paused the refresh. */
export async function keepRefresh(db: Database, program: string, holder: string, leaseMs: number): Promise<boolean> {
  const [row] = await db.update(refreshes).set({ leasedUntil: leaseFor(leaseMs) }).where(heldBy(program, holder)).returning({ paused: refreshes.paused });
  return row?.paused === false;
}

export async function releaseRefresh(db: Database, program: string, holder: string): Promise<void> {
  await db.update(refreshes).set({ leasedBy: null, leasedUntil: null }).where(heldBy(program, holder));
}

const longestStallSeconds = 300;

/** What came of one batch: how many accounts were read, and what Lead said where none could be; false where another holds the refresh. */
export async function recordBatch(db: Database, program: string, holder: string, { read, problem }: { read: number; problem: Problem | null }): Promise<boolean> {
  const stalled = read === 0 && problem?.kind === "unavailable";
  const rows = await db
    .update(refreshes)
    .set({
      ...(read > 0 ? { lastReadAt: sql`now()` } : {}),
      ...(problem ? { problem, problemAt: sql`now()` } : {}),
      stalls: stalled ? sql`${refreshes.stalls} + 1` : 0,
      nextLookAt: stalled ? sql`now() + make_interval(secs => least(${longestStallSeconds}::double precision, 2 ^ least(${refreshes.stalls} + 1, 20)))` : null,
    })
    .where(heldBy(program, holder))
    .returning({ program: refreshes.program });
  return rows.length > 0;
}

/** What is left to it while a person asks Lead, or an import or a bulk action runs. */
const shareBehindOthers = 0.1;

/** Calls per second that the refresh keeps to now: what an administrator set, less while others go first. */
export async function refreshSpeed(db: Database, { slug, backgroundCallsPerSecond }: Pick<Program, "slug" | "backgroundCallsPerSecond">): Promise<number> {
  const [row] = await db.select({ set: refreshes.callsPerSecond }).from(refreshes).where(eq(refreshes.program, slug));
  const speed = Math.min(row?.set ?? backgroundCallsPerSecond, backgroundCallsPerSecond);
  const othersFirst = (await peopleAreAsking(db, slug)) || (await othersRun(db, slug));
  return othersFirst ? speed * shareBehindOthers : speed;
}

async function othersRun(db: Database, program: string): Promise<boolean> {
  const { rows } = await db.execute<{ runs: boolean }>(sql`
    SELECT EXISTS (SELECT FROM imports WHERE program = ${program} AND status = 'running' AND (next_look_at IS NULL OR next_look_at <= now()))
      OR EXISTS (SELECT FROM bulk_runs WHERE program = ${program} AND status = 'running' AND (next_look_at IS NULL OR next_look_at <= now())) AS runs`);
  return rows[0]?.runs === true;
}
