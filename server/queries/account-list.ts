import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { AccountListPage } from "@/lib/account-views";
import { offeredSorts } from "@/lib/directory-query";
import type { DirectoryQuery, SearchTerm } from "@/lib/directory-query";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { directoryEntries } from "../db/schema";
import { accountRows, rowColumns } from "./account-rows";
import type { StoredRow } from "./account-rows";
import { bucketFits, bucketsOf, cellsOf, foldedProducts } from "./account-list-cells";
import type { Bucket } from "./account-list-cells";
import { decodeListCursor, listPage, mergedPlaces } from "./account-list-cursor";
import type { FoundPlaces, ListOrder, ListPlace, ListStart } from "./account-list-cursor";
import { areFew, fewInOrder, foundNearby, headOfCells, inRange, lookThroughCells, matching } from "./account-list-places";
import type { ListScope } from "./account-list-places";
import { keyRanges } from "./account-list-ranges";
import { searchTerm } from "./account-search-term";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { boundedRead } from "./bounded-read";
import { askable, leavesOutRestricted } from "./telling-filters";
import { searchCondition } from "./search-condition";
import type { DirectorySearch } from "./search-condition";

export const accountsPerPage = 50;

/** A page, and one more that tells whether the list goes on. */
const readAtOnce = accountsPerPage + 1;

/**
 * One page of the directory, as the address says it; counts are another question (`accountCounts`). It costs the same
 * at any size: an index holds every bucket of alike accounts in every order. Filters from a value to a value, and
 * searches, may stop at `mostLookedAt` accounts: `next` then goes on behind, even where the page is short or empty.
 */
export async function accountList(caller: Caller, asked: DirectoryQuery, db: Database = sharedDatabase()): Promise<Result<AccountListPage>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  const query = askable(caller, asked);
  if (!query) return ok({ rows: [], next: null, previous: null });
  const order: ListOrder = offeredSorts(query).includes(query.sort) ? query : { sort: "updated", direction: query.direction };
  const from = { after: decodeListCursor(query.after, order), before: decodeListCursor(query.before, order) };
  const term = await searchTerm(db, caller, query);
  if (!term.ok) return term;
  return boundedRead(db, async (tx) => {
    const found = await placesOf(tx, caller, query, term.value, readingFrom(order, from));
    const { places, next, previous } = listPage(found, accountsPerPage, order, from);
    const rows = await accountRows(tx, caller, await rowsAt(tx, caller, places));
    return ok({ rows: leavesOutRestricted(caller, query) ? rows.filter(({ restricted }) => !restricted) : rows, next, previous });
  });
}

type Reading = Pick<ListScope, "order" | "place">;

/** Away from a place that leads back, the list is read the other way round. */
function readingFrom({ sort, direction }: ListOrder, { after, before }: ListStart): Reading {
  if (!before) return { order: { sort, direction }, place: after };
  return { order: { sort, direction: direction === "asc" ? "desc" : "asc" }, place: before };
}

/** One more than a page of places, from wherever they are found fastest. */
async function placesOf(db: Queryable, caller: Pick<Caller, "program">, query: DirectoryQuery, term: SearchTerm | undefined, reading: Reading): Promise<FoundPlaces> {
  const { slug: program, timeZone } = caller.program;
  const [search, buckets] = [term && (await searchCondition(db, program, term)), await bucketsOf(db, program)];
  const fitting = buckets.filter((bucket) => bucketFits(bucket, query));
  const ranges = keyRanges(query, timeZone);
  const base = {
    ...reading,
    program,
    buckets: fitting.map(({ bucket }) => bucket),
    isEveryBucket: fitting.length === buckets.length,
    along: ranges.find(({ name }) => name === reading.order.sort),
    ranges: ranges.filter(({ name }) => name !== reading.order.sort),
    fits: undefined,
  };
  const inProducts = (products: readonly string[] | null, fits?: SQL) => scopeOf(db, { ...base, fits }, fitting, products);
  const products = foldedProducts(query);
  return search ? searched(db, search, products, inProducts) : inCells(db, await inProducts(products));
}

type InProducts = (products: readonly string[] | null, fits?: SQL) => Promise<ListScope>;

/** What a search names is read whole; what it describes may be everywhere, and a first look then finds enough. */
async function searched(db: Queryable, { exact, fits, matches, products: ofSearch }: DirectorySearch, products: readonly string[] | null, inProducts: InProducts): Promise<FoundPlaces> {
  const scope = await inProducts(products, fits);
  const nearby = exact || matches.length === 0 ? null : await foundNearby(db, scope, readAtOnce);
  if (nearby) return nearby;
  const few = await fewMatches(db, { ...scope, fits: undefined }, matches);
  if (!few) return fewOrFar(db, scope);
  const all = await inCells(db, await inProducts(products?.filter((product) => ofSearch.includes(product)) ?? ofSearch));
  return mergedPlaces(all, few, scope.order, readAtOnce);
}

async function fewMatches(db: Queryable, scope: ListScope, matches: DirectorySearch["matches"]): Promise<FoundPlaces | null> {
  if (matches.length === 0) return { places: [], stoppedAt: null };
  return fewInOrder(db, scope, matching(scope.program, matches), readAtOnce);
}

type ScopeBase = Omit<ListScope, "cells" | "products"> & { isEveryBucket: boolean };

async function scopeOf(db: Queryable, base: ScopeBase, fitting: readonly Bucket[], products: readonly string[] | null): Promise<ListScope> {
  const isWhole = base.isEveryBucket && products === null && base.order.sort === "updated";
  return { ...base, products, cells: isWhole ? null : await cellsOf(db, base.program, fitting, products) };
}

/** By the cheapest way that fills the page. */
async function inCells(db: Queryable, scope: ListScope): Promise<FoundPlaces> {
  if (scope.ranges.length === 0) return headOfCells(db, scope, readAtOnce);
  return (await foundNearby(db, scope, readAtOnce)) ?? fewOrFar(db, scope);
}

/** Every account of a range that has few, or a long look. */
async function fewOrFar(db: Queryable, scope: ListScope): Promise<FoundPlaces> {
  for (const range of scope.ranges) {
    const rows = inRange(scope, range);
    const few = (await areFew(db, rows)) ? await fewInOrder(db, scope, rows, readAtOnce) : null;
    if (few) return few;
  }
  return lookThroughCells(db, scope, readAtOnce);
}

async function rowsAt(db: Queryable, { program }: Caller, places: readonly ListPlace[]): Promise<StoredRow[]> {
  if (places.length === 0) return [];
  const ids = places.map(({ id }) => id);
  const rows = await db.select(rowColumns(program.timeZone)).from(directoryEntries).where(and(eq(directoryEntries.program, program.slug), inArray(directoryEntries.accountId, ids)));
  const byId = new Map(rows.map((row) => [row.accountId, row]));
  return ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
}
