import "server-only";
import { sql } from "drizzle-orm";
import type { Queryable } from "../db/client";

type Program = { slug: string };

const statusCommands = ["deactivate-account", "activate-account", "close-account", "reopen-account"];

/**
 * Which of these accounts are inactive by a deactivation of ours that was marked "support may lift", where nobody has
 * moved the status elsewhere since: a mark speaks for the deactivation that it was made with and for no other.
 */
export async function supportMayLiftAmong(tx: Queryable, { slug }: Program, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (accountIds.length === 0) return new Set();
  const { rows } = await tx.execute<{ account_id: string }>(sql`
    SELECT account_id FROM (
      SELECT DISTINCT ON (account_id) account_id, name, input, settled_at FROM commands
      WHERE program = ${slug} AND account_id = ANY(${sql.param([...accountIds])}::text[]) AND status = 'succeeded' AND name = ANY(${sql.param(statusCommands)}::text[])
      ORDER BY account_id, settled_at DESC
    ) AS last
    WHERE name = 'deactivate-account' AND input ->> 'reason' = 'other' AND input -> 'supportMayLift' = 'true' AND settled_at IS NOT NULL
      AND NOT EXISTS (
        SELECT FROM audit_entries WHERE program = ${slug} AND account_id = last.account_id AND action = 'changed-elsewhere' AND at > last.settled_at
          AND changes @? '$[*] ? (@.path == "status" || @.path == "status_reason")')`);
  return new Set(rows.map((row) => row.account_id));
}

export async function supportMayLift(tx: Queryable, program: Program, accountId: string): Promise<boolean> {
  return (await supportMayLiftAmong(tx, program, [accountId])).has(accountId);
}
