import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { storableText } from "../audit/storable-json";
import type { Database, Queryable } from "../db/client";
import { leadWalks } from "../db/schema-intake";
import type { WalkedList } from "../db/schema-intake";
import type { LeadOutcome } from "../lead/lead-error";
import type { LeadPage } from "../lead/paging";
import { peopleAreAsking } from "./give-way";

/** A list of Lead's that is walked from its beginning to its end, one page at a time, again and again. */
export type WalkOf<T> = {
  list: WalkedList;
  everySeconds: number;
  /** `since`: only what happened from then on, where the list can say so. */
  read: (place: { since: Date; after: string | undefined }) => Promise<LeadOutcome<LeadPage<T>>>;
  /** Takes a page in, in the transaction that notes the place. Safe to repeat. */
  keep: (tx: Queryable, objects: readonly T[]) => Promise<void>;
  timeOf: (object: T) => Date | undefined;
};

export type WalkStep = "nothing-due" | "gave-way" | "page-kept" | "finished" | "postponed" | "taken-over";

/** Where the worker can die with a page in its hands. */
export const walkPhases = ["claimed", "read", "kept"] as const;
type Deps = { db: Database; onPhase?: (phase: (typeof walkPhases)[number]) => void | Promise<void> };

type Place = { since: Date; after: string | null };

/**
 * One page of what is due in one program. The place is noted with the page, so that a walk goes on after a crash where
 * it was; the order of Lead's lists is not documented, so only a walk that came to its end moves `reached`.
 */
export async function walkOn<T extends { id: string }>({ db, onPhase }: Deps, program: string, walk: WalkOf<T>): Promise<WalkStep> {
  const holder = randomUUID();
  const claimed = await claim(db, program, walk.list, holder);
  if (typeof claimed === "string") return claimed;
  await onPhase?.("claimed");
  const answer = await walk.read({ since: claimed.since, after: claimed.after ?? undefined });
  await onPhase?.("read");
  if (answer.kind !== "answered") return postpone(db, program, walk.list, holder, answer);
  const { objects, hasMore } = answer.value;
  const last = objects.at(-1)?.id;
  const goesOn = hasMore && last !== undefined && last !== claimed.after;
  const kept = await db.transaction(async (tx) => {
    await walk.keep(tx, objects);
    const times = objects.flatMap((object) => walk.timeOf(object)?.getTime() ?? []);
    const newest = times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
    return moveOn(tx, isHeld(program, walk.list, holder), goesOn ? (last ?? null) : null, newest, walk.everySeconds);
  });
  await onPhase?.("kept");
  return !kept ? "taken-over" : goesOn ? "page-kept" : "finished";
}

const isWalk = (program: string, list: WalkedList) => and(eq(leadWalks.program, program), eq(leadWalks.list, list));
const isHeld = (program: string, list: WalkedList, holder: string) => and(isWalk(program, list), eq(leadWalks.leasedBy, holder));

/** Lead keeps events for 90 days (FACTS 9); an hour again of what was reached, since an event may appear late. */
const sinceWhen = sql`coalesce(${leadWalks.reached} - interval '1 hour', now() - interval '90 days')`;

async function claim(db: Database, program: string, list: WalkedList, holder: string): Promise<Place | "nothing-due" | "gave-way"> {
  await db.insert(leadWalks).values({ program, list }).onConflictDoNothing();
  const isDue = sql`${leadWalks.nextLookAt} <= now() AND (${leadWalks.leasedUntil} IS NULL OR ${leadWalks.leasedUntil} < now())`;
  const [due] = await db
    .select({ patient: sql<boolean>`coalesce(${leadWalks.lookedAt} > now() - interval '30 seconds', false)` })
    .from(leadWalks)
    .where(and(isWalk(program, list), isDue));
  if (!due) return "nothing-due";
  // Not for ever: in a busy hour it takes one page every half minute.
  if (due.patient && (await peopleAreAsking(db, program))) return "gave-way";
  const [place] = await db
    .update(leadWalks)
    .set({
      leasedBy: holder, leasedUntil: sql`now() + interval '1 minute'`, lookedAt: sql`now()`,
      begunAt: sql`coalesce(${leadWalks.begunAt}, now())`,
      since: sql`CASE WHEN ${leadWalks.begunAt} IS NULL THEN ${sinceWhen} ELSE ${leadWalks.since} END`,
    })
    .where(and(isWalk(program, list), isDue))
    .returning({ since: leadWalks.since, after: leadWalks.after });
  return place?.since ? { since: place.since, after: place.after } : "nothing-due";
}

/** `after` null: this was the last page. False where another has taken the walk over: the page is kept, the place is theirs. */
async function moveOn(tx: Queryable, held: ReturnType<typeof isHeld>, after: string | null, newest: string | null, everySeconds: number): Promise<boolean> {
  const newestMet = sql`greatest(${leadWalks.newest}, ${newest}::timestamptz)`;
  const free = { leasedBy: null, leasedUntil: null, tries: 0, problem: null };
  const ended = {
    after: null, begunAt: null, newest: null, finishedAt: sql`now()`, nextLookAt: sql`now() + make_interval(secs => ${everySeconds})`,
    reached: sql`greatest(${leadWalks.reached}, ${newestMet})`,
  };
  const moved = await tx.update(leadWalks).set({ ...free, ...(after === null ? ended : { after, newest: newestMet }) }).where(held).returning({ list: leadWalks.list });
  return moved.length > 0;
}

/** As long as Lead asks for, else 5 seconds at first and 15 minutes at most. A place that Lead refuses is given up: the walk begins anew. */
async function postpone(db: Database, program: string, list: WalkedList, holder: string, answer: Exclude<LeadOutcome<unknown>, { kind: "answered" }>): Promise<WalkStep> {
  const asked = answer.kind === "no-answer" ? (answer.retryAfterMs ?? 0) / 1_000 : 0;
  const startsAnew = answer.kind === "refused" && (answer.problem.status === 400 || answer.problem.status === 404 || answer.problem.status === 422);
  const problem = answer.kind === "refused" ? `Lead refused: ${answer.problem.status} ${answer.problem.detail ?? answer.problem.title ?? ""}`.trim() : answer.reason;
  await db
    .update(leadWalks)
    .set({
      leasedBy: null, leasedUntil: null, problem: storableText(problem), tries: sql`${leadWalks.tries} + 1`,
      nextLookAt: sql`now() + make_interval(secs => greatest(${asked}::float8, least(900, 5 * 2 ^ least(${leadWalks.tries}, 20))))`,
      ...(startsAnew ? { after: null, begunAt: null } : {}),
    })
    .where(isHeld(program, list, holder));
  return "postponed";
}
