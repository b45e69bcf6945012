import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { EntityStanding } from "@/lib/entity-standing";
import type { Queryable } from "../db/client";
import { directoryEntries, directoryRelationships, entities } from "../db/schema";
import { holds } from "../db/schema-holds";
import { isEntry } from "./remember-answer";

export type DirectoryEntry = typeof directoryEntries.$inferSelect;
export type OpenHold = typeof holds.$inferSelect;

/** Someone on an account; name, type and standing are null while the entity could not be read. */
export type RelatedEntity = {
  entityId: string;
  relationshipType: string;
  clientCustomerId: string | null;
  type: string | null;
  displayName: string | null;
  standing: EntityStanding | null;
  readAt: Date | null;
};

type Named = { slug: string };

export async function entryOf(tx: Queryable, program: Named, accountId: string): Promise<DirectoryEntry | undefined> {
  const [entry] = await tx.select().from(directoryEntries).where(isEntry(program.slug, accountId));
  return entry;
}

/** Everyone on the account, by role and name. */
export async function relationshipsOf(tx: Queryable, program: Named, accountId: string): Promise<RelatedEntity[]> {
  const rows = await tx
    .select({
      entityId: directoryRelationships.entityId,
      relationshipType: directoryRelationships.relationshipType,
      clientCustomerId: entities.clientCustomerId,
      type: entities.type,
      displayName: entities.displayName,
      standing: entities.standing,
      readAt: entities.readAt,
    })
    .from(directoryRelationships)
    .leftJoin(entities, and(eq(entities.program, directoryRelationships.program), eq(entities.entityId, directoryRelationships.entityId)))
    .where(and(eq(directoryRelationships.program, program.slug), eq(directoryRelationships.accountId, accountId)))
    .orderBy(asc(directoryRelationships.relationshipType), asc(entities.displayFolded), asc(directoryRelationships.entityId));
  // Written by rememberEntities alone, in this shape.
  return rows.map((row) => ({ ...row, standing: row.standing as EntityStanding | null }));
}

export async function holdersOf(tx: Queryable, program: Named, accountId: string): Promise<RelatedEntity[]> {
  return (await relationshipsOf(tx, program, accountId)).filter(({ relationshipType }) => relationshipType === "account_holder");
}

/** The console's own holds that are not released, oldest first. */
export async function openHolds(tx: Queryable, program: Named, accountId: string): Promise<OpenHold[]> {
  return tx
    .select()
    .from(holds)
    .where(and(eq(holds.program, program.slug), eq(holds.accountId, accountId), isNull(holds.releasedAt)))
    .orderBy(asc(holds.placedAt));
}
