import "server-only";
import { and, eq, inArray, max, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { AccountCounts, BoundedCount, ProductCount } from "@/lib/account-views";
import type { DirectoryQuery, SearchTerm } from "@/lib/directory-query";
import { mostInBulk } from "@/lib/bulk/bulk-actions";
import { may } from "@/lib/permissions";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { directoryKeys, directorySummary } from "../db/schema-directory";
import { bucketFits, bucketsOf, foldedProducts } from "./account-list-cells";
import type { Bucket } from "./account-list-cells";
import { exportedWhere } from "./account-export-rows";
import { facetCounts } from "./account-list-facets";
import { askable, leavesOutRestricted, withoutRestricted, withoutTelling } from "./telling-filters";
import { areFew, eachFits, inRange, matching, mostLookedAt } from "./account-list-places";
import type { Few } from "./account-list-places";
import { keyRanges } from "./account-list-ranges";
import type { KeyRange } from "./account-list-ranges";
import { searchTerm } from "./account-search-term";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { boundedRead } from "./bounded-read";
import { searchCondition } from "./search-condition";
import type { DirectorySearch } from "./search-condition";

/** Changes that the worker has not added up yet, and that a count adds up itself. */
const mostPending = 10_000;
const mostProducts = 100;

/**
 * How many accounts there are as the address says, and beside each filter's value how many there would be with it under
 * the other filters. Without ranges and text this is exact, from the summary; with them no more than `mostLookedAt`
 * accounts are counted, and beyond that `more` says that there are more and `values` is null.
 */
export async function accountCounts(caller: Caller, query: DirectoryQuery, db: Database = sharedDatabase()): Promise<Result<AccountCounts>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  if (!may(caller.roles, "read-restrictions")) return countsWithoutCauses(caller, query, db);
  const term = await searchTerm(db, caller, query);
  return term.ok ? ok(await boundedRead(db, (tx) => countsOf(tx, caller, query, term.value))) : term;
}

/**
 * For those who may not know why an account is restricted: nothing is counted by reason or by notice. A list narrowed
 * by them is counted account by account, without figures beside the other filters.
 */
async function countsWithoutCauses(caller: Caller, query: DirectoryQuery, db: Database): Promise<Result<AccountCounts>> {
  const term = await searchTerm(db, caller, query);
  if (!term.ok) return term;
  const counted = await boundedRead(db, (tx) => countsOf(tx, caller, withoutTelling(query), term.value));
  const { status, capability, holder, product } = counted.values ?? {};
  if (!leavesOutRestricted(caller, query)) return ok({ ...counted, values: counted.values && { status, capability, holder, product: product ?? [] } });
  const total = await boundedRead(db, (tx) => countOpen(tx, caller, query, term.value));
  return ok({ ...counted, total, values: counted.values && { product: (product ?? []).map(({ name }) => ({ name, count: null })) } });
}

/** Those that are not restricted, of as many as one may act on at once. */
async function countOpen(db: Queryable, caller: Caller, asked: DirectoryQuery, term: SearchTerm | undefined): Promise<BoundedCount> {
  const query = askable(caller, asked);
  if (!query) return { count: 0, more: false };
  const where = await exportedWhere(db, caller, query, term);
  const { rows } = await db.execute<{ id: string }>(sql`SELECT ${directoryKeys.accountId} AS id FROM ${directoryKeys} WHERE ${where} LIMIT ${mostInBulk + 1}`);
  const open = await withoutRestricted(db, caller, rows.slice(0, mostInBulk).map(({ id }) => id));
  return { count: open.length, more: rows.length > mostInBulk };
}

async function countsOf(db: Queryable, caller: Caller, query: DirectoryQuery, term: SearchTerm | undefined): Promise<AccountCounts> {
  const { slug: program, timeZone } = caller.program;
  const search = term && (await searchCondition(db, program, term));
  const asked: Asked = { program, query, products: foldedProducts(query), buckets: await bucketsOf(db, program), ranges: keyRanges(query, timeZone), search };
  const tally = await tallyOf(db, asked);
  const fitting = asked.buckets.filter((bucket) => bucketFits(bucket, query));
  const total: BoundedCount = { count: fitting.reduce((sum, { bucket }) => sum + (tally.buckets.get(bucket) ?? 0), 0), more: tally.more };
  const values = tally.more ? null : { ...facetCounts(asked.buckets, query, tally.buckets), product: await productCounts(db, program, tally.products) };
  return { total, values, asOf: await countedUntil(db, program) };
}

type Asked = { program: string; query: DirectoryQuery; products: string[] | null; buckets: Bucket[]; ranges: KeyRange[]; search: DirectorySearch | undefined };

/** Accounts by bucket (of the products asked for) and by product (of the buckets that fit). */
type Tally = { buckets: Map<number, number>; products: Map<string, number>; more: boolean };

async function tallyOf(db: Queryable, asked: Asked): Promise<Tally> {
  const { program, ranges, search } = asked;
  if (ranges.length > 0) return ofRows(db, asked, await boundedRows(db, asked));
  if (!search) return ofSummary(db, asked, null);
  const all = await ofSummary(db, asked, search.products);
  if (search.matches.length === 0) return all;
  const others = sql`NOT (${directoryKeys.product} = ANY(${sql.param(search.products)}::text[]))`;
  return together(all, await ofRows(db, asked, { few: matching(program, search.matches), where: others }));
}

