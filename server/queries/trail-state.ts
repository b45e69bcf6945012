import "server-only";
import { desc, eq } from "drizzle-orm";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import type { AnchorState, TrailCheck, TrailState } from "@/lib/trail-check";
import { auditProtection, auditProtectionWords } from "../audit/protection";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { auditAnchors, auditAnchorTargets, auditChecks } from "../db/schema-audit";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

const latest = 10;

/** How the program's trail is protected, who had it checked and what was found, and where its newest hash was given away. */
export async function trailState(caller: Caller, db: Database = sharedDatabase()): Promise<Result<TrailState>> {
  const denied = await denial(db, caller, "read-activity");
  if (denied) return fail(denied);
  const { slug } = caller.program;
  const [checks, anchors, protection] = await Promise.all([checksOf(db, slug), anchorsOf(db, slug), auditProtection(db)]);
  return ok({ checks, anchors, protection: auditProtectionWords[protection], mayCheck: caller.permissions.has("verify-trail") });
}

async function checksOf(db: Database, program: string): Promise<TrailCheck[]> {
  const rows = await db.select().from(auditChecks).where(eq(auditChecks.program, program)).orderBy(desc(auditChecks.askedAt), desc(auditChecks.id)).limit(latest);
  return rows.map(({ id, askedByName, askedAt, status, total, checked, endedAt, reports }) => ({
    id, askedByName, askedAt: askedAt.toISOString(), status, total, checked, endedAt: endedAt?.toISOString() ?? null, reports: reports ?? [],
  }));
}

/** Of each target that was ever set. */
async function anchorsOf(db: Database, chain: string): Promise<AnchorState[]> {
  const [targets, newest] = await Promise.all([
    db.select().from(auditAnchorTargets).orderBy(auditAnchorTargets.target),
    db.select({ target: auditAnchors.target, seq: auditAnchors.seq, at: auditAnchors.anchoredAt }).from(auditAnchors).where(eq(auditAnchors.chain, chain)).orderBy(desc(auditAnchors.seq)).limit(2),
  ]);
  return targets.map(({ target, problem, failedAt }) => {
    const given = newest.find((anchor) => anchor.target === target);
    return { target, newest: given ? { seq: given.seq, at: given.at.toISOString() } : null, problem, failedAt: failedAt?.toISOString() ?? null };
  });
}
