import type { Answer, Call } from "../http/operation";
import { invalid } from "../http/refusal";
import { shaped } from "../http/shape";
import { takeNulls, withoutPaths } from "../http/merge-patch";
import type { AccountBody, AccountCredit, AccountRecord } from "../store/records";
import {
  requireLimits, requireMatchingApplication, requireSupported, requireUnderwriting, requireWholeCredit,
} from "./account-rules";
import { patchAccountSchema, type PatchAccount } from "./account-schema";
import { accountOfPath, changed, requireAccountId } from "./read-account";

/** What a null may delete, where the switch lets it. */
const DELETABLE = /^(application_id|metadata\.[^.]+|details\.adverse_action_notice|details\.credit\.(scra|report))$/;

/** PATCH /v0/accounts/{id}: merges, but replaces documents, notice, report and SCRA whole (FACTS 5.6, 15.7). */
export function patchAccount(call: Call): Answer {
  requireAccountId(call);
  const deletes = call.switches.nullOnPatch === "delete";
  const { body, nulls } = deletes ? takeNulls(call.body, DELETABLE) : { body: call.body, nulls: [] };
  const request = shaped(patchAccountSchema(call.switches), body);
  const record = accountOfPath(call);
  if (record.account.status === "closed") {
    throw invalid([{ at: "status", sentence: "a closed account cannot be updated" }], "Account cannot be updated from current status.");
  }
  const account = withoutPaths(merged(record.account, request), nulls);
  requireSupported(call, request.capabilities ?? []);
  const { capabilities, application_id, details } = account;
  requireUnderwriting({ capabilities, application_id, credit: details.credit });
  requireWholeCredit(details.credit);
  requireLimits(call, details.credit);
  if (request.application_id !== undefined) requireMatchingApplication(call, request.application_id, holdersOf(record));
  return changed(call, record, account);
}

function holdersOf({ account, relationships }: AccountRecord) {
  const holders = relationships.filter((relationship) => relationship.relationship_type === "account_holder");
  return { holderType: account.entities.account_holder_type, holderIds: holders.map((holder) => holder.entity_id) };
}

/** Capabilities only grow: one that is left out is kept (FACTS 15.8). */
function merged(account: AccountBody, { details, metadata, capabilities, ...rest }: PatchAccount): AccountBody {
  const { credit, ...otherDetails } = details ?? {};
  return {
    ...account,
    ...present(rest),
    capabilities: [...new Set([...account.capabilities, ...(capabilities ?? [])])],
    details: {
      ...account.details,
      ...present(otherDetails),
      ...(credit ? { credit: { ...account.details.credit, ...present(credit) } as AccountCredit } : {}),
    },
    ...(metadata ? { metadata: { ...account.metadata, ...metadata } } : {}),
  };
}

function present<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Partial<T>;
}