type Rows = { few: Few; where: SQL };

/** Every account that fits, where one condition leaves few; otherwise as many as are looked at. */
async function boundedRows(db: Queryable, { program, buckets, ranges, search }: Asked): Promise<Rows> {
  const scope = { program, buckets: buckets.map(({ bucket }) => bucket) };
  const matches = search && search.products.length === 0 ? [{ few: matching(program, search.matches), where: eachFits({ ranges, fits: undefined }) }] : [];
  const found = [...matches, ...ranges.map((range) => ({ few: inRange(scope, range), where: eachFits({ ranges, fits: search?.fits }) }))];
  for (const rows of found) if (await areFew(db, rows.few)) return rows;
  const [first] = found;
  if (!first) throw new Error("There is neither a range nor a search to count in.");
  return first;
}

/** `more`: where there are more than were looked at. */
async function ofRows(db: Queryable, asked: Asked, { few, where }: Rows): Promise<Tally> {
  const { rows } = await db.execute<{ bucket: number; product: string; accounts: number; isLooked: boolean }>(sql`
    WITH few AS MATERIALIZED (${few.found})
    SELECT ${directoryKeys.bucket} AS bucket, ${directoryKeys.product} AS product, count(*)::int AS accounts, false AS "isLooked" FROM ${few.keys} WHERE ${where} GROUP BY 1, 2
    UNION ALL SELECT 0, '', count(*)::int, true FROM few`);
  const counted = rows.filter(({ isLooked }) => !isLooked);
  const fitting = new Set(asked.buckets.filter((bucket) => bucketFits(bucket, asked.query)).map(({ bucket }) => bucket));
  return {
    buckets: summed(counted.filter(({ product }) => asked.products?.includes(product) ?? true).map(({ bucket, accounts }) => [bucket, accounts])),
    products: summed(counted.filter(({ bucket }) => fitting.has(bucket)).map(({ product, accounts }) => [product, accounts])),
    more: rows.some(({ isLooked, accounts }) => isLooked && accounts > mostLookedAt),
  };
}

/** `products`: those that a search leaves. */
async function ofSummary(db: Queryable, asked: Asked, products: readonly string[] | null): Promise<Tally> {
  const found = products === null ? undefined : ofProducts(products);
  const chosen = asked.products === null ? undefined : ofProducts(asked.products);
  const fitting = asked.buckets.filter((bucket) => bucketFits(bucket, asked.query)).map(({ bucket }) => bucket);
  const counted = counts(asked.program);
  const byBucket = await db.execute<{ key: number; accounts: number }>(sql`SELECT bucket AS key, sum(accounts)::int AS accounts FROM (${counted}) AS counted WHERE ${and(found, chosen) ?? sql`true`} GROUP BY bucket`);
  const byProduct = await db.execute<{ key: string; accounts: number }>(sql`
    SELECT product AS key, sum(accounts)::int AS accounts FROM (${counted}) AS counted WHERE ${and(found, sql`bucket = ANY(${sql.param(fitting)}::bigint[])`)} GROUP BY product`);
  return { buckets: new Map(byBucket.rows.map(({ key, accounts }) => [key, accounts])), products: new Map(byProduct.rows.map(({ key, accounts }) => [key, accounts])), more: false };
}

const ofProducts = (products: readonly string[]): SQL => sql`product = ANY(${sql.param([...products])}::text[])`;

/** What the worker has added up, and what waits for it. */
function counts(program: string): SQL {
  return sql`SELECT product, bucket, accounts FROM directory_summary WHERE program = ${program}
    UNION ALL (SELECT product, bucket, accounts FROM directory_summary_changes WHERE program = ${program} ORDER BY id LIMIT ${mostPending})`;
}

/** The time up to which every change is in the counts: now, unless a great many wait for the worker. */
async function countedUntil(db: Queryable, program: string): Promise<string> {
  const { rows: [row] } = await db.execute<{ at: number }>(sql`
    SELECT (extract(epoch FROM coalesce((SELECT at FROM directory_summary_changes WHERE program = ${program} ORDER BY id OFFSET ${mostPending} LIMIT 1), now())) * 1000)::bigint AS at`);
  return new Date(row?.at ?? 0).toISOString();
}

function summed<Key>(counted: readonly (readonly [Key, number])[]): Map<Key, number> {
  const sums = new Map<Key, number>();
  for (const [key, accounts] of counted) sums.set(key, (sums.get(key) ?? 0) + accounts);
  return sums;
}

function together(one: Tally, other: Tally): Tally {
  return { buckets: summed([...one.buckets, ...other.buckets]), products: summed([...one.products, ...other.products]), more: one.more || other.more };
}

/** The products with the most accounts, by their names. */
async function productCounts(db: Queryable, program: string, products: ReadonlyMap<string, number>): Promise<ProductCount[]> {
  const top = [...products].filter(([, accounts]) => accounts > 0).sort(([, a], [, b]) => b - a).slice(0, mostProducts);
  if (top.length === 0) return [];
  const named = await db
    .select({ product: directorySummary.product, name: max(directorySummary.productName) })
    .from(directorySummary)
    .where(and(eq(directorySummary.program, program), inArray(directorySummary.product, top.map(([product]) => product))))
    .groupBy(directorySummary.product);
  const names = new Map(named.map(({ product, name }) => [product, name]));
  return top.map(([product, count]) => ({ name: names.get(product) ?? product, count }));
}
