import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SimulatorUnderTest } from "../simulator-under-test";

describe("idempotency keys", () => {
  let simulator: SimulatorUnderTest;
  beforeAll(async () => {
    simulator = await SimulatorUnderTest.start();
  });
  afterAll(() => simulator.close());
  beforeEach(() => simulator.control("POST", "/reset"));

  const account = (reference: string) => ({
    capabilities: ["deposit"], entities: { account_holders: [simulator.landmark("prospectIndividual").entity_id] },
    details: { product_name: "Growth Personal Checking" }, metadata: { reference }, documents: [],
  });
  const open = (key: string | null, reference = "a") => simulator.call("POST", "/v0/accounts", { key, body: account(reference) });

  it("answers a repeated create with the first answer, and makes one account", async () => {
    const [first, second] = [await open("k"), await open("k")];
    expect(second.body).toEqual(first.body);
    expect(await simulator.effectCount({ key: "k" })).toBe(1);
  });

  it("makes one account however many calls arrive at once", async () => {
    const replies = await Promise.all(Array.from({ length: 12 }, () => open("burst")));
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(1);
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]));
    expect(await simulator.effectCount({ key: "burst" })).toBe(1);
  });

  it("takes the same body with its properties in another order", async () => {
    const first = await open("order");
    const body = Object.fromEntries(Object.entries(account("a")).toReversed());
    expect((await simulator.call("POST", "/v0/accounts", { key: "order", body })).body).toEqual(first.body);
  });

  it.each([
    ["POST accounts", 422, "/v0/accounts"],
    ["batch", 409, "batch"],
  ])("refuses another body under the same key: %s", async (_name, status, path) => {
    const id = simulator.landmark("activeDeposit").account_id;
    const batch = (entity_id: string) => ({ entity_ids: [entity_id], relationship_type: "authorized_user" });
    const { entity_id } = simulator.landmark("prospectIndividual");
    const bodies = path === "batch" ? [batch(entity_id), batch(simulator.landmark("prospectUser").entity_id)] : [account("a"), account("b")];
    const target = path === "batch" ? `/v0/accounts/${id}/entity_relationships/batch` : path;
    expect((await simulator.call("POST", target, { key: "same", body: bodies[0] })).status).toBe(200);
    const refused = await simulator.call("POST", target, { key: "same", body: bodies[1] });
    expect(refused).toMatchObject({ status, body: { code: "idempotency_request_inconsistent" } });
  });

  it("refuses the same key for another account", async () => {
    const [one, two] = [simulator.landmark("activeDeposit").account_id, simulator.landmark("jointHolders").account_id];
    const freeze = (id: string) => simulator.call("POST", `/v0/accounts/${id}/deactivate`, { key: "two", body: { status_reason: "other" } });
    expect([(await freeze(one)).status, (await freeze(two)).status]).toEqual([200, 422]);
  });

  it("does not use up a key on a refusal", async () => {
    const bad = await simulator.call("POST", "/v0/accounts", { key: "later", body: { ...account("a"), capabilities: [] } });
    expect(bad.status).toBe(422);
    expect((await open("later")).status).toBe(200);
  });

  it("keeps the keys of two programs apart", async () => {
    await open("shared");
    const holder = simulator.landmark("prospectIndividual", "everyday").entity_id;
    const body = { ...account("a"), entities: { account_holders: [holder] } };
    expect((await simulator.call("POST", "/v0/accounts", { key: "shared", body, program: "everyday" })).status).toBe(200);
  });

  it("forgets expired keys, and then makes a second account", async () => {
    const first = await open("old");
    expect(await simulator.control("POST", "/keys/expire")).toMatchObject({ expired: 1 });
    expect((await open("old")).body.id).not.toBe(first.body.id);
    expect(await simulator.effectCount({ key: "old" })).toBe(2);
  });

  it("asks for a key, and for at most 255 characters", async () => {
    expect(await open(null)).toMatchObject({
      status: 400, body: { code: "idempotency_error", detail: "Please add the Idempotency-Key header to the request." },
    });
    expect((await open("k".repeat(255))).status).toBe(200);
    expect((await open("k".repeat(300))).status).toBe(400);
  });
});
