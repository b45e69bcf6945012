import type { Answer, Call } from "../http/operation";
import { relationshipPage, shownRelationship } from "../http/paging";
import { badRequest, invalid, notFound } from "../http/refusal";
import { shaped } from "../http/shape";
import type { AccountRecord, EntityBody, HeldRelationship, RelationshipType } from "../store/records";
import { batchSchema, ENTITY_ID, RELATIONSHIP_TYPES } from "./account-schema";
import { holderTypeOf, requireEntities, requireRole } from "./holder-rules";
import { accountOfPath, changed, requireAccountId } from "./read-account";

export const listRelationships = (call: Call): Answer => {
  const { relationships } = accountOfPath(call);
  return { body: relationshipPage(relationships, call.query) };
};

/** POST .../batch: up to 20 of one type; the guards are inferred (FACTS 5.8, 15.11). */
export function addRelationships(call: Call): Answer {
  requireAccountId(call);
  const { entity_ids, relationship_type } = shaped(batchSchema, call.body);
  const record = accountOfPath(call);
  requireOpen(record);
  const entities = requireEntities(call.store, entity_ids, "entity_ids");
  const held = record.relationships.filter((relationship) => relationship.relationship_type === relationship_type);
  requireNew(held, entity_ids);
  requireRoom(held, entity_ids, relationship_type);
  requireRole(call.store, entities, relationship_type, "entity_ids");
  if (relationship_type === "account_holder") requireSameHolderType(call, held, entities);
  const next = 1 + Math.max(-1, ...record.relationships.map((relationship) => relationship.position));
  const added = entity_ids.map((entity_id, index) => ({ entity_id, relationship_type, position: next + index }));
  const shown = call.switches.batchAnswer === "all" ? [...held.map(({ entity_id }) => entity_id), ...entity_ids] : entity_ids;
  const answer = withRelationships(call, record, [...record.relationships, ...added]);
  return { ...answer, body: { account_id: record.account.id, relationship_type, entity_ids: shown } };
}

function requireOpen({ account }: AccountRecord): void {
  if (account.status !== "closed") return;
  throw invalid([{ at: "id", sentence: "the relationships of a closed account cannot be changed" }]);
}

function requireNew(held: readonly HeldRelationship[], entityIds: readonly string[]): void {
  const items = entityIds.flatMap((id, index) =>
    held.some((relationship) => relationship.entity_id === id)
      ? [{ at: `entity_ids[${index}]`, sentence: "this relationship already exists on this account" }]
      : [],
  );
  if (items.length > 0) throw invalid(items);
}

function requireRoom(held: readonly unknown[], entityIds: readonly string[], type: RelationshipType): void {
  if (held.length + entityIds.length <= 20) return;
  throw invalid([{ at: "entity_ids", sentence: `an account can have at most 20 relationships of type ${type}` }]);
}

function requireSameHolderType(call: Call, held: readonly HeldRelationship[], added: readonly EntityBody[]): void {
  const holders = held.flatMap(({ entity_id }) => call.store.entities.get(entity_id)?.entity ?? []);
  holderTypeOf([...holders, ...added], "entity_ids");
}

const PAIR_MISSING = "The specified relationship type for this entity does not exist on this account.";

/** DELETE .../{entity_id}?relationship_type=: has no idempotency key at Lead (FACTS 5.8, C25). */
export function removeRelationship(call: Call): Answer {
  requireAccountId(call);
  const type = relationshipTypeOf(call);
  const record = accountOfPath(call);
  const isPair = ({ entity_id, relationship_type }: HeldRelationship) =>
    entity_id === call.params.entity_id && relationship_type === type;
  if (!record.relationships.some(isPair)) {
    throw notFound([{ at: "entity_id", token: "not_found" }, { at: "relationship_type", token: "not_found" }], PAIR_MISSING);
  }
  requireOpen(record);
  const rest = record.relationships.filter((relationship) => !isPair(relationship));
  requireRemaining(record, rest, type);
  return { ...withRelationships(call, record, rest), body: { objects: rest.map(shownRelationship) } };
}

function relationshipTypeOf(call: Call): RelationshipType {
  if (!ENTITY_ID.test(call.params.entity_id ?? "")) {
    throw badRequest([{ at: "entity_id", token: "String must match format entity_*" }], "The format of the entity ID is invalid.");
  }
  const given = call.query.get("relationship_type");
  const type = RELATIONSHIP_TYPES.find((known) => known === given);
  if (type) return type;
  const token = given === null ? "missing" : "invalid";
  throw badRequest([{ at: "relationship_type", token }], "The relationship_type parameter is missing or unknown.");
}

function requireRemaining({ account }: AccountRecord, rest: readonly HeldRelationship[], type: RelationshipType): void {
  if (rest.some((relationship) => relationship.relationship_type === type)) return;
  if (type === "account_holder") {
    throw invalid([{ at: "entity_id", sentence: "the last account holder cannot be removed" }]);
  }
  if (type === "authorized_signer" && account.entities.account_holder_type === "commercial") {
    throw invalid([{ at: "entity_id", sentence: "the last authorized signer of a commercial account cannot be removed" }]);
  }
}

function withRelationships(call: Call, record: AccountRecord, relationships: HeldRelationship[]): Answer {
  return changed(call, { ...record, relationships }, record.account);
}
