import type { Answer, Call } from "../http/operation";
import { shaped } from "../http/shape";
import type { AccountBody, AccountRecord, HeldRelationship, HolderType, RelationshipType } from "../store/records";
import {
  PARAMETER_OF, requireLimits, requireMatchingApplication, requirePresence, requireSupported, requireUnderwriting,
  requireWholeCredit,
} from "./account-rules";
import { createAccountSchema, type CreateAccount } from "./account-schema";
import { holderTypeOf, requireEntities, requireRole, requireSigner } from "./holder-rules";
import { valueAt } from "../http/shape";

/** POST /v0/accounts (FACTS 4.3, 5.1 to 5.5). */
export function createAccount(call: Call): Answer {
  requirePresence(call.body);
  requireWholeCredit(valueAt(call.body, ["details", "credit"]));
  const request = shaped(createAccountSchema(call.switches), call.body);
  requireSupported(call, request.capabilities);
  const holderType = checkEntities(call, request);
  const { capabilities, application_id, details } = request;
  requireUnderwriting({ capabilities, application_id, credit: details.credit });
  requireLimits(call, details.credit);
  requireMatchingApplication(call, application_id, { holderType, holderIds: request.entities.account_holders });
  const account = newAccount(call, request, holderType);
  const record: AccountRecord = { account, relationships: relationshipsOf(request) };
  return { body: account, puts: [{ kind: "account", program: call.program, record }], accountId: account.id };
}

function idsByType({ entities }: CreateAccount): [RelationshipType, string[]][] {
  return [
    ["account_holder", entities.account_holders],
    ["authorized_signer", entities.authorized_signers],
    ["authorized_user", entities.authorized_users],
  ];
}

function checkEntities(call: Call, request: CreateAccount): HolderType {
  const found = idsByType(request).map(([type, ids]) => ({ type, entities: requireEntities(call.store, ids, PARAMETER_OF[type]) }));
  const holders = found.find(({ type }) => type === "account_holder")?.entities ?? [];
  const holderType = holderTypeOf(holders, PARAMETER_OF.account_holder);
  requireSigner(holderType, request.entities.authorized_signers);
  for (const { type, entities } of found) requireRole(call.store, entities, type, PARAMETER_OF[type]);
  return holderType;
}

function newAccount(call: Call, request: CreateAccount, holderType: HolderType): AccountBody {
  const { application_id, capabilities, details, metadata, documents, client_account_id } = request;
  const takesClientId = call.switches.clientAccountIdOnCreate === "accepted" && client_account_id !== undefined;
  return {
    id: call.mint("account"),
    created_at: call.now,
    updated_at: call.now,
    ...(application_id === undefined ? {} : { application_id }),
    status: "active",
    status_reason: "active",
    capabilities: [...new Set(capabilities)],
    entities: { account_holder_type: holderType },
    details,
    ...(metadata === undefined ? {} : { metadata }),
    documents,
    ...(takesClientId ? { client_account_id } : {}),
  };
}

function relationshipsOf(request: CreateAccount): HeldRelationship[] {
  const pairs = idsByType(request).flatMap(([relationship_type, ids]) => ids.map((entity_id) => ({ entity_id, relationship_type })));
  return pairs.map((pair, position) => ({ ...pair, position }));
}
