import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { and, eq, gt, isNotNull, sql } from "drizzle-orm";
import type { Database } from "../db/client";
import { leadCalls } from "../db/schema";
import { callPaces } from "../db/schema-imports";
import type { CallSink } from "../lead/call-log";
import type { Program } from "../programs";

/** Work in the background calls Lead through this alone. */
export type CallPace = {
  /**
   * Waits for its turn, then does what needs about `estimate` calls of Lead; `work` hands the sink to its reader, so that
   * what was really called is counted. Undefined where `stopping` came first: then nothing was called.
   */
  run<T>(estimate: number, work: (sink: CallSink) => Promise<T>, stopping: AbortSignal): Promise<Paced<T> | undefined>;
};
export type Paced<T> = { value: T; calls: number };

type PacedProgram = Pick<Program, "slug" | "backgroundCallsPerSecond">;

/** After a 429 that does not say how long. */
const shortestHoldMs = 1_000;
/** 429s of calls that were under way together slow down once. */
const oneSlowingSeconds = 1;
const smallestShare = 1 / 16;
/** People's calls that came all at once hold the background up for no longer than this. */
const longestYieldSeconds = 2;

/**
 * The program's rate of calls, `backgroundCallsPerSecond`, kept by every process together in one row. People's own calls,
 * which the call log names a person for, come out of the same rate first. Each 429 halves the rate, which doubles
 * again every minute, and keeps everyone here away for as long as Lead asked. `mostPerSecond`: what this caller keeps to
 * of its own accord, out of the same rate.
 */
export function callPace(db: Database, program: PacedProgram, sink?: CallSink, mostPerSecond?: () => number): CallPace {
  let [heldUntilMs, ownFreeAtMs] = [0, 0];
  const ownMs = (calls: number) => (mostPerSecond ? (calls / mostPerSecond()) * 1_000 : 0);
  const hold = async (retryAfterMs: number) => {
    const holdMs = Math.max(shortestHoldMs, retryAfterMs);
    heldUntilMs = Math.max(heldUntilMs, performance.now() + holdMs);
    await slowDown(db, program.slug, holdMs);
  };
  const wait = async (estimate: number, stopping: AbortSignal): Promise<boolean> => {
    const startsAtMs = Math.max(ownFreeAtMs, performance.now());
    ownFreeAtMs = startsAtMs + ownMs(estimate);
    if (startsAtMs > performance.now()) await delay(startsAtMs - performance.now(), undefined, { signal: stopping }).catch(() => undefined);
    let waitMs = stopping.aborted ? 0 : await reserve(db, program, estimate);
    while (waitMs > 0 && !stopping.aborted) {
      await delay(waitMs, undefined, { signal: stopping }).catch(() => undefined);
      // Another call may have been answered 429 in the meantime.
      waitMs = heldUntilMs - performance.now();
    }
    return !stopping.aborted;
  };
  return {
    async run(estimate, work, stopping) {
      if (!(await wait(estimate, stopping))) return undefined;
      let calls = 0;
      const counting: CallSink = {
        async record(call) {
          calls += call.tries;
          if (call.rateLimitedMs !== undefined) await hold(call.rateLimitedMs);
          await sink?.record(call);
        },
      };
      const value = await work(counting);
      ownFreeAtMs += ownMs(calls - estimate);
      if (calls !== estimate) await settle(db, program, calls - estimate);
      return { value, calls };
    },
  };
}

const shareNow = sql<number>`least(1, ${callPaces.share} * power(2, coalesce(extract(epoch FROM clock_timestamp() - ${callPaces.slowedAt}) / 60, 0)))`;
const seconds = (of: number) => sql`make_interval(secs => ${of}::double precision / ${shareNow})`;

