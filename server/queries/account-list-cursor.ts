import "server-only";
import type { DirectorySort, SortDirection } from "@/lib/directory-query";
import { storableText } from "../audit/storable-json";

/** A place in a list: what the list is sorted on (milliseconds, or a folded product) and the id that breaks ties. */
export type ListPlace = { key: number | string; id: string };

/** A cursor; `itself`: the list goes on with the place itself and not behind it. */
export type ListCursor = ListPlace & { itself: boolean };

/** Places in reading order; `stoppedAt`: accounts behind it were not looked at. */
export type FoundPlaces = { places: ListPlace[]; stoppedAt: ListPlace | null };

export type ListStart = { after: ListCursor | undefined; before: ListCursor | undefined };

export type ListOrder = { sort: DirectorySort; direction: SortDirection };

function encodeListCursor({ sort, direction }: ListOrder, { key, id }: ListPlace, itself = false): string {
  return Buffer.from(JSON.stringify([sort, direction, key, id, itself ? 1 : 0]), "utf8").toString("base64url");
}

/** Undefined for what is no cursor, or one of another order: the list begins at its top. */
export function decodeListCursor(cursor: string | undefined, order: ListOrder): ListCursor | undefined {
  if (cursor === undefined) return undefined;
  const [sort, direction, key, id, itself] = parsedArray(Buffer.from(cursor, "base64url").toString("utf8"));
  if (sort !== order.sort || direction !== order.direction || typeof id !== "string" || id.length > 300 || (itself !== 0 && itself !== 1)) return undefined;
  const fits = order.sort === "product" ? typeof key === "string" && key.length <= 400 : isInstant(key);
  if (!fits) return undefined;
  return { key: typeof key === "string" ? storableText(key) : (key as number), id: storableText(id), itself: itself === 1 };
}

function parsedArray(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

const firstMs = Date.parse("0001-01-01T00:00:00Z");
const lastMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Milliseconds of a time that PostgreSQL and JavaScript write alike: from the year 1 on. */
function isInstant(key: unknown): boolean {
  return Number.isSafeInteger(key) && (key as number) >= firstMs && (key as number) <= lastMs;
}

/** One page and its neighbours, from `size + 1` places read onwards from a start, or backwards to it. */
export function listPage({ places: read, stoppedAt }: FoundPlaces, size: number, order: ListOrder, { after, before }: ListStart) {
  const places = read.slice(0, size);
  const [first, last] = [places.at(0), places.at(-1)];
  const goesOn = read.length > size ? last : (stoppedAt ?? undefined);
  const onwards = goesOn ? encodeListCursor(order, goesOn) : null;
  const start = before ?? after;
  const back = start ? (first ? encodeListCursor(order, first) : encodeListCursor(order, start, !start.itself)) : null;
  return before ? { places: places.reverse(), next: back, previous: onwards } : { places, next: onwards, previous: back };
}

/** Two readings of one order as one; what lies behind the place where either stopped comes with a later page. */
export function mergedPlaces(one: FoundPlaces, other: FoundPlaces, { direction }: ListOrder, limit: number): FoundPlaces {
  const turn = direction === "asc" ? 1 : -1;
  const byOrder = (a: ListPlace, b: ListPlace) => turn * (byKey(a.key, b.key) || byKey(a.id, b.id));
  const [stoppedAt = null] = [one.stoppedAt, other.stoppedAt].filter((place) => place !== null).sort(byOrder);
  const all = [...new Map([...one.places, ...other.places].map((place) => [place.id, place])).values()].sort(byOrder);
  return { places: all.filter((place) => !stoppedAt || byOrder(place, stoppedAt) <= 0).slice(0, limit), stoppedAt };
}

/** Texts by their bytes, as the database's "C" collation has them. */
function byKey(a: number | string, b: number | string): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}
