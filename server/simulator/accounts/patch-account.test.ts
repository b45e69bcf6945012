import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SimulatorUnderTest } from "../simulator-under-test";

const REPORT = { score: 700, pulled_at: "2026-01-01T00:00:00Z", source: "equifax" };

describe("PATCH /v0/accounts/{id}", () => {
  let simulator: SimulatorUnderTest;
  beforeAll(async () => {
    simulator = await SimulatorUnderTest.start();
  });
  afterAll(() => simulator.close());
  beforeEach(() => simulator.control("POST", "/reset"));

  const patch = (name: string, body: object) => simulator.call("PATCH", `/v0/accounts/${simulator.landmark(name).account_id}`, { body });
  const read = async (name: string) => (await simulator.call("GET", `/v0/accounts/${simulator.landmark(name).account_id}`)).body;
  type Shown = { details: { credit: Record<string, unknown> }; metadata: Record<string, string> };

  it("merges what is nested and replaces what is a whole", async () => {
    const before = (await read("creditScraEnding")) as unknown as Shown;
    const documents = [{ document_id: "a.pdf", type: "terms_of_use", displayed_at: "2026-01-01T00:00:00Z" }];
    const change = { details: { credit: { limit: 77, scra: { start_date: "2026-02-01" }, report: REPORT } }, metadata: { extra: "1" }, documents };
    const { status, body } = await patch("creditScraEnding", change);
    expect(status).toBe(200);
    const credit = { ...before.details.credit, limit: 77, scra: { start_date: "2026-02-01" }, report: REPORT };
    expect(body.details).toEqual({ ...before.details, credit });
    expect(body).toMatchObject({ metadata: { ...before.metadata, extra: "1" }, documents });
    expect(body.updated_at > String((before as unknown as { updated_at: string }).updated_at)).toBe(true);
  });

  it("ignores status, entities and the client account id", async () => {
    const before = await read("dormant");
    const { body } = await patch("dormant", { status: "active", status_reason: "active", entities: {}, client_account_id: "x" });
    expect({ ...body, updated_at: "" }).toEqual({ ...before, updated_at: "" });
  });

  it("adds capabilities and never removes one", async () => {
    expect((await patch("activeDeposit", { capabilities: ["deposit"] })).body.capabilities).toEqual(["deposit", "credit_without_underwriting"]);
    expect((await patch("activeCommercial", { capabilities: ["credit_without_underwriting"] })).body.capabilities).toEqual([
      "deposit", "credit_without_underwriting",
    ]);
    expect((await patch("activeCommercial", { capabilities: ["credit_with_underwriting"] })).status).toBe(422);
  });

  it("adds underwritten credit with its application and whole terms", async () => {
    const { application_id, entity_id } = simulator.landmark("applicationApprovedConsumer");
    const made = await simulator.call("POST", "/v0/accounts", {
      body: { capabilities: ["deposit"], entities: { account_holders: [entity_id] }, details: { product_name: "A" }, documents: [] },
    });
    const terms = { is_secured: false, is_mla: false, underwriting_grade: "A1", currency: "USD", available_credit: 1, limit: 2 };
    const add = (credit: object) =>
      simulator.call("PATCH", `/v0/accounts/${made.body.id}`, {
        body: { capabilities: ["deposit", "credit_with_underwriting"], application_id, details: { credit } },
      });
    expect((await add(terms)).status).toBe(422);
    expect((await add({ ...terms, max_limit: 3 })).body).toMatchObject({ application_id, details: { credit: { max_limit: 3 } } });
  });

  it("ignores an unknown credit term, unlike a create", async () => {
    const { status, body } = await patch("activeCredit", { details: { credit: { apr: "9.9" } } });
    expect(status).toBe(200);
    expect(body.details).not.toHaveProperty("credit.apr");
  });

  it("refuses every change of a closed account", async () => {
    expect((await patch("closedCanceled", { metadata: { a: "b" } })).status).toBe(422);
    expect((await patch("closedCanceled", {})).status).toBe(422);
  });

  it("refuses nulls, or deletes by them, as switched", async () => {
    const change = { details: { credit: { scra: null } }, metadata: { branch: null } };
    expect((await patch("creditScraOpen", change)).status).toBe(422);
    await simulator.control("PUT", "/switches", { nullOnPatch: "delete" });
    const { body } = await patch("creditScraOpen", change);
    expect(body.details).not.toHaveProperty("credit.scra");
    expect(body.metadata).not.toHaveProperty("branch");
    expect((await patch("creditScraOpen", { details: { product_name: null } })).status).toBe(422);
  });
});
