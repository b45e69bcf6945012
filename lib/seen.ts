import { valueAt } from "./accounts/account-fields";
import { canonicalSets } from "./canonical-json";
import type { ForeignCommandName } from "./command";

/** The whole list of who has which role, as a path beside Lead's own. */
export const relationshipsPath = "entity_relationships";
/** Of that list, who holds the account. */
export const holdersPath = `${relationshipsPath}.account_holder`;

type Pair = { entity_id: string; relationship_type: string };

/**
 * What each command relies on of the account as it was shown: whoever decides must have decided about this. A figure that
 * moves all day (`available_credit`) is not among them.
 */
export const reliedOnPaths = {
  "open-account": [],
  "update-account": [
    "status", "application_id", "capabilities", "details.product_name", "details.credit.limit", "details.credit.max_limit",
    "details.credit.underwriting_grade", "details.credit.currency", "details.credit.is_secured", "details.credit.is_mla",
    "details.credit.scra", "details.credit.report", "details.adverse_action_notice", "documents", "metadata",
  ],
  "add-relationships": ["status", "entities.account_holder_type", relationshipsPath],
  "remove-relationship": ["status", "entities.account_holder_type", relationshipsPath],
  "deactivate-account": ["status", "status_reason"],
  "activate-account": ["status", "status_reason"],
  "reopen-account": ["status", "status_reason", "details.closed_at"],
  "record-notice": ["status", "details.adverse_action_notice"],
  "close-account": [
    "status", "status_reason", "capabilities", "entities.account_holder_type", holdersPath,
    "details.credit.scra", "details.credit.is_mla", "details.adverse_action_notice",
  ],
} as const satisfies Record<ForeignCommandName, readonly string[]>;

/** 53 bits of a fast, seedless hash: it tells two states of one account apart and is no protection against anyone. */
function shortHash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}

/** The value that a path of `reliedOnPaths` names. */
export function reliedOnValue(path: string, body: unknown, relationships?: readonly Pair[]): unknown {
  if (path === holdersPath) return relationships?.filter((pair) => pair.relationship_type === "account_holder").map((pair) => pair.entity_id);
  if (path !== relationshipsPath) return valueAt(body, path);
  return relationships?.map((pair) => `${pair.relationship_type} ${pair.entity_id}`);
}

/**
 * A digest of what was relied on, the same in browser and server. One part for each path, so that a conflict can name
 * what changed. The order of lists and of keys does not matter; an absent value and null are the same.
 */
export function seenDigest(paths: readonly string[], body: unknown, relationships?: readonly Pair[]): string {
  return paths.map((path) => shortHash(canonicalSets(reliedOnValue(path, body, relationships)))).join(".");
}

/** The paths whose part differs between two digests over the same paths; all of them where the shapes differ. */
export function differingPaths(paths: readonly string[], seen: string, now: string): string[] {
  const before = seen.split(".");
  const after = now.split(".");
  return paths.filter((_, index) => before.length !== after.length || before[index] !== after[index]);
}
