import "server-only";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Queryable } from "../db/client";
import { directoryKeys } from "../db/schema-directory";
import { cellSizes } from "./account-list-cells";
import type { Cell } from "./account-list-cells";
import type { FoundPlaces, ListCursor, ListOrder, ListPlace } from "./account-list-cursor";
import type { KeyRange } from "./account-list-ranges";
import type { DirectorySearch } from "./search-condition";

/**
 * What bounds a page, whatever the filters: it looks at no more accounts than this, one by one. A condition that fewer
 * accounts meet is read whole; one that more meet is met often enough that a look this long fills the page, unless it
 * has to do with the order itself: then the page is short and its cursor goes on from where it stopped.
 */
export const mostLookedAt = 10_000;

/** Fewer where each has to be looked up in other tables for a text. */
const mostLookedUp = 5_000;

/** What a first, cheap look takes in: it fills the page of most lists. */
const firstLook = 600;

/** Fewer found at first do not say how long a second look has to be. */
const fewestFound = 6;

/** Of each cell, or the look would end where chance puts several of a small one together. */
const fewestOfCell = 8;

/**
 * What a list asks for, resolved. `cells` null is the whole program; `buckets` are those that the filters leave; `ranges`
 * do not include the one that the order runs along; `fits` is what a search asks of each account.
 */
export type ListScope = {
  program: string;
  order: ListOrder;
  /** Where the reading starts; `order` is the direction of the reading. */
  place: ListCursor | undefined;
  cells: readonly Cell[] | null;
  buckets: readonly number[];
  products: readonly string[] | null;
  along: KeyRange | undefined;
  ranges: readonly KeyRange[];
  fits: SQL | undefined;
};

/** The head of each cell, merged: as many index entries as there are cells, times the page. */
export async function headOfCells(db: Queryable, scope: ListScope, limit: number): Promise<FoundPlaces> {
  if (scope.cells?.length === 0) return { places: [], stoppedAt: null };
  const head = sql`SELECT ${directoryKeys.accountId} AS id, ${sortColumn(scope)} AS key FROM ${directoryKeys} WHERE ${and(ofCell(scope), scope.along?.where, onwards(scope))} ${inOrder(scope)} LIMIT ${limit}`;
  const { rows } = await db.execute<PlaceRow>(sql`SELECT head.id, ${keyOut(scope)} AS key FROM ${cellRows(scope)} CROSS JOIN LATERAL (${head}) head ${outOrder(scope)} LIMIT ${limit}`);
  return { places: rows.map(placeOf), stoppedAt: null };
}

/** What is found near the place, if it fills the page or leaves nothing to be looked at; most lists need no more. */
export async function foundNearby(db: Queryable, scope: ListScope, limit: number): Promise<FoundPlaces | null> {
  const first = await lookThroughCells(db, scope, limit, firstLook);
  const isEnough = ({ places, stoppedAt }: FoundPlaces) => places.length >= limit || stoppedAt === null;
  const found = first.places.length;
  if (isEnough(first) || found < fewestFound || !first.stoppedAt) return isEnough(first) ? first : null;
  const missing = limit - found;
  const longer = Math.min(mostLookedUp, Math.ceil((2 * firstLook * missing) / found));
  const behind = await lookThroughCells(db, { ...scope, place: { ...first.stoppedAt, itself: false } }, missing, longer);
  const both = { places: [...first.places, ...behind.places], stoppedAt: behind.stoppedAt };
  return isEnough(both) ? both : null;
}

