import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SimulatorUnderTest } from "../simulator-under-test";

describe("refusals in Lead's documented words", () => {
  let simulator: SimulatorUnderTest;
  beforeAll(async () => {
    simulator = await SimulatorUnderTest.start();
  });
  afterAll(() => simulator.close());
  beforeEach(() => simulator.control("POST", "/reset"));

  const account = (change: object = {}) => ({
    capabilities: ["deposit"], entities: { account_holders: [simulator.landmark("prospectIndividual").entity_id] },
    details: { product_name: "Growth Personal Checking" }, documents: [], ...change,
  });
  const open = (body: unknown, key?: string | null) => simulator.call("POST", "/v0/accounts", { body, key });

  it("of a body that is no JSON (FACTS 5.1)", async () => {
    expect(await open("{")).toMatchObject({
      status: 400,
      body: {
        code: "payload_invalid", title: "Your request body did not parse.",
        detail: "We couldn't parse your request body, please check that your request body is valid JSON.",
      },
    });
  });

  it("of a write without its key (FACTS 5.1)", async () => {
    expect(await open(account(), null)).toMatchObject({
      status: 400,
      body: { code: "idempotency_error", title: "A required HTTP header is missing.", detail: "Please add the Idempotency-Key header to the request." },
    });
  });

  it("of a key that came before with another body (FACTS 6.3)", async () => {
    await open(account(), "k");
    expect(await open(account({ metadata: { another: "body" } }), "k")).toMatchObject({
      status: 422,
      body: {
        code: "idempotency_request_inconsistent",
        title: "The request made does not match the previous request made with this idempotency key.",
        detail: "If you are trying to make a new request, then please update the idempotency key; otherwise, please use the same request body to make this request.",
      },
    });
  });

  it("of an account without its product (FACTS 5.1)", async () => {
    expect(await open(account({ details: {} }))).toMatchObject({
      status: 422, body: { invalid_parameters: [{ parameter: "details.product_name", reason: 'property "product_name" is missing' }] },
    });
  });

  it.each([
    ["GET", "You've reached the rate limit for this call, your request was not processed."],
    ["POST", "You've reached the rate limit for this call."],
  ])("of too many calls: %s (FACTS 6.2)", async (method, title) => {
    await simulator.control("POST", "/faults", { route: "*", kind: "rate-limited" });
    const path = `/v0/accounts/${simulator.landmark("activeDeposit").account_id}${method === "GET" ? "" : "/activate"}`;
    expect(await simulator.call(method, path)).toMatchObject({
      status: 429, body: { code: "rate_limit_exceeded", title, detail: "If you are continuously hitting rate limits please contact the Lead team." },
    });
  });

  it("of an address outside the allowlist, with a numeric status (FACTS 1)", async () => {
    await simulator.token("growth");
    await simulator.control("PUT", "/switches", { refuseSourceIp: true });
    const refused = await simulator.call("GET", `/v0/accounts/${simulator.landmark("activeDeposit").account_id}`);
    await simulator.control("PUT", "/switches", { refuseSourceIp: false });
    expect(refused).toMatchObject({
      status: 403,
      body: {
        status: 403, code: "source_ip_not_allowed", title: "Requests from this IP address are not permitted for this program.",
        invalid_parameters: [{ parameter: "source_ip", reason: "source IP not allowed for program" }],
      },
    });
  });

  it("of another grant, with a numeric status (FACTS 2.1)", async () => {
    const body = JSON.stringify({ grant_type: "password", client_id: "growth-client", client_secret: "growth-secret" });
    const refused = await fetch(`${simulator.url}/v1/oauth/token`, { method: "POST", body });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ status: 400, code: "parameters_invalid", title: "Your request body did not parse.", detail: "Invalid grant type." });
  });

  it("of an application without holders (FACTS 11)", async () => {
    const body = { status: "approved", entities: {}, details: { product_name: "Growth Card" }, decision: { reason: "Sound" }, documents: [] };
    expect(await simulator.call("POST", "/v0/applications", { body })).toMatchObject({
      status: 422, body: { invalid_parameters: [{ parameter: "entities.account_holders", reason: "Application is missing required account_holders field" }] },
    });
  });

  it("of events about what has none (FACTS 6.3)", async () => {
    expect(await simulator.call("GET", "/v1/event?object_id=funding_1")).toMatchObject({
      status: 422,
      body: {
        status: "422", code: "parameters_invalid",
        detail: "The object_id parameter must be a valid object ID (e.g., ach_xyz, wire_xyz, account_number_xyz, internal_transfer_xyz, or disbursement_xyz).",
      },
    });
  });

  it("of account numbers that are assigned, and of fields that stay (FACTS 6.3)", async () => {
    const made = await simulator.call("POST", "/v1/account_number", { body: { account_id: "account_1", client_customer_id: "customer-1" } });
    const path = `/v1/account_number/${made.body.id}`;
    const title = "This operation cannot be done on this object.";
    expect(await simulator.call("POST", `${path}/assign`, { body: { client_customer_id: "customer-2" } })).toMatchObject({
      status: 400,
      body: { code: "operation_not_allowed", title, detail: "You cannot assign an already assigned client_customer_id, current value: customer-1." },
    });
    expect(await simulator.call("PATCH", path, { body: { account_id: "account_2" } })).toMatchObject({
      status: 400,
      body: { code: "operation_not_allowed", title, detail: "The field passed in cannot be updated using this API.", instance: "account_id" },
    });
  });
});
