import { serializeDirectoryQuery, wholeDirectory } from "./directory-query";
import type { DirectoryQuery } from "./directory-query";
import { inactiveBandDays } from "./overview";
import type { StatusCount, Week } from "./overview";

// Which list of accounts each figure of Overview counts; null where the list has no such filter.

const listOf = (filter: Partial<DirectoryQuery>): DirectoryQuery => ({ ...wholeDirectory, ...filter });

export function statusList({ status, capability }: Pick<StatusCount, "status" | "capability">): DirectoryQuery | null {
  if (capability === "") return null;
  return listOf({ status: [status], capability: capability === null ? [] : [capability] });
}

/** Of every status. */
export function capabilityList(capability: string | null): DirectoryQuery | null {
  return capability === "" ? null : listOf({ capability: capability === null ? [] : [capability] });
}

type Days = Pick<Week, "from" | "to">;

export function openedList({ from, to }: Days): DirectoryQuery {
  return listOf({ created: { from, to }, sort: "created" });
}

/** `notice`: with one, without one, or either. */
export function closedList({ from, to }: Days, notice?: "yes" | "no"): DirectoryQuery {
  return listOf({ closed: { from, to }, notice, sort: "closed" });
}

/** `band` null: of every age. */
export function inactiveList(reason: string | null, band: number | null, day: string): DirectoryQuery | null {
  if (reason === null) return null;
  return listOf({ status: ["inactive"], reason: [reason], inactive: band === null ? undefined : inactiveBandDays(band, day) });
}

export const scraEndingList: DirectoryQuery = listOf({ scra: "ending" });

/** Not read from Lead for so many days; of these statuses, or of every one. */
export function staleList(days: number, statuses: readonly string[] = []): DirectoryQuery {
  return listOf({ stale: days, status: [...statuses] });
}

/** Whatever is not closed, one that Lead added later too. */
export function openStatuses(accounts: readonly StatusCount[]): string[] {
  return [...new Set(accounts.map(({ status }) => status))].filter((status) => status !== "closed").sort();
}

export function listPath(programSlug: string, query: DirectoryQuery): string {
  const text = serializeDirectoryQuery(query);
  return `/programs/${programSlug}/accounts${text ? `?${text}` : ""}`;
}
