import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { databaseCallSink } from "../audit/call-sink";
import { storableText } from "../audit/storable-json";
import type { Database } from "../db/client";
import { directoryEntries } from "../db/schema";
import { announcedAccounts } from "../db/schema-intake";
import type { AnnouncedState } from "../db/schema-intake";
import { remember } from "../directory/remember";
import type { RememberOutcome } from "../directory/remember";
import { leadReader } from "../lead/lead-client";
import type { Program } from "../programs";
import { announcer } from "./announcements";

/** Where the worker can die with an announced id in its hands. */
export const announcedPhases = ["claimed", "remembered", "settled"] as const;
export type AnnouncedPhase = (typeof announcedPhases)[number];

export type AnnouncedDeps = { db: Database; onPhase?: (phase: AnnouncedPhase) => void | Promise<void> };

const claimedAtOnce = 10;
/** Accounts asked for at the same time: people's own requests find room between them. */
const width = 2;

type Claimed = { announcementId: string; accountId: string; tries: number };
type Settled = { state: Exclude<AnnouncedState, "waiting">; reason?: string };

/** `unavailable`: Lead gave no answer to use, and should be left alone for a while. */
export type AnnouncedRound = { settled: number; unavailable: boolean };

/** Asks Lead for some of the accounts that were announced and wait. */
export async function workOnAnnounced(deps: AnnouncedDeps, program: Program, stopping?: AbortSignal): Promise<AnnouncedRound> {
  const holder = randomUUID();
  const claimed = await claim(deps.db, program.slug, holder);
  if (claimed.length === 0) return { settled: 0, unavailable: false };
  await deps.onPhase?.("claimed");
  const known = await knownOf(deps.db, program.slug, claimed.map(({ accountId }) => accountId));
  let settled = await settleAll(deps, holder, claimed.filter(({ accountId }) => known.has(accountId)), () => ({ state: "known" }));
  const toAsk = claimed.filter(({ accountId }) => !known.has(accountId));
  for (let next = 0; next < toAsk.length; next += width) {
    const some = toAsk.slice(next, next + width);
    const outcomes = stopping?.aborted ? [] : await ask(deps.db, program, some);
    await deps.onPhase?.("remembered");
    const results = new Map(outcomes.map((outcome) => [outcome.id, settledBy(outcome)]));
    settled += await settleAll(deps, holder, some.filter(({ accountId }) => results.get(accountId)), ({ accountId }) => results.get(accountId));
    if (some.some(({ accountId }) => !results.get(accountId))) {
      await giveBack(deps.db, program.slug, holder);
      return { settled, unavailable: !stopping?.aborted };
    }
  }
  return { settled, unavailable: false };
}

/** The longest waiting first; leased, so that two workers never hold the same, and one that dies loses its hold. */
async function claim(db: Database, program: string, holder: string): Promise<Claimed[]> {
  const { rows } = await db.execute<{ announcement_id: string; account_id: string; tries: number }>(sql`
    UPDATE announced_accounts held SET leased_by = ${holder}, leased_until = now() + interval '5 minutes', tries = held.tries + 1
    FROM (
      SELECT announcement_id, account_id FROM announced_accounts
      WHERE program = ${program} AND state = 'waiting' AND next_look_at <= now() AND (leased_until IS NULL OR leased_until < now())
      ORDER BY next_look_at, announcement_id, position LIMIT ${claimedAtOnce} FOR UPDATE SKIP LOCKED
    ) due
    WHERE held.announcement_id = due.announcement_id AND held.account_id = due.account_id
    RETURNING held.announcement_id, held.account_id, held.tries`);
  return rows.map((row) => ({ announcementId: row.announcement_id, accountId: row.account_id, tries: row.tries }));
}

async function knownOf(db: Database, program: string, ids: string[]): Promise<Set<string>> {
  const rows = await db
    .select({ id: directoryEntries.accountId })
    .from(directoryEntries)
    .where(and(eq(directoryEntries.program, program), inArray(directoryEntries.accountId, ids)));
  return new Set(rows.map(({ id }) => id));
}

/** No person asks: the calls stand in the log without an operator. */
function ask(db: Database, program: Program, some: readonly Claimed[]): Promise<RememberOutcome[]> {
  const ids = [...new Set(some.map(({ accountId }) => accountId))];
  const reader = leadReader(program, { sink: databaseCallSink(db) });
  return remember(program, ids, "announced", { actor: announcer, db, reader, concurrency: width });
}

/** Undefined: nothing certain came back, so it is asked again. */
function settledBy(outcome: RememberOutcome): Settled | undefined {
  if (outcome.kind === "remembered") return { state: outcome.entered ? "entered" : "known" };
  if (outcome.kind === "not-found") return { state: "refused", reason: "Lead does not know this account in this program." };
  const status = outcome.problem.lead?.status ?? 0;
  if (status !== 400 && status !== 422) return undefined;
  return { state: "refused", reason: `Lead refused to show it: ${outcome.problem.lead?.detail ?? outcome.problem.lead?.title ?? status}` };
}

/** Only what this holder still has in its hands. */
async function settleAll(deps: AnnouncedDeps, holder: string, rows: readonly Claimed[], settledOf: (row: Claimed) => Settled | undefined): Promise<number> {
  for (const row of rows) {
    const settled = settledOf(row);
    if (!settled) continue;
    await deps.db
      .update(announcedAccounts)
      .set({ state: settled.state, reason: settled.reason === undefined ? null : storableText(settled.reason), settledAt: sql`now()`, leasedBy: null, leasedUntil: null })
      .where(and(eq(announcedAccounts.announcementId, row.announcementId), eq(announcedAccounts.accountId, row.accountId), eq(announcedAccounts.leasedBy, holder)));
    await deps.onPhase?.("settled");
  }
  return rows.length;
}

/** What was not settled comes again, after 5 seconds at first and 15 minutes at most. */
async function giveBack(db: Database, program: string, holder: string): Promise<void> {
  await db
    .update(announcedAccounts)
    .set({ nextLookAt: sql`now() + make_interval(secs => least(900, 5 * 2 ^ least(${announcedAccounts.tries} - 1, 20)))`, leasedBy: null, leasedUntil: null })
    .where(and(eq(announcedAccounts.program, program), eq(announcedAccounts.state, "waiting"), eq(announcedAccounts.leasedBy, holder)));
}
