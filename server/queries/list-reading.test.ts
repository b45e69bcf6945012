import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AccountCounts, AccountListPage } from "@/lib/account-views";
import { changeDirectoryQuery, classifySearch, directorySorts, offeredSorts, wholeDirectory } from "@/lib/directory-query";
import type { DirectoryQuery, SearchTerm } from "@/lib/directory-query";
import type { Result } from "@/lib/result";
import { openDatabase } from "../db/client";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { keepSearch } from "../directory/kept-search";
import { addUpSummary } from "../directory/summary";
import { accountList } from "./account-list";
import { accountCounts } from "./account-list-counts";
import type { Caller } from "./authorise";
import { becameInactive, changeAccount, enterAccounts, enterPeople, plainAccounts, plainPeople, plainProducts } from "./test-generated-accounts";
import type { PlainAccount } from "./test-generated-accounts";
import { plainCounts, plainList, productKey } from "./test-plain-reading";

// More accounts than one page may look at, so that what is bounded has to go on behind its bound.
const size = 12_000;
const zone = "America/Chicago";
const today = Date.parse(new Date().toISOString().slice(0, 10));
const accounts = plainAccounts(today, size, "plain");

let database: TestDatabase;
let app: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  process.env["DATA_ENCRYPTION_KEY"] = Buffer.alloc(32, 7).toString("base64");
  database = await createTestDatabase();
  app = openDatabase(database.appUrl, 4);
  for (const program of ["growth", "everyday"]) await enterPeople(app.db, program);
  await enterAccounts(app.db, "growth", accounts);
  // Another program's, under the same ids, which no list of this one may show.
  await enterAccounts(app.db, "everyday", accounts.slice(0, 500).map((account) => ({ ...account, status: "active", product: "Elsewhere" })));
  const owner = openDatabase(database.ownerUrl, 1);
  await owner.db.execute(sql`ANALYZE`);
  await owner.pool.end();
}, 120_000);
afterAll(async () => {
  await app?.pool.end();
  await database?.drop();
});

const caller = { actor: { subject: "person-1" }, program: { slug: "growth", timeZone: zone }, roles: ["auditor"], permissions: new Set(["read-accounts"]) } as unknown as Caller;

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.title);
  return result.value;
}

const read = async (query: DirectoryQuery): Promise<AccountListPage> => valueOf(await accountList(caller, query, app.db));
const idsOf = ({ rows }: AccountListPage) => rows.map(({ accountId }) => accountId);

/** Pages onwards from the beginning. */
async function walk(query: DirectoryQuery, mostPages: number): Promise<AccountListPage[]> {
  const pages = [await read(query)];
  for (let next = pages[0]?.next; next && pages.length < mostPages; next = pages.at(-1)?.next) pages.push(await read({ ...query, after: next }));
  return pages;
}

async function walkBack(query: DirectoryQuery, before: string | null): Promise<string[]> {
  let ids: string[] = [];
  for (let previous = before; previous; ) {
    const page = await read({ ...query, before: previous });
    ids = [...idsOf(page), ...ids];
    previous = page.previous;
  }
  return ids;
}

type Asked = { query: DirectoryQuery; term: SearchTerm | undefined };

/** What the list shows is what a plain reading finds, page after page, and backwards the same. */
async function readsAs({ query, term }: Asked, mostPages: number): Promise<void> {
  const expected = plainList({ accounts, query, term, zone });
  const pages = await walk(query, mostPages);
  const found = pages.flatMap(idsOf);
  const last = pages.at(-1) as AccountListPage;
  expect(found).toEqual(expected.slice(0, found.length));
  expect(last.next === null).toBe(found.length === expected.length);
  expect(pages[0]?.previous).toBeNull();
  expect(await walkBack(query, last.previous)).toEqual(found.slice(0, found.length - last.rows.length));
}

async function countsAs({ query, term }: Asked): Promise<void> {
  const { product, total, ...plain } = plainCounts({ accounts, query, term, zone });
  const counts: AccountCounts = valueOf(await accountCounts(caller, query, app.db));
  const isBounded = term !== undefined || [query.created, query.updated, query.closed, query.inactive, query.limit, query.stale, query.scra].some((range) => range !== undefined);
  if (counts.total.more) {
    expect([isBounded, counts.values, counts.total.count <= total]).toEqual([true, null, true]);
    return;
  }
  const { product: products = [], ...values } = counts.values ?? {};
  expect({ total: counts.total.count, ...values, product: Object.fromEntries(products.map(({ name, count }) => [productKey(name), count])) }).toEqual({ total, ...plain, product });
}

