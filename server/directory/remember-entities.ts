import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { entityStanding } from "@/lib/entity-standing";
import { entityDisplayName } from "@/lib/lead/entity";
import type { LeadEntity } from "@/lib/lead/entity";
import { storableJson } from "../audit/storable-json";
import type { Queryable } from "../db/client";
import { entities } from "../db/schema";
import { fold } from "./fold";

export type ReadEntity = { entity: LeadEntity; readStartedAt: Date };

/** Of the ids, those not known and those read longer than a day ago. */
export async function entitiesToRead(tx: Queryable, program: string, ids: readonly string[]): Promise<string[]> {
  const distinct = [...new Set(ids)].sort();
  if (distinct.length === 0) return [];
  const fresh = await tx
    .select({ id: entities.entityId })
    .from(entities)
    .where(and(eq(entities.program, program), inArray(entities.entityId, distinct), sql`${entities.readAt} > now() - interval '1 day'`));
  const known = new Set(fresh.map(({ id }) => id));
  return distinct.filter((id) => !known.has(id));
}

/** Keeps the little that is kept of a person (name, type, the program's id, standing); an older read changes nothing. */
export async function rememberEntities(tx: Queryable, program: string, read: readonly ReadEntity[]): Promise<void> {
  if (read.length === 0) return;
  const newest = new Map(read.map((item) => [item.entity.id, item]));
  // In one order always, so that two transactions never wait for each other in a circle.
  const rows = [...newest.values()].sort((a, b) => (a.entity.id < b.entity.id ? -1 : 1)).map((item) => entityRow(program, item));
  await tx
    .insert(entities)
    .values(rows)
    .onConflictDoUpdate({
      target: [entities.program, entities.entityId],
      set: {
        clientCustomerId: sql`excluded.client_customer_id`,
        type: sql`excluded.type`,
        displayName: sql`excluded.display_name`,
        displayFolded: sql`excluded.display_folded`,
        standing: sql`excluded.standing`,
        readAt: sql`excluded.read_at`,
      },
      setWhere: sql`${entities.readAt} <= excluded.read_at`,
    });
}

function entityRow(program: string, { entity, readStartedAt }: ReadEntity): typeof entities.$inferInsert {
  const held = storableJson(entity);
  const displayName = entityDisplayName(held);
  return {
    program,
    entityId: held.id,
    clientCustomerId: held.client_customer_id ?? null,
    type: held.type,
    displayName,
    displayFolded: fold(displayName),
    standing: entityStanding(held),
    readAt: readStartedAt,
  };
}
