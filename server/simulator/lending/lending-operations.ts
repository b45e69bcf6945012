import type { Answer, Call, Operation } from "../http/operation";
import { badRequest, notFound } from "../http/refusal";

function readBalance(call: Call): Answer {
  const id = call.params.id ?? "";
  if (!/^subledger_balance_\w+$/.test(id)) {
    throw badRequest([{ at: "id", token: "String must match format subledger_balance_*" }], "The format of the subledger balance ID is invalid.");
  }
  const record = call.store.balances.get(id);
  if (!record) throw notFound([{ at: "id", token: "not_found" }], "Subledger balance ID does not exist.");
  return { body: record.balance };
}

function readFunding(call: Call): Answer {
  const id = call.params.id ?? "";
  if (id.length > 64) throw badRequest([{ at: "id", token: "too_long" }], "The funding ID must have at most 64 characters.");
  const record = call.store.fundings.get(id);
  if (!record) throw notFound([{ at: "id", token: "not_found" }], "Funding ID does not exist.");
  return { body: record.funding };
}

const READ = { method: "GET", body: "none", errorStatus: "absent" } as const;

/** The reads of FACTS 3.7: neither can be listed or looked up by account. */
export const LENDING_OPERATIONS: readonly Operation[] = [
  {
    ...READ, path: "/v0/subledger_balances/:id", handle: readBalance,
    scopes: ["subledger_balance/read", "subledger_balance/read_write"],
  },
  { ...READ, path: "/v0/fundings/:id", handle: readFunding, scopes: ["funding/read", "funding/read_write"] },
];
