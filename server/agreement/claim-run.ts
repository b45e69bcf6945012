import "server-only";
import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { AgreementPhase } from "@/lib/agreement/exceptions";
import type { Database, Queryable } from "../db/client";
import { agreementRuns } from "../db/schema-agreement";

export type AgreementRun = typeof agreementRuns.$inferSelect;

const leaseFor = (leaseMs: number) => sql<Date>`now() + make_interval(secs => ${leaseMs / 1_000})`;
const heldBy = (runId: string, holder: string) => and(eq(agreementRuns.id, runId), eq(agreementRuns.leasedBy, holder));

/** Takes over the running comparison of the program where it has no living holder. */
export async function claimRun(db: Database, program: string, holder: string, leaseMs: number): Promise<AgreementRun | undefined> {
  const isFree = or(isNull(agreementRuns.leasedUntil), lte(agreementRuns.leasedUntil, sql`now()`));
  const [run] = await db
    .update(agreementRuns)
    .set({ leasedBy: holder, leasedUntil: leaseFor(leaseMs) })
    .where(and(eq(agreementRuns.program, program), eq(agreementRuns.status, "running"), isFree))
    .returning();
  return run;
}

/** Keeps the lease; false where it was lost, or a person canceled the comparison. */
export async function keepRun(db: Database, runId: string, holder: string, leaseMs: number): Promise<boolean> {
  const [run] = await db.update(agreementRuns).set({ leasedUntil: leaseFor(leaseMs) }).where(heldBy(runId, holder)).returning({ status: agreementRuns.status });
  return run?.status === "running";
}

export async function releaseRun(db: Database, runId: string, holder: string): Promise<void> {
  await db.update(agreementRuns).set({ leasedBy: null, leasedUntil: null }).where(heldBy(runId, holder));
}

/** How far a phase is, and which comes next where it has come to its end. */
export type Place = Pick<AgreementRun, "phase" | "place" | "placeAccount">;
type Counts = Partial<Record<"compared" | "unmapped" | "opened" | "confirmed" | "resolved", number>>;

/**
 * Writes down how far the comparison is, in the transaction that did the work. Undefined where another holds it, it was
 * canceled, or it is no longer where the work began: then the work must be undone.
 */
export async function moveOn(tx: Queryable, { id, leasedBy, phase, place, placeAccount }: AgreementRun, to: Place, counts: Counts = {}): Promise<AgreementRun | undefined> {
  const added = Object.fromEntries(Object.entries(counts).map(([name, count]): [string, SQL] => [name, sql`${agreementRuns[name as keyof Counts]} + ${count}`]));
  const isHere = and(eq(agreementRuns.phase, phase), eq(agreementRuns.place, place), eq(agreementRuns.placeAccount, placeAccount));
  const [moved] = await tx
    .update(agreementRuns)
    .set({ ...to, ...added, updatedAt: sql`now()` })
    .where(and(heldBy(id, leasedBy ?? ""), eq(agreementRuns.status, "running"), isHere))
    .returning();
  return moved;
}

export const startOf = (phase: AgreementPhase): Place => ({ phase, place: 0, placeAccount: "" });
