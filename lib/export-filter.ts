import { directoryFilters, directoryRanges, usualDirection } from "./directory-query";
import type { DirectoryQuery } from "./directory-query";

export const exportFormats = ["csv", "jsonl"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What a list was narrowed by, by the names that its address uses; empty for the whole directory. */
export type ExportFilter = Record<string, string | string[]>;

/** A text that the server keeps stays there: it may be a person's name or an account number. */
const keptText = "a text that is not shown";

export function exportFilter(query: DirectoryQuery): ExportFilter {
  const filter: ExportFilter = {};
  if (query.q !== "") filter.q = query.q;
  if (query.search !== undefined) filter.search = keptText;
  for (const name of directoryFilters) if (query[name].length > 0) filter[name] = [...query[name]];
  if (query.product.length > 0) filter.product = query.product.map((name) => name || "none");
  if (query.notice) filter.notice = query.notice;
  if (query.scra) filter.scra = query.scra;
  for (const name of directoryRanges) if (query[name]) filter[name] = `${query[name].from ?? ""}..${query[name].to ?? ""}`;
  if (query.stale !== undefined) filter.stale = `${query.stale} days`;
  return filter;
}

/** "updated", or "closed asc" where it does not run as usual. */
export function exportOrder({ sort, direction }: DirectoryQuery): string {
  return direction === usualDirection[sort] ? sort : `${sort} ${direction}`;
}

const longestPart = 40;
const longestFilter = 120;

/**
 * "accounts-growth-inactive-dormant-2026-11-20T150000Z.csv": letters, digits and hyphens alone, so that it is a name on
 * every system. What was searched for is told as "search": names of files are seen where their content is not.
 *
 * @param asOf ISO 8601, UTC
 * @param chosen how many were chosen by hand; null for a whole list
 */
export function exportFileName(program: string, { query, chosen, asOf }: { query: DirectoryQuery; chosen: number | null; asOf: string }, format: ExportFormat): string {
  const parts = chosen !== null ? [`${chosen}-chosen`] : Object.entries(exportFilter(query)).map(([name, value]) => fileNamePart(name, value));
  const filter = parts.filter((part) => part !== "").join("-").slice(0, longestFilter).replace(/-$/, "");
  return datedFileName(["accounts", program, filter], asOf, format);
}

/** Letters, digits and hyphens alone. `asOf`: ISO 8601, UTC. */
export function datedFileName(parts: readonly string[], asOf: string, format: string): string {
  const time = `${asOf.slice(0, 19).replaceAll(":", "")}Z`;
  return `${parts.map(plain).filter((part) => part !== "").join("-")}-${time}.${format}`;
}

const selfNamed: readonly string[] = ["status", "reason", "capability", "holder", "product"];

function fileNamePart(name: string, value: string | string[]): string {
  if (name === "q" || name === "search") return "search";
  const words = plain([value].flat().join("-")).slice(0, longestPart).replace(/-$/, "");
  return selfNamed.includes(name) ? words : `${name}-${words}`;
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll("..", " to ").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}
