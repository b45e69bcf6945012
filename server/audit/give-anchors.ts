import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, lte, sql } from "drizzle-orm";
import type { Database } from "../db/client";
import { auditAnchorTargets, auditAnchors } from "../db/schema-audit";
import type { AnchorTarget } from "../db/schema-audit";
import { log } from "../log";
import { anchorLine } from "./anchor-line";
import { addToFile, postAnchors } from "./anchor-ways";
import type { AnchorSettings } from "./anchor-ways";

const leaseSeconds = 60;
const longestPauseSeconds = 600;

type Head = { chain: string; seq: number; hash: Buffer };

/** A job for the worker's loop, for each target that is set: several workers take turns by its lease. */
export function anchorJobs(db: Database, settings: AnchorSettings) {
  const targets = (["file", "url"] as const).filter((target) => settings[target] !== undefined);
  return targets.map((target) => ({ name: `anchors-${target}`, run: (stopping: AbortSignal) => giveAnchors(db, target, settings, stopping) }));
}

/**
 * Gives the newest hashes away where it is this target's turn and a chain has grown since; answers of how many chains.
 * They are written down once they are kept outside: where the process dies in between, they are given once more.
 */
export async function giveAnchors(db: Database, target: AnchorTarget, settings: AnchorSettings, stopping: AbortSignal): Promise<number> {
  const holder = randomUUID();
  if (!(await takeTurn(db, target, holder))) return 0;
  const { heads, at } = await grownChains(db, target);
  try {
    if (heads.length > 0) await give(target, settings, anchorLine(at, heads), stopping);
  } catch (error) {
    await putOff(db, target, holder, error);
    return 0;
  }
  await db.transaction(async (tx) => {
    if (heads.length > 0) await tx.insert(auditAnchors).values(heads.map((head) => ({ ...head, target, anchoredAt: at }))).onConflictDoNothing();
    await tx
      .update(auditAnchorTargets)
      .set({ leasedBy: null, leasedUntil: null, failures: 0, problem: null, failedAt: null, nextAt: sql`now() + make_interval(secs => ${settings.everySeconds})` })
      .where(and(eq(auditAnchorTargets.target, target), eq(auditAnchorTargets.leasedBy, holder)));
  });
  return heads.length;
}

async function give(target: AnchorTarget, settings: AnchorSettings, line: string, stopping: AbortSignal): Promise<void> {
  if (target === "file") await addToFile(settings, line);
  else await postAnchors(settings, line, stopping);
}

async function takeTurn(db: Database, target: AnchorTarget, holder: string): Promise<boolean> {
  await db.insert(auditAnchorTargets).values({ target }).onConflictDoNothing();
  const taken = await db
    .update(auditAnchorTargets)
    .set({ leasedBy: holder, leasedUntil: sql`now() + make_interval(secs => ${leaseSeconds})` })
    .where(and(eq(auditAnchorTargets.target, target), lte(auditAnchorTargets.nextAt, sql`now()`), sql`coalesce(${auditAnchorTargets.leasedUntil}, '-infinity') <= now()`))
    .returning({ target: auditAnchorTargets.target });
  return taken.length > 0;
}

/** One statement sees the heads of one moment: each with its last entry. */
async function grownChains(db: Database, target: AnchorTarget): Promise<{ heads: Head[]; at: Date }> {
  const { rows } = await db.execute<Head & { now: string }>(sql`
    SELECT head.chain, head.seq, head.hash, (extract(epoch FROM now()) * 1000)::bigint AS now FROM audit_heads head
    WHERE head.seq > coalesce((SELECT max(seq) FROM audit_anchors given WHERE given.chain = head.chain AND given.target = ${target}), 0) ORDER BY head.chain`);
  return { heads: rows.map(({ chain, seq, hash }) => ({ chain, seq, hash })), at: new Date(Number(rows[0]?.now ?? 0)) };
}

async function putOff(db: Database, target: AnchorTarget, holder: string, error: unknown): Promise<void> {
  log().error({ err: error, event: "anchors-not-given", job: `anchors-${target}` }, "the trail's newest hashes could not be given away; it is tried again");
  const problem = (error instanceof Error ? error.message : String(error)).slice(0, 300);
  await db
    .update(auditAnchorTargets)
    .set({
      leasedBy: null, leasedUntil: null, problem, failedAt: sql`now()`, failures: sql`${auditAnchorTargets.failures} + 1`,
      nextAt: sql`now() + make_interval(secs => least(${longestPauseSeconds}::double precision, 2 ^ least(${auditAnchorTargets.failures}, 10)))`,
    })
    .where(and(eq(auditAnchorTargets.target, target), eq(auditAnchorTargets.leasedBy, holder)));
}