/** The same where each account has to be looked at for more than its cell: the window of each cell is as long as its share. */
export async function lookThroughCells(db: Queryable, scope: ListScope, limit: number, most = scope.fits ? mostLookedUp : mostLookedAt): Promise<FoundPlaces> {
  if (scope.cells?.length === 0) return { places: [], stoppedAt: null };
  const windows = await windowsOf(db, scope, most);
  const window = sql`SELECT * FROM ${directoryKeys} WHERE ${and(ofCell(scope), scope.along?.where, onwards(scope))} ${inOrder(scope)} LIMIT cell.look`;
  const looked = sql`SELECT ${directoryKeys.accountId} AS id, ${sortColumn(scope)} AS key, ${eachFits(scope)} AS fits, row_number() OVER () = cell.look AS is_last FROM (${window}) AS directory_keys`;
  const { rows } = await db.execute<PlaceRow & { stop: boolean }>(sql`
    WITH looked AS MATERIALIZED (SELECT head.* FROM ${cellRows(scope, windows)} CROSS JOIN LATERAL (${looked}) head),
    stop AS (SELECT * FROM looked head WHERE is_last ${outOrder(scope)} LIMIT 1),
    found AS (SELECT * FROM looked head WHERE fits AND NOT EXISTS (SELECT FROM stop WHERE (head.key, head.id) ${sql.raw(isAscending(scope) ? ">" : "<")} (stop.key, stop.id)) ${outOrder(scope)} LIMIT ${limit})
    SELECT id, ${keyOut(scope)} AS key, false AS stop FROM found head UNION ALL SELECT id, ${keyOut(scope)}, true FROM stop head`);
  const stop = rows.find((row) => row.stop);
  return { places: rows.filter((row) => !row.stop).map(placeOf), stoppedAt: stop ? placeOf(stop) : null };
}

/** Everything that meets one condition with few accounts, sorted; null where they are not few. */
export async function fewInOrder(db: Queryable, scope: ListScope, few: Few, limit: number): Promise<FoundPlaces | null> {
  const inScope = and(inBuckets(scope.buckets), inProducts(scope.products), isClosed(scope), scope.along?.where, eachFits(scope), onwards(scope));
  const { rows } = await db.execute<PlaceRow & { many: boolean }>(sql`
    WITH few AS MATERIALIZED (${few.found}),
    found AS (SELECT ${directoryKeys.accountId} AS id, ${sortColumn(scope)} AS key FROM ${few.keys} WHERE (SELECT count(*) FROM few) <= ${mostLookedAt} AND ${inScope}),
    page AS (SELECT * FROM found head ${outOrder(scope)} LIMIT ${limit})
    SELECT id, ${keyOut(scope)} AS key, false AS many FROM page head
    UNION ALL SELECT '', NULL, true WHERE (SELECT count(*) FROM few) > ${mostLookedAt}`);
  return rows.some(({ many }) => many) ? null : { places: rows.map(placeOf), stoppedAt: null };
}

/** What meets one condition, no more than are looked at and one; `keys`: its rows of directory_keys, from a table `few`. */
export type Few = { found: SQL; keys: SQL };

/** From an index that has the range together. */
export function inRange({ program, buckets }: Pick<ListScope, "program" | "buckets">, range: KeyRange): Few {
  const where = and(eq(directoryKeys.program, program), range.where);
  const head = (more: SQL) => sql`SELECT * FROM ${directoryKeys} WHERE ${where} ${more} ORDER BY ${range.indexed} LIMIT ${mostLookedAt + 1}`;
  const ofBuckets = sql`SELECT one.* FROM unnest(${sql.param([...buckets])}::bigint[]) AS cell (bucket) CROSS JOIN LATERAL (${head(sql`AND ${directoryKeys.bucket} = cell.bucket`)}) AS one LIMIT ${mostLookedAt + 1}`;
  return { found: range.isOfProgram ? head(sql``) : ofBuckets, keys: sql`few AS directory_keys` };
}

/** Each id is looked up: the planner would rather read all keys. */
export function matching(program: string, matches: DirectorySearch["matches"]): Few {
  const each = matches.map(({ ids }) => sql`(${ids} LIMIT ${mostLookedAt + 1})`);
  const found = each.length > 0 ? sql.join(each, sql` UNION `) : sql`SELECT '' AS account_id WHERE false`;
  const key = sql`SELECT * FROM ${directoryKeys} WHERE ${eq(directoryKeys.program, program)} AND ${directoryKeys.accountId} = few.account_id LIMIT 1`;
  return { found, keys: sql`few CROSS JOIN LATERAL (${key}) AS directory_keys` };
}

