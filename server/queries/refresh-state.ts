import "server-only";
import { eq, sql } from "drizzle-orm";
import type { CallRate, LastError, RefreshStands, RefreshState } from "@/lib/settings/settings-state";
import type { Database } from "../db/client";
import { refreshes } from "../db/schema-refresh";
import type { Program } from "../programs";
import { refreshSpeed } from "../refresh/refresh-state";

type Refreshed = Pick<Program, "slug" | "backgroundCallsPerSecond" | "refresh">;

/** How the refresh of a program stands. */
export async function refreshState(db: Database, program: Refreshed): Promise<{ state: RefreshState; errors: LastError[] }> {
  const isReading = sql<boolean>`coalesce(${refreshes.leasedUntil} > now(), false)`;
  const isStalled = sql<boolean>`coalesce(${refreshes.nextLookAt} > now(), false)`;
  const [row] = await db.select({ kept: refreshes, isReading, isStalled }).from(refreshes).where(eq(refreshes.program, program.slug));
  const kept = row?.kept;
  const most = program.backgroundCallsPerSecond;
  const speed = Math.min(kept?.callsPerSecond ?? most, most);
  const stands: RefreshStands = kept?.paused ? "paused" : row?.isStalled ? "stalled" : row?.isReading ? "reading" : "waiting";
  const { problem, problemAt } = kept ?? {};
  return {
    state: {
      stands, speed, most, periods: program.refresh,
      givesWay: (await refreshSpeed(db, program)) < speed,
      setBy: kept?.setByName ?? null,
      setAt: kept?.setAt?.toISOString() ?? null,
      lastReadAt: kept?.lastReadAt?.toISOString() ?? null,
      nextLookAt: row?.isStalled ? (kept?.nextLookAt?.toISOString() ?? null) : null,
      problem: row?.isStalled ? (problem?.title ?? null) : null,
    },
    errors: problem && problemAt ? [{ where: "Refresh", words: problem.title, at: problemAt.toISOString() }] : [],
  };
}

type Counted = { background: number; people: number; share: number };

/** Of the last minute: work in the background by what is kept where its turns are given out, people by the call log. */
export async function callRate(db: Database, { slug, backgroundCallsPerSecond: allowed }: Pick<Program, "slug" | "backgroundCallsPerSecond">): Promise<CallRate> {
  const { rows: [row] } = await db.execute<Counted>(sql`
    SELECT
      coalesce((
        SELECT CASE date_trunc('minute', now()) - minute
          WHEN interval '0' THEN calls + calls_before * (1 - extract(second FROM now()) / 60)
          WHEN interval '1 minute' THEN calls * (1 - extract(second FROM now()) / 60)
          ELSE 0 END
        FROM call_paces WHERE program = ${slug}
      ), 0)::double precision / 60 AS background,
      (SELECT coalesce(sum(tries), 0) FROM lead_calls WHERE program = ${slug} AND started_at > now() - interval '1 minute' AND operator IS NOT NULL)::double precision / 60 AS people,
      coalesce((SELECT least(1, share * power(2, coalesce(extract(epoch FROM now() - slowed_at) / 60, 0))) FROM call_paces WHERE program = ${slug}), 1)::double precision AS share`);
  const { background, people, share } = row ?? { background: 0, people: 0, share: 1 };
  return { background, people, allowed, slowedTo: share < 1 ? allowed * share : null };
}
