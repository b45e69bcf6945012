import "server-only";
import { sql } from "drizzle-orm";
import { consoleActor } from "@/lib/operator";
import { appendEntry } from "../audit/append-entry";
import type { Database } from "../db/client";
import { intakeRefusals } from "../db/schema-intake";
import { log } from "../log";

export type IntakeWay = "announcements" | "webhooks";
export type RefusalReason = "signature" | "stale" | "replayed" | "unreadable";

type Counted = { writtenAtMs: number; pending: number };

/** By program, way and reason; programs are configured ones, so that nobody outside can make it grow. */
const counted = new Map<string, Counted>();

/** Between two writes of one process about the same thing. */
const restMs = 10_000;

/**
 * Counts what was turned away: one row an hour for each program, way and reason, written every ten seconds at most, and
 * an entry in the trail for the first of the hour alone. So a flood fills neither the trail nor the log, and costs the
 * database nothing. A count that is not written yet when the process ends is lost.
 */
export async function noteRefusal(db: Database, program: string, way: IntakeWay, reason: RefusalReason, pauseMs = restMs): Promise<void> {
  const key = `${program} ${way} ${reason}`;
  const held = counted.get(key) ?? { writtenAtMs: Number.NEGATIVE_INFINITY, pending: 0 };
  counted.set(key, held);
  held.pending += 1;
  if (performance.now() - held.writtenAtMs < pauseMs) return;
  const count = held.pending;
  Object.assign(held, { writtenAtMs: performance.now(), pending: 0 });
  log().warn({ event: "intake-refused", program, route: way, reason, count }, "something from outside was turned away");
  try {
    await writeRefusals(db, program, way, reason, count);
  } catch (err) {
    held.pending += count;
    log().error({ err, event: "intake-refusal-not-counted", program }, "what was turned away could not be counted yet");
  }
}

async function writeRefusals(db: Database, program: string, way: IntakeWay, reason: RefusalReason, refused: number): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx
      .insert(intakeRefusals)
      .values({ program, way, reason, refused, hour: sql`date_trunc('hour', now())` })
      .onConflictDoUpdate({
        target: [intakeRefusals.program, intakeRefusals.way, intakeRefusals.reason, intakeRefusals.hour],
        set: { refused: sql`${intakeRefusals.refused} + ${refused}`, lastAt: sql`now()` },
      })
      .returning({ isFirst: sql<boolean>`xmax = 0` });
    if (row?.isFirst) await appendEntry(tx, { program, actor: consoleActor, action: "signature-refused", outcome: "observed", details: { way, reason } });
  });
}
