import { z } from "zod";
import { plainAccountNumber } from "./account-number-search";
import type { SearchFound } from "./account-number-search";
import { isAccountId, isApplicationId, isEntityId } from "./lead/ids";

export const searchLimit = 200;

/**
 * What a person pasted, understood. `text` is a client account id, a client customer id, or a part of a product's name, a
 * holder's name or a metadata value; `number` may be a bank account number, or an id of the program's own.
 */
export type SearchTerm =
  | { kind: "account"; id: string }
  | { kind: "entity"; id: string }
  | { kind: "application"; id: string }
  | { kind: "metadata"; key: string; value: string }
  | { kind: "number"; digits: string }
  | { kind: "text"; text: string }
  | SearchFound;

/** Undefined for nothing at all. */
export function classifySearch(pasted: string): SearchTerm | undefined {
  const text = pasted.trim().slice(0, searchLimit);
  if (text === "") return undefined;
  const byId = idTerm(text);
  if (byId) return byId;
  if (mayBeAccountNumber(text)) return { kind: "number", digits: plainAccountNumber(text) ?? text };
  const colon = text.indexOf(":");
  const [key, value] = [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
  return colon > 0 && key !== "" && value !== "" ? { kind: "metadata", key, value } : { kind: "text", text };
}

function idTerm(id: string): SearchTerm | undefined {
  // The guards narrow to never where they fail; a plain list keeps the text a text.
  const kinds = [["account", isAccountId], ["entity", isEntityId], ["application", isApplicationId]] as const;
  const found = kinds.find(([, fits]) => fits(id));
  return found && { kind: found[0], id };
}

const personalPatterns = [/\S@\S+\.\S/, /\b\d{3}-\d{2}-\d{4}\b/, /^\+\d[\d\s().-]{6,}$/];

/** E-mail addresses, tax ids and telephone numbers are neither searched for nor put into an address. */
export function isPersonalDetail(text: string): boolean {
  return personalPatterns.some((pattern) => pattern.test(text.trim()));
}

/** 8 to 17 digits, perhaps in groups: searched for, and kept out of addresses and logs. */
export function mayBeAccountNumber(text: string): boolean {
  return /^\d(?:[ -]?\d){7,16}$/.test(text.trim());
}

/** An address carries ids, enums and products; other search text is a `search` that the server keeps. */
const addressText = (text: string) => (isPersonalDetail(text) || mayBeAccountNumber(text) ? "" : text.trim().slice(0, searchLimit));

/** Any enum value that Lead might have, known or not. */
const enumValue = z.string().regex(/^[a-z0-9_]{1,64}$/);
const enumValues = z
  .string()
  .transform((text) => [...new Set(text.split(",").filter((value) => enumValue.safeParse(value).success))].sort().slice(0, 20))
  .catch([]);
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);
const cursor = optional(z.string().regex(/^[\w-]{8,1500}$/));

/** "from..to", one of which may be left out. */
function range<Bound extends z.ZodType<string | number, string>>(bound: Bound) {
  const parts = z.string().regex(/^[^.]*\.\.[^.]*$/).transform((text) => text.split("..").map((part) => (part === "" ? undefined : part)));
  const bounds = z.tuple([bound.optional(), bound.optional()]).refine(([from, to]) => from !== undefined || to !== undefined);
  return optional(parts.pipe(bounds).transform(([from, to]) => ({ from, to })));
}
const days = range(z.iso.date());
const amounts = range(z.string().regex(/^\d{1,15}$/).transform(Number));

const isProductName = (name: string) => name.length <= searchLimit && (name === "" || addressText(name) !== "");
const products = z
  .array(z.string())
  .transform((names) => [...new Set(names.map((name) => name.trim()).filter(isProductName))].sort().slice(0, 20))
  .catch([]);

/** Protection of a service member that ends within so many days ends soon. */
export const scraEndingDays = 30;

export const directorySorts = ["updated", "created", "closed", "product"] as const;
export type DirectorySort = (typeof directorySorts)[number];

const urlSchema = z.object({
  q: z.string().transform(addressText).catch(""),
  /** A text that the server keeps for the person who searched. */
  search: optional(z.uuid()),
  status: enumValues,
  reason: enumValues,
  capability: enumValues,
  holder: enumValues,
  /** Names; two that differ in case alone are one product. "": accounts without one. */
  product: products,
  /** Whether there is an adverse action notice. */
  notice: optional(z.enum(["yes", "no"])),
  /** Protected on the program's business day; `ending`: for 30 more days at most (50 USC 3937). */
  scra: optional(z.enum(["active", "ending"])),
  /** Business days of the program, both included. */
  created: days,
  updated: days,
  closed: days,
  /** Since when it is inactive for its reason. */
  inactive: days,
  /** Minor units, both included. */
  limit: amounts,
  /** Not read from Lead for so many days. */
  stale: optional(z.string().regex(/^[1-9]\d{0,2}$/).transform(Number)),
  sort: z.enum(directorySorts).catch("updated"),
  direction: optional(z.enum(["asc", "desc"])),
  after: cursor,
  before: cursor,
});

