import { and, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { plainAccountNumber } from "@/lib/account-number-search";
import { mayBeAccountNumber, wholeDirectory } from "@/lib/directory-query";
import { searches } from "../db/schema-directory";
import { accountNumbers, settlementAccounts } from "../db/schema-intake";
import { IntakeUnderTest } from "../intake/intake-under-test";
import { numberList } from "../intake/lead-lists";
import { walkOn } from "../intake/lead-walk";
import { leadReader } from "../lead/lead-client";
import { accountList } from "../queries/account-list";
import { findAccount } from "../queries/account-search";
import { accountNumberHash } from "./account-number-hash";
import { checkSettlement } from "./account-number-settlement";
import { entryOf } from "./entry";
import { keepSearch, keptSearch } from "./kept-search";
import { remember } from "./remember";

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await IntakeUnderTest.start();
});
afterAll(() => intake?.close());
beforeEach(async () => {
  for (const table of ["account_numbers", "settlement_accounts", "lead_walks", "searches"]) await intake.db.execute(sql`DELETE FROM ${sql.identifier(table)}`);
});
afterEach(() => intake.world.control("DELETE", "/faults"));

const program = () => intake.program("growth");
const reader = () => leadReader(program());
const find = (number: string, role: Parameters<typeof intake.world.caller>[0] = "support") => findAccount({ ...intake.world.caller(role), program: program() }, number, { db: intake.db, reader: reader() });
const look = (...ids: string[]) => remember(program(), ids, "looked-up", { db: intake.db });
const own = async (id: string) => (await intake.db.select({ own: accountNumbers.isOwnAccount, checkedAt: accountNumbers.checkedAt }).from(accountNumbers).where(eq(accountNumbers.accountNumberId, id)))[0];

async function indexAll(): Promise<void> {
  await intake.db.execute(sql`DELETE FROM lead_walks`);
  while ((await walkOn({ db: intake.db }, "growth", numberList(intake.db, program(), 300))) === "page-kept");
}

async function checkAll(): Promise<void> {
  while ((await checkSettlement({ db: intake.db }, program())).checked > 0);
}

async function callsTo(path: string): Promise<number> {
  const { calls } = await intake.world.simulator.control<{ calls: { path: string }[] }>("GET", "/calls?program=growth&limit=10000");
  return calls.filter((call) => call.path.startsWith(path)).length;
}

