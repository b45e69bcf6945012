import "server-only";
import type { LeadAccount } from "@/lib/lead/account";
import type { PatchAccountRequest } from "@/lib/lead/requests";
import { sameValue } from "../comparison";

type Plain = Record<string, unknown>;

const isPlain = (value: unknown): value is Plain => typeof value === "object" && value !== null && !Array.isArray(value);

/** Objects that are merged field by field; everything else goes whole, as do all lists (FACTS 5.5, 5.6, 15.7). */
const merged: readonly string[] = ["", "details", "details.credit"];

const below = (path: string, key: string) => (path ? `${path}.${key}` : key);

function withoutSame(changes: Plain, current: unknown, path: string): Plain {
  const held = isPlain(current) ? current : {};
  const entries = Object.entries(changes).flatMap(([key, value]) => {
    const at = below(path, key);
    if (isPlain(value) && merged.includes(at)) {
      const inner = withoutSame(value, held[key], at);
      return Object.keys(inner).length > 0 ? [[key, inner] as const] : [];
    }
    return value === undefined || sameValue(value, held[key]) ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}

/** What of the changes Lead does not hold already. */
export function minimalPatch(changes: PatchAccountRequest, current: LeadAccount): PatchAccountRequest {
  return withoutSame(changes, current, "");
}

function over(current: unknown, changes: Plain, path: string): Plain {
  const held = isPlain(current) ? current : {};
  const entries = Object.entries(changes).map(([key, value]) => {
    const at = below(path, key);
    return [key, isPlain(value) && merged.includes(at) ? over(held[key], value, at) : value] as const;
  });
  return { ...held, ...Object.fromEntries(entries) };
}

/** The account as it should be afterwards. Whether Lead merges metadata or replaces it is not documented: both are expected to agree. */
export function patched(current: LeadAccount, changes: PatchAccountRequest): Partial<LeadAccount> {
  return over(current, minimalPatch(changes, current), "");
}
