import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SimulatorUnderTest } from "../simulator-under-test";

type Page = { has_more: boolean; objects: { entity_id: string; relationship_type: string }[]; cursor?: string };

describe("relationships of an account", () => {
  let simulator: SimulatorUnderTest;
  beforeAll(async () => {
    simulator = await SimulatorUnderTest.start();
  });
  afterAll(() => simulator.close());
  beforeEach(() => simulator.control("POST", "/reset"));

  const base = (name: string) => `/v0/accounts/${simulator.landmark(name).account_id}/entity_relationships`;
  const page = async (name: string, query = "") => (await simulator.call("GET", `${base(name)}${query}`)).body as unknown as Page;
  const entity = (name: string) => simulator.landmark(name).entity_id;
  const add = (name: string, relationship_type: string, ...entity_ids: string[]) =>
    simulator.call("POST", `${base(name)}/batch`, { body: { entity_ids, relationship_type } });
  const remove = (name: string, entityId: string, type: string) =>
    simulator.call("DELETE", `${base(name)}/${entityId}?relationship_type=${type}`, { key: null });

  it("pages through sixty, 25 at a time, also while one is removed", async () => {
    const first = await page("sixtyRelationships");
    expect([first.objects.length, first.has_more]).toEqual([25, true]);
    await remove("sixtyRelationships", first.objects[24]?.entity_id ?? "", "authorized_signer");
    const second = await page("sixtyRelationships", `?starting_after=${first.cursor}`);
    const third = await page("sixtyRelationships", `?starting_after=${second.cursor}`);
    expect([second.objects.length, third.objects.length, third.has_more]).toEqual([25, 10, false]);
    expect(third).not.toHaveProperty("cursor");
    const all = [...first.objects, ...second.objects, ...third.objects].map((pair) => JSON.stringify(pair));
    expect(new Set(all).size).toBe(60);
    expect((await page("sixtyRelationships", "?limit=100")).objects).toHaveLength(59);
  });

  it.each(["?limit=0", "?limit=101", "?limit=x", "?starting_after=x"])("refuses %s", async (query) => {
    expect((await simulator.call("GET", `${base("activeDeposit")}${query}`)).status).toBe(400);
  });

  it("adds, lists and removes; one entity may have several types", async () => {
    const other = entity("prospectIndividual");
    expect(await add("activeDeposit", "account_holder", other)).toMatchObject({ status: 200, body: { entity_ids: [other], relationship_type: "account_holder" } });
    expect((await add("activeDeposit", "authorized_user", other, entity("prospectUser"))).status).toBe(200);
    expect((await page("activeDeposit")).objects).toHaveLength(4);
    const removed = await remove("activeDeposit", other, "account_holder");
    expect(removed.body.objects).toEqual((await page("activeDeposit")).objects);
    expect(removed.body.objects).toHaveLength(3);
  });

  it("shows everyone of the type after a batch, as switched", async () => {
    await simulator.control("PUT", "/switches", { batchAnswer: "all" });
    const { body } = await add("activeDeposit", "account_holder", entity("prospectIndividual"));
    expect(body.entity_ids).toEqual([entity("activeDeposit"), entity("prospectIndividual")]);
  });

  it.each([
    ["a duplicate", "activeDeposit", "account_holder", "activeDeposit"],
    ["a holder of the other type", "activeDeposit", "account_holder", "prospectBusiness"],
    ["a signer who may not sign", "activeCommercial", "authorized_signer", "prospectUser"],
    ["a business that signs", "activeCommercial", "authorized_signer", "prospectBusiness"],
    ["a 21st holder", "sixtyRelationships", "account_holder", "prospectIndividual"],
    ["anyone on a closed account", "closedCanceled", "authorized_user", "prospectIndividual"],
    ["an unknown type", "activeDeposit", "owner", "prospectIndividual"],
  ])("refuses to add %s", async (_what, account, type, name) => {
    expect(await add(account, type, entity(name))).toMatchObject({ status: 422, body: { code: "parameters_invalid" } });
    expect(await simulator.effectCount({ account_id: simulator.landmark(account).account_id })).toBe(0);
  });

  it("refuses an empty batch, one of 21, an unknown and a repeated entity", async () => {
    const one = entity("prospectIndividual");
    const ids = Array.from({ length: 21 }, (_, index) => `entity_${index}`);
    for (const batch of [[], ids, ["entity_none"], [one, one]]) {
      expect((await add("activeDeposit", "authorized_user", ...batch)).status).toBe(422);
    }
  });

  it("keeps the last holder, and the last signer of a commercial account", async () => {
    expect((await remove("activeDeposit", entity("activeDeposit"), "account_holder")).status).toBe(422);
    const signers = (await page("activeSoleProp")).objects.filter((pair) => pair.relationship_type === "authorized_signer");
    expect(signers).toHaveLength(1);
    expect((await remove("activeSoleProp", signers[0]?.entity_id ?? "", "authorized_signer")).status).toBe(422);
  });

  it("says in the documented words which pair is missing", async () => {
    expect(await remove("activeDeposit", entity("activeDeposit"), "authorized_user")).toMatchObject({
      status: 404,
      body: {
        code: "parameters_invalid", detail: "The specified relationship type for this entity does not exist on this account.",
        invalid_parameters: [{ name: "entity_id", reason: "not_found" }, { name: "relationship_type", reason: "not_found" }],
      },
    });
    const unknown = await simulator.call("DELETE", "/v0/accounts/account_none/entity_relationships/entity_a?relationship_type=account_holder");
    expect(unknown).toMatchObject({ status: 404, body: { detail: "Account ID does not exist.", invalid_parameters: [{ name: "id", reason: "not_found" }] } });
  });

  it("asks for a known relationship type, and leaves closed accounts alone", async () => {
    const path = `${base("activeDeposit")}/${entity("activeDeposit")}`;
    expect((await simulator.call("DELETE", path)).status).toBe(400);
    expect((await remove("activeDeposit", entity("activeDeposit"), "owner")).status).toBe(400);
    expect((await remove("closedCanceled", entity("closedCanceled"), "account_holder")).status).toBe(422);
  });
});