const pick = <T>(from: readonly T[]) => fc.constantFrom(...from);
const some = (values: readonly string[]) => fc.subarray([...values], { minLength: 1, maxLength: 2 });
const seldom = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const day = (back: number) => new Date(today - back * 86_400_000).toISOString().slice(0, 10);
const days = (most: number) => fc.tuple(fc.nat(most), fc.nat(most), fc.nat(3)).map(([a, b, open]) => ({ from: open === 1 ? undefined : day(Math.max(a, b)), to: open === 2 ? undefined : day(Math.min(a, b)) }));

const filters = fc.record({
  status: seldom(some(["active", "inactive", "closed", "suspended", "nobody"])),
  reason: seldom(some(["active", "dormant", "paid_off", "charged_off", "a_new_reason"])),
  capability: seldom(some(["deposit", "credit_with_underwriting", "nothing"])),
  holder: seldom(some(["consumer", "commercial"])),
  product: seldom(some([...plainProducts, "No such product"])),
  notice: seldom(pick(["yes", "no"] as const)),
  scra: seldom(pick(["active", "ending"] as const)),
  created: seldom(days(420)),
  updated: seldom(days(70)),
  closed: seldom(days(220)),
  inactive: seldom(days(70)),
  limit: seldom(fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => ({ from: Math.min(a, b) * 5_000, to: Math.max(a, b) * 5_000 }))),
  stale: seldom(fc.integer({ min: 1, max: 45 })),
});

/** A part of the text, or the whole. */
const partOf = (text: string) => fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([a, b]) => (a === b ? text : text.slice(Math.min(a, b), Math.max(a, b))));
const shouted = (text: fc.Arbitrary<string>) => fc.tuple(text, fc.boolean()).map(([words, loud]) => (loud ? words.toUpperCase() : words));

const texts: fc.Arbitrary<string> = fc.oneof(
  pick(accounts).map(({ id }) => id),
  pick(accounts).map(({ applicationId }) => applicationId ?? "application_nobody"),
  pick(accounts).map(({ clientId }) => clientId ?? "nobody"),
  pick(plainPeople).map(({ entityId }) => entityId),
  pick(plainPeople).map(({ customerId }) => customerId ?? "nobody"),
  shouted(pick(plainPeople).chain(({ name }) => partOf(name))),
  shouted(pick(plainProducts).chain(partOf)),
  shouted(pick(accounts).chain(({ metadata }) => partOf(Object.values(metadata)[0] ?? "nothing"))),
  pick(accounts).chain(({ metadata }) => partOf(metadata.branch ?? "Olathe").map((value) => `BRANCH: ${value}`)),
  pick(["code:re1%", "code:re1", "branch:%", "nobody:anything", "%", "_", "\\", "re", "kansas", "card"]),
);

/** Typed into the address, or kept by the server. */
const searches = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.record({ text: texts, isKept: fc.boolean() }) },
  { weight: 1, arbitrary: fc.tuple(fc.subarray(accounts.slice(0, 40)), fc.subarray([...plainPeople.slice(0, 40)])).map(([own, held]) => ({ accountIds: own.map(({ id }) => id), entityIds: held.map(({ entityId }) => entityId) })) },
);

const whose = { program: "growth", owner: "person-1" };

async function searchFor(search: typeof searches extends fc.Arbitrary<infer Search> ? Search : never): Promise<Pick<DirectoryQuery, "q" | "search"> & { term: SearchTerm | undefined }> {
  if (search === undefined) return { q: "", search: undefined, term: undefined };
  if ("accountIds" in search) {
    const term: SearchTerm = { kind: "account-number", masked: "••1234", ...search };
    return { q: "", search: await keepSearch(app.db, whose, term), term };
  }
  const term = classifySearch(search.text);
  if (!search.isKept) return { q: search.text, search: undefined, term };
  return { q: "", search: await keepSearch(app.db, whose, { kind: "text", text: search.text }), term };
}

const present = <T extends object>(record: T) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as { [Key in keyof T]?: Exclude<T[Key], undefined> };

