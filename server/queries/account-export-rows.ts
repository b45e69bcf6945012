import "server-only";
import { and, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { ExportedAccount } from "@/lib/account-export";
import type { DirectoryQuery, SearchTerm } from "@/lib/directory-query";
import type { Queryable } from "../db/client";
import { directoryEntries } from "../db/schema";
import { directoryKeys } from "../db/schema-directory";
import { bucketFits, bucketsOf, foldedProducts } from "./account-list-cells";
import { inBuckets, inProducts } from "./account-list-places";
import { keyRanges } from "./account-list-ranges";
import { accountRows, rowColumns } from "./account-rows";
import type { Caller } from "./authorise";
import { searchCondition } from "./search-condition";
import type { DirectorySearch } from "./search-condition";

/** Every account that the list has for this query, on directory_keys: the same conditions, without its bounds. */
export async function exportedWhere(db: Queryable, { program: { slug, timeZone } }: Pick<Caller, "program">, query: DirectoryQuery, term: SearchTerm | undefined): Promise<SQL | undefined> {
  const buckets = await bucketsOf(db, slug);
  const fitting = buckets.filter((bucket) => bucketFits(bucket, query));
  return and(
    eq(directoryKeys.program, slug),
    fitting.length === buckets.length ? undefined : inBuckets(fitting.map(({ bucket }) => bucket)),
    inProducts(foldedProducts(query)),
    query.sort === "closed" ? isNotNull(directoryKeys.closed) : undefined,
    ...keyRanges(query, timeZone).map(({ where }) => where),
    term && found(await searchCondition(db, slug, term)),
  );
}

/** The accounts chosen by hand, as far as the directory of the program has them. */
export function chosenWhere({ program: { slug } }: Pick<Caller, "program">, accountIds: readonly string[]): SQL | undefined {
  return and(eq(directoryKeys.program, slug), sql`${directoryKeys.accountId} = ANY(${sql.param([...accountIds])}::text[])`);
}

/** Matches are gathered once and not looked up account by account, for all of the directory may be asked about. */
function found({ products, matches }: DirectorySearch): SQL {
  const gathered = matches.map(({ ids, fits }) => and(sql`${directoryKeys.accountId} IN (${ids})`, fits));
  return or(products.length > 0 ? inArray(directoryKeys.product, products) : undefined, ...gathered) ?? sql`false`;
}

export async function countExported(db: Queryable, where: SQL | undefined): Promise<number> {
  const { rows: [counted] } = await db.execute<{ accounts: number }>(sql`SELECT count(*)::int AS accounts FROM ${directoryKeys} WHERE ${where}`);
  return counted?.accounts ?? 0;
}

/** Their ids, in the list's order. */
export function exportedIds(where: SQL | undefined, { sort, direction }: DirectoryQuery): SQL {
  const way = sql.raw(direction === "asc" ? "ASC" : "DESC");
  return sql`SELECT ${directoryKeys.accountId} AS id FROM ${directoryKeys} WHERE ${where} ORDER BY ${directoryKeys[sort]} ${way}, ${directoryKeys.accountId} ${way}`;
}

/** In the order of the ids, as the list shows them to this person. */
export async function exportedAccounts(db: Queryable, caller: Caller, ids: readonly string[]): Promise<ExportedAccount[]> {
  const { slug, timeZone } = caller.program;
  const stored = await db
    .select({ ...rowColumns(timeZone), createdAt: directoryEntries.leadCreatedAt })
    .from(directoryEntries)
    .where(and(eq(directoryEntries.program, slug), sql`${directoryEntries.accountId} = ANY(${sql.param([...ids])}::text[])`));
  const byId = new Map(stored.map((row) => [row.accountId, row]));
  const ordered = ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
  const rows = await accountRows(db, caller, ordered, Infinity);
  return rows.map((row, index) => ({ row, createdAt: ordered[index]?.createdAt?.toISOString() ?? null }));
}
