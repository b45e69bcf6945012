import "server-only";
import { createHash } from "node:crypto";
import type { FieldChange } from "@/lib/fields/field-changes";

/** What an entry says: everything but its place in the hash chain. */
export type EntryContent = {
  chain: string;
  seq: number;
  at: Date;
  program: string | null;
  actor: string;
  actorName: string;
  actorRoles: readonly string[];
  action: string;
  outcome: string;
  accountId: string | null;
  commandId: string | null;
  processId: string | null;
  changes: readonly FieldChange[];
  details: Record<string, unknown>;
};

/** The hash before the first entry of a chain. */
export const genesisHash = Buffer.alloc(32);

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

const beginsWithDigit = (key: string) => key >= "0" && key < ":";

/** What JSON.stringify(value, sortedKeys) gives, at a third of its cost; keys that look like numbers have an order of their own there. */
function sortedJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => (item === undefined ? "null" : sortedJson(item))).join(",")}]`;
  const held = value as Record<string, unknown>;
  const keys = Object.keys(held).sort();
  if (keys.some(beginsWithDigit)) return JSON.stringify(value, sortedKeys);
  const members = keys.flatMap((key) => (held[key] === undefined ? [] : `${JSON.stringify(key)}:${sortedJson(held[key])}`));
  return `{${members.join(",")}}`;
}

/** The one text of an entry, the same however the database gives its columns back: its keys sorted, its version among them. */
export function canonicalText(content: EntryContent): string {
  const { chain, seq, at, program, actor, actorName, actorRoles, action, outcome, accountId, commandId, processId, changes, details } = content;
  const text = (value: string | null) => (value === null ? "null" : JSON.stringify(value));
  return (
    `{"accountId":${text(accountId)},"action":${text(action)},"actor":${text(actor)},"actorName":${text(actorName)},"actorRoles":${JSON.stringify(actorRoles)}` +
    `,"at":"${at.toISOString()}","chain":${text(chain)},"changes":${sortedJson(changes)},"commandId":${text(commandId)},"details":${sortedJson(details)}` +
    `,"outcome":${text(outcome)},"processId":${text(processId)},"program":${text(program)},"seq":${seq},"version":1}`
  );
}

/** SHA-256 over the previous entry's hash and the canonical text. */
export function entryHash(previous: Buffer, canonical: string): Buffer {
  return createHash("sha256").update(previous).update(canonical, "utf8").digest();
}
