import "server-only";

/** A place in a list that runs from new to old: the time and what breaks its ties. */
export type Place = { at: Date; id: string };

export function encodeCursor({ at, id }: Place): string {
  return Buffer.from(`${at.getTime()}.${id}`, "utf8").toString("base64url");
}

/** Undefined for what is no cursor: the list begins at its top. */
export function decodeCursor(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const [, time, id] = /^(-?\d{1,15})\.(.{1,300})$/s.exec(Buffer.from(cursor, "base64url").toString("utf8")) ?? [];
  if (time === undefined || id === undefined || id.includes("\0")) return undefined;
  const at = new Date(Number(time));
  return Number.isNaN(at.getTime()) ? undefined : { at, id };
}

/** One page and its neighbours, from `size + 1` items read onwards from a place, or backwards to it. */
export function pageOf<T>(read: readonly T[], size: number, from: { after?: Place; before?: Place }, placeOf: (item: T) => Place) {
  const hasMore = read.length > size;
  const items = read.slice(0, size);
  if (from.before) items.reverse();
  const [first, last] = [items.at(0), items.at(-1)];
  const hasPrevious = from.before ? hasMore : from.after !== undefined;
  const hasNext = from.before ? true : hasMore;
  return {
    items,
    next: hasNext && last ? encodeCursor(placeOf(last)) : null,
    previous: hasPrevious && first ? encodeCursor(placeOf(first)) : null,
  };
}
