import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { AccountDetail, AccountListPage } from "@/lib/account-views";
import { parseDirectoryQuery, wholeDirectory } from "@/lib/directory-query";
import type { DirectoryQuery } from "@/lib/directory-query";
import { may, roles } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import type { Result } from "@/lib/result";
import { auditEntries, commands, directoryEntries, holds, notes, processes } from "../db/schema";
import { DirectoryUnderTest } from "../directory/directory-under-test";
import { remember } from "../directory/remember";
import { accountDetail } from "./account-detail";
import { accountList, accountsPerPage } from "./account-list";
import { accountCounts } from "./account-list-counts";
import { accountLive } from "./account-live";
import { accountNumbers } from "./account-numbers";
import { findAccount } from "./account-search";

let world: DirectoryUnderTest;
let ids: string[];
beforeAll(async () => {
  world = await DirectoryUnderTest.start();
  ids = await world.accountIds("growth");
  await remember(world.program("growth"), ids, "seeded", { db: world.db, concurrency: 8 });
});
afterAll(() => world?.close());
afterEach(() => world.control("DELETE", "/faults"));

const landmark = (name: string) => world.simulator.landmark(name);

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.title);
  return result.value;
}

const list = async (query: Partial<DirectoryQuery>, role: Role = "program_manager"): Promise<AccountListPage> =>
  valueOf(await accountList(world.caller(role), { ...wholeDirectory, ...query }, world.db));
const total = async (query: Partial<DirectoryQuery>) => valueOf(await accountCounts(world.caller("support"), { ...wholeDirectory, ...query }, world.db)).total;
const detail = async (accountId: string, role: Role): Promise<AccountDetail> => {
  const found = valueOf(await accountDetail(world.caller(role), accountId, world.db));
  if (!found) throw new Error("not in the directory");
  return found;
};
const foundIds = (page: AccountListPage) => page.rows.map(({ accountId }) => accountId);

describe("the list", () => {
  test("pages forward through every account once, newest change first, and back again the same way", async () => {
    const pages = [await list({})];
    for (let cursor = pages[0]?.next; cursor; cursor = pages.at(-1)?.next) pages.push(await list({ after: cursor }));
    const forward = pages.flatMap(foundIds);
    expect(forward).toHaveLength(ids.length);
    expect(new Set(forward)).toEqual(new Set(ids));
    const times = pages.flatMap(({ rows }) => rows.map(({ updatedAt }) => updatedAt ?? ""));
    expect(times).toEqual([...times].sort().reverse());
    expect(pages[0]?.previous).toBeNull();
    for (let index = pages.length - 1; index > 0; index -= 1) {
      expect(foundIds(await list({ before: pages[index]?.previous ?? "" }))).toEqual(foundIds(pages[index - 1] as AccountListPage));
    }
    expect(await total({})).toEqual({ count: ids.length, more: false });
  });

  test("equal times break no page", async () => {
    await world.db.update(directoryEntries).set({ sortedAt: new Date("2026-01-01T00:00:00Z") });
    const first = await list({});
    const second = await list({ after: first.next ?? "" });
    expect(new Set([...foundIds(first), ...foundIds(second)]).size).toBe(2 * accountsPerPage);
    await world.db.update(directoryEntries).set({ sortedAt: sql`${directoryEntries.leadUpdatedAt}` });
  });

  test.each([
    [{ status: ["closed"] }, (row: AccountListPage["rows"][number]) => row.status === "closed"],
    [{ status: ["inactive"], reason: ["dormant", "other"] }, (row: AccountListPage["rows"][number]) => row.status === "inactive" && ["dormant", "other"].includes(row.statusReason ?? "")],
    [{ capability: ["credit_with_underwriting"] }, (row: AccountListPage["rows"][number]) => row.capabilities.includes("credit_with_underwriting")],
    [{ holder: ["commercial"] }, (row: AccountListPage["rows"][number]) => row.holderType === "commercial"],
  ])("filters by %j", async (query, fits) => {
    const page = await list(query);
    expect(page.rows.length).toBeGreaterThan(0);
    expect(page.rows.every(fits)).toBe(true);
    const { count } = await total(query);
    expect(count >= page.rows.length && count < ids.length).toBe(true);
  });

  test("a row has its holders, its holds and the days that SCRA has left", async () => {
    const [joint] = (await list({ q: landmark("jointHolders").account_id })).rows;
    expect(joint).toMatchObject({ holderCount: 2, openHolds: 0, restricted: false, unsettled: null, missingSince: null });
    expect(joint?.holders.map(({ name }) => typeof name)).toEqual(["string", "string"]);
    const [sixty] = (await list({ q: landmark("sixtyRelationships").account_id })).rows;
    expect([sixty?.holderCount, sixty?.holders.length]).toEqual([20, 3]);
    const [scra] = (await list({ q: landmark("creditScraEnding").account_id })).rows;
    expect(scra?.scra.state).toBe("open");
    expect(scra?.scra.daysLeft).toBeLessThanOrEqual(31);
    expect((await list({ q: landmark("creditScraPast").account_id })).rows[0]?.scra.state).toBe("ended");
  });

  test("an address that makes no sense is the whole directory", async () => {
    const query = parseDirectoryQuery(new URLSearchParams("after=%00%00&status=A'%20OR%201&holder=;&before=zzzzzzzzzzzz"));
    expect(foundIds(await list(query))).toEqual(foundIds(await list({})));
    expect((await total(query)).count).toBe(ids.length);
  });
});

