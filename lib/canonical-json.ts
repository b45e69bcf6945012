function canonical(value: unknown, listsAsSets: boolean): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item, listsAsSets) ?? null);
    if (!listsAsSets) return items;
    const texts = items.map((item) => [JSON.stringify(item), item] as const);
    return texts.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
  }
  if (typeof value !== "object" || value === null) return value ?? undefined;
  const entries = Object.entries(value).flatMap(([key, item]) => {
    const inner = canonical(item, listsAsSets);
    return inner === undefined ? [] : [[key, inner] as const];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** One text for equal JSON: keys sorted; a key that is absent, undefined or null says the same. Lists keep their order. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(canonical(value, false) ?? null);
}

/** The same, with lists as sets: Lead documents no order for any of its lists. */
export function canonicalSets(value: unknown): string {
  return JSON.stringify(canonical(value, true) ?? null);
}
