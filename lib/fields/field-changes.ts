/** One changed field; `path` is Lead's dotted path, e.g. `details.credit.limit`. */
export type FieldChange = { path: string; old: unknown; new: unknown };

type Plain = Record<string, unknown>;

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Equality of JSON values; the order of keys does not matter, that of list items does. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  }
  if (!isPlain(a) || !isPlain(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => sameJson(a[key], b[key]));
}

/** Every leaf that differs, in the order of keys; lists are compared whole. An absent value is `undefined`. */
export function fieldChanges(old: unknown, next: unknown, path = ""): FieldChange[] {
  if (sameJson(old, next)) return [];
  if (!isPlain(old) && !isPlain(next)) return [{ path, old, new: next }];
  if ((old !== undefined && !isPlain(old)) || (next !== undefined && !isPlain(next))) return [{ path, old, new: next }];
  const before = (old ?? {}) as Plain;
  const after = (next ?? {}) as Plain;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => fieldChanges(before[key], after[key], path ? `${path}.${key}` : key));
}
