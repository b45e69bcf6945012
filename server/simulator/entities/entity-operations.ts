import { ENTITY_ID } from "../accounts/account-schema";
import { laterThan } from "../accounts/read-account";
import { mergePatch } from "../http/merge-patch";
import type { Answer, Call, Operation } from "../http/operation";
import { badRequest, conflict, invalid, notFound } from "../http/refusal";
import { shaped } from "../http/shape";
import type { EntityBody } from "../store/records";
import { requireIntendedRoles, requireRescreening, requireSoundEntity } from "./entity-checks";
import { shownEntity } from "./entity-roles";
import { createEntitySchema, patchEntitySchema, type PatchEntity } from "./entity-schema";

const UNKNOWN = "Entity ID does not exist.";

function requireEntityId(call: Call): void {
  if (ENTITY_ID.test(call.params.id ?? "")) return;
  throw badRequest([{ at: "id", token: "String must match format entity_*" }], "The format of the entity ID is invalid.");
}

function entityOfPath(call: Call): EntityBody {
  const entity = call.store.entities.get(call.params.id ?? "")?.entity;
  if (!entity) throw notFound([{ at: "id", token: "not_found" }], UNKNOWN);
  return entity;
}

function readEntity(call: Call): Answer {
  requireEntityId(call);
  return { body: shownEntity(call.store, entityOfPath(call)) };
}

/** One entity, not a list (FACTS 3.3). */
function findEntity(call: Call): Answer {
  const clientId = call.query.get("client_customer_id");
  if (!clientId) throw badRequest([{ at: "client_customer_id", token: "missing" }], "The client_customer_id parameter is required.");
  const id = call.store.entityByClientId.get(clientId);
  const entity = id === undefined ? undefined : call.store.entities.get(id)?.entity;
  if (!entity) throw notFound([{ at: "client_customer_id", token: "not_found" }], UNKNOWN);
  return { body: shownEntity(call.store, entity) };
}

function createEntity(call: Call): Answer {
  const request = shaped(createEntitySchema, call.body);
  const entity: EntityBody = { ...request, id: call.mint("entity"), created_at: call.now, updated_at: call.now };
  const clientId = request.client_customer_id;
  if (clientId !== undefined && call.store.entityByClientId.has(clientId)) {
    throw conflict("An entity with this client_customer_id already exists.", [{ at: "client_customer_id", token: "already_exists" }]);
  }
  return storedEntity(call, entity);
}

function patchEntity(call: Call): Answer {
  requireEntityId(call);
  const request = shaped(patchEntitySchema, call.body);
  const before = entityOfPath(call);
  if (request.type !== before.type) throw invalid([{ at: "type", sentence: "the type of an entity cannot be changed" }]);
  const merged = withIdentification(mergePatch(before, request), request);
  const after: EntityBody = { ...merged, updated_at: laterThan(before, call.now) };
  requireRescreening(before, after, request);
  return storedEntity(call, after);
}

/** An identification is one of two kinds, so it is replaced whole. */
function withIdentification(entity: EntityBody, request: PatchEntity): EntityBody {
  const details = "individual_details" in request ? request.individual_details : "business_details" in request ? request.business_details : undefined;
  const identification_details = details?.identification_details;
  if (!identification_details) return entity;
  const { individual_details, business_details } = entity;
  return {
    ...entity,
    ...(individual_details ? { individual_details: { ...individual_details, identification_details } } : {}),
    ...(business_details ? { business_details: { ...business_details, identification_details } } : {}),
  };
}

function storedEntity(call: Call, entity: EntityBody): Answer {
  requireSoundEntity(call.store, entity, call.now);
  requireIntendedRoles(call.store, entity);
  return { body: shownEntity(call.store, entity), puts: [{ kind: "entity", program: call.program, record: { entity } }] };
}

const READ = { scopes: ["entity/read", "entity/read_write"], body: "none", errorStatus: "absent", method: "GET" } as const;
const WRITE = {
  scopes: ["entity/read_write"], body: "json", errorStatus: "absent", key: { presence: "required", mismatch: 422 },
} as const;

/** FACTS 3.3 and 10. */
export const ENTITY_OPERATIONS: readonly Operation[] = [
  { ...WRITE, method: "POST", path: "/v0/entities", handle: createEntity },
  { ...READ, path: "/v0/entities", handle: findEntity },
  { ...READ, path: "/v0/entities/:id", handle: readEntity },
  { ...WRITE, method: "PATCH", path: "/v0/entities/:id", handle: patchEntity },
];
