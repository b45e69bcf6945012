import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { AccountListPage } from "@/lib/account-views";
import { parseDirectoryQuery, wholeDirectory } from "@/lib/directory-query";
import type { DirectoryQuery } from "@/lib/directory-query";
import type { Role } from "@/lib/permissions";
import type { Result } from "@/lib/result";
import { auditEntries, directoryEntries, entities } from "../db/schema";
import { DirectoryUnderTest } from "../directory/directory-under-test";
import { keepSearch } from "../directory/kept-search";
import { accountList, accountsPerPage } from "./account-list";
import { accountCounts } from "./account-list-counts";
import { findAccount } from "./account-search";

let world: DirectoryUnderTest;
let ids: string[];
beforeAll(async () => {
  process.env["DATA_ENCRYPTION_KEY"] = Buffer.alloc(32, 7).toString("base64");
  ({ world, ids } = await DirectoryUnderTest.seeded());
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
const total = async (query: Partial<DirectoryQuery>) => valueOf(await accountCounts(world.caller("program_manager"), { ...wholeDirectory, ...query }, world.db)).total;
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
    expect(await found(two.client_customer_id)).toEqual({ kind: "list", query: { q: two.client_customer_id } });
    expect(new Set(foundIds(await list({ q: two.client_customer_id })))).toEqual(new Set([two.account_id, landmark("secondAccount").account_id]));
  });

  test("a part of a product's name is a list, whatever its case", async () => {
    expect(await found("GROWTH c")).toEqual({ kind: "list", query: { q: "GROWTH c" } });
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

describe("a search that the server keeps", () => {
  const of = (role: Role, search: string) => accountList(world.caller(role), { ...wholeDirectory, search }, world.db);

  test("a holder's name stands in no address, and its list is for the one who searched", async () => {
    const [holder] = await world.db.select({ name: entities.displayName }).from(entities).where(eq(entities.entityId, landmark("dormant").entity_id));
    const name = holder?.name ?? "";
    const found = await findAccount(world.caller("support"), name, { db: world.db });
    if (found.kind !== "list" || !("search" in found.query)) throw new Error(JSON.stringify(found));
    const { search } = found.query;
    const page = valueOf(await of("support", search));
    expect(foundIds(page)).toContain(landmark("dormant").account_id);
    expect(page.rows.every(({ holders, productName }) => [productName, ...holders.map((one) => one.name)].some((text) => text?.toLowerCase().includes(name.toLowerCase())))).toBe(true);
    expect(valueOf(await accountCounts(world.caller("support"), { ...wholeDirectory, search }, world.db)).total).toEqual({ count: page.rows.length, more: false });
    for (const read of [of, (role: Role) => accountCounts(world.caller(role), { ...wholeDirectory, search }, world.db)]) {
      expect(await read("auditor", search)).toMatchObject({ ok: false, problem: { kind: "invalid", next: "Search again." } });
    }
  });

  test("a bank account number leads to the accounts that Lead confirmed and to its customer's", async () => {
    const [own, held] = [landmark("dormant"), landmark("activeDeposit")];
    const search = await keepSearch(world.db, { program: "growth", owner: "person-support" }, { kind: "account-number", masked: "••1234", accountIds: [own.account_id], entityIds: [held.entity_id] });
    expect(new Set(foundIds(valueOf(await of("support", search))))).toEqual(new Set([own.account_id, held.account_id, landmark("secondAccount").account_id]));
    expect(foundIds(await list({ search, status: ["inactive"] }, "support"))).toEqual([own.account_id]);
    expect(await of("compliance", search)).toMatchObject({ ok: false });
  });

  test("nobody's search is no list at all", async () => {
    expect(await of("support", "6f1c3e0e-7f57-4d6c-9a55-0f4c4d1f5a11")).toMatchObject({ ok: false, problem: { kind: "invalid" } });
  });
});