describe("what was pasted", () => {
  const found = (text: string, role: Role = "support") => findAccount(world.caller(role), text, { db: world.db });

  test("each id of one account leads straight to it", async () => {
    const { account_id: accountId, client_account_id: clientId } = landmark("dormant");
    for (const text of [accountId, ` ${clientId} `]) expect(await found(text)).toEqual({ kind: "account", accountId, entered: false });
    const credit = landmark("activeCredit");
    expect(await found(credit.application_id)).toEqual({ kind: "account", accountId: credit.account_id, entered: false });
  });

  test("a customer of one account leads to it, one of two to their list", async () => {
    const dormant = landmark("dormant");
    expect(await found(dormant.client_customer_id)).toEqual({ kind: "account", accountId: dormant.account_id, entered: false });
    expect(await found(dormant.entity_id)).toEqual({ kind: "account", accountId: dormant.account_id, entered: false });
    const two = landmark("activeDeposit");
    expect(await found(two.client_customer_id)).toEqual({ kind: "list", q: two.client_customer_id });
    expect(new Set(foundIds(await list({ q: two.client_customer_id })))).toEqual(new Set([two.account_id, landmark("secondAccount").account_id]));
  });

  test("a part of a product's name is a list, whatever its case", async () => {
    expect(await found("GROWTH c")).toEqual({ kind: "list", q: "GROWTH c" });
    const page = await list({ q: "growth CARD" });
    expect(page.rows.every(({ productName }) => productName === "Growth Card")).toBe(true);
    expect(page.rows.length).toBeGreaterThan(0);
  });

  test.each(["%", "_", "Growth_Card", "\\", "G%d"])("%j is no wildcard", async (q) => {
    expect((await list({ q })).rows).toEqual([]);
  });

  test("metadata is found by key and value", async () => {
    const rows = await world.db.select({ id: directoryEntries.accountId, pairs: directoryEntries.metadata }).from(directoryEntries).where(sql`${directoryEntries.metadata} <> '{}'`).limit(1);
    const [[key = "", value = ""] = []] = Object.entries(rows[0]?.pairs ?? {});
    const found = await total({ q: `${key.toUpperCase()}: ${value}` });
    expect(found.count).toBeGreaterThan(0);
    const all = await world.db.select({ n: sql<number>`count(*)::int` }).from(directoryEntries).where(sql`${directoryEntries.metadata} ->> ${key} = ${value}`);
    expect(found.count).toBe(all[0]?.n);
  });

  test("an account that the directory does not know is asked of Lead and entered, by id and by client account id", async () => {
    const { account_id: accountId, client_account_id: clientId } = landmark("frozenCommercial");
    for (const text of [accountId, clientId]) {
      await world.db.execute(sql`DELETE FROM directory_relationships WHERE account_id = ${accountId}`);
      await world.db.delete(directoryEntries).where(eq(directoryEntries.accountId, accountId));
      expect(await found(text)).toEqual({ kind: "account", accountId, entered: true });
    }
    const [told] = await world.db.select().from(auditEntries).where(eq(auditEntries.accountId, accountId)).orderBy(sql`seq DESC`).limit(1);
    expect(told).toMatchObject({ action: "entered-directory", actor: "person-support" });
  });

  test("what Lead does not know either is nothing, and a Lead that is down is a problem", async () => {
    expect(await found("account_nobody")).toEqual({ kind: "nothing", askedLead: true });
    expect(await found("no-such-client-id")).toEqual({ kind: "nothing", askedLead: true });
    expect(await found("   ")).toEqual({ kind: "nothing", askedLead: false });
    await world.control("POST", "/faults", { kind: "unavailable", route: "*", count: 20 });
    expect(await found("account_nobody")).toMatchObject({ kind: "problem", problem: { kind: "unavailable" } });
  });

  test("a personal detail is not searched for", async () => {
    expect(await found("ann@example.test")).toMatchObject({ kind: "problem", problem: { kind: "invalid" } });
  });
});

