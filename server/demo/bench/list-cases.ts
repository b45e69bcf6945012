import { changeDirectoryQuery, offeredSorts, wholeDirectory } from "../../../lib/directory-query";
import type { DirectoryQuery } from "../../../lib/directory-query";

type Filter = Partial<DirectoryQuery>;

const dayOf = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
const days = (from: number, to: number) => ({ from: dayOf(from), to: dayOf(to) });

/** Common, rare, empty, and such as have to do with an order. */
export const facetFilters: Record<string, Filter> = {
  "a common status": { status: ["active"] },
  "closed": { status: ["closed"] },
  "a status that nobody has": { status: ["suspended"] },
  "a reason": { reason: ["charged_off"] },
  "a capability": { capability: ["credit_with_underwriting"] },
  "a holder type": { holder: ["commercial"] },
  "a product": { product: ["Travel Card"] },
  "two products": { product: ["Everyday Checking", "Escrow"] },
  "notices": { notice: "yes" },
};

export const rangeFilters: Record<string, Filter> = {
  "protected": { scra: "active" },
  "protected, ending": { scra: "ending" },
  "created in a month": { created: days(400, 370) },
  "created in all the years": { created: days(3_000, 0) },
  "updated lately": { updated: days(20, 0) },
  "updated long ago": { updated: days(1_500, 300) },
  "closed in a year": { closed: days(700, 335) },
  "a limit": { limit: { from: 110_000, to: 110_000 } },
  "any limit": { limit: { from: 1, to: undefined } },
  "stale": { stale: 10 },
};

/** By a part of a product's name, of a holder's name and of a metadata value. */
export const textFilters: Record<string, Filter> = {
  "a part of a product": { q: "card" },
  "a name": { q: "ann a" },
  "a common value": { q: "kansas" },
};

export type ListCase = { name: string; filter: Filter };

const cases = (filters: Record<string, Filter>): ListCase[] => Object.entries(filters).map(([name, filter]) => ({ name, filter }));

/** Each filter with each of the others that does not say the same field. */
function pairsOf(filters: readonly ListCase[]): ListCase[] {
  const pairs = filters.flatMap((one, index) => filters.slice(index + 1).map((other) => [one, other] as const));
  return pairs
    .filter(([one, other]) => !Object.keys(one.filter).some((field) => field in other.filter))
    .map(([one, other]) => ({ name: `${one.name}, ${other.name}`, filter: { ...one.filter, ...other.filter } }));
}

export const singleCases: readonly ListCase[] = cases({ ...facetFilters, ...rangeFilters, ...textFilters });
export const pairCases: readonly ListCase[] = pairsOf(singleCases);
export const facetCases: readonly ListCase[] = [{ name: "the whole directory", filter: {} }, ...cases(facetFilters), ...pairsOf(cases(facetFilters))];
const untexted = cases({ ...facetFilters, ...rangeFilters });
/** From a value to a value, alone and together with any other filter but a text. */
export const rangeCases: readonly ListCase[] = [...cases(rangeFilters), ...pairsOf(untexted).filter(({ filter }) => isRanged(filter))];
export const textCases: readonly ListCase[] = [...singleCases, ...pairCases].filter(({ filter }) => filter.q !== undefined);

function isRanged(filter: Filter): boolean {
  return Object.values(rangeFilters).some((range) => Object.keys(range).some((field) => field in filter));
}

/** Every order that the list offers for this filter, both ways. */
export function inEveryOrder({ filter }: ListCase): DirectoryQuery[] {
  const sorts = offeredSorts({ ...wholeDirectory, ...filter });
  return sorts.flatMap((sort) => (["asc", "desc"] as const).map((direction) => changeDirectoryQuery(wholeDirectory, { ...filter, sort, direction })));
}
