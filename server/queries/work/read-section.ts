import "server-only";
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { SectionState, WorkQueueItem, WorkSection } from "@/lib/work-queue";
import type { Queryable } from "../../db/client";
import type { Caller } from "../authorise";

/** No more of a section are counted. */
const mostCounted = 999;

/** Who looks, on which business day of the program, and how many of a section are shown. */
export type WorkLook = { caller: Caller; today: string; limit: number };

/** What each section reads of one thing that waits; `extra` is the section's own. */
export type WorkRow<Extra> = { id: string; accountId: string | null; productName: string | null; dueOn: string | null; since: string; by: string | null; extra: Extra };

type Source = {
  key: WorkSection;
  /**
   * Selects id, account_id, product_name, rank, due_on (a business day), since, by_name and extra (jsonb); the smaller
   * rank, then the earlier due day, then the earlier time come first.
   */
  rows: SQL;
  newestFirst?: boolean;
};

type Read<Extra> = Omit<WorkRow<Extra>, "since"> & { sinceMs: number; counted: number; overdue: number };

/** A section's most urgent things, and how many there are: at most a thousand are looked at. */
export async function readSection<Extra>(db: Queryable, { today, limit }: WorkLook, { key, rows, newestFirst = false }: Source, item: (row: WorkRow<Extra>) => WorkQueueItem): Promise<SectionState> {
  const order = sql`rank, due_on NULLS LAST, since ${sql.raw(newestFirst ? "DESC" : "ASC")}, id`;
  const { rows: read } = await db.execute<Read<Extra>>(sql`
    WITH found AS MATERIALIZED (SELECT * FROM (${rows}) AS waiting ORDER BY ${order} LIMIT ${mostCounted + 1})
    SELECT id::text AS id, account_id AS "accountId", product_name AS "productName", due_on::text AS "dueOn", (extract(epoch FROM since) * 1000)::bigint AS "sinceMs", by_name AS by, extra,
      (count(*) OVER ())::int AS counted, (count(*) FILTER (WHERE due_on < ${today}::date) OVER ())::int AS overdue
    FROM found ORDER BY ${order} LIMIT ${limit}`);
  const { counted = 0, overdue = 0 } = read[0] ?? {};
  const items = read.map(({ sinceMs, ...row }) => item({ ...row, since: new Date(sinceMs).toISOString() }));
  return { key, count: { count: Math.min(counted, mostCounted), more: counted > mostCounted }, overdue, items };
}

/** The same of a section whose list another question answers. */
export async function countSection(db: Queryable, look: WorkLook, key: WorkSection, waiting: SQL): Promise<SectionState> {
  const rows = sql`SELECT id, NULL AS account_id, NULL AS product_name, 0 AS rank, NULL::date AS due_on, since, NULL AS by_name, NULL::jsonb AS extra FROM (${waiting}) AS counted`;
  const section = await readSection(db, { ...look, limit: 1 }, { key, rows }, (row) => ({ ...row, what: "", stage: "", tone: "idle", next: null, owner: null, why: null, alarm: null, due: null, path: "" }));
  return { ...section, items: [] };
}
