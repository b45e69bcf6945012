import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ContractCheck, type Departure } from "./contract-check";
import { hasOpenApi, LeadOpenApi, suiteName } from "./lead-openapi";
import { application, business, creditAccount, depositAccount, individual, NOTICE, soleProp } from "./sample-bodies";
import { SimulatorProcess, type Reply } from "./simulator-process";

const ACCOUNT = "/v0/accounts/:id";
const NUMBER = "/v1/account_number/:account_number_id";

describe.skipIf(!hasOpenApi)(suiteName("the simulator answers as Lead's OpenAPI says"), () => {
  let simulator: SimulatorProcess;
  let check: ContractCheck;
  let operations: string[];
  let openApi: LeadOpenApi;
  let departures: Departure[];

  beforeAll(async () => {
    openApi = new LeadOpenApi();
    simulator = await SimulatorProcess.start();
    ({ departures, operations } = await simulator.control<{ departures: Departure[]; operations: string[] }>("GET", "/departures"));
    check = new ContractCheck(openApi, departures);
  }, 30_000);
  afterAll(() => simulator?.stop());

  async function ok<T = { id: string }>(...sent: Parameters<SimulatorProcess["call"]>): Promise<T> {
    const reply = await simulator.call(...sent);
    expect(check.errors(reply)).toEqual([]);
    expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: 200 });
    return reply.body as T;
  }

  async function refused(status: number, ...sent: Parameters<SimulatorProcess["call"]>): Promise<Reply> {
    const reply = await simulator.call(...sent);
    expect(check.errors(reply)).toEqual([]);
    expect(reply, JSON.stringify(reply.body)).toMatchObject({ status });
    return reply;
  }

  it("token", async () => {
    const body = { grant_type: "client_credentials", client_id: "growth-client", client_secret: "growth-secret", scope: "account/read entity/read" };
    expect(await ok("POST /v1/oauth/token", { body })).toMatchObject({ scope: "account/read entity/read", expires_in: 86_400 });
    await refused(400, "POST /v1/oauth/token", { body: { ...body, grant_type: "password" } });
    await refused(400, "POST /v1/oauth/token", { body: { ...body, client_secret: "wrong" } });
  });

  it("entities of each type", async () => {
    const person = await ok("POST /v0/entities", { body: individual("contract-1") });
    await ok("POST /v0/entities", { body: business(person.id) });
    await ok("POST /v0/entities", { body: soleProp(person.id) });
    await ok("GET /v0/entities/:id", { params: { id: person.id } });
    await ok("GET /v0/entities", { query: { client_customer_id: "contract-1" } });
    await ok("PATCH /v0/entities/:id", { params: { id: person.id }, body: { type: "individual", risk_score: "high" } });
    await refused(409, "POST /v0/entities", { body: individual("contract-1") });
    await refused(422, "POST /v0/entities", { body: { ...individual("contract-2"), individual_details: {} } });
    await refused(404, "GET /v0/entities/:id", { params: { id: "entity_none" } });
    await refused(400, "GET /v0/entities/:id", { params: { id: "person_1" } });
  });

  it("applications in each status", async () => {
    const holder = simulator.landmark("prospectIndividual").entity_id;
    for (const status of ["approved", "declined", "canceled"]) {
      const made = await ok("POST /v0/applications", { body: application(holder, status) });
      await ok("GET /v0/applications/:id", { params: { id: made.id } });
      await ok("GET /v0/applications/:id/entity_relationships", { params: { id: made.id } });
      await ok("PATCH /v0/applications/:id", { params: { id: made.id }, body: { metadata: { reviewed: "yes" } } });
    }
    await ok("POST /v0/applications", { body: { ...application(holder), client_application_id: "mine-1" } });
    await ok("GET /v0/applications", { query: { client_application_id: "mine-1" } });
    await refused(422, "POST /v0/applications", { body: { ...application(holder), status: "pending" } });
    await refused(404, "GET /v0/applications/:id", { params: { id: "application_none" } });
    await refused(400, "GET /v0/applications/:id", { params: { id: "app_1" } });
  });

  it("an account from opening to closing and back", async () => {
    const { application_id, entity_id } = simulator.landmark("applicationApprovedConsumer");
    const { id } = await ok(`POST /v0/accounts`, { body: creditAccount(entity_id, application_id) });
    const params = { id };
    await ok(`GET ${ACCOUNT}`, { params });
    await ok(`PATCH ${ACCOUNT}`, { params, body: { details: { adverse_action_notice: NOTICE, credit: { limit: 300_000 } } } });
    await ok(`POST ${ACCOUNT}/deactivate`, { params, body: { status_reason: "dormant" } });
    await ok(`POST ${ACCOUNT}/activate`, { params });
    await ok(`POST ${ACCOUNT}/close`, { params, body: { status_reason: "client_closed" } });
    await refused(422, `PATCH ${ACCOUNT}`, { params, body: { metadata: { a: "b" } } });
    await refused(422, `POST ${ACCOUNT}/deactivate`, { params, body: { status_reason: "dormant" } });
    await refused(422, `POST ${ACCOUNT}/close`, { params, body: { status_reason: "paid_off" } });
    await ok(`POST ${ACCOUNT}/activate`, { params });
    await refused(422, `POST ${ACCOUNT}/activate`, { params });
    const { client_account_id } = simulator.landmark("activeCredit");
    await ok("GET /v0/accounts", { query: { client_account_id } });
  });

  it("relationships", async () => {
    const sixty = { id: simulator.landmark("sixtyRelationships").account_id };
    const first = await ok<{ cursor: string; objects: unknown[] }>(`GET ${ACCOUNT}/entity_relationships`, { params: sixty });
    const second = await ok<{ objects: unknown[] }>(`GET ${ACCOUNT}/entity_relationships`, { params: sixty, query: { starting_after: first.cursor } });
    expect([first.objects.length, second.objects.length]).toEqual([25, 25]);
    const params = { id: simulator.landmark("activeDeposit").account_id };
    const { entity_id } = simulator.landmark("prospectUser");
    const batch = { entity_ids: [entity_id], relationship_type: "authorized_user" };
    const key = "contract-batch";
    await ok(`POST ${ACCOUNT}/entity_relationships/batch`, { params, body: batch, key });
    await refused(409, `POST ${ACCOUNT}/entity_relationships/batch`, { params, body: { ...batch, relationship_type: "account_holder" }, key });
    await refused(422, `POST ${ACCOUNT}/entity_relationships/batch`, { params, body: batch });
    const pair = { params: { ...params, entity_id }, query: { relationship_type: "authorized_user" } };
    await ok(`DELETE ${ACCOUNT}/entity_relationships/:entity_id`, pair);
    await refused(404, `DELETE ${ACCOUNT}/entity_relationships/:entity_id`, pair);
    await refused(400, `DELETE ${ACCOUNT}/entity_relationships/:entity_id`, { params: pair.params });
  });

  it("account numbers", async () => {
    const account_id = simulator.landmark("pooledNumber").account_id;
    const { entity_id } = simulator.landmark("prospectIndividual");
    const made = await ok("POST /v1/account_number", { body: { account_id } });
    const params = { account_number_id: made.id };
    await ok("POST /v1/account_number/register", { body: { account_id, account_number: "900012345678" } });
    await ok(`POST ${NUMBER}/assign`, { params, body: { entity_id } });
    await ok(`PATCH ${NUMBER}`, { params, body: { metadata: { a: "b" }, ach_controls: { incoming: { accept_debit: false } } } });
    await ok(`GET ${NUMBER}`, { params });
    await ok("GET /v1/account_number", { query: { account_id, limit: "100" } });
    await ok(`POST ${NUMBER}/deactivate`, { params });
    await ok(`POST ${NUMBER}/activate`, { params });
    await ok(`POST ${NUMBER}/cancel`, { params });
    await refused(400, `POST ${NUMBER}/activate`, { params });
    await refused(400, `PATCH ${NUMBER}`, { params, body: { status: "active" } });
    await refused(404, `GET ${NUMBER}`, { params: { account_number_id: "account_number_none" } });
  });

  it("events", async () => {
    const page = await ok<{ objects: { id: string; event: string }[] }>("GET /v1/event", { query: { limit: "100" } });
    await ok("GET /v1/event/:event_id", { params: { event_id: page.objects[0]?.id ?? "" } });
    await refused(422, "GET /v1/event", { query: { object_id: "account_1" } });
    expect(page.objects.every(({ event }) => !event.startsWith("account."))).toBe(true);
  });

  it("balances and fundings", async () => {
    const id = simulator.landmark("subledgerBalance").subledger_balance_id;
    await ok("GET /v0/subledger_balances/:id", { params: { id } });
    await refused(400, "GET /v0/subledger_balances/:id", { params: { id: "balance_1" } });
    await refused(404, "GET /v0/subledger_balances/:id", { params: { id: "subledger_balance_none" } });
    await refused(404, "GET /v0/fundings/:id", { params: { id: "funding_none" } });
    const { objects } = await ok<{ objects: { id: string; object: { id: string } }[] }>("GET /v1/event", { query: { events: "funding.posted" } });
    await ok("GET /v0/fundings/:id", { params: { id: objects[0]?.object.id ?? "" } });
  });

  it("refuses what is not authorised, on every operation", async () => {
    const readOnly = await simulator.token("instant_payment/read");
    const params = { id: "x", entity_id: "x", account_number_id: "x", event_id: "x" };
    for (const operation of operations.filter((name) => name !== "POST /v1/oauth/token")) {
      await refused(401, operation, { params, token: "none" });
      await refused(403, operation, { params, token: readOnly });
    }
  });

  it("answers a fault of each kind in Lead's shape, on every operation", async () => {
    const params = { id: "x", entity_id: "x", account_number_id: "x", event_id: "x" };
    const kinds = { "rate-limited": 429, "internal-error": 500, unavailable: 503, conflict: 409, "expired-token": 401 };
    for (const route of operations) {
      for (const [kind, status] of Object.entries(kinds)) {
        await simulator.control("POST", "/faults", { route, kind });
        await refused(status, route, { params });
      }
    }
  });

  it("refuses an address outside the allowlist with a numeric status", async () => {
    await simulator.control("PUT", "/switches", { refuseSourceIp: true });
    const reply = await refused(403, `GET ${ACCOUNT}`, { params: { id: "account_1" } });
    await simulator.control("PUT", "/switches", { refuseSourceIp: false });
    expect(reply.body).toMatchObject({ status: 403, code: "source_ip_not_allowed" });
  });

  it("refuses a body that is no JSON and a write without a key", async () => {
    const { entity_id } = simulator.landmark("prospectIndividual");
    const json = await refused(400, "POST /v0/accounts", { body: "{" });
    expect(json.body).toMatchObject({ code: "payload_invalid" });
    const key = await refused(400, "POST /v0/accounts", { body: depositAccount(entity_id), key: "" });
    expect(key.body).toMatchObject({ code: "idempotency_error" });
  });

  it("has answered every operation with success, and every departure is one", () => {
    const unanswered = operations.filter((operation) => !check.answered.get(operation)?.has(200));
    expect(unanswered).toEqual([]);
    for (const { kind, operations: named, statuses, reason } of departures) {
      expect(reason).not.toBe("");
      expect(named.filter((operation) => !operations.includes(operation))).toEqual([]);
      if (kind === "operation") expect(named.filter((operation) => openApi.has(operation))).toEqual([]);
      if (kind !== "status") continue;
      const unneeded = named.filter((operation) => statuses?.every((status) => openApi.lists(operation, status)));
      expect(unneeded).toEqual([]);
    }
  });
});
