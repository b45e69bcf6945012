import "server-only";
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Queryable } from "../db/client";

export interface Retention {
  /** CALL_LOG_RETENTION_DAYS. */
  callLogDays: number;
}

type Removal = (retention: Retention, batch: number) => SQL;

/**
 * What is kept for a time only; all else stays. A session that was revoked goes with its expiry, 12 hours after sign-in
 * at the latest. A draft that is saved again while it is being removed stays: its age is looked at twice.
 */
const removals = {
  sessions: (_retention, batch) => sql`
    DELETE FROM sessions WHERE id IN (
      SELECT id FROM sessions WHERE expires_at < now() - interval '1 day' ORDER BY expires_at LIMIT ${batch})`,
  drafts: (_retention, batch) => sql`
    DELETE FROM drafts WHERE updated_at < now() - interval '30 days' AND (owner, program, form, subject) IN (
      SELECT owner, program, form, subject FROM drafts WHERE updated_at < now() - interval '30 days' LIMIT ${batch})`,
  lead_calls: ({ callLogDays }, batch) => sql`
    DELETE FROM lead_calls WHERE id IN (
      SELECT id FROM lead_calls WHERE started_at < now() - make_interval(days => ${callLogDays}) ORDER BY started_at LIMIT ${batch})`,
  searches: (_retention, batch) => sql`
    DELETE FROM searches WHERE id IN (SELECT id FROM searches WHERE kept_at < now() - interval '30 days' ORDER BY kept_at LIMIT ${batch})`,
  closing_queues: (_retention, batch) => sql`
    DELETE FROM closing_queues WHERE id IN (SELECT id FROM closing_queues WHERE made_at < now() - interval '30 days' LIMIT ${batch})`,
  announcement_signatures: (_retention, batch) => sql`
    DELETE FROM announcement_signatures WHERE (program, signature) IN (
      SELECT program, signature FROM announcement_signatures WHERE expires_at < now() ORDER BY expires_at LIMIT ${batch})`,
  announcements: (_retention, batch) => sql`
    DELETE FROM announcements WHERE id IN (
      SELECT id FROM announcements given WHERE received_at < now() - interval '90 days'
        AND NOT EXISTS (SELECT 1 FROM announced_accounts a WHERE a.announcement_id = given.id AND a.state = 'waiting')
      ORDER BY received_at LIMIT ${batch})`,
  lead_events: (_retention, batch) => sql`
    DELETE FROM lead_events WHERE (program, event_id) IN (
      SELECT program, event_id FROM lead_events WHERE received_at < now() - interval '100 days' AND state <> 'waiting' ORDER BY received_at LIMIT ${batch})`,
  approval_notices: (_retention, batch) => sql`
    DELETE FROM approval_notices WHERE id IN (
      SELECT id FROM approval_notices WHERE at < now() - interval '90 days' AND (delivered_at IS NOT NULL OR given_up_at IS NOT NULL) ORDER BY at LIMIT ${batch})`,
  // Files that nobody made evidence; their pieces go with them.
  evidence_uploads: (_retention, batch) => sql`
    DELETE FROM evidence_uploads WHERE status <> 'kept' AND id IN (
      SELECT id FROM evidence_uploads WHERE status <> 'kept' AND updated_at < now() - interval '1 hour' ORDER BY updated_at LIMIT ${Math.min(batch, 50)} FOR UPDATE SKIP LOCKED)`,
  // Who speaks for an estate, once its case is past its time and no record of the account is under a legal hold: the step stays.
  deceased_steps: (_retention, batch) => sql`
    UPDATE deceased_steps SET contact = NULL, words = NULL, purged_at = now() WHERE (case_id, position) IN (
      SELECT step.case_id, step.position FROM deceased_steps step JOIN deceased_cases past ON past.id = step.case_id
      WHERE step.kind = 'estate' AND step.purged_at IS NULL AND past.retain_until < day_that_has_passed()
        AND NOT EXISTS (SELECT FROM legal_holds held WHERE (held.program, held.account_id) = (past.program, past.account_id) AND held.lifted_at IS NULL)
      LIMIT ${batch} FOR UPDATE OF step SKIP LOCKED)`,
  intake_refusals: (_retention, batch) => sql`
    DELETE FROM intake_refusals WHERE (program, way, reason, hour) IN (
      SELECT program, way, reason, hour FROM intake_refusals WHERE hour < now() - interval '90 days' ORDER BY hour LIMIT ${batch})`,
} satisfies Record<string, Removal>;

export type Removed = Record<keyof typeof removals, number>;

/** Removes at most `batch` rows of each table, each in a statement of its own; says how many of each. */
export async function removeExpired(db: Queryable, retention: Retention, batch: number): Promise<Removed> {
  const removed = Object.fromEntries(Object.keys(removals).map((table) => [table, 0])) as Removed;
  for (const table of Object.keys(removals) as (keyof typeof removals)[]) {
    removed[table] = (await db.execute(removals[table](retention, batch))).rowCount ?? 0;
  }
  return removed;
}
