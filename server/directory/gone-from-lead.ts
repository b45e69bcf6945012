import "server-only";
import { and, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import { consoleActor } from "@/lib/operator";
import { appendEntry } from "../audit/append-entry";
import type { Queryable } from "../db/client";
import { directoryEntries } from "../db/schema";
import { isEntry } from "./remember-answer";

/**
 * Lead answered that it does not know the id: the entry says since when, and the trail says it once. An older read than
 * what is known changes nothing. Answers whether the directory knows the id. Near the end of the transaction.
 */
export async function markMissing(tx: Queryable, program: string, accountId: string, readStartedAt: Date): Promise<boolean> {
  const isNewer = and(
    isEntry(program, accountId),
    lte(directoryEntries.readAt, readStartedAt),
    or(isNull(directoryEntries.writtenAt), lte(directoryEntries.writtenAt, readStartedAt)),
  );
  const newlyMissing = await tx
    .update(directoryEntries)
    .set({ missingSince: sql`now()`, readAt: readStartedAt })
    .where(and(isNewer, isNull(directoryEntries.missingSince)))
    .returning({ id: directoryEntries.accountId });
  if (newlyMissing.length > 0) await appendEntry(tx, { program, actor: consoleActor, action: "gone-from-lead", outcome: "observed", accountId });
  if (newlyMissing.length > 0) return true;
  await tx.update(directoryEntries).set({ readAt: readStartedAt }).where(and(isNewer, isNotNull(directoryEntries.missingSince)));
  const known = await tx.select({ id: directoryEntries.accountId }).from(directoryEntries).where(isEntry(program, accountId));
  return known.length > 0;
}
