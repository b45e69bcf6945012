import "server-only";
import { randomUUID } from "node:crypto";
import { and, asc, eq, ne, sql } from "drizzle-orm";
import { consoleActor } from "@/lib/operator";
import { entriesOf, findingsOf } from "@/lib/trail-check";
import type { CheckReport } from "@/lib/trail-check";
import type { Database } from "../db/client";
import { auditChecks } from "../db/schema-audit";
import { appendEntry } from "./append-entry";
import { storableJson } from "./storable-json";
import { verifyChain } from "./verify-chain";

const leaseSeconds = 30;
/** Progress is written down, and the lease renewed, at most so often. */
const progressMs = 500;

type Check = typeof auditChecks.$inferSelect;

/** What belongs to the program, and what belongs to none. */
const chainsOf = (program: string) => [program, "console"];

/**
 * A round of the worker in one program: walks the trail for whoever asked first. Where this process dies another one
 * begins anew, for a walk changes nothing. Answers how many walks it ended.
 */
export async function runChecks(db: Database, program: string, stopping: AbortSignal): Promise<number> {
  const holder = randomUUID();
  const check = await claimCheck(db, program, holder);
  if (!check) return 0;
  const reports = await walk(db, check, holder, stopping);
  return reports && (await endCheck(db, check, holder, reports)) ? 1 : 0;
}

async function claimCheck(db: Database, program: string, holder: string): Promise<Check | undefined> {
  const free = sql`coalesce(${auditChecks.leasedUntil}, '-infinity') <= now()`;
  const next = db.select({ id: auditChecks.id }).from(auditChecks).where(and(eq(auditChecks.program, program), ne(auditChecks.status, "done"), free)).orderBy(asc(auditChecks.askedAt)).limit(1).for("update", { skipLocked: true });
  const total = sql`(SELECT coalesce(sum(seq), 0) FROM audit_heads WHERE chain = ANY(${sql.param(chainsOf(program))}::text[]))`;
  const [row] = await db
    .update(auditChecks)
    .set({ status: "running", leasedBy: holder, leasedUntil: leaseEnd, total, checked: 0 })
    .where(sql`${auditChecks.id} = (${next})`)
    .returning();
  return row;
}

const leaseEnd = sql`now() + make_interval(secs => ${leaseSeconds})`;
const heldBy = (id: string, holder: string) => and(eq(auditChecks.id, id), eq(auditChecks.leasedBy, holder), eq(auditChecks.status, "running"));

class WalkEnded extends Error {}

/** Undefined where the lease was lost or the worker stops; then somebody begins anew. */
async function walk(db: Database, check: Check, holder: string, stopping: AbortSignal): Promise<CheckReport[] | undefined> {
  const reports: CheckReport[] = [];
  let [before, saidAt] = [0, performance.now()];
  const onProgress = async (entries: number) => {
    if (stopping.aborted) throw new WalkEnded();
    if (performance.now() - saidAt < progressMs) return;
    saidAt = performance.now();
    const kept = await db.update(auditChecks).set({ checked: before + entries, leasedUntil: leaseEnd }).where(heldBy(check.id, holder)).returning({ id: auditChecks.id });
    if (kept.length === 0) throw new WalkEnded();
  };
  try {
    for (const chain of chainsOf(check.program)) {
      const report = await verifyChain(db, chain, { onProgress });
      // The chain of what belongs to no program begins with the first sign-in.
      if (report.entries > 0 || report.headHash !== null || chain === check.program) reports.push(report);
      before += report.entries;
    }
    return reports;
  } catch (error) {
    await db.update(auditChecks).set({ leasedBy: null, leasedUntil: null }).where(heldBy(check.id, holder));
    if (error instanceof WalkEnded) return undefined;
    throw error;
  }
}

async function endCheck(db: Database, check: Check, holder: string, reports: CheckReport[]): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [ended] = await tx
      .update(auditChecks)
      .set({ status: "done", reports: storableJson(reports), checked: entriesOf({ reports }), endedAt: sql`now()`, leasedBy: null, leasedUntil: null })
      .where(heldBy(check.id, holder))
      .returning({ id: auditChecks.id });
    if (!ended) return false;
    await appendEntry(tx, { program: check.program, actor: consoleActor, action: "trail-checked", outcome: "observed", commandId: check.id, details: { entries: entriesOf({ reports }), findings: findingsOf({ reports }).length } });
    return true;
  });
}
