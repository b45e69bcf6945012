import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SimulatorUnderTest } from "../simulator-under-test";

type Page = { count: number; has_more: boolean; objects: { id: string; program: string }[] };

describe("the control surface", () => {
  let simulator: SimulatorUnderTest;
  beforeAll(async () => {
    simulator = await SimulatorUnderTest.start();
  });
  afterAll(() => simulator.close());
  beforeEach(() => simulator.control("POST", "/reset"));

  it("lists ids by program, in pages", async () => {
    const all = await simulator.control<Page>("GET", "/accounts");
    expect([all.count, all.objects.length]).toEqual([600, 600]);
    const first = await simulator.control<Page>("GET", "/accounts?program=everyday&limit=300");
    const second = await simulator.control<Page>("GET", `/accounts?program=everyday&limit=300&after=${first.objects.at(-1)?.id}`);
    expect([first.objects.length, first.has_more, second.objects.length, second.has_more]).toEqual([300, true, 50, false]);
    for (const kind of ["entities", "applications"]) {
      expect((await simulator.control<Page>("GET", `/${kind}?program=growth`)).count).toBeGreaterThan(50);
    }
  });

  it("changes an account as if elsewhere, with values Lead does not know yet", async () => {
    const id = simulator.landmark("activeDeposit").account_id;
    const relationships = [{ entity_id: simulator.landmark("prospectIndividual").entity_id, relationship_type: "account_holder" }];
    const change = { status: "under_review", details: { product_name: "Renamed" }, client_account_id: "renamed-1", metadata: { branch: null }, relationships };
    await simulator.control("PATCH", `/accounts/${id}`, change);
    const { body } = await simulator.call("GET", "/v0/accounts?client_account_id=renamed-1");
    expect(body).toMatchObject({ id, status: "under_review", details: { product_name: "Renamed" } });
    expect(body.metadata).not.toHaveProperty("branch");
    expect((await simulator.call("GET", `/v0/accounts/${id}/entity_relationships`)).body.objects).toEqual(relationships);
    expect(await simulator.control("GET", `/effects?account_id=${id}`)).toMatchObject({ count: 1, effects: [{ key: null, program: "growth" }] });
  });

  it("creates records under Lead's rules", async () => {
    const holder = simulator.landmark("prospectIndividual", "everyday").entity_id;
    const body = {
      capabilities: ["deposit"], entities: { account_holders: [holder] }, details: { product_name: "Everyday Checking" }, documents: [],
      client_account_id: "chk-999-999-99",
    };
    const made = await simulator.control<{ id: string }>("POST", "/accounts", { program: "everyday", body });
    expect((await simulator.call("GET", `/v0/accounts/${made.id}`, { program: "everyday" })).body).toMatchObject({ client_account_id: "chk-999-999-99" });
    const refused = await simulator.control<{ error: string }>("POST", "/accounts", { program: "everyday", body: {} });
    expect(refused.error).toContain("Account is missing required documents field");
    expect(await simulator.control("POST", "/entities", { program: "none", body: {} })).toMatchObject({ error: /credentials/ });
  });

  it.each([
    ["PUT", "/switches", { nullOnPatch: "maybe" }, /nullOnPatch/],
    ["PUT", "/switches", { colour: "red" }, /colour/],
    ["PATCH", "/accounts/account_none", {}, /no account/],
    ["PATCH", "/accounts/account_none", { colour: "red" }, /colour/],
    ["GET", "/accounts?colour=red", undefined, /colour/],
    ["GET", "/effects?id=1", undefined, /id/],
  ])("refuses %s %s %j in words", async (method, path, body, message) => {
    expect((await simulator.control<{ error: string }>(method, path, body)).error).toMatch(message);
  });

  it("forgets switches, faults, calls and effects on a reset", async () => {
    await simulator.control("PUT", "/switches", { tokenLifetimeSeconds: 5 });
    await simulator.control("POST", "/faults", { route: "*", kind: "unavailable", count: 5 });
    await simulator.control("POST", "/reset");
    expect(await simulator.control("GET", "/switches")).toMatchObject({ tokenLifetimeSeconds: 86_400 });
    expect(await simulator.control("GET", "/faults")).toMatchObject({ faults: [] });
    expect(await simulator.control("GET", "/effects")).toMatchObject({ count: 0 });
  });

  it("shortens the life of tokens, and revokes them", async () => {
    await simulator.control("PUT", "/switches", { tokenLifetimeSeconds: 3 });
    simulator.forgetTokens();
    const id = simulator.landmark("activeDeposit").account_id;
    const status = async () => (await simulator.call("GET", `/v0/accounts/${id}`)).status;
    expect(await status()).toBe(200);
    await expect.poll(status).toBe(401);
    await simulator.control("PUT", "/switches", { tokenLifetimeSeconds: 86_400 });
    simulator.forgetTokens();
    expect(await status()).toBe(200);
    await simulator.control("POST", "/tokens/revoke");
    expect(await status()).toBe(401);
    simulator.forgetTokens();
    expect(await status()).toBe(200);
  });
});
