/** One place where the simulator answers otherwise than Lead's published OpenAPI, on purpose. */
export type Departure = {
  operations: readonly string[];
  /** `operation`: not in the file. `status`: not listed for the operation. `body`: differs from its schema. */
  kind: "operation" | "status" | "body";
  statuses?: readonly number[];
  reason: string;
};

const ENTITIES = ["POST /v0/entities", "GET /v0/entities", "GET /v0/entities/:id", "PATCH /v0/entities/:id"];
const NUMBERS = [
  "POST /v1/account_number", "GET /v1/account_number", "POST /v1/account_number/register",
  "POST /v1/account_number/:account_number_id/assign", "PATCH /v1/account_number/:account_number_id",
  "GET /v1/account_number/:account_number_id", "POST /v1/account_number/:account_number_id/activate",
  "POST /v1/account_number/:account_number_id/deactivate", "POST /v1/account_number/:account_number_id/cancel",
];
const EVENTS = ["GET /v1/event", "GET /v1/event/:event_id"];
const UNGUARDED = [
  "GET /v0/accounts/:id/entity_relationships", "DELETE /v0/accounts/:id/entity_relationships/:entity_id",
  "GET /v0/applications/:id/entity_relationships",
];
const LOOKUPS = ["GET /v0/accounts", "GET /v0/applications"];
const BALANCE = "GET /v0/subledger_balances/:id";
const FUNDING = "GET /v0/fundings/:id";
const TOKEN = "POST /v1/oauth/token";

/** All departures; the contract tests accept these and no other. */
export const DEPARTURES: readonly Departure[] = [
  { operations: LOOKUPS, kind: "operation", reason: "The newer documentation index lists the look-up by the partner's own id (FACTS 3.2)." },
  {
    operations: [...ENTITIES, ...NUMBERS, ...EVENTS, BALANCE], kind: "status", statuses: [401, 403],
    reason: "Authentication and scopes apply to every operation; these list neither refusal (FACTS 3.3).",
  },
  { operations: [...UNGUARDED], kind: "status", statuses: [403], reason: "The scope check applies here too; only 401 is listed (FACTS C25)." },
  { operations: [FUNDING], kind: "status", statuses: [401], reason: "A missing token is refused here too; only 403 is listed." },
  {
    operations: [...NUMBERS, ...EVENTS], kind: "status", statuses: [400, 404],
    reason: "An unknown or malformed id has to be answered; some of these list no refusal at all (FACTS 3.5, 3.6).",
  },
  {
    operations: ["POST /v1/account_number", "POST /v1/account_number/:account_number_id/assign", "POST /v1/account_number/register"],
    kind: "status", statuses: [422], reason: "A key reused with another body needs an answer where a key is taken (FACTS 7).",
  },
  {
    operations: [...ENTITIES, ...NUMBERS, ...EVENTS, ...UNGUARDED, BALANCE, FUNDING, TOKEN], kind: "status", statuses: [401, 409, 429, 500, 503],
    reason: "Made on demand by a fault, on every operation, whatever it lists.",
  },
  {
    operations: [
      "POST /v0/accounts", "GET /v0/accounts/:id", "PATCH /v0/accounts/:id", "POST /v0/accounts/:id/activate",
      "POST /v0/accounts/:id/deactivate", "POST /v0/accounts/:id/close", "POST /v0/accounts/:id/entity_relationships/batch",
      "POST /v0/applications", "GET /v0/applications/:id", "PATCH /v0/applications/:id",
    ],
    kind: "status", statuses: [409, 503], reason: "Made on demand by a fault, on every operation, whatever it lists.",
  },
  {
    operations: [BALANCE], kind: "body", statuses: [200],
    reason: "Both branches of the oneOf for credit details ask for `structure` alone, so every body matches both.",
  },
  {
    operations: ["GET /v0/accounts/:id"], kind: "body", statuses: [403],
    reason: "The documented refusal of an address outside the allowlist has a numeric status; the schema has a string (FACTS C3).",
  },
];
