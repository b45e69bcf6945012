import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SimulatorUnderTest } from "../simulator-under-test";

const CREDIT = { is_secured: false, is_mla: false, underwriting_grade: "A1", currency: "USD", available_credit: 1, limit: 2, max_limit: 3 };

describe("POST /v0/accounts", () => {
  let simulator: SimulatorUnderTest;
  beforeAll(async () => {
    simulator = await SimulatorUnderTest.start();
  });
  afterAll(() => simulator.close());
  beforeEach(() => simulator.control("POST", "/reset"));

  const entity = (name: string, program?: "everyday") => simulator.landmark(name, program).entity_id;
  const open = (change: object, program?: "everyday") =>
    simulator.call("POST", "/v0/accounts", {
      program,
      body: {
        capabilities: ["deposit"], entities: { account_holders: [entity("prospectIndividual", program)] },
        details: { product_name: "Checking" }, documents: [], ...change,
      },
    });
  const underwritten = (change: object = {}) => {
    const { application_id, entity_id } = simulator.landmark("applicationApprovedConsumer");
    return open({
      capabilities: ["credit_with_underwriting"], application_id, entities: { account_holders: [entity_id] },
      details: { product_name: "Card", credit: CREDIT }, ...change,
    });
  };
  const items = (reply: { body: Record<string, unknown> }) => reply.body.invalid_parameters;

  it("answers the account, active, without what was left out", async () => {
    const { status, body } = await open({ metadata: { branch: "004" }, client_account_id: "mine" });
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(
      ["capabilities", "created_at", "details", "documents", "entities", "id", "metadata", "status", "status_reason", "updated_at"],
    );
    expect(body).toMatchObject({ status: "active", status_reason: "active", entities: { account_holder_type: "consumer" } });
  });

  it("names every required field that is missing, in the documented words", async () => {
    const reply = await simulator.call("POST", "/v0/accounts", { body: { entities: {} } });
    expect(reply).toMatchObject({ status: 422, body: { detail: "The request is well-formed but contains semantic errors." } });
    expect(items(reply)).toEqual([
      { name: "capabilities", reason: "missing" },
      { parameter: "entities.account_holders", reason: "Account is missing required account_holders field" },
      { parameter: "details", reason: 'property "details" is missing' },
      { parameter: "documents", reason: "Account is missing required documents field" },
    ]);
  });

  it("writes items in the style of the switch", async () => {
    await simulator.control("PUT", "/switches", { itemStyle: "parameter", errorStatus: "string" });
    const reply = await open({ capabilities: [] });
    expect(reply.body.status).toBe("422");
    expect(items(reply)).toEqual([{ parameter: "capabilities", reason: "Account is missing required capabilities field" }]);
    await simulator.control("PUT", "/switches", { itemStyle: "name" });
    expect(items(await open({ documents: undefined }))).toEqual([
      { name: "documents", reason: "Account is missing required documents field" },
    ]);
  });

  it("refuses unknown entities, those of another program, and one listed twice", async () => {
    const unknown = await open({ entities: { account_holders: ["entity_none"] } });
    expect(unknown.body).toMatchObject({
      detail: "No Entity exists for the provided entity_id 'entity_none'",
      invalid_parameters: [{ name: "entities.account_holders[0]", reason: "not_found" }],
    });
    expect((await open({ entities: { account_holders: [entity("prospectIndividual", "everyday")] } })).status).toBe(422);
    const twice = entity("prospectIndividual");
    expect((await open({ entities: { account_holders: [twice, twice] } })).status).toBe(422);
  });

  it("asks a commercial account for a signer who may sign", async () => {
    const account_holders = [entity("prospectBusiness")];
    expect((await open({ entities: { account_holders } })).body).toMatchObject({
      detail: "Authorized signers are required for commercial account holders.",
      invalid_parameters: [{ name: "entities.authorized_signers", reason: "missing_for_commercial" }],
    });
    const signedBy = (id: string) => open({ entities: { account_holders, authorized_signers: [id] } });
    expect((await signedBy(entity("prospectUser"))).status).toBe(422);
    expect((await signedBy(entity("prospectSoleProp"))).status).toBe(422);
    expect((await signedBy(entity("prospectSigner"))).body).toMatchObject({ entities: { account_holder_type: "commercial" } });
  });

  it("mixes businesses with sole proprietors, but not with individuals", async () => {
    const commercial = [entity("prospectBusiness"), entity("prospectSoleProp")];
    const authorized_signers = [entity("prospectSigner")];
    expect((await open({ entities: { account_holders: commercial, authorized_signers } })).status).toBe(200);
    const mixed = await open({ entities: { account_holders: [...commercial, entity("prospectIndividual")], authorized_signers } });
    expect(JSON.stringify(items(mixed))).toContain("account holders contain mixed entity types");
  });

  it("refuses a holder whose role is inactive", async () => {
    for (const name of ["prospectFailingKyc", "prospectUser"]) {
      expect((await open({ entities: { account_holders: [entity(name)] } })).status).toBe(422);
    }
    const entities = { account_holders: [entity("prospectIndividual")], authorized_users: [entity("prospectUser")] };
    expect((await open({ entities })).status).toBe(200);
  });

  it("refuses a capability that the program does not support", async () => {
    expect((await open({ capabilities: ["deposit", "credit_without_underwriting"] }, "everyday")).status).toBe(200);
    const reply = await open({ capabilities: ["deposit", "credit_with_underwriting"] }, "everyday");
    expect(JSON.stringify(items(reply))).toContain("capabilities[1]");
  });

  it("asks underwritten credit for an application and its terms", async () => {
    expect((await underwritten()).status).toBe(200);
    expect(items(await underwritten({ application_id: undefined, details: { product_name: "Card" } }))).toEqual([
      { parameter: "application_id", reason: "application_id is required for credit_with_underwriting capability" },
      { parameter: "details.credit", reason: "missing parameter details.credit, which is required for credit_with_underwriting capability" },
    ]);
    const { is_mla: _left, ...partial } = CREDIT;
    expect(items(await underwritten({ details: { product_name: "Card", credit: partial } }))).toEqual([
      { parameter: "details.credit.is_mla", reason: "missing parameter is_mla, which is required for credit capabilities" },
    ]);
  });

  it.each(["applicationDeclined", "applicationCanceled"])("refuses %s", async (name) => {
    const { application_id, entity_id } = simulator.landmark(name);
    const reply = await underwritten({ application_id, entities: { account_holders: [entity_id], authorized_signers: [entity("prospectSigner")] } });
    expect(JSON.stringify(items(reply))).toContain("application_id is not linked to an approved application");
  });

  it("refuses an application of other holders, or of another holder type", async () => {
    expect((await underwritten({ entities: { account_holders: [entity("prospectIndividual")] } })).status).toBe(422);
    const { application_id } = simulator.landmark("applicationApprovedCommercial");
    expect((await underwritten({ application_id })).status).toBe(422);
  });

  it("takes a limit above the maximum, or refuses it, as switched", async () => {
    const details = { product_name: "Card", credit: { ...CREDIT, limit: 9 } };
    expect((await underwritten({ details })).status).toBe(200);
    await simulator.control("PUT", "/switches", { limitAboveMaxLimit: "refused" });
    expect((await underwritten({ details })).body.detail).toBe("credit_limit (9) cannot exceed max_credit_limit (3).");
  });

  it("takes a client account id and later document types where switched on", async () => {
    await simulator.control("PUT", "/switches", { clientAccountIdOnCreate: "accepted", documentTypes: "later" });
    const documents = [{ document_id: "a", type: "business_license", consented_at: "2026-01-01T00:00:00Z" }];
    expect((await open({ client_account_id: "mine-7", documents })).body).toMatchObject({ client_account_id: "mine-7", documents });
    expect((await simulator.call("GET", "/v0/accounts?client_account_id=mine-7")).status).toBe(200);
    await simulator.control("PUT", "/switches", { clientIdLookup: false });
    expect((await simulator.call("GET", "/v0/accounts?client_account_id=mine-7")).status).toBe(404);
  });
});
