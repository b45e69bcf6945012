import type { z } from "zod";
import { laterThan } from "../accounts/read-account";
import type { Answer, Call, Operation } from "../http/operation";
import { objectPage } from "../http/paging";
import { badRequest, notAllowed, notFound, Refusal } from "../http/refusal";
import { shaped } from "../http/shape";
import type { AccountNumberBody, Put } from "../store/records";
import { assignSchema, createSchema, metadataOnlySchema, patchSchema, registerSchema } from "./account-number-schema";

export const ROUTING_NUMBER = "101019644";

/** On account numbers a body that does not fit is 400: no 422 is listed (FACTS 3.5). */
function fitted<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  try {
    return shaped(schema, body ?? {});
  } catch (error) {
    if (error instanceof Refusal) throw badRequest(error.items, error.detail);
    throw error;
  }
}

type Customer = { client_customer_id?: string; entity_id?: string };

function requireOneCustomer({ client_customer_id, entity_id }: Customer): void {
  if (client_customer_id === undefined || entity_id === undefined) return;
  throw badRequest([{ at: "entity_id", token: "invalid" }], "Only one of client_customer_id and entity_id can be set.");
}

function created(call: Call, request: z.infer<typeof createSchema>, accountNumber: string): Answer {
  requireOneCustomer(request);
  const isAssigned = request.client_customer_id !== undefined || request.entity_id !== undefined;
  const number: AccountNumberBody = {
    ...request, id: call.mint("account_number"), account_number: accountNumber, routing_number: ROUTING_NUMBER,
    status: isAssigned ? "active" : "unassigned", created_at: call.now, updated_at: call.now,
  };
  const event: Put = {
    kind: "event", program: call.program,
    record: { event: { id: call.mint("event"), event: "account_number.created", created_at: call.now, object: number } },
  };
  return { body: number, puts: [numberPut(call, number), event] };
}

const numberPut = (call: Call, accountNumber: AccountNumberBody): Put => ({
  kind: "accountNumber",
  program: call.program,
  record: { accountNumber },
});

/** Lead allocates 12 digits (FACTS 3.5). */
function createNumber(call: Call): Answer {
  const request = fitted(createSchema, call.body);
  const digits = [...call.mint("number")].map((character) => character.charCodeAt(0) % 10).join("");
  return created(call, request, digits.slice(-12));
}

function registerNumber(call: Call): Answer {
  const { account_number, ...request } = fitted(registerSchema, call.body);
  const taken = [...call.store.accountNumbers.values()].some((number) => number.account_number === account_number);
  if (taken) throw notAllowed("This account number is already registered.");
  return created(call, request, account_number);
}

function numberOfPath(call: Call): AccountNumberBody {
  const id = call.params.account_number_id ?? "";
  if (!/^account_number_\w+$/.test(id)) throw badRequest([], "The format of the account number ID is invalid.");
  const number = call.store.accountNumbers.get(id);
  if (!number) throw notFound([], "Account number ID does not exist.");
  return number;
}

function changedNumber(call: Call, number: AccountNumberBody, change: Partial<AccountNumberBody>): Answer {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const updated = { ...number, ...given, updated_at: laterThan(number, call.now) };
  return { body: updated, puts: [numberPut(call, updated)] };
}

function assignNumber(call: Call): Answer {
  const request = fitted(assignSchema, call.body);
  requireOneCustomer(request);
  const number = numberOfPath(call);
  if (number.client_customer_id !== undefined) {
    throw notAllowed(`You cannot assign an already assigned client_customer_id, current value: ${number.client_customer_id}.`);
  }
  if (number.entity_id !== undefined || number.status === "canceled") throw notAllowed("This account number cannot be assigned.");
  return changedNumber(call, number, { ...request, status: "active" });
}

const FIXED_FIELDS = ["account_id", "account_number", "routing_number", "client_customer_id", "entity_id", "status"];

function patchNumber(call: Call): Answer {
  const fixed = FIXED_FIELDS.find((field) => Object.hasOwn(call.body as object, field));
  if (fixed !== undefined) throw notAllowed("The field passed in cannot be updated using this API.", fixed);
  return changedNumber(call, numberOfPath(call), fitted(patchSchema, call.body));
}

/** Statuses that each verb starts from; `canceled` is terminal (FACTS 3.5). */
const TRANSITIONS = {
  activate: { from: ["inactive"], to: "active" },
  deactivate: { from: ["active"], to: "inactive" },
  cancel: { from: ["unassigned", "active", "inactive"], to: "canceled" },
} as const;

const moved = (verb: keyof typeof TRANSITIONS) => (call: Call): Answer => {
  const { metadata } = fitted(metadataOnlySchema, call.body);
  const number = numberOfPath(call);
  const { from, to } = TRANSITIONS[verb];
  if (!(from as readonly string[]).includes(number.status)) throw notAllowed(`An account number that is ${number.status} cannot take ${verb}.`);
  return changedNumber(call, number, { status: to, metadata });
};

function listNumbers(call: Call): Answer {
  const accountId = call.query.get("account_id");
  const accountNumber = call.query.get("account_number");
  const matches = [...call.store.accountNumbers.values()].filter(
    (number) =>
      (accountId === null || number.account_id === accountId) &&
      (accountNumber === null || number.account_number === accountNumber),
  );
  return { body: objectPage(matches.toReversed(), call.query) };
}

const BASE = "/v1/account_number";
const ONE = `${BASE}/:account_number_id`;
const READ = { scopes: ["account_number/read", "account_number/read_write"], body: "none", errorStatus: "string", method: "GET" } as const;
const WRITE = { scopes: ["account_number/read_write"], errorStatus: "string", method: "POST" } as const;
const OPTIONAL_KEY = { presence: "optional", mismatch: 422 } as const;
const REQUIRED_KEY = { presence: "required", mismatch: 422 } as const;

export const ACCOUNT_NUMBER_OPERATIONS: readonly Operation[] = [
  { ...WRITE, path: BASE, body: "json", key: OPTIONAL_KEY, handle: createNumber },
  { ...READ, path: BASE, handle: listNumbers },
  { ...WRITE, path: `${BASE}/register`, body: "json", key: REQUIRED_KEY, handle: registerNumber },
  { ...WRITE, path: `${ONE}/assign`, body: "json", key: OPTIONAL_KEY, handle: assignNumber },
  { ...WRITE, method: "PATCH", path: ONE, body: "json", handle: patchNumber },
  { ...READ, path: ONE, handle: (call) => ({ body: numberOfPath(call) }) },
  { ...WRITE, path: `${ONE}/activate`, body: "optional", handle: moved("activate") },
  { ...WRITE, path: `${ONE}/deactivate`, body: "optional", handle: moved("deactivate") },
  { ...WRITE, path: `${ONE}/cancel`, body: "optional", handle: moved("cancel") },
];