describe("the detail, by role", () => {
  const accountId = () => landmark("creditWithReport").account_id;

  beforeAll(async () => {
    await world.db.insert(holds).values({ id: randomUUID(), program: "growth", accountId: accountId(), type: "sanctions", reference: "OFAC-77", note: "SDN match", placedBy: "person-carmen", placedByName: "Carmen Ortiz" });
    await world.db.insert(notes).values({ id: randomUUID(), program: "growth", accountId: accountId(), text: "Called back", author: "person-sam", authorName: "Sam Boateng" });
  });

  test.each(roles)("%s gets no more than the policy gives", async (role) => {
    const found = await detail(accountId(), role);
    const sent = JSON.stringify(found);
    const seesAll = may([role], "read-sensitive");
    expect(found.row.restricted).toBe(true);
    expect(found.notes.map(({ text }) => text)).toEqual(["Called back"]);
    expect(found.isWhole).toBe(seesAll);
    expect(found.body.details?.credit?.report !== undefined).toBe(seesAll);
    for (const secret of ["sanctions", "OFAC-77", "SDN match"]) expect(sent.includes(secret), secret).toBe(seesAll);
    expect(found.row.openHolds).toBe(seesAll ? 1 : null);
    expect(sent).not.toContain("secret");
  });

  test("nobody's programs but their own: another program's account is not there", async () => {
    expect(await accountDetail(world.caller("compliance", "everyday"), accountId(), world.db)).toEqual({ ok: true, value: null });
  });

  test("people stand with their name and what is in the way", async () => {
    const found = await detail(landmark("holderFailingKyc").account_id, "program_manager");
    const holder = found.relationships.find(({ entityId }) => entityId === landmark("holderFailingKyc").entity_id);
    expect(holder).toMatchObject({ relationshipType: "account_holder", name: expect.any(String) });
    expect(holder?.problems).toContain("KYC failed");
    expect(found.actions.find(({ name }) => name === "activate-account")?.why).toContain("KYC failed");
  });

  test.each(["holderFailingKyc", "holderFailingOfac"])("support is told no cause: %s", async (name) => {
    const found = await detail(landmark(name).account_id, "support");
    expect(found.relationships[0]).toMatchObject({ standing: null, problems: ["Restricted: transfer to compliance"] });
    expect(found.actions.find((action) => action.name === "activate-account")?.why).toBe("Restricted: transfer to compliance.");
    expect(JSON.stringify(found)).not.toMatch(/kyc|ofac/i);
  });

  test("a process that stopped tells support neither the values compared nor Lead's words", async () => {
    const { account_id: id } = landmark("otherInactive");
    const problem = { kind: "conflict" as const, title: "The account changed.", detail: "A sanctions hold", differences: [{ path: "openHolds", seen: [], now: [{ type: "sanctions" }] }] };
    await world.db.insert(processes).values({ id: randomUUID(), program: "growth", accountId: id, kind: "closing", stage: "decided", plan: {}, planHash: Buffer.alloc(1), problem, startedBy: "person-carmen", startedByName: "Carmen Ortiz", startedByRoles: ["compliance"] });
    expect((await detail(id, "compliance")).process?.problem).toMatchObject(problem);
    expect(JSON.stringify(await detail(id, "support"))).not.toContain("anctions");
  });

  test("what is unsettled and what is under way is there, and stops the rest", async () => {
    const { account_id: id } = landmark("dormant");
    const base = { program: "growth", accountId: id, operatorRoles: ["support"] };
    await world.db.insert(commands).values({ ...base, id: randomUUID(), name: "activate-account", subjectKey: id, input: { note: "x" }, inputHash: Buffer.alloc(1), status: "unconfirmed", operator: "person-support", operatorName: "Sam" });
    await world.db.insert(processes).values({ id: randomUUID(), program: "growth", accountId: id, kind: "closing", stage: "asked", plan: {}, planHash: Buffer.alloc(1), startedBy: "person-carmen", startedByName: "Carmen Ortiz", startedByRoles: ["compliance"] });
    const found = await detail(id, "support");
    expect(found.unsettled).toMatchObject({ name: "activate-account", status: "unconfirmed" });
    expect(found.process).toMatchObject({ kind: "closing", stage: "asked", startedBy: "Carmen Ortiz" });
    expect(found.actions.find(({ name }) => name === "activate-account")?.why).toMatch(/not confirmed/);
    expect((await list({ q: id })).rows[0]?.unsettled).toBe("unconfirmed");
  });
});

