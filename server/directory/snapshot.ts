import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { fieldChanges, sameJson } from "@/lib/fields/field-changes";
import type { FieldChange } from "@/lib/fields/field-changes";
import type { LeadAccount } from "@/lib/lead/account";
import type { LeadEntityRelationship } from "@/lib/lead/entity-relationship";
import type { Queryable } from "../db/client";
import { directoryRelationships } from "../db/schema";

/** Ids by relationship type, each list sorted: Lead documents no order. */
export type RelationshipLists = Record<string, string[]>;

/** An account as it was known at one moment. */
export type Snapshot = { account: LeadAccount; relationships: RelationshipLists };

type Pair = Pick<LeadEntityRelationship, "entity_id" | "relationship_type">;

export function relationshipLists(pairs: readonly Pair[]): RelationshipLists {
  const lists = new Map<string, Set<string>>();
  for (const { entity_id: entity, relationship_type: type } of pairs) {
    lists.set(type, (lists.get(type) ?? new Set()).add(entity));
  }
  return Object.fromEntries([...lists].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, ids]) => [type, [...ids].sort()]));
}

export async function storedRelationships(tx: Queryable, program: string, accountId: string): Promise<RelationshipLists> {
  const pairs = await tx
    .select({ entity_id: directoryRelationships.entityId, relationship_type: directoryRelationships.relationshipType })
    .from(directoryRelationships)
    .where(and(eq(directoryRelationships.program, program), eq(directoryRelationships.accountId, accountId)))
    .orderBy(asc(directoryRelationships.relationshipType), asc(directoryRelationships.entityId));
  return relationshipLists(pairs);
}

/** `updated_at` moves with every change and says nothing of its own. */
const restless: readonly string[] = ["updated_at"];

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** With each instant in one spelling: Lead may write the same one as Z, +00:00 or without milliseconds. */
function oneSpelling(value: unknown): unknown {
  if (typeof value === "string" && moment.test(value)) return Date.parse(value) || value;
  if (Array.isArray(value)) return value.map(oneSpelling);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, oneSpelling(item)]));
}

/** Lead's fields by their own paths, people as `entity_relationships.<type>` with the whole sorted list. */
export function snapshotChanges(before: Snapshot, after: Snapshot): FieldChange[] {
  const ofAccount = fieldChanges(before.account, after.account).filter(
    ({ path, old, new: next }) => !restless.includes(path) && !sameJson(oneSpelling(old), oneSpelling(next)),
  );
  return [...ofAccount, ...fieldChanges(before.relationships, after.relationships, "entity_relationships")];
}
