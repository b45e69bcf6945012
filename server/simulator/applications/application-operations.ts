import { APPLICATION_ID } from "../accounts/account-schema";
import { laterThan } from "../accounts/read-account";
import { mergePatch, takeNulls, withoutPaths } from "../http/merge-patch";
import type { Answer, Call, Operation } from "../http/operation";
import { relationshipPage } from "../http/paging";
import { badRequest, conflict, notFound } from "../http/refusal";
import { shaped } from "../http/shape";
import type { ApplicationBody, ApplicationRecord, RelationshipType } from "../store/records";
import {
  holderTypeOfApplication, requireOwnNamespace, requirePresence, requireSoundApplication,
} from "./application-rules";
import { createApplicationSchema, patchApplicationSchema, type CreateApplication } from "./application-schema";

const UNKNOWN = "Application ID does not exist.";

function requireApplicationId(call: Call): void {
  if (APPLICATION_ID.test(call.params.id ?? "")) return;
  const item = { at: "id", token: "String must match format application_*" };
  throw badRequest([item], "The format of the application ID is invalid.");
}

function applicationOfPath(call: Call): ApplicationRecord {
  requireApplicationId(call);
  const record = call.store.applications.get(call.params.id ?? "");
  if (!record) throw notFound([{ at: "id", token: "not_found" }], UNKNOWN);
  return record;
}

/** GET /v0/applications?client_application_id= (FACTS 3.2; answer's shape inferred). */
function findApplication(call: Call): Answer {
  const clientId = call.query.get("client_application_id");
  if (!clientId) throw badRequest([{ at: "client_application_id", token: "missing" }], "The client_application_id parameter is required.");
  const id = call.store.applicationByClientId.get(clientId);
  const record = id === undefined ? undefined : call.store.applications.get(id);
  if (!record) throw notFound([{ at: "client_application_id", token: "not_found" }], UNKNOWN);
  return { body: record.application };
}

function createApplication(call: Call): Answer {
  requirePresence(call.body);
  const request = shaped(createApplicationSchema(call.switches), call.body);
  const clientId = request.client_application_id;
  requireOwnNamespace(clientId);
  const account_holder_type = holderTypeOfApplication(call, request);
  requireSoundApplication(request);
  requireNew(call, clientId);
  const { account_holders, authorized_signers } = request.entities;
  const { status, details, decision, documents, metadata } = request;
  const application: ApplicationBody = {
    id: call.mint("application"), created_at: call.now, updated_at: call.now, status,
    entities: { account_holder_type, account_holders, authorized_signers },
    details, decision, documents, ...(metadata === undefined ? {} : { metadata }),
  };
  return stored(call, { application, relationships: relationshipsOf(request), clientApplicationId: clientId });
}

function requireNew(call: Call, clientId: string | undefined): void {
  if (clientId === undefined || !call.store.applicationByClientId.has(clientId)) return;
  const item = { at: "client_application_id", token: "already_exists" };
  throw conflict("An application with the same data already exists.", [item]);
}

function relationshipsOf({ entities }: CreateApplication): ApplicationRecord["relationships"] {
  const byType: [RelationshipType, string[]][] = [
    ["account_holder", entities.account_holders],
    ["authorized_signer", entities.authorized_signers],
    ["authorized_user", entities.authorized_users],
  ];
  const pairs = byType.flatMap(([relationship_type, ids]) => ids.map((entity_id) => ({ entity_id, relationship_type })));
  return pairs.map((pair, position) => ({ ...pair, position }));
}

const DELETABLE =
  /^(metadata\.[^.]+|decision\.exception_approval_reason|details\.adverse_action_notice|details\.credit\.(underwriting_grade|limit|max_limit|report))$/;

/** RFC 7396: null deletes what is optional (FACTS 11). */
function patchApplication(call: Call): Answer {
  requireApplicationId(call);
  const { body, nulls } = takeNulls(call.body, DELETABLE);
  const request = shaped(patchApplicationSchema(call.switches), body);
  const record = applicationOfPath(call);
  const merged = withoutPaths(mergePatch(record.application, request), nulls);
  requireSoundApplication(merged);
  return stored(call, { ...record, application: { ...merged, updated_at: laterThan(record.application, call.now) } });
}

const stored = (call: Call, record: ApplicationRecord): Answer => ({
  body: record.application,
  puts: [{ kind: "application", program: call.program, record }],
});

const READ = { scopes: ["application/read", "application/read_write"], body: "none", errorStatus: "absent", method: "GET" } as const;
const WRITE = { scopes: ["application/read_write"], body: "json", errorStatus: "absent" } as const;

/** FACTS 3.4 and 11. */
export const APPLICATION_OPERATIONS: readonly Operation[] = [
  {
    ...WRITE, method: "POST", path: "/v0/applications", key: { presence: "required", mismatch: 422 }, handle: createApplication,
  },
  { ...READ, path: "/v0/applications", handle: findApplication, exists: (switches) => switches.clientIdLookup },
  { ...READ, path: "/v0/applications/:id", handle: (call) => ({ body: applicationOfPath(call).application }) },
  {
    ...WRITE, method: "PATCH", path: "/v0/applications/:id", key: { presence: "required", mismatch: 409 },
    handle: patchApplication,
  },
  {
    ...READ, path: "/v0/applications/:id/entity_relationships",
    handle: (call) => ({ body: relationshipPage(applicationOfPath(call).relationships, call.query) }),
  },
];
