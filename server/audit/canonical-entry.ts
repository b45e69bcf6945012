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

/** The one text of an entry, the same however the database gives its columns back. Its version is part of it. */
export function canonicalText(content: EntryContent): string {
  const { chain, seq, at, program, actor, actorName, actorRoles, action, outcome, accountId, commandId, processId, changes, details } = content;
  const fields = { version: 1, chain, seq, at: at.toISOString(), program, actor, actorName, actorRoles, action, outcome, accountId, commandId, processId, changes, details };
  return JSON.stringify(fields, sortedKeys);
}

/** SHA-256 over the previous entry's hash and the canonical text. */
export function entryHash(previous: Buffer, canonical: string): Buffer {
  return createHash("sha256").update(previous).update(canonical, "utf8").digest();
}
