import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { person } from "../commands/command-test-bed";
import { auditEntries } from "../db/schema";
import { bulkRows, bulkRuns } from "../db/schema-bulk";
import { BulkUnderTest } from "./bulk-under-test";
import { discardOldPlans } from "./discard-plans";

let under: BulkUnderTest;
beforeAll(async () => {
  under = await BulkUnderTest.start();
});
afterAll(() => under.world.close());

const contact = { verifiedBy: "one-time-code", channel: "phone", at: "2026-01-05T10:00:00Z" } as const;
const reasons = async (runId: string) => (await under.rows(runId)).map(({ state, problem }) => (problem ? `${state}: ${problem.title}` : state));

describe("a preview", () => {
  it("says of each account what will be done, or why not, and asks nothing of Lead", async () => {
    const [active, inactive, closed] = await Promise.all([
      under.bed.made(), under.bed.made({ status: "inactive", status_reason: "dormant" }),
      under.bed.made({ status: "closed", status_reason: "paid_off", details: { closed_at: "2026-01-01T00:00:00Z" } }),
    ]);
    const calls = async () => (await under.bed.control<{ calls: unknown[] }>("GET", "/calls?limit=10000")).calls.length;
    const before = await calls();
    const runId = await under.plan(person("priya"), "deactivate-account", { reason: "dormant" }, [active, inactive, closed, "account_unknown"]);
    expect(await calls()).toBe(before);
    expect(await reasons(runId)).toEqual(["waiting", "excluded: The account is inactive · dormant.", "excluded: The account is closed · paid off.", "excluded: The directory does not know this account."]);
    expect(await under.run(runId)).toMatchObject({ status: "planned", rowCount: 4, needsSecond: false, askedBy: "person-priya" });
    expect(await under.trail(runId)).toEqual(["plan-bulk done"]);
  });

  it("knows what credit asks for, and takes it from the accounts that have none", async () => {
    const [credit, deposit] = [await under.bed.made({ capabilities: ["deposit", "credit_without_underwriting"] }), await under.bed.made()];
    const bare = await under.plan(person("priya"), "deactivate-account", { reason: "dormant" }, [credit, deposit]);
    expect(await reasons(bare)).toEqual(["excluded: Say whether this is an adverse action.", "waiting"]);
    const half = await under.plan(person("priya"), "deactivate-account", { reason: "dormant", determination: "adverse-action", actionTakenOn: "2026-01-05" }, [credit, deposit]);
    expect(await reasons(half)).toEqual(["excluded: Give at least one specific reason.", "waiting"]);
  });

  it("names a hold to those who may know it, and to support the one text alone", async () => {
    const held = await under.bed.made({ status: "inactive", status_reason: "dormant" });
    await under.bed.run(person("carmen"), "place-hold", { accountId: held, type: "fraud" });
    const of = async (who: "carmen" | "sam") => reasons(await under.plan(person(who), "activate-account", { contact }, [held]));
    expect(await of("carmen")).toEqual(["excluded: A hold is open: release it first."]);
    expect(await of("sam")).toEqual(["excluded: Restricted: transfer to compliance."]);
  });

  it("keeps what only compliance may lift from the others", async () => {
    const [frozen, dormant] = [await under.bed.made({ status: "inactive", status_reason: "frozen" }), await under.bed.made({ status: "inactive", status_reason: "dormant" })];
    expect(await reasons(await under.plan(person("priya"), "activate-account", { contact }, [frozen, dormant]))).toEqual(["excluded: Only compliance can reactivate frozen or restricted accounts.", "waiting"]);
    expect(await reasons(await under.plan(person("carmen"), "activate-account", { contact }, [frozen, dormant]))).toEqual(["waiting", "waiting"]);
    expect(await reasons(await under.plan(person("carmen"), "activate-account", {}, [frozen, dormant]))).toEqual(["waiting", "excluded: Say who made contact, how and when."]);
  });

  it("takes every account that a list has, in its order, and no more than can be done at once", async () => {
    const branch = `b${randomUUID().slice(0, 8)}`;
    const ids = await Promise.all(Array.from({ length: 3 }, () => under.bed.made({ details: { product_name: branch } })));
    const runId = await under.plan(person("priya"), "deactivate-account", { reason: "dormant" }, `product=${branch}&sort=created&direction=asc&after=aaaaaaaaaaaa&surplus=1`);
    expect((await under.rows(runId)).map(({ accountId }) => accountId).sort()).toEqual(ids.sort());
    expect(await under.run(runId)).toMatchObject({ chosen: { by: "list", list: `product=${branch}&sort=created&direction=asc` } });
    expect(await under.act(person("priya"), "plan-bulk", { action: "refresh-accounts", terms: {}, chosen: { by: "list", list: "product=nobody-has-this" } })).toMatchObject({ ok: false, problem: { title: "No account fits any more." } });
  });

  it.each([
    ["sam", "deactivate-account", { reason: "dormant" }], ["sam", "refresh-accounts", {}], ["ada", "refresh-accounts", {}],
    ["alex", "deactivate-account", { reason: "dormant" }], ["alex", "activate-account", { contact }],
  ] as const)("is not %s's to make of %s, and the denial is on the trail", async (who, action, terms) => {
    const commandId = randomUUID();
    const [accountId] = await under.accounts(1);
    expect(await under.act(person(who), "plan-bulk", { action, terms, chosen: { by: "hand", ids: [accountId] } }, commandId)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    const denied = await under.db.select().from(auditEntries).where(eq(auditEntries.commandId, commandId));
    expect(denied.map(({ action: name, outcome }) => `${name} ${outcome}`)).toEqual(["plan-bulk denied"]);
  });

  it.each([
    [{ action: "close-account", terms: {} }, "action"],
    [{ action: "deactivate-account", terms: { reason: "frozen" } }, "terms.hold"],
    [{ action: "deactivate-account", terms: { reason: "frozen", hold: { type: "fraud", servedOn: "2026-01-05" } } }, "terms.hold.servedOn"],
    [{ action: "deactivate-account", terms: { reason: "other" } }, "terms.note"],
    [{ action: "activate-account", terms: { contact: { ...contact, holderEntityId: "entity_1" } } }, "terms.contact.holderEntityId"],
  ])("%j is refused with the field %s", async (asked, path) => {
    const answer = await under.act(person("carmen"), "plan-bulk", { ...asked, chosen: { by: "hand", ids: ["account_1"] } });
    expect(answer).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path }] } });
  });

  it("is gone after a day, with its rows", async () => {
    const runId = await under.plan(person("priya"), "refresh-accounts", {}, await under.accounts(1));
    await under.db.update(bulkRuns).set({ plannedAt: sql`now() - interval '25 hours'` }).where(eq(bulkRuns.id, runId));
    expect(await discardOldPlans(under.db, under.bed.slug)).toBe(1);
    expect(await under.db.select().from(bulkRows).where(eq(bulkRows.runId, runId))).toEqual([]);
    expect(await under.control(person("priya"), "start-bulk", runId, "refresh-accounts")).toMatchObject({ ok: false, problem: { title: "There is no such bulk action in this program." } });
  });
});
