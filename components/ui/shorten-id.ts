/**
 * An id with its middle left out: the type's prefix and 8 characters, then the last 6.
 * Never shortened at the end, which is what people compare.
 */
export function shortenId(id: string): string {
  const prefix = id.indexOf("_") + 1;
  const head = prefix + 8;
  return id.length <= head + 6 + 2 ? id : `${id.slice(0, head)}…${id.slice(-6)}`;
}
