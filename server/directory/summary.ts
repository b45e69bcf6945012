import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "../db/client";

/** Any number, the same in every build: workers take turns. */
const lockKey = 5_804_117_233;

/** Changes in one transaction, so that nobody waits for it. */
const batchSize = 10_000;

/**
 * Adds up what writers have appended since: at most `batch` changes in one transaction, so that a crash loses none and
 * counts none twice. Answers how many it took; none while another worker is at it.
 */
export async function addUpSummary(db: Database, batch: number = batchSize): Promise<number> {
  return db.transaction(async (tx) => {
    const { rows: [lock] } = await tx.execute<{ taken: boolean }>(sql`SELECT pg_try_advisory_xact_lock(${lockKey}) AS taken`);
    if (!lock?.taken) return 0;
    const { rows: [row] } = await tx.execute<{ taken: number }>(sql`
      WITH taken AS (
        DELETE FROM directory_summary_changes WHERE id IN (SELECT id FROM directory_summary_changes ORDER BY id LIMIT ${batch})
        RETURNING program, product, bucket, accounts
      ), sums AS (
        SELECT program, product, bucket, sum(accounts) AS accounts FROM taken GROUP BY program, product, bucket
      ), added AS (
        UPDATE directory_summary AS summary SET accounts = summary.accounts + sums.accounts
        FROM sums WHERE (summary.program, summary.product, summary.bucket) = (sums.program, sums.product, sums.bucket)
      )
      SELECT count(*)::int AS taken FROM taken`);
    return row?.taken ?? 0;
  });
}

/** A job for the worker's loop; counts are right without it, and quick with it. */
export function summaryJob(db: Database) {
  return { name: "directory-summary", run: () => addUpSummary(db) };
}
