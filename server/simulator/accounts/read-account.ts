import type { Answer, Call } from "../http/operation";
import { badRequest, notFound } from "../http/refusal";
import type { AccountBody, AccountRecord } from "../store/records";
import { ACCOUNT_ID } from "./account-schema";

/** The account of the path: a malformed id is 400 before an unknown one is 404 (FACTS 5.9, 15.5). */
export function accountOfPath(call: Call): AccountRecord {
  requireAccountId(call);
  const record = call.store.accounts.get(call.params.id ?? "");
  if (!record) throw notFound([{ at: "id", token: "not_found" }], "Account ID does not exist.");
  return record;
}

export function requireAccountId(call: Call): void {
  if (ACCOUNT_ID.test(call.params.id ?? "")) return;
  throw badRequest([{ at: "id", token: "String must match format account_*" }], "The format of the account ID is invalid.");
}

export const readAccount = (call: Call): Answer => ({ body: accountOfPath(call).account });

/** GET /v0/accounts?client_account_id=: one account (FACTS 3.2; answer's shape inferred). */
export function findAccount(call: Call): Answer {
  const clientId = call.query.get("client_account_id");
  if (!clientId) throw badRequest([{ at: "client_account_id", token: "missing" }], "The client_account_id parameter is required.");
  const id = call.store.accountByClientId.get(clientId);
  const record = id === undefined ? undefined : call.store.accounts.get(id);
  if (!record) throw notFound([{ at: "client_account_id", token: "not_found" }], "Account ID does not exist.");
  return { body: record.account };
}

/** Later than every earlier change of the account, even within one millisecond. */
export function laterThan(account: { updated_at: string }, now: string): string {
  return now > account.updated_at ? now : new Date(Date.parse(account.updated_at) + 1).toISOString();
}

/** What a write answers: the account as changed, journaled whole. */
export function changed(call: Call, record: AccountRecord, account: AccountBody): Answer {
  const updated = { ...account, updated_at: laterThan(record.account, call.now) };
  const put = { kind: "account" as const, program: call.program, record: { ...record, account: updated } };
  return { body: updated, puts: [put], accountId: updated.id };
}