/** Takes the next free place for so many calls; how long until it comes, in milliseconds. */
function reserve(db: Database, program: PacedProgram, calls: number): Promise<number> {
  const { slug, backgroundCallsPerSecond: rate } = program;
  return db.transaction(async (tx) => {
    await tx.insert(callPaces).values({ program: slug }).onConflictDoNothing();
    const [pace] = await tx.select({ peopleUntil: sql<string>`${callPaces.peopleUntil}::text` }).from(callPaces).where(eq(callPaces.program, slug)).for("update");
    if (!pace) throw new Error("A pace that was just written must be there");
    const people = await peopleSince(tx, slug, pace.peopleUntil);
    const yields = Math.min(people.calls / rate, longestYieldSeconds);
    const [place] = await tx
      .update(callPaces)
      .set({
        freeAt: sql`greatest(${callPaces.freeAt}, clock_timestamp()) + ${seconds(yields + calls / rate)}`,
        peopleUntil: sql`greatest(${callPaces.peopleUntil}, ${people.until}::timestamptz)`,
        ...counted(calls),
      })
      .where(eq(callPaces.program, slug))
      .returning({ waitMs: sql<number>`extract(epoch FROM ${callPaces.freeAt} - ${seconds(calls / rate)} - clock_timestamp())::double precision * 1000` });
    return Math.max(0, place?.waitMs ?? 0);
  });
}

/** The tries of people's calls that ended since, by the calls' own clock. */
async function peopleSince(tx: Pick<Database, "select">, slug: string, since: string): Promise<{ calls: number; until: string | null }> {
  const ended = sql`${leadCalls.startedAt} + make_interval(secs => ${leadCalls.durationMs} / 1000.0)`;
  const [people] = await tx
    .select({ calls: sql<number>`coalesce(sum(${leadCalls.tries}), 0)::integer`, until: sql<string | null>`max(${ended})::text` })
    .from(leadCalls)
    .where(and(eq(leadCalls.program, slug), isNotNull(leadCalls.operator), gt(leadCalls.startedAt, sql`${since}::timestamptz - interval '1 minute'`), sql`${ended} > ${since}::timestamptz`));
  return people ?? { calls: 0, until: null };
}

/** What was called beyond the estimate is waited for by whoever comes next; what was not is theirs. */
async function settle(db: Database, { slug, backgroundCallsPerSecond: rate }: PacedProgram, more: number): Promise<void> {
  await db.update(callPaces).set({ freeAt: sql`${callPaces.freeAt} + ${seconds(more / rate)}`, ...counted(more) }).where(eq(callPaces.program, slug));
}

const thisMinute = sql<Date>`date_trunc('minute', clock_timestamp())`;

/** The calls of this minute and of the one before, so that the rate can be shown without counting calls. */
function counted(calls: number) {
  const isThisMinute = sql`${callPaces.minute} = ${thisMinute}`;
  return {
    minute: thisMinute,
    calls: sql`greatest(0, CASE WHEN ${isThisMinute} THEN ${callPaces.calls} ELSE 0 END + ${calls})`,
    callsBefore: sql`CASE WHEN ${isThisMinute} THEN ${callPaces.callsBefore} WHEN ${callPaces.minute} = ${thisMinute} - interval '1 minute' THEN ${callPaces.calls} ELSE 0 END`,
  };
}

async function slowDown(db: Database, slug: string, holdMs: number): Promise<void> {
  const isSameSlowing = sql`${callPaces.slowedAt} > clock_timestamp() - make_interval(secs => ${oneSlowingSeconds})`;
  await db
    .update(callPaces)
    .set({
      share: sql`CASE WHEN ${isSameSlowing} THEN ${callPaces.share} ELSE greatest(${smallestShare}::double precision, ${shareNow} / 2) END`,
      slowedAt: sql`clock_timestamp()`,
      freeAt: sql`greatest(${callPaces.freeAt}, clock_timestamp() + make_interval(secs => ${holdMs / 1_000}::double precision))`,
    })
    .where(eq(callPaces.program, slug));
}