type Parsed = z.infer<typeof urlSchema>;

/** The list of accounts as an address says it: search, filters (each empty: all), order and the place in the list. */
export type DirectoryQuery = Omit<Parsed, "direction"> & { direction: SortDirection };
export type SortDirection = "asc" | "desc";
export type DayRange = NonNullable<Parsed["created"]>;

/** Filters by a set of enum values. */
export const directoryFilters = ["status", "reason", "capability", "holder"] as const satisfies readonly (keyof DirectoryQuery)[];
export type DirectoryFilter = (typeof directoryFilters)[number];

/** Filters from a value to a value. */
export const directoryRanges = ["created", "updated", "closed", "inactive", "limit"] as const satisfies readonly (keyof DirectoryQuery)[];


/** Which way an order runs unless it is asked otherwise. */
export const usualDirection: Readonly<Record<DirectorySort, SortDirection>> = { updated: "desc", created: "desc", closed: "desc", product: "asc" };

export const wholeDirectory: DirectoryQuery = {
  q: "", search: undefined, status: [], reason: [], capability: [], holder: [], product: [], notice: undefined, scra: undefined,
  created: undefined, updated: undefined, closed: undefined, inactive: undefined, limit: undefined, stale: undefined,
  sort: "updated", direction: "desc", after: undefined, before: undefined,
};

/** Orders that the list offers for these filters: by closing only where everything in the list is closed. */
export function offeredSorts({ status, closed }: Pick<DirectoryQuery, "status" | "closed">): readonly DirectorySort[] {
  const onlyClosed = closed !== undefined || (status.length === 1 && status[0] === "closed");
  return directorySorts.filter((sort) => onlyClosed || sort !== "closed");
}

function inOfferedOrder<Query extends Omit<DirectoryQuery, "direction">>(query: Query & { direction?: SortDirection }): Query & { direction: SortDirection } {
  const sort = offeredSorts(query).includes(query.sort) ? query.sort : "updated";
  return { ...query, sort, direction: (sort === query.sort ? query.direction : undefined) ?? usualDirection[sort] };
}

type UrlParameters = URLSearchParams | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads an address; what makes no sense in it is left out. Of a repeated parameter the first counts, but of products all. */
export function parseDirectoryQuery(parameters: UrlParameters): DirectoryQuery {
  return inOfferedOrder(urlSchema.parse({ ...plainParameters(parameters), product: every(parameters, "product") }));
}

function every(parameters: UrlParameters, name: string): readonly string[] {
  if (parameters instanceof URLSearchParams) return parameters.getAll(name);
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  return typeof value === "string" ? [value] : (value ?? []);
}

export function plainParameters(parameters: UrlParameters): Record<string, string> {
  const entries: [string, string | readonly string[] | undefined][] = parameters instanceof URLSearchParams ? [...parameters].reverse() : Object.entries(parameters);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => {
      const first = typeof value === "string" ? value : value?.[0];
      return first === undefined ? [] : [[name, first]];
    }),
  );
}

/** The part of an address after "?", in one order always; "" for the whole directory. */
export function serializeDirectoryQuery(query: DirectoryQuery): string {
  const parameters = new URLSearchParams();
  const set = (name: string, value: string | number | undefined) => (value === undefined || value === "" ? undefined : parameters.set(name, String(value)));
  set("q", addressText(query.q));
  set("search", query.search);
  for (const filter of directoryFilters) set(filter, [...new Set(query[filter])].sort().join(","));
  for (const name of [...new Set(query.product)].sort()) if (isProductName(name)) parameters.append("product", name);
  set("notice", query.notice);
  set("scra", query.scra);
  for (const name of directoryRanges) set(name, query[name] && `${query[name].from ?? ""}..${query[name].to ?? ""}`);
  set("stale", query.stale);
  if (query.sort !== "updated") set("sort", query.sort);
  if (query.direction !== usualDirection[query.sort]) set("direction", query.direction);
  if (query.after !== undefined) parameters.set("after", query.after);
  else set("before", query.before);
  return parameters.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
}

/** The same list from its beginning, with other filters, another search or another order. */
export function changeDirectoryQuery(query: DirectoryQuery, change: Partial<Omit<DirectoryQuery, "after" | "before">>): DirectoryQuery {
  const turned = change.sort !== undefined && change.sort !== query.sort ? undefined : query.direction;
  return inOfferedOrder({ ...query, direction: turned, ...change, after: undefined, before: undefined });
}

export function isFiltered(query: DirectoryQuery): boolean {
  return serializeDirectoryQuery({ ...changeDirectoryQuery(query, {}), sort: "updated", direction: "desc" }) !== "";
}