describe("where a number settles to", () => {
  test("a pooled account is no customer's: it is asked for once for all its numbers, and never enters", async () => {
    const pooled = intake.world.simulator.landmark("pooledNumber");
    await indexAll();
    const before = await callsTo(`/v0/accounts/${pooled.account_id}`);
    await checkAll();
    expect(await callsTo(`/v0/accounts/${pooled.account_id}`)).toBe(before + 1);
    expect(await own((pooled as { account_number_id?: string }).account_number_id ?? "")).toEqual({ own: false, checkedAt: expect.any(Date) });
    expect(await entryOf(intake.db, program(), pooled.account_id)).toBeUndefined();
    const { entityId } = await intake.newAccount("growth");
    await intake.newNumber("growth", { account_id: pooled.account_id, entity_id: entityId });
    await indexAll();
    await checkAll();
    expect(await callsTo(`/v0/accounts/${pooled.account_id}`)).toBe(before + 1);
  });

  test("an account whose holder is the number's customer is confirmed, and enters the directory", async () => {
    const [byEntity, byCustomer] = [await intake.newAccount("growth"), await intake.newAccount("growth")];
    const first = await intake.newNumber("growth", { account_id: byEntity.accountId, entity_id: byEntity.entityId });
    const second = await intake.newNumber("growth", { account_id: byCustomer.accountId, client_customer_id: byCustomer.clientCustomerId });
    await indexAll();
    expect(await own(first.id)).toEqual({ own: false, checkedAt: null });
    await checkAll();
    for (const { id } of [first, second]) expect(await own(id)).toMatchObject({ own: true });
    expect(await entryOf(intake.db, program(), byEntity.accountId)).toMatchObject({ enteredBy: "account-number", holderCount: 1 });
    expect(await entryOf(intake.db, program(), byCustomer.accountId)).toMatchObject({ enteredBy: "account-number" });
  });

  test("an account that Lead knows, of somebody else, is not taken for the customer's", async () => {
    const [account, stranger] = [await intake.newAccount("growth"), await intake.newAccount("growth")];
    const { id } = await intake.newNumber("growth", { account_id: account.accountId, entity_id: stranger.entityId });
    await indexAll();
    await checkAll();
    expect(await own(id)).toMatchObject({ own: false, checkedAt: expect.any(Date) });
    expect(await entryOf(intake.db, program(), account.accountId)).toBeUndefined();
  });

  test("what was confirmed no longer counts when the number goes to somebody else", async () => {
    const account = await intake.newAccount("growth");
    const { id } = await intake.newNumber("growth", { account_id: account.accountId, entity_id: account.entityId });
    await indexAll();
    await checkAll();
    const isIt = and(eq(accountNumbers.program, "growth"), eq(accountNumbers.accountNumberId, id));
    await intake.db.update(accountNumbers).set({ entityId: "entity_before", isOwnAccount: true }).where(isIt);
    await indexAll();
    expect(await own(id)).toEqual({ own: false, checkedAt: null });
    await checkAll();
    expect(await own(id)).toMatchObject({ own: true });
  });

  test("while Lead is away nothing is decided, and it is asked again later", async () => {
    const account = await intake.newAccount("growth");
    const { id } = await intake.newNumber("growth", { account_id: account.accountId, entity_id: account.entityId });
    await indexAll();
    await intake.db.update(settlementAccounts).set({ hasUnchecked: false }).where(sql`account_id <> ${account.accountId}`);
    await intake.world.control("POST", "/faults", { kind: "unavailable", route: "GET /v0/accounts/:id", count: 100 });
    expect(await checkSettlement({ db: intake.db }, program())).toEqual({ checked: 0, unavailable: true });
    expect(await own(id)).toEqual({ own: false, checkedAt: null });
    await intake.world.control("DELETE", "/faults");
    expect(await checkSettlement({ db: intake.db }, program())).toEqual({ checked: 0, unavailable: false });
    await intake.db.update(settlementAccounts).set({ nextLookAt: sql`now() - interval '1 second'` });
    expect(await checkSettlement({ db: intake.db }, program())).toEqual({ checked: 1, unavailable: false });
  });

  test("two workers at once ask for no account twice", async () => {
    const accounts = await Promise.all(Array.from({ length: 6 }, () => intake.newAccount("growth")));
    for (const { accountId, entityId } of accounts) await intake.newNumber("growth", { account_id: accountId, entity_id: entityId });
    await indexAll();
    await Promise.all([checkAll(), checkAll(), checkAll()]);
    await checkAll();
    expect((await intake.db.select().from(settlementAccounts).where(eq(settlementAccounts.hasUnchecked, true)))).toEqual([]);
    for (const { accountId } of accounts) expect(await callsTo(`/v0/accounts/${accountId}/entity_relationships`)).toBe(2);
  });
});

