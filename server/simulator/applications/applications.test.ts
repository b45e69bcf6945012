import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SimulatorUnderTest } from "../simulator-under-test";

const NOTICE = { delivered_at: "2026-01-01T00:00:00Z", reason: "Length of residence", delivery_method: "email" };
const CREDIT = { is_secured: false, is_mla: false, currency: "USD" };

describe("applications", () => {
  let simulator: SimulatorUnderTest;
  beforeAll(async () => {
    simulator = await SimulatorUnderTest.start();
  });
  afterAll(() => simulator.close());
  beforeEach(() => simulator.control("POST", "/reset"));

  const apply = (change: object = {}) =>
    simulator.call("POST", "/v0/applications", {
      body: {
        status: "approved", entities: { account_holders: [simulator.landmark("prospectIndividual").entity_id] },
        details: { product_name: "Card", credit: CREDIT }, decision: { decided_at: "2026-01-01T00:00:00Z", reason: "good" }, documents: [], ...change,
      },
    });

  it("shows holders and signers, but not users", async () => {
    const ids = [simulator.landmark("prospectIndividual").entity_id];
    const { body } = await apply({ entities: { account_holders: ids, authorized_users: ids } });
    expect(body.entities).toEqual({ account_holder_type: "consumer", account_holders: ids, authorized_signers: [] });
    const page = await simulator.call("GET", `/v0/applications/${body.id}/entity_relationships`);
    expect(page.body.objects).toHaveLength(2);
  });

  it("names what is missing", async () => {
    const reply = await simulator.call("POST", "/v0/applications", { body: {} });
    expect(reply.body.invalid_parameters).toEqual([
      { name: "status", reason: "missing" },
      { name: "entities", reason: "missing" },
      { parameter: "details", reason: 'property "details" is missing' },
      { parameter: "decision", reason: 'property "decision" is missing' },
      { parameter: "documents", reason: "Application is missing required documents field" },
    ]);
  });

  it.each([
    [{ status: "pending" }, { parameter: "status", reason: "Status must be one of: approved, declined, canceled" }],
    [{ status: "declined" }, { name: "details.decision.adverse_action_notice", reason: "missing_for_status_declined" }],
    [{ decision: { decided_at: "2026-01-01T00:00:00Z" } }, { name: "details.decision.reason", reason: "missing" }],
    [{ details: { product_name: "A", credit: { ...CREDIT, limit: 2, max_limit: 1 } } }, { name: "details.credit.limit", reason: "exceeds_max_limit" }],
    [{ client_application_id: "application_1" }, { name: "client_application_id", reason: "invalid_namespace" }],
    [{ entities: { account_holders: ["entity_none"] } }, { name: "entities.account_holders[0]", reason: "not_found" }],
  ])("refuses %j", async (change, item) => {
    expect(await apply(change)).toMatchObject({ status: 422, body: { invalid_parameters: [item] } });
  });

  it("counts the people that it does not know", async () => {
    const entities = { account_holders: [simulator.landmark("prospectIndividual").entity_id, "entity_none"] };
    const detail = "expected 2 account holder entities but only 1 resolved successfully; one or more entity IDs were not found";
    expect(await apply({ entities })).toMatchObject({ status: 422, body: { detail, invalid_parameters: [{ name: "entities.account_holders[1]", reason: "not_found" }] } });
  });

  it("checks entities of approved applications only", async () => {
    const entities = { account_holders: ["entity_none"] };
    const details = { product_name: "Card", credit: CREDIT, adverse_action_notice: NOTICE };
    expect((await apply({ status: "declined", entities, details })).status).toBe(200);
    const commercial = { account_holders: [simulator.landmark("prospectBusiness").entity_id] };
    expect(JSON.stringify((await apply({ entities: commercial })).body)).toContain("Commercial application must have at least one authorized signer");
  });

  it("patches by merging, deletes by null, and answers 409 to a key used otherwise", async () => {
    const { body } = await apply({ details: { product_name: "Card", credit: { ...CREDIT, limit: 5 } }, metadata: { a: "1", b: "2" } });
    const patch = (change: object, key?: string) => simulator.call("PATCH", `/v0/applications/${body.id}`, { body: change, key });
    const patched = await patch({ details: { credit: { limit: null, max_limit: 9 } }, metadata: { a: null } }, "one");
    expect(patched.body).toMatchObject({ details: { product_name: "Card", credit: { ...CREDIT, max_limit: 9 } }, metadata: { b: "2" } });
    expect(patched.body.details).not.toHaveProperty("credit.limit");
    expect((await patch({ metadata: { c: "3" } }, "one")).status).toBe(409);
    expect((await patch({ status: "declined" })).status).toBe(422);
    expect((await patch({ status: "declined", details: { adverse_action_notice: NOTICE } })).status).toBe(200);
  });

  it("has its own code for a missing key, as switched", async () => {
    await simulator.control("PUT", "/switches", { applicationKeyMissingCode: "operation_not_allowed" });
    const reply = await simulator.call("POST", "/v0/applications", { key: null, body: {} });
    expect(reply).toMatchObject({ status: 400, body: { code: "operation_not_allowed" } });
  });
});
