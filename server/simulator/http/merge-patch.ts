import { valueAt } from "./shape";

type Path = readonly string[];
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The body without the nulls that may delete something, and the paths of those nulls; other nulls stay in. */
export function takeNulls(body: unknown, deletable: RegExp, at: Path = []): { body: unknown; nulls: Path[] } {
  if (!isObject(body)) return { body, nulls: [] };
  const nulls: Path[] = [];
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    const path = [...at, name];
    if (value === null && deletable.test(path.join("."))) {
      nulls.push(path);
      continue;
    }
    const inner = takeNulls(value, deletable, path);
    kept[name] = inner.body;
    nulls.push(...inner.nulls);
  }
  return { body: kept, nulls };
}

/** A copy of the value without what stands at the paths. */
export function withoutPaths<T>(value: T, paths: readonly Path[]): T {
  const copy = structuredClone(value);
  for (const path of paths) {
    const parent = valueAt(copy, path.slice(0, -1));
    const name = path.at(-1);
    if (isObject(parent) && name !== undefined) delete parent[name];
  }
  return copy;
}

/** RFC 7396 for objects; arrays are replaced. Nulls are expected to have been taken out before. */
export function mergePatch<T>(target: T, patch: unknown): T {
  if (!isObject(target) || !isObject(patch)) return (patch === undefined ? target : patch) as T;
  const merged: Record<string, unknown> = { ...target };
  for (const [name, value] of Object.entries(patch)) {
    if (value !== undefined) merged[name] = isObject(value) ? mergePatch(merged[name] ?? {}, value) : value;
  }
  return merged as T;
}
