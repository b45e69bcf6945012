import { statusReasons } from "./accounts/account-status";
import type { AuditEntry } from "./audit-entry";
import { onlyPhrase, permissions } from "./permissions";
import type { Permission } from "./permissions";

/** `quoted`: a person's own words. */
type Remark = { words: string; quoted: boolean };

/** Where an entry keeps why, in the order in which it is looked for. */
const places = [
  { key: "comment", quoted: true },
  { key: "note", quoted: true },
  { key: "why", quoted: true },
  { key: "rule", quoted: false },
  { key: "problem", quoted: false },
  { key: "title", quoted: false },
] as const;

const reasonLabels: readonly string[] = Object.values(statusReasons).map(({ label }) => label);

/** What a person gave as the reason or what the rule said, for below the sentence of an entry; null where there is nothing more to say. */
export function entryRemark({ details, outcome }: Pick<AuditEntry, "details" | "outcome">): Remark | null {
  const { permission, reason, statement } = details;
  if (typeof permission === "string" && Object.hasOwn(permissions, permission)) return { words: onlyPhrase(permission as Permission), quoted: false };
  for (const { key, quoted } of places) {
    const words = details[key];
    // The sentence itself says that Lead has not confirmed.
    if (key === "problem" && outcome === "unconfirmed") continue;
    if (isText(words)) return { words, quoted };
  }
  if (typeof statement === "object" && statement !== null && "reason" in statement && isText(statement.reason)) return { words: statement.reason, quoted: true };
  // One of Lead's own reasons is said by the sentence.
  if (!isText(reason) || Object.hasOwn(statusReasons, reason)) return null;
  return { words: reason, quoted: !reasonLabels.includes(reason) };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