describe("against a plain reading of the same accounts", () => {
  test("any search, filters, order and page, and the counts beside them", { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(filters, searches, pick(directorySorts), pick(["asc", "desc"] as const), async (chosen, searched, sort, direction) => {
        const { term, ...search } = await searchFor(searched);
        const query = changeDirectoryQuery(wholeDirectory, { ...present(chosen), ...search, sort, direction });
        await readsAs({ query, term }, 3);
        await countsAs({ query, term });
      }),
      { numRuns: 45, seed: 2_026 },
    );
  });

  test("accounts that have changed are listed and counted as they are now", { timeout: 300_000 }, async () => {
    for (const [index, { id, clientId, applicationId, people }] of accounts.slice(0, 300).entries()) {
      const other: PlainAccount = { ...(accounts[index + 1_000] as PlainAccount), id, clientId, applicationId, people };
      const changed: PlainAccount = { ...other, inactiveSince: becameInactive(other, accounts[index]) };
      accounts[index] = changed;
      await changeAccount(app.db, "growth", changed);
    }
    for (const sort of ["closed", "product"] as const) await readsAs({ query: changeDirectoryQuery(wholeDirectory, { status: ["closed"], sort }), term: undefined }, 10);
    for (const chosen of fc.sample(filters, { numRuns: 15, seed: 11 })) await countsAs({ query: { ...wholeDirectory, ...present(chosen) }, term: undefined });
  });

  test("the counts are the same once the worker has added everything up", { timeout: 300_000 }, async () => {
    while ((await addUpSummary(app.db, 500)) > 0);
    for (const chosen of fc.sample(filters, { numRuns: 15, seed: 7 })) await countsAs({ query: { ...wholeDirectory, ...present(chosen) }, term: undefined });
  });

  test.each([
    ["everything, by change", { sort: "updated" }],
    ["more than one look takes in, by an order of its own", { created: { from: day(420), to: undefined }, sort: "product" }],
    ["what is rare among more than one look takes in", { created: { from: day(420), to: undefined }, limit: { from: 5_000, to: 190_000 }, stale: 35, sort: "updated" }],
    ["a name and a range that most meet", { q: "müller", updated: { from: day(70), to: undefined }, sort: "created", direction: "asc" }],
  ] as [string, Partial<DirectoryQuery>][])("%s, to the last page and back", { timeout: 300_000 }, async (_name, filter) => {
    const query = changeDirectoryQuery(wholeDirectory, filter);
    await readsAs({ query, term: classifySearch(query.q) }, Infinity);
  });
});

describe("under concurrent inserts", () => {
  let batch = 0;
  const enterMore = async () => {
    batch += 1;
    // Their times and products are spread over the whole list: before the reader's place, at it and behind it.
    const products = [`Product ${batch}`, ...plainProducts];
    const more = plainAccounts(today, 10, `more${batch}x`).map((account, n): PlainAccount => ({ ...account, product: products[(batch + n) % products.length] ?? "", updated: today - ((batch * 7 + n * 13) % 61) * 86_400_000 }));
    await enterAccounts(app.db, "growth", more);
    if (batch % 5 === 0) await addUpSummary(app.db);
  };

  const lists = offeredSorts({ status: ["closed"], closed: undefined }).flatMap((sort) => (["asc", "desc"] as const).map((direction) => ({ sort, direction, status: ["closed"] })));
  test.each([
    ...lists,
    { sort: "updated", direction: "desc", status: ["inactive", "suspended"] },
    { sort: "created", direction: "desc", capability: ["credit_with_underwriting"] },
    { sort: "product", direction: "asc", holder: ["commercial"], limit: { from: 0, to: 150_000 } },
    { sort: "created", direction: "asc", q: "card", notice: "yes" },
    { sort: "updated", direction: "asc", q: "zoe", stale: 3 },
  ] as Partial<DirectoryQuery>[])("walking all pages of %j repeats nothing and loses nothing", { timeout: 300_000 }, async (filter) => {
    const query = changeDirectoryQuery(wholeDirectory, filter);
    const expected = plainList({ accounts, query, term: classifySearch(query.q), zone });
    let inserting = true;
    const inserter = (async () => {
      while (inserting) await enterMore();
    })();
    const found = (await walk(query, Infinity).finally(() => (inserting = false))).flatMap(idsOf);
    await inserter;
    expect(new Set(found).size).toBe(found.length);
    const known = new Set(accounts.map(({ id }) => id));
    expect(found.filter((id) => known.has(id))).toEqual(expected);
  });
});
