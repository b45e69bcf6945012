import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEntries, entities } from "../../db/schema";
import { person } from "../command-test-bed";
import type { CommandTestBed } from "../command-test-bed";
import { startCommandWorld } from "../command-test-world";
import type { CommandWorld } from "../command-test-world";

let world: CommandWorld;
let bed: CommandTestBed;
let growth: CommandTestBed;

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
  growth = await world.another({ program: "growth" });
});
afterAll(() => world.close());
beforeEach(() => bed.control("DELETE", "/faults"));

const priya = person("priya");
const done = { ok: true, value: { status: "succeeded", surprises: [] } };
const changesOf = async (commandId: string, outcome: string) =>
  (await bed.deps.db.select().from(auditEntries).where(and(eq(auditEntries.commandId, commandId), eq(auditEntries.outcome, outcome))))[0]?.changes;

describe("open account", () => {
  const opening = (test: CommandTestBed, over: object = {}) => ({
    capabilities: ["deposit"], entities: { account_holders: [test.entity("prospectIndividual")] }, details: { product_name: "Everyday Checking" }, documents: [], metadata: { order: randomUUID() }, ...over,
  });

  it("enters the directory with its people and their names", async () => {
    const id = randomUUID();
    const receipt = await bed.run(priya, "open-account", opening(bed), { id });
    expect(receipt).toMatchObject(done);
    const accountId = receipt.ok ? (receipt.value.accountId ?? "") : "";
    expect(await bed.entry(accountId)).toMatchObject({ status: "active", enteredBy: "opened", holderType: "consumer", holderCount: 1 });
    expect(await bed.agrees(accountId)).toBe(true);
    expect(await bed.deps.db.select().from(entities).where(eq(entities.entityId, bed.entity("prospectIndividual")))).toHaveLength(1);
    expect(await changesOf(id, "done")).toContainEqual({ path: "details.product_name", new: "Everyday Checking" });
  });

  const credit = { is_secured: false, is_mla: false, underwriting_grade: "A", currency: "USD", available_credit: 100, limit: 100, max_limit: 100 };
  const underwritten = (application: string, holder: string) => ({ capabilities: ["credit_with_underwriting"], entities: { account_holders: [holder] }, application_id: application, details: { product_name: "Line", credit } });

  it("opens underwritten credit from an approved application", async () => {
    const name = "applicationApprovedConsumer";
    expect(await growth.run(priya, "open-account", opening(growth, underwritten(growth.application(name), growth.entity(name))))).toMatchObject(done);
  });

  const refusals: [string, (test: CommandTestBed) => object, string][] = [
    ["an entity that Lead does not know", () => ({ entities: { account_holders: ["entity_nobody"] } }), "entities.account_holders[0]"],
    ["mixed holder types", (test) => ({ entities: { account_holders: [test.entity("prospectIndividual"), test.entity("prospectBusiness")] } }), "entities.account_holders"],
    ["commercial holders without a signer", (test) => ({ entities: { account_holders: [test.entity("prospectBusiness")] } }), "entities.authorized_signers"],
    ["a signer whose role is not active", (test) => ({ entities: { account_holders: [test.entity("prospectBusiness")], authorized_signers: [test.entity("prospectUser")] } }), "entities.authorized_signers[0]"],
    ["a holder whose KYC failed", (test) => ({ entities: { account_holders: [test.entity("prospectFailingKyc")] } }), "entities.account_holders[0]"],
    ["21 signers", () => ({ entities: { account_holders: ["entity_1"], authorized_signers: Array.from({ length: 21 }, (_, index) => `entity_${index}`) } }), "entities.authorized_signers"],
    ["a declined application", (test) => underwritten(test.application("applicationDeclined"), test.entity("applicationDeclined")), "application_id"],
    ["an application of other holders", (test) => underwritten(test.application("applicationApprovedConsumer"), test.entity("prospectIndividual")), "application_id"],
    ["a document with the wrong kind of time", () => ({ documents: [{ document_id: "a.pdf", type: "esign_agreement", displayed_at: "2026-01-01T00:00:00Z" }] }), "documents[0]"],
    ["a partial notice", () => ({ details: { product_name: "X", adverse_action_notice: { reason: "Late" } } }), "details.adverse_action_notice.delivered_at"],
    ["a notice in the future", () => ({ details: { product_name: "X", adverse_action_notice: { reason: "Late", delivered_at: "2099-01-01T00:00:00Z", delivery_method: "email" } } }), "details.adverse_action_notice.delivered_at"],
    ["an end before its start", (test) => ({ ...underwritten(test.application("applicationApprovedConsumer"), test.entity("applicationApprovedConsumer")), details: { product_name: "X", credit: { ...credit, scra: { start_date: "2026-02-01", end_date: "2026-01-01" } } } }), "details.credit.scra.end_date"],
    ["amounts that are no whole minor units", () => ({ details: { product_name: "X", credit: { ...credit, limit: 10.5 } } }), "details.credit.limit"],
  ];
  it.each(refusals)("refuses %s on its field before anything is sent", async (_name, over, path) => {
    const id = randomUUID();
    const answer = await growth.run(priya, "open-account", opening(growth, over(growth)), { id });
    expect(answer).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    if (!answer.ok) expect(answer.problem.fields?.map((field) => field.path)).toContain(path);
    expect(await growth.effects({ key: id })).toEqual([]);
  });

  it("refuses a capability that the program does not offer", async () => {
    expect(await bed.run(priya, "open-account", opening(bed, { capabilities: ["credit_with_underwriting"] }))).toMatchObject({ ok: false, problem: { kind: "invalid" } });
  });

  it("lands what only Lead can refuse on its field", async () => {
    await bed.control("PUT", "/switches", { limitAboveMaxLimit: "refused" });
    const name = "applicationApprovedConsumer";
    const body = underwritten(growth.application(name), growth.entity(name));
    const answer = await growth.run(priya, "open-account", opening(growth, { ...body, details: { product_name: "X", credit: { ...credit, limit: 200 } } }));
    await bed.control("PUT", "/switches", { limitAboveMaxLimit: "accepted" });
    expect(answer).toMatchObject({ ok: true, value: { status: "rejected", problem: { fields: [{ path: "details.credit.limit", message: "Lead says that this is above the most approved." }] } } });
  });

  it("says when the same was opened within a day, and opens a second one only knowingly", async () => {
    const input = opening(bed);
    const first = await bed.run(priya, "open-account", input);
    const accountId = first.ok ? (first.value.accountId ?? "") : "";
    expect(await bed.run(person("priya"), "open-account", input)).toMatchObject({ ok: false, problem: { kind: "conflict", detail: expect.stringContaining(accountId) } });
    expect(await bed.run(priya, "open-account", { ...input, acknowledgedDuplicate: "account_other" })).toMatchObject({ ok: false, problem: { kind: "conflict" } });
    const id = randomUUID();
    expect(await bed.run(priya, "open-account", { ...input, acknowledgedDuplicate: accountId }, { id })).toMatchObject(done);
    expect((await bed.row(id)).request?.body).not.toContain("acknowledgedDuplicate");
  });

  it("opens one account when the same is sent twice at once under two ids", async () => {
    const input = opening(bed);
    const answers = await Promise.all([1, 2, 3].map(() => bed.run(priya, "open-account", input)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    for (const answer of answers) if (!answer.ok) expect(["conflict", "not-possible-now"]).toContain(answer.problem.kind);
  });
});
