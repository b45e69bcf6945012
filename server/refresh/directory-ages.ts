import "server-only";
import { sql } from "drizzle-orm";
import type { AgeBand } from "@/lib/settings/directory-ages";
import { ageBandStarts } from "@/lib/settings/directory-ages";
import type { Database } from "../db/client";

const shortestPauseSeconds = 15;
/** Counting takes at most one part in so many of the time. */
const pausesPerCount = 200;

type Zoned = { slug: string; timeZone: string };

/**
 * Counts how old what is known of a program is, where the last count is not recent; answers whether it did. The last
 * count of each business day is kept.
 */
export async function countAges(db: Database, { slug: program, timeZone }: Zoned): Promise<boolean> {
  const { rows: [recent] } = await db.execute<{ recent: boolean }>(sql`
    SELECT counted_at > now() - make_interval(secs => greatest(${shortestPauseSeconds}, took_ms * ${pausesPerCount} / 1000)) AS recent FROM directory_ages WHERE program = ${program}`);
  if (recent?.recent) return false;
  const startedAtMs = performance.now();
  const [bands, missing] = [await bandsOf(db, program), await missingOf(db, program)];
  const tookMs = Math.ceil(performance.now() - startedAtMs);
  await db.execute(sql`
    INSERT INTO directory_ages (program, bands, missing, counted_at, took_ms) VALUES (${program}, ${JSON.stringify(bands)}::jsonb, ${missing}, now(), ${tookMs})
    ON CONFLICT (program) DO UPDATE SET bands = excluded.bands, missing = excluded.missing, counted_at = excluded.counted_at, took_ms = excluded.took_ms`);
  await db.execute(sql`
    INSERT INTO directory_ages_days (program, day, bands, missing, counted_at)
    SELECT program, (counted_at AT TIME ZONE ${timeZone})::date, bands, missing, counted_at FROM directory_ages WHERE program = ${program}
    ON CONFLICT (program, day) DO UPDATE SET bands = excluded.bands, missing = excluded.missing, counted_at = excluded.counted_at WHERE directory_ages_days.counted_at < excluded.counted_at`);
  return true;
}

async function bandsOf(db: Database, program: string): Promise<AgeBand[]> {
  const starts = sql.param([...ageBandStarts]);
  const { rows } = await db.execute<{ band: number; open: string; closed: string }>(sql`
    SELECT width_bucket(greatest(0, extract(epoch FROM now() - read_at))::double precision, ${starts}::double precision[]) AS band,
      count(*) FILTER (WHERE closed IS NULL) AS open, count(*) FILTER (WHERE closed IS NOT NULL) AS closed
    FROM directory_keys WHERE program = ${program} GROUP BY 1`);
  const found = new Map(rows.map((row) => [row.band, row]));
  return ageBandStarts.map((fromSeconds, index) => {
    const row = found.get(index + 1);
    return { fromSeconds, open: Number(row?.open ?? 0), closed: Number(row?.closed ?? 0) };
  });
}

async function missingOf(db: Database, program: string): Promise<number> {
  const { rows } = await db.execute<{ missing: string }>(sql`SELECT count(*) AS missing FROM directory_entries WHERE program = ${program} AND missing_since IS NOT NULL`);
  return Number(rows[0]?.missing ?? 0);
}

/** A job for the worker's loop. */
export function agesJob(db: Database, program: Zoned) {
  return { name: `ages-${program.slug}`, run: async () => countAges(db, program).then(() => 0) };
}
