import "server-only";
import type { CommandReceipt } from "@/lib/command";
import { canonicalSets } from "@/lib/canonical-json";
import { relationshipsPath } from "@/lib/seen";
import { relationshipLists } from "../directory/snapshot";
import type { AccountState } from "./define-command";

type Surprise = CommandReceipt["surprises"][number];
type Plain = Record<string, unknown>;

/** An account with the people on it, at the paths under which the trail shows both. */
export function bodyOf({ account, relationships }: AccountState): Plain {
  return { ...account, [relationshipsPath]: relationshipLists(relationships) };
}

const timestamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** One moment may be written in several ways. */
function comparable(value: unknown): unknown {
  if (typeof value === "string" && timestamp.test(value)) {
    const at = new Date(value);
    return Number.isNaN(at.getTime()) ? value : at.toISOString();
  }
  if (Array.isArray(value)) return value.map(comparable);
  return isPlain(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, comparable(item)])) : value;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function sameValue(a: unknown, b: unknown): boolean {
  return canonicalSets(comparable(a)) === canonicalSets(comparable(b));
}

/** Taken whole by Lead (FACTS 15.7): a part that is left out is taken away, such as the end of an SCRA period. */
const exactPaths: readonly string[] = ["details.credit.scra"];

/**
 * Where the answer differs from what was expected, at Lead's own paths. Only what the expectation names is compared, but
 * for what Lead takes whole; lists as sets.
 */
export function surprisesBetween(expected: unknown, actual: unknown, path = ""): Surprise[] {
  if (expected === undefined || expected === null || sameValue(expected, actual)) return [];
  if (!isPlain(expected) || exactPaths.includes(path)) return [{ path, expected, actual: actual ?? null }];
  const held = isPlain(actual) ? actual : {};
  return Object.keys(expected)
    .sort()
    .flatMap((key) => surprisesBetween(expected[key], held[key], path ? `${path}.${key}` : key));
}

/** Whether everything that a body names is so. */
export function holds(expected: unknown, actual: unknown): boolean {
  return surprisesBetween(expected, actual).length === 0;
}
