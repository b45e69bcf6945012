import "server-only";
import { and, arrayOverlaps, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { AccountListPage, BoundedCount } from "@/lib/account-views";
import { classifySearch } from "@/lib/directory-query";
import type { DirectoryQuery } from "@/lib/directory-query";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { directoryEntries } from "../db/schema";
import { accountRows, rowColumns } from "./account-rows";
import type { StoredRow } from "./account-rows";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { decodeCursor, pageOf } from "./cursor";
import type { Place } from "./cursor";
import { searchCondition } from "./search-condition";

export const accountsPerPage = 50;
/** Exact counts of a large directory cost more than they tell. */
const mostCounted = 10_000;

/** One page of the directory, newest change first, as the address says it. */
export async function accountList(caller: Caller, query: DirectoryQuery, db: Database = sharedDatabase()): Promise<Result<AccountListPage>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  const where = await listCondition(db, caller.program.slug, query);
  const from = { after: decodeCursor(query.after), before: decodeCursor(query.before) };
  const [read, total] = await Promise.all([readPage(db, caller.program.timeZone, where, from), boundedCount(db, where)]);
  const { items, next, previous } = pageOf(read, accountsPerPage, from, (row) => ({ at: row.sortedAt, id: row.accountId }));
  return ok({ rows: await accountRows(db, caller, items), next, previous, total });
}

/** Search and filters together; each filter that is empty lets everything through. */
export async function listCondition(db: Queryable, program: string, query: DirectoryQuery): Promise<SQL | undefined> {
  const term = classifySearch(query.q);
  const search = term && (await searchCondition(db, program, term)).where;
  return and(
    eq(directoryEntries.program, program),
    search,
    query.status.length > 0 ? inArray(directoryEntries.status, query.status) : undefined,
    query.reason.length > 0 ? inArray(directoryEntries.statusReason, query.reason) : undefined,
    query.holder.length > 0 ? inArray(directoryEntries.holderType, query.holder) : undefined,
    query.capability.length > 0 ? arrayOverlaps(directoryEntries.capabilities, query.capability) : undefined,
  );
}

/** One more than a page, in reading order, or away from the place where it leads back. */
export function pageQuery(db: Queryable, zone: string, where: SQL | undefined, from: { after?: Place; before?: Place }) {
  const place = from.before ?? from.after;
  const row = sql`(${directoryEntries.sortedAt}, ${directoryEntries.accountId})`;
  const bound = place && sql`(${place.at.toISOString()}::timestamptz, ${place.id})`;
  const beyond = bound && (from.before ? sql`${row} > ${bound}` : sql`${row} < ${bound}`);
  const order = from.before ? asc : desc;
  return db
    .select(rowColumns(zone))
    .from(directoryEntries)
    .where(and(where, beyond))
    .orderBy(order(directoryEntries.sortedAt), order(directoryEntries.accountId))
    .limit(accountsPerPage + 1);
}

async function readPage(db: Queryable, zone: string, where: SQL | undefined, from: { after?: Place; before?: Place }): Promise<StoredRow[]> {
  return pageQuery(db, zone, where, from);
}

async function boundedCount(db: Queryable, where: SQL | undefined): Promise<BoundedCount> {
  const some = db.select({ one: sql`1`.as("one") }).from(directoryEntries).where(where).limit(mostCounted + 1).as("some");
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  const count = row?.count ?? 0;
  return { count: Math.min(count, mostCounted), more: count > mostCounted };
}
