import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { unsettledStatuses } from "@/lib/command";
import type { Database, Queryable } from "../db/client";
import { refreshPlaces } from "../db/schema-refresh";
import type { Program } from "../programs";

type Refreshed = Pick<Program, "slug" | "refresh">;

/**
 * The accounts whose turn it is, at most `most`: first those with a change that is nobody's yet and no command left that
 * could have made it, then those furthest beyond their period. Each lane gives the head of its index and no more, so
 * that the cost does not grow with the directory.
 */
export async function dueAccounts(db: Queryable, program: Refreshed, most: number): Promise<string[]> {
  const unexplained = await unexplainedChanges(db, program.slug, most);
  const rest = most - unexplained.length;
  const due = rest > 0 ? await overdue(db, program, most) : [];
  return [...unexplained, ...due.filter((id) => !unexplained.includes(id)).slice(0, rest)];
}

async function overdue(db: Queryable, program: Refreshed, most: number): Promise<string[]> {
  const { rows } = await db.execute<{ account_id: string }>(dueQuery(program, most));
  return rows.map(({ account_id: id }) => id);
}

export function dueQuery({ slug, refresh }: Refreshed, most: number) {
  const { openEverySeconds, changedEverySeconds, closedEverySeconds } = refresh;
  return sql`
    SELECT head.account_id
    FROM (VALUES ('again', 0), ('changed', ${changedEverySeconds}::int), ('open', ${openEverySeconds}::int), ('closed', ${closedEverySeconds}::int)) AS lane (name, every)
    CROSS JOIN LATERAL (
      SELECT account_id, place_at FROM refresh_places
      WHERE program = ${slug} AND lane = lane.name AND place_at <= now() - make_interval(secs => lane.every)
      ORDER BY place_at, account_id LIMIT ${most}
    ) head
    ORDER BY extract(epoch FROM now() - head.place_at) / greatest(lane.every, 60) DESC, head.account_id LIMIT ${most}`;
}

/** What was seen while a command was unsettled, which has been settled since without explaining it. */
async function unexplainedChanges(db: Queryable, program: string, most: number): Promise<string[]> {
  const unsettled = sql.param([...unsettledStatuses]);
  const { rows } = await db.execute<{ account_id: string }>(sql`
    SELECT waiting.account_id FROM unattributed_changes waiting
    JOIN refresh_places place USING (program, account_id)
    WHERE waiting.program = ${program} AND (place.lane <> 'again' OR place.place_at <= now())
      AND EXISTS (SELECT FROM directory_entries entry WHERE (entry.program, entry.account_id) = (waiting.program, waiting.account_id) AND entry.missing_since IS NULL)
      AND NOT EXISTS (SELECT FROM commands command WHERE (command.program, command.account_id) = (waiting.program, waiting.account_id) AND command.status = ANY(${unsettled}::text[]))
    ORDER BY waiting.account_id LIMIT ${most}`);
  return rows.map(({ account_id: id }) => id);
}

/** Lead gave nothing about this account: it comes again after a minute at first, after its period at most. */
export async function putBack(db: Database, { slug, refresh }: Refreshed, accountId: string): Promise<void> {
  await db
    .update(refreshPlaces)
    .set({
      lane: "again",
      placeAt: sql`now() + make_interval(secs => least(${refresh.openEverySeconds}::double precision, 60 * 2 ^ least(${refreshPlaces.tries}, 20)))`,
      tries: sql`${refreshPlaces.tries} + 1`,
    })
    .where(and(eq(refreshPlaces.program, slug), eq(refreshPlaces.accountId, accountId)));
}
