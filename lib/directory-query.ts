import { z } from "zod";
import { isAccountId, isApplicationId, isEntityId } from "./lead/ids";

export const searchLimit = 200;

/** What a person pasted, understood. `text` is a client account id, a client customer id or a part of a product's name. */
export type SearchTerm =
  | { kind: "account"; id: string }
  | { kind: "entity"; id: string }
  | { kind: "application"; id: string }
  | { kind: "metadata"; key: string; value: string }
  | { kind: "text"; text: string };

/** Undefined for nothing at all. */
export function classifySearch(pasted: string): SearchTerm | undefined {
  const text = pasted.trim().slice(0, searchLimit);
  if (text === "") return undefined;
  const byId = idTerm(text);
  if (byId) return byId;
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

/** Any enum value that Lead might have, known or not. */
const enumValue = z.string().regex(/^[a-z0-9_]{1,64}$/);
const enumValues = z
  .string()
  .transform((text) => [...new Set(text.split(",").filter((value) => enumValue.safeParse(value).success))].sort().slice(0, 20))
  .catch([]);
const cursor = z.string().regex(/^[\w-]{8,200}$/).optional().catch(undefined);

const urlSchema = z.object({
  q: z.string().transform((text) => (isPersonalDetail(text) ? "" : text.trim().slice(0, searchLimit))).catch(""),
  status: enumValues,
  reason: enumValues,
  capability: enumValues,
  holder: enumValues,
  after: cursor,
  before: cursor,
});

/** The list of accounts as an address says it: search, filters (each empty: all) and the place in the list. */
export type DirectoryQuery = z.infer<typeof urlSchema>;

export const directoryFilters = ["status", "reason", "capability", "holder"] as const satisfies readonly (keyof DirectoryQuery)[];
export type DirectoryFilter = (typeof directoryFilters)[number];

export const wholeDirectory: DirectoryQuery = { q: "", status: [], reason: [], capability: [], holder: [], after: undefined, before: undefined };

type UrlParameters = URLSearchParams | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads an address; what makes no sense in it is left out. Of a repeated parameter the first counts. */
export function parseDirectoryQuery(parameters: UrlParameters): DirectoryQuery {
  return urlSchema.parse(plainParameters(parameters));
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
  if (query.q !== "" && !isPersonalDetail(query.q)) parameters.set("q", query.q);
  for (const filter of directoryFilters) {
    const values = [...new Set(query[filter])].sort();
    if (values.length > 0) parameters.set(filter, values.join(","));
  }
  if (query.after !== undefined) parameters.set("after", query.after);
  else if (query.before !== undefined) parameters.set("before", query.before);
  return parameters.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
}

/** The same list from its beginning, with other filters or another search. */
export function changeDirectoryQuery(query: DirectoryQuery, change: Partial<Omit<DirectoryQuery, "after" | "before">>): DirectoryQuery {
  return { ...query, ...change, after: undefined, before: undefined };
}

export function isFiltered(query: DirectoryQuery): boolean {
  return query.q !== "" || directoryFilters.some((filter) => query[filter].length > 0);
}
