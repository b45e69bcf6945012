import "server-only";
import { eq, sql } from "drizzle-orm";
import type { AuditAction, AuditOutcome } from "@/lib/audit-entry";
import type { FieldChange } from "@/lib/fields/field-changes";
import type { Actor } from "@/lib/operator";
import type { Queryable } from "../db/client";
import { auditEntries, auditHeads } from "../db/schema";
import { canonicalText, entryHash, genesisHash } from "./canonical-entry";
import type { EntryContent } from "./canonical-entry";
import { storableJson } from "./storable-json";

export type NewAuditEntry = {
  /** Where there is no program; otherwise the chain is the program's. */
  chain?: "console";
  program: string | null;
  actor: Actor;
  action: AuditAction;
  outcome: AuditOutcome;
  accountId?: string | null;
  commandId?: string | null;
  processId?: string | null;
  changes?: readonly FieldChange[];
  /** Plain words and values for the sentence; nothing sensitive. */
  details?: Record<string, unknown>;
};

/**
 * Appends to the chain in the caller's transaction. Call it LAST before commit: it locks the chain's head row, so that
 * the sequence has no gap and writers wait for each other only that long. The transaction must be READ COMMITTED.
 */
export async function appendEntry(tx: Queryable, entry: NewAuditEntry): Promise<void> {
  const chain = entry.chain ?? entry.program ?? "console";
  const head = await takeNext(tx, chain);
  const content: EntryContent = storedContent(chain, head, entry);
  const canonical = canonicalText(content);
  const hash = entryHash(head.previous, canonical);
  await tx.insert(auditEntries).values({
    ...content,
    actorRoles: [...content.actorRoles],
    changes: [...content.changes],
    canonical,
    previous: head.previous,
    hash,
  });
  await tx.update(auditHeads).set({ hash }).where(eq(auditHeads.chain, chain));
}

type Head = { seq: number; previous: Buffer; at: Date };

/** Locks the head, made where the chain is new. The time is taken under the lock, so that it rises with the sequence. */
async function takeNext(tx: Queryable, chain: string): Promise<Head> {
  const [head] = await tx
    .insert(auditHeads)
    .values({ chain, seq: 1, hash: genesisHash })
    .onConflictDoUpdate({ target: auditHeads.chain, set: { seq: sql`${auditHeads.seq} + 1` } })
    .returning({
      seq: auditHeads.seq,
      previous: auditHeads.hash,
      at: sql<Date>`date_trunc('milliseconds', clock_timestamp())`.mapWith(auditEntries.at),
    });
  if (!head) throw new Error(`The audit chain ${chain} gave no head.`);
  return head;
}

function storedContent(chain: string, head: Head, entry: NewAuditEntry): EntryContent {
  const { actor } = entry;
  const rest = storableJson({
    program: entry.program,
    actor: actor.subject,
    actorName: actor.name,
    actorRoles: actor.roles,
    action: entry.action,
    outcome: entry.outcome,
    accountId: entry.accountId ?? null,
    // As PostgreSQL gives a uuid back.
    commandId: entry.commandId?.toLowerCase() ?? null,
    processId: entry.processId?.toLowerCase() ?? null,
    changes: entry.changes ?? [],
    details: entry.details ?? {},
  });
  return { ...rest, chain, seq: head.seq, at: head.at };
}
