import "server-only";
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Database } from "../db/client";

/** Any number, the same in every build: workers take turns at a program. */
const lockKey = 31_204_117;

/** Changes in one transaction, so that nobody waits for it. */
const batchSize = 20_000;

type Zoned = { slug: string; timeZone: string };

/** The day that stands where a measure has none of its own. */
export const noDay = "0001-01-01";

/**
 * What changes of accounts add to which figure on which business day of the zone: (measure, on_day, facet, day, accounts).
 * `changes` has the columns of directory_figure_changes.
 */
export function figureRows(changes: SQL, zone: string): SQL {
  const dayOf = (column: string) => sql`(${sql.raw(`change.${column}`)} AT TIME ZONE ${zone})::date`;
  return sql`
    SELECT one.measure, one.on_day, one.facet, ${dayOf("at")} AS day, sum(change.accounts) AS accounts
    FROM (${changes}) AS change
    JOIN directory_buckets kind ON (kind.program, kind.bucket) = (change.program, change.bucket)
    CROSS JOIN LATERAL (VALUES
      ('accounts', ${noDay}::date, change.bucket::text, true),
      ('opened', ${dayOf("created")}, '', change.created > '0002-01-01T00:00:00Z'),
      ('closed', ${dayOf("closed")}, CASE WHEN kind.has_notice THEN 'yes' ELSE 'no' END, change.closed IS NOT NULL),
      ('inactive', ${dayOf("inactive_since")}, coalesce(kind.status_reason, ''), change.inactive_since IS NOT NULL),
      ('scra', change.scra_end, coalesce(change.scra_start::text, ''), change.scra_end IS NOT NULL)
    ) AS one (measure, on_day, facet, applies)
    WHERE one.applies
    GROUP BY 1, 2, 3, 4 HAVING sum(change.accounts) <> 0`;
}

/**
 * Adds up by business day what writers have appended since: at most `batch` changes in one transaction, so that a crash
 * loses none and counts none twice. Answers how many it took; none while another worker is at it.
 */
export async function addUpFigures(db: Database, { slug, timeZone }: Zoned, batch: number = batchSize): Promise<number> {
  return db.transaction(async (tx) => {
    const { rows: [lock] } = await tx.execute<{ taken: boolean }>(sql`SELECT pg_try_advisory_xact_lock(${lockKey}, hashtext(${slug})) AS taken`);
    if (!lock?.taken) return 0;
    const { rows: [row] } = await tx.execute<{ taken: number }>(sql`
      WITH taken AS (
        DELETE FROM directory_figure_changes WHERE id IN (SELECT id FROM directory_figure_changes WHERE program = ${slug} ORDER BY id LIMIT ${batch}) RETURNING *
      ), sums AS (
        ${figureRows(sql`SELECT * FROM taken`, timeZone)}
      ), added AS (
        INSERT INTO directory_figures AS known (program, measure, on_day, facet, day, accounts) SELECT ${slug}, measure, on_day, facet, day, accounts FROM sums
        ON CONFLICT (program, measure, on_day, facet, day) DO UPDATE SET accounts = known.accounts + excluded.accounts
      )
      SELECT count(*)::int AS taken FROM taken`);
    return row?.taken ?? 0;
  });
}

/** A job for the worker's loop; figures are right without it, and quick with it. */
export function figuresJob(db: Database, program: Zoned) {
  return { name: `figures-${program.slug}`, run: () => addUpFigures(db, program) };
}
