import "server-only";
import { and, between, gt, gte, isNotNull, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { scraEndingDays } from "@/lib/directory-query";
import type { DayRange, DirectoryQuery } from "@/lib/directory-query";
import { directoryKeys } from "../db/schema-directory";
import { businessToday } from "./account-rows";

/**
 * A filter from a value to a value: its condition on directory_keys, and what the index for it is sorted on, for the
 * whole program or in each bucket.
 */
export type KeyRange = { name: RangeName; where: SQL; indexed: SQL; isOfProgram: boolean };
type RangeName = "updated" | "created" | "closed" | "inactive" | "limit" | "stale" | "scra";

type Ranged = Pick<DirectoryQuery, "created" | "updated" | "closed" | "inactive" | "limit" | "stale" | "scra">;

/** The ranges that are asked for; days and "today" are business days of the zone. */
export function keyRanges(query: Ranged, zone: string): KeyRange[] {
  const ranges = [dayRange("updated", query, zone), dayRange("created", query, zone), dayRange("closed", query, zone), dayRange("inactive", query, zone), limitRange(query), staleRange(query), scraRange(query, zone)];
  return ranges.filter((range) => range !== undefined);
}

function dayRange(name: "updated" | "created" | "closed" | "inactive", query: Ranged, zone: string): KeyRange | undefined {
  const range: DayRange | undefined = query[name];
  if (!range) return undefined;
  const column = directoryKeys[name === "inactive" ? "inactiveSince" : name];
  const start = (day: string, plusDays: number) => sql`((${day}::date + ${plusDays}::int)::timestamp AT TIME ZONE ${zone})`;
  const from = range.from === undefined ? gt(column, sql`'0001-01-01T00:00:00Z'::timestamptz`) : gte(column, start(range.from, 0));
  return condition(name, sql`${column}`, and(from, range.to === undefined ? undefined : lt(column, start(range.to, 1))));
}

function limitRange({ limit }: Ranged): KeyRange | undefined {
  if (!limit) return undefined;
  const column = directoryKeys.creditLimit;
  const where = and(isNotNull(column), limit.from === undefined ? undefined : gte(column, limit.from), limit.to === undefined ? undefined : lte(column, limit.to));
  return condition("limit", sql`${column}`, where);
}

function staleRange({ stale }: Ranged): KeyRange | undefined {
  if (stale === undefined) return undefined;
  return condition("stale", sql`${directoryKeys.readAt}`, lt(directoryKeys.readAt, sql`now() - make_interval(days => ${stale}::int)`));
}

/** As `scraPeriod` reads the dates: a period without an end is open. */
function scraRange({ scra }: Ranged, zone: string): KeyRange | undefined {
  if (scra === undefined) return undefined;
  const today = sql`${businessToday(zone)}::date`;
  const lastDay = sql`coalesce(${directoryKeys.scraEnd}, 'infinity')`;
  const ends = scra === "active" ? sql`${lastDay} >= ${today}` : between(lastDay, today, sql`${today} + ${scraEndingDays}::int`);
  const isProtected = or(isNotNull(directoryKeys.scraStart), isNotNull(directoryKeys.scraEnd));
  return condition("scra", lastDay, and(isProtected, ends, or(isNull(directoryKeys.scraStart), lte(directoryKeys.scraStart, today))));
}

function condition(name: RangeName, indexed: SQL, where: SQL | undefined): KeyRange {
  if (!where) throw new Error(`The range ${name} has no bounds.`);
  return { name, indexed, where, isOfProgram: name !== "updated" && name !== "created" && name !== "closed" && name !== "inactive" };
}