describe("live", () => {
  const live = async (name: string, role: Role = "program_manager") => valueOf(await accountLive(world.caller(role), landmark(name).account_id, { db: world.db }));

  test("reads Lead, remembers, and says what changed", async () => {
    await world.control("PATCH", `/accounts/${landmark("creditMla").account_id}`, { metadata: { branch: "Kansas City" } });
    const answer = await live("creditMla");
    expect(answer).toMatchObject({ problem: null, application: { status: "approved" }, balance: null });
    expect(answer.changed.map(({ path }) => path)).toEqual(["metadata.branch"]);
    expect(answer.detail?.body.metadata).toMatchObject({ branch: "Kansas City" });
  });

  test("a Lead that is down leaves what was known, and says so", async () => {
    await world.control("POST", "/faults", { kind: "unavailable", route: "GET /v0/accounts/:id", count: 10 });
    const answer = await live("activeDeposit", "support");
    expect(answer.problem).toMatchObject({ kind: "unavailable" });
    expect(answer.detail?.accountId).toBe(landmark("activeDeposit").account_id);
  });

  test("account numbers are those of the holders, masked, never those of others in the pool", async () => {
    const seen = new Set<string>();
    for (const id of ids.slice(0, 40)) {
      const { numbers } = valueOf(await accountNumbers(world.caller("auditor"), id, { db: world.db }));
      const holders = (await detail(id, "auditor")).relationships.filter(({ relationshipType }) => relationshipType === "account_holder").map(({ entityId }) => entityId);
      for (const number of numbers) {
        expect(number.masked).toMatch(/^•••• \w{4}$/);
        expect(holders).toContain(number.holderId);
        seen.add(number.id);
      }
    }
    expect(seen.size).toBeGreaterThan(0);
  });
});
