import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { DirectoryQuery } from "@/lib/directory-query";
import type { Queryable } from "../db/client";
import { fold } from "../directory/fold";
import { directoryBuckets, directorySummary } from "../db/schema-directory";

/** Accounts that are alike in everything that has few values. */
export type Bucket = Omit<typeof directoryBuckets.$inferSelect, "program">;

/** A part of the directory that an index holds in the list's order: a bucket, or what one product has in it. */
export type Cell = { bucket: number; product: string | null };

export type Facets = Pick<DirectoryQuery, "status" | "reason" | "capability" | "holder" | "notice" | "scra">;

export async function bucketsOf(db: Queryable, program: string): Promise<Bucket[]> {
  const { bucket, status, statusReason, capabilities, holderType, hasNotice, hasScra } = directoryBuckets;
  return db.select({ bucket, status, statusReason, capabilities, holderType, hasNotice, hasScra }).from(directoryBuckets).where(eq(directoryBuckets.program, program));
}

/** Whether the accounts of a bucket pass the filters; one that is empty lets everything through. */
export function bucketFits(bucket: Bucket, { status, reason, capability, holder, notice, scra }: Facets): boolean {
  return (
    includes(status, bucket.status) &&
    includes(reason, bucket.statusReason) &&
    (capability.length === 0 || bucket.capabilities.some((held) => capability.includes(held))) &&
    includes(holder, bucket.holderType) &&
    (notice === undefined || bucket.hasNotice === (notice === "yes")) &&
    (scra === undefined || bucket.hasScra)
  );
}

function includes(chosen: readonly string[], value: string | null): boolean {
  return chosen.length === 0 || (value !== null && chosen.includes(value));
}

/** The products of the filter as they are kept; null for all. */
export function foldedProducts({ product }: Pick<DirectoryQuery, "product">): string[] | null {
  return product.length === 0 ? null : product.map((name) => Array.from(fold(name)).slice(0, longestProduct).join(""));
}

/** As 0009_directory_keys.sql cuts them. */
const longestProduct = 200;

/** The parts in which these products and buckets have, or once had, accounts; `products` null: all. */
export async function cellsOf(db: Queryable, program: string, buckets: readonly Bucket[], products: readonly string[] | null): Promise<Cell[]> {
  if (products === null) return buckets.map(({ bucket }) => ({ bucket, product: null }));
  if (products.length === 0) return [];
  const known = await db
    .select({ bucket: directorySummary.bucket, product: directorySummary.product })
    .from(directorySummary)
    .where(and(eq(directorySummary.program, program), inArray(directorySummary.product, [...products])));
  const fitting = new Set(buckets.map(({ bucket }) => bucket));
  return known.filter(({ bucket }) => fitting.has(bucket));
}

/** How many accounts each cell has, about: changes that the worker has not added up yet are left out. */
export async function cellSizes(db: Queryable, program: string, cells: readonly Cell[]): Promise<number[]> {
  const rows = await db
    .select({ bucket: directorySummary.bucket, product: directorySummary.product, accounts: directorySummary.accounts })
    .from(directorySummary)
    .where(and(eq(directorySummary.program, program), sql`${directorySummary.bucket} = ANY(${sql.param([...new Set(cells.map(({ bucket }) => bucket))])}::bigint[])`));
  const sizes = new Map<string, number>();
  for (const { bucket, product, accounts } of rows) {
    sizes.set(`${bucket}`, (sizes.get(`${bucket}`) ?? 0) + accounts);
    sizes.set(`${bucket} ${product}`, accounts);
  }
  return cells.map(({ bucket, product }) => sizes.get(product === null ? `${bucket}` : `${bucket} ${product}`) ?? 0);
}