/** Whether they can be read whole; the answer costs less than their keys. */
export async function areFew(db: Queryable, { found }: Few): Promise<boolean> {
  const { rows: [counted] } = await db.execute<{ count: number }>(sql`SELECT count(*)::int AS count FROM (${found}) AS few`);
  return (counted?.count ?? 0) <= mostLookedAt;
}

export const inBuckets = (buckets: readonly number[]): SQL => sql`${directoryKeys.bucket} = ANY(${sql.param([...buckets])}::bigint[])`;

export const inProducts = (products: readonly string[] | null): SQL | undefined =>
  products === null ? undefined : sql`${directoryKeys.product} = ANY(${sql.param([...products])}::text[])`;

/** What neither cells nor the order's own index has settled. */
export const eachFits = ({ ranges, fits }: Pick<ListScope, "ranges" | "fits">): SQL => and(...ranges.map(({ where }) => where), fits) ?? sql`true`;

/** The index of closings holds the closed ones alone. */
const isClosed = ({ order }: ListScope): SQL | undefined => (order.sort === "closed" ? isNotNull(directoryKeys.closed) : undefined);

type PlaceRow = { id: string; key: number | string };

const placeOf = ({ id, key }: PlaceRow): ListPlace => ({ id, key });

const isAscending = ({ order }: ListScope) => order.direction === "asc";

const sortColumn = ({ order }: ListScope) => directoryKeys[order.sort];

/** Milliseconds, exactly: a time has no more digits than these here. */
const keyOut = ({ order }: ListScope): SQL => (order.sort === "product" ? sql`head.key` : sql`(extract(epoch FROM head.key) * 1000)::bigint`);

const outOrder = (scope: ListScope): SQL => sql.raw(isAscending(scope) ? "ORDER BY head.key, head.id" : "ORDER BY head.key DESC, head.id DESC");

function inOrder(scope: ListScope): SQL {
  const way = sql.raw(isAscending(scope) ? "ASC" : "DESC");
  return sql`ORDER BY ${sortColumn(scope)} ${way}, ${directoryKeys.accountId} ${way}`;
}

function ofCell(scope: ListScope): SQL | undefined {
  const { program, cells } = scope;
  return and(
    eq(directoryKeys.program, program),
    cells === null ? undefined : sql`${directoryKeys.bucket} = cell.bucket`,
    cells?.some(({ product }) => product !== null) ? sql`${directoryKeys.product} = cell.product` : undefined,
    isClosed(scope),
  );
}

function cellRows({ cells }: ListScope, windows?: readonly number[]): SQL {
  const read = cells ?? [{ bucket: null, product: null }];
  const looks = windows ?? read.map(() => null);
  return sql`unnest(${sql.param(read.map(({ bucket }) => bucket))}::bigint[], ${sql.param(read.map(({ product }) => product))}::text[], ${sql.param([...looks])}::int[]) AS cell (bucket, product, look)`;
}

async function windowsOf(db: Queryable, { program, cells }: ListScope, most: number): Promise<number[]> {
  if (cells === null) return [most];
  const sizes = await cellSizes(db, program, cells);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  // Half of it evenly: sizes run behind while the worker has much to add up.
  return sizes.map((size) => fewestOfCell + Math.ceil((most / 2) * (size / Math.max(all, 1) + 1 / sizes.length)));
}

/** Behind the place in the direction of the reading. */
function onwards(scope: ListScope): SQL | undefined {
  const { place, order } = scope;
  if (!place) return undefined;
  const key = order.sort === "product" ? sql`${place.key}::text` : sql`${new Date(Number(place.key)).toISOString()}::timestamptz`;
  const beyond = sql.raw(`${isAscending(scope) ? ">" : "<"}${place.itself ? "=" : ""}`);
  return sql`(${sortColumn(scope)}, ${directoryKeys.accountId}) ${beyond} (${key}, ${place.id})`;
}
