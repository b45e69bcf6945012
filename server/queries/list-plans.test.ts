import { sql } from "drizzle-orm";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseActivityQuery } from "@/lib/activity-query";
import { wholeDirectory } from "@/lib/directory-query";
import type { DirectoryQuery } from "@/lib/directory-query";
import { openDatabase } from "../db/client";
import type { Database } from "../db/client";
import { generateDirectory } from "../demo/bench/generated-directory";
import { inEveryOrder, pairCases, singleCases } from "../demo/bench/list-cases";
import { rowsReadBy } from "../demo/bench/rows-read";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { accountList } from "./account-list";
import { accountCounts } from "./account-list-counts";
import { mostLookedAt } from "./account-list-places";
import { activityCondition } from "./activity";
import { auditPageQuery } from "./audit-page";
import type { Caller } from "./authorise";

const accounts = 100_000;

let database: TestDatabase;
let owner: ReturnType<typeof openDatabase>;
let client: pg.PoolClient;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = openDatabase(database.ownerUrl, 3);
  client = await owner.pool.connect();
  const beside = await owner.pool.connect();
  await generateDirectory(client, "growth", accounts, { beside });
  beside.release();
  for (let from = 1; from <= 100_000; from += 10_000) await owner.db.execute(sql`
    INSERT INTO audit_entries (chain, seq, at, program, actor, actor_name, actor_roles, action, outcome, account_id, canonical, previous, hash)
    SELECT 'growth', n, '2026-01-01'::timestamptz + n * interval '1 second', 'growth', 'person-' || n % 200, 'A', (ARRAY['{program_manager}', '{program_manager,compliance}', '{support}', '{}'])[1 + n % 4]::text[] || CASE WHEN n % 20000 = 7 THEN '{auditor}'::text[] ELSE '{}' END,
      CASE WHEN n % 9000 = 5 THEN 'reveal' ELSE 'update-account' END, CASE WHEN n % 8000 = 3 THEN 'denied' ELSE 'done' END, 'account_' || md5((n % 5000)::text), '', '', '' FROM generate_series(${from}::int, ${from + 9_999}::int) n`);
  await owner.db.execute(sql`ANALYZE audit_entries`);
}, 600_000);
afterAll(async () => {
  client?.release();
  await owner?.pool.end();
  await database?.drop();
});

const caller = { program: { slug: "growth", timeZone: "America/Chicago" }, roles: ["auditor"], permissions: new Set(["read-accounts"]) } as unknown as Caller;

/** An account that is looked at for a text has a row in keys, entries, relationships and entities each, or a few. */
const rowsOfAnAccount = 5;

/** Of everything that is asked, no statement reads a table from end to end, sorts it, or looks at more than it may. */
async function staysBounded(query: DirectoryQuery, ask: (db: Database) => Promise<unknown>): Promise<void> {
  for (const { statement, rows, sequential, sorted } of await rowsReadBy(client, ask)) {
    expect({ sequential, tooMany: rows > rowsOfAnAccount * mostLookedAt ? rows : 0, tooManySorted: sorted > 2 * mostLookedAt ? sorted : 0 }, `${JSON.stringify(query)}\n${statement}`).toEqual({ sequential: [], tooMany: 0, tooManySorted: 0 });
  }
}

const firstPage = (query: DirectoryQuery) => (db: Database) => accountList(caller, query, db);

const twoPages = (query: DirectoryQuery) => async (db: Database) => {
  const page = await accountList(caller, query, db);
  if (page.ok && page.value.next) await accountList(caller, { ...query, after: page.value.next }, db);
};

const counts = (query: DirectoryQuery) => (db: Database) => accountCounts(caller, query, db);

describe("a page of accounts and its counts", () => {
  test.each([{ name: "the whole directory", filter: {} }, ...singleCases])("$name, in every order offered, both ways", { timeout: 120_000 }, async (one) => {
    const unsorted = { ...wholeDirectory, ...one.filter };
    await staysBounded(unsorted, counts(unsorted));
    for (const query of inEveryOrder(one)) await staysBounded(query, twoPages(query));
  });

  test("every pair of filters", { timeout: 300_000 }, async () => {
    for (const [index, pair] of pairCases.entries()) {
      const orders = inEveryOrder(pair);
      const query = orders[index % orders.length] ?? wholeDirectory;
      await staysBounded(query, firstPage(query));
      await staysBounded(query, counts(query));
    }
  });
});

test.each([
  ["the newest", {}],
  ["one person", { person: "person-7" }],
  ["one account", { account: "account_c81e728d9d4c2f636f067f89cc14862c" }],
  ["some days", { from: "2026-01-01", to: "2026-01-01" }],
  ["some hours", { from: "2026-01-01T08:00", to: "2026-01-01T09:30" }],
  ["a role that most have", { role: "program_manager" }],
  ["a role that few have", { role: "auditor" }],
  ["an action of every day", { action: "update-account" }],
  ["a rare action", { action: "reveal" }],
  ["a rare outcome", { outcome: "denied" }],
  ["a rare outcome of one role within some days", { outcome: "denied", role: "support", from: "2026-01-01" }],
  ["one person in one role, refused", { person: "person-7", role: "compliance", outcome: "denied" }],
])("activity of %s comes from an index", async (_name, query) => {
  const { rows } = await owner.db.execute<{ "QUERY PLAN": string }>(sql`EXPLAIN ${auditPageQuery(owner.db, activityCondition(caller, parseActivityQuery(query)), {}).getSQL()}`);
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toMatch(/audit_entries_(recent|actor|account|action|outcome|program_manager|compliance|support|auditor)/);
  const [read] = await rowsReadBy(client, (db) => auditPageQuery(db, activityCondition(caller, parseActivityQuery(query)), {}));
  expect(read?.rows).toBeLessThan(2_000);
  // Commands and processes are empty here; what they are joined to is at most a page.
  expect(plan).not.toMatch(/Seq Scan on "?(audit_entries|directory_entries)/);
});
