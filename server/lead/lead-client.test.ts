import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { leadReader, leadWriter } from "./lead-client";
import { startTestLead, testProgram } from "./test-lead";
import type { TestLead } from "./test-lead";

let lead: TestLead;
beforeEach(async () => {
  lead = await startTestLead();
});
afterEach(() => lead.stop());

const reader = () => leadReader(testProgram(lead.baseUrl));
const relationship = (number: number) => ({ entity_id: `entity_${number}`, relationship_type: "authorized_user" });

describe("relationships", () => {
  it("are read to the last page, each once", async () => {
    lead.steps = [
      { status: 200, body: { objects: [relationship(1), relationship(2)], has_more: true, cursor: "two" } },
      { status: 200, body: { objects: [relationship(2), relationship(3)], has_more: true, cursor: "three" } },
      { status: 200, body: { objects: [relationship(4)], has_more: false } },
    ];
    const outcome = await reader().accounts.relationships.list("account_1");
    expect(outcome).toEqual({ kind: "answered", value: [1, 2, 3, 4].map(relationship) });
    expect(lead.calls.map((call) => call.path)).toEqual([
      "/v0/accounts/account_1/entity_relationships?limit=100",
      "/v0/accounts/account_1/entity_relationships?limit=100&starting_after=two",
      "/v0/accounts/account_1/entity_relationships?limit=100&starting_after=three",
    ]);
  });

  it("are not half a list: a page that fails or leads nowhere fails the whole", async () => {
    lead.steps = [{ status: 200, body: { objects: [relationship(1)], has_more: true, cursor: "two" } }, { status: 404 }];
    expect((await reader().accounts.relationships.list("account_1")).kind).toBe("refused");
    lead.steps = [{ status: 200, body: { objects: [relationship(1)], has_more: true } }];
    expect(await reader().accounts.relationships.list("account_1")).toMatchObject({ kind: "no-answer", reason: "malformed-answer" });
    lead.steps = [{ status: 200, body: { objects: [relationship(1)], has_more: true, cursor: "same" } }];
    expect(await reader().accounts.relationships.list("account_1")).toMatchObject({ kind: "no-answer", reason: "malformed-answer" });
  });
});

describe("the look-up by client account id", () => {
  const account = { id: "account_1", client_account_id: "partner 1" };

  it.each([["one account", account], ["a list of one", { objects: [account] }]])("reads %s", async (_name, body) => {
    lead.steps = [{ status: 200, body }];
    expect(await reader().accounts.getByClientAccountId("partner 1")).toEqual({ kind: "answered", value: account });
    expect(lead.calls[0]?.path).toBe("/v0/accounts?client_account_id=partner+1");
  });

  it("finds nobody in an empty list, believes no other account and no two", async () => {
    lead.steps = [{ status: 200, body: { objects: [] } }];
    expect(await reader().accounts.getByClientAccountId("partner 1")).toMatchObject({ kind: "refused", problem: { status: 404 } });
    lead.steps = [{ status: 200, body: { id: "account_2", client_account_id: "partner 2" } }];
    expect(await reader().accounts.getByClientAccountId("partner 1")).toMatchObject({ kind: "refused", problem: { status: 404 } });
    lead.steps = [{ status: 200, body: { objects: [account, { ...account, id: "account_2" }] } }];
    expect(await reader().accounts.getByClientAccountId("partner 1")).toMatchObject({ kind: "no-answer", reason: "malformed-answer" });
  });
});

describe("each resource", () => {
  it("asks the path that Lead documents", async () => {
    lead.steps = [{ status: 404 }];
    await reader().entities.get("entity_a/b?c");
    await reader().entities.getByClientCustomerId("cust&1");
    await reader().applications.get("application_1");
    await reader().applications.relationships.list("application_1");
    await reader().accountNumbers.get("account_number_1");
    await reader().accountNumbers.list({ accountId: "account_1", limit: 5, startingAfter: "account_number_9" });
    await reader().events.get("event_1");
    await reader().events.list({ objectId: "account_number_1", createdBefore: "2026-05-01T00:00:00Z" });
    await reader().subledgerBalances.get("subledger_balance_1");
    expect(lead.calls.map((call) => `${call.method} ${decodeURIComponent(call.path)}`)).toEqual([
      "GET /v0/entities/entity_a/b?c",
      "GET /v0/entities?client_customer_id=cust&1",
      "GET /v0/applications/application_1",
      "GET /v0/applications/application_1/entity_relationships?limit=100",
      "GET /v1/account_number/account_number_1",
      "GET /v1/account_number?account_id=account_1&limit=5&starting_after=account_number_9",
      "GET /v1/event/event_1",
      "GET /v1/event?object_id=account_number_1&created_at[before]=2026-05-01T00:00:00Z&limit=100",
      "GET /v0/subledger_balances/subledger_balance_1",
    ]);
    expect(lead.calls[0]?.path).toBe("/v0/entities/entity_a%2Fb%3Fc");
  });

  it("does not believe an answer about somebody else", async () => {
    lead.steps = [{ status: 200, body: { id: "entity_2", type: "business", client_customer_id: "customer-2" } }];
    expect(await reader().entities.get("entity_1")).toMatchObject({ kind: "no-answer", reason: "malformed-answer" });
    expect(await reader().entities.getByClientCustomerId("customer-1")).toMatchObject({ kind: "no-answer", reason: "malformed-answer" });
    expect(await reader().entities.getByClientCustomerId("customer-2")).toMatchObject({ kind: "answered", value: { id: "entity_2" } });
  });

  it("passes a page on with whether there is more", async () => {
    lead.steps = [{ status: 200, body: { objects: [{ id: "account_number_1" }], has_more: true } }];
    expect(await reader().accountNumbers.list({})).toEqual({ kind: "answered", value: { objects: [{ id: "account_number_1" }], hasMore: true } });
  });

  it("drops what the console may not hold of a person", async () => {
    const individual_details = { first_name: "Ann", last_name: "Lee", date_of_birth: "1990-01-01", identification_details: { us_entity: { tax_identification: { value: "123456789" } } } };
    lead.steps = [{ status: 200, body: { id: "entity_1", type: "individual", individual_details, contact_methods: [] } }];
    const outcome = await reader().entities.get("entity_1");
    expect(outcome).toEqual({ kind: "answered", value: { id: "entity_1", type: "individual", individual_details: { first_name: "Ann", last_name: "Lee" } } });
  });

  it("adds up to 20 entities at once and answers what Lead answered", async () => {
    lead.steps = [{ status: 200, body: { account_id: "account_1", relationship_type: "authorized_user", entity_ids: ["entity_1"] } }];
    const outcome = await leadWriter(testProgram(lead.baseUrl)).accounts.relationships.addBatch("account_1", { entity_ids: ["entity_1"], relationship_type: "authorized_user" }, "key-1");
    expect(outcome).toMatchObject({ kind: "answered", value: { account_id: "account_1", entity_ids: ["entity_1"] } });
    expect(lead.calls[0]).toMatchObject({ method: "POST", path: "/v0/accounts/account_1/entity_relationships/batch", body: '{"entity_ids":["entity_1"],"relationship_type":"authorized_user"}' });
  });
});
