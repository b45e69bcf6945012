import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Queryable } from "../db/client";
import { directoryEntries, directoryRelationships } from "../db/schema";
import type { RelationshipLists } from "./snapshot";

/** Brings the stored pairs from `before` to `after`, and the count of holders with them. */
export async function storeRelationships(tx: Queryable, program: string, accountId: string, before: RelationshipLists, after: RelationshipLists): Promise<void> {
  const types = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const relationshipType of types) {
    const gone = missingFrom(before[relationshipType], after[relationshipType]);
    const added = missingFrom(after[relationshipType], before[relationshipType]);
    if (gone.length > 0) {
      await tx
        .delete(directoryRelationships)
        .where(
          and(
            eq(directoryRelationships.program, program),
            eq(directoryRelationships.accountId, accountId),
            eq(directoryRelationships.relationshipType, relationshipType),
            inArray(directoryRelationships.entityId, gone),
          ),
        );
    }
    if (added.length > 0) {
      await tx.insert(directoryRelationships).values(added.map((entityId) => ({ program, accountId, relationshipType, entityId }))).onConflictDoNothing();
    }
  }
  await tx
    .update(directoryEntries)
    .set({ holderCount: after.account_holder?.length ?? 0 })
    .where(and(eq(directoryEntries.program, program), eq(directoryEntries.accountId, accountId)));
}

function missingFrom(ids: readonly string[] = [], others: readonly string[] = []): string[] {
  return ids.filter((id) => !others.includes(id));
}