describe("looking for an account by a number", () => {
  test("leads to the account, from the index, without asking Lead", async () => {
    const account = await intake.newAccount("growth");
    const { account_number: number } = await intake.newNumber("growth", { account_id: account.accountId, entity_id: account.entityId });
    await indexAll();
    await checkAll();
    const before = await callsTo("/v1/account_number");
    expect(await find(` ${number.slice(0, 4)} ${number.slice(4)} `)).toEqual({ kind: "account", accountId: account.accountId, entered: false });
    expect(await callsTo("/v1/account_number")).toBe(before);
  });

  test("of a pooled account leads to the accounts of its customer, by an id that is the person's own", async () => {
    const account = await intake.newAccount("growth");
    const second = await intake.world.simulator.control<{ id: string }>("POST", "/accounts", { program: "growth", body: {
      capabilities: ["deposit"], entities: { account_holders: [account.entityId] }, details: { product_name: "Everyday Checking" }, documents: [],
    } });
    await look(account.accountId, second.id);
    const { account_number: number } = await intake.newNumber("growth", { account_id: intake.world.simulator.landmark("pooledNumber").account_id, client_customer_id: account.clientCustomerId });
    const found = await find(number);
    const s = found.kind === "list" && "search" in found.query ? found.query.search : "";
    const reference = await keptSearch(intake.db, { program: "growth", owner: "person-support" }, s);
    expect(reference).toEqual({ kind: "account-number", masked: `•••• ${number.slice(-4)}`, accountIds: [], entityIds: [account.entityId] });
    expect(await keptSearch(intake.db, { program: "growth", owner: "person-auditor" }, s)).toBeNull();
    expect(await keptSearch(intake.db, { program: "everyday", owner: "person-support" }, s)).toBeNull();
    const list = await accountList(intake.world.caller("support"), { ...wholeDirectory, search: s }, intake.db);
    expect(list.ok && list.value.rows.map(({ accountId }) => accountId).sort()).toEqual([account.accountId, second.id].sort());
  });

  test("asks Lead where the index does not know it, and keeps the number nowhere", async () => {
    const account = await intake.newAccount("growth");
    await look(account.accountId);
    const { account_number: number } = await intake.newNumber("growth", { account_id: intake.world.simulator.landmark("pooledNumber").account_id, entity_id: account.entityId });
    const reading = { db: intake.db };
    expect(await findAccount({ ...intake.world.caller("support"), program: program() }, number, reading)).toEqual({ kind: "account", accountId: account.accountId, entered: false });
    for (const table of ["account_numbers", "lead_calls", "searches", "settlement_accounts", "audit_entries"]) expect(await intake.wholeTable(table), table).not.toContain(number);
    expect(await intake.wholeTable("lead_calls")).toContain("account_number=[redacted]");
  });

  test("says that there is none, or none in the directory", async () => {
    expect(await find("99999999")).toEqual({ kind: "nothing", askedLead: true });
    const stranger = await intake.newAccount("growth");
    const { account_number: number } = await intake.newNumber("growth", { account_id: intake.world.simulator.landmark("pooledNumber").account_id, entity_id: stranger.entityId });
    expect(await find(number)).toEqual({ kind: "nothing", knownNumber: true, askedLead: true });
    await intake.world.control("POST", "/faults", { kind: "unavailable", route: "GET /v1/account_number", count: 20 });
    expect(await find("88888888")).toMatchObject({ kind: "problem", problem: { kind: "unavailable" } });
  });

  test("of another program finds nothing", async () => {
    const account = await intake.newAccount("everyday");
    const { account_number: number } = await intake.newNumber("everyday", { account_id: account.accountId, entity_id: account.entityId });
    expect(await find(number)).toEqual({ kind: "nothing", askedLead: true });
    expect(accountNumberHash("everyday", number).equals(accountNumberHash("growth", number))).toBe(false);
  });
});

test("a kept search ends after 30 days", async () => {
  const whose = { program: "growth", owner: "person-support" };
  const found = { kind: "account-number" as const, masked: "•••• 1234", accountIds: [], entityIds: ["entity_1"] };
  const id = await keepSearch(intake.db, whose, found);
  expect(await keptSearch(intake.db, whose, id)).toEqual(found);
  const kept = await intake.db.delete(searches).where(eq(searches.id, id)).returning();
  await intake.db.insert(searches).values(kept.map((row) => ({ ...row, keptAt: new Date(row.keptAt.getTime() - 30 * 86_400_000) })));
  expect(await keptSearch(intake.db, whose, id)).toBeNull();
});

test.each([
  ["123456789012", "123456789012", true], [" 1234 5678-9012 ", "123456789012", true], ["12345678", "12345678", true], ["1234567", undefined, false],
  ["123456789012345678", undefined, false], ["AB12345678", "AB12345678", false], ["account_1", undefined, false], ["", undefined, false],
])("%j as an account number", (text, plain, looks) => {
  expect(plainAccountNumber(text)).toBe(plain);
  expect(mayBeAccountNumber(text)).toBe(looks);
});
