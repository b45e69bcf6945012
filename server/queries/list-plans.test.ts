import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseActivityQuery } from "@/lib/activity-query";
import { wholeDirectory } from "@/lib/directory-query";
import type { DirectoryQuery } from "@/lib/directory-query";
import { openDatabase } from "../db/client";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { listCondition, pageQuery } from "./account-list";
import { activityCondition } from "./activity";
import { auditPageQuery } from "./audit-page";
import { decodeCursor, encodeCursor } from "./cursor";

let database: TestDatabase;
let owner: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = openDatabase(database.ownerUrl, 2);
  await owner.db.execute(sql`
    INSERT INTO directory_entries (program, account_id, client_account_id, application_id, status, status_reason, capabilities, holder_type, product_name, product_folded, metadata_pairs, sorted_at, body, entered_by, read_at)
    SELECT CASE WHEN n % 2 = 0 THEN 'growth' ELSE 'everyday' END, 'account_' || md5(n::text), 'client-' || n, CASE WHEN n % 3 = 0 THEN 'application_' || n END,
      CASE WHEN n % 100 = 0 THEN 'closed' WHEN n % 10 = 0 THEN 'inactive' ELSE 'active' END, CASE WHEN n % 100 = 0 THEN 'paid_off' WHEN n % 20 = 0 THEN 'frozen' WHEN n % 10 = 0 THEN 'dormant' ELSE 'active' END,
      '{deposit}', 'consumer', 'Product ' || n % 1000, 'product ' || n % 1000, ARRAY['branch:' || n % 2000], '2026-01-01'::timestamptz - n * interval '1 minute', '{}', 'seeded', now()
    FROM generate_series(1, 40000) n`);
  await owner.db.execute(sql`INSERT INTO directory_relationships SELECT program, account_id, 'entity_' || (substr(client_account_id, 8)::int % 15000), 'account_holder' FROM directory_entries`);
  await owner.db.execute(sql`INSERT INTO entities SELECT CASE WHEN n % 2 = 0 THEN 'growth' ELSE 'everyday' END, 'entity_' || n, 'customer-' || n, 'individual', 'Name', 'name', '{}', now() FROM generate_series(0, 14999) n`);
  await owner.db.execute(sql`
    INSERT INTO audit_entries (chain, seq, at, program, actor, actor_name, actor_roles, action, outcome, account_id, canonical, previous, hash)
    SELECT 'growth', n, '2026-01-01'::timestamptz + n * interval '1 second', 'growth', 'person-' || n % 200, 'A', '{}', 'update-account', 'done', 'account_' || md5((n % 5000)::text), '', '', '' FROM generate_series(1, 30000) n`);
  await owner.db.execute(sql`ANALYZE`);
});
afterAll(async () => {
  await owner?.pool.end();
  await database?.drop();
});

async function planOf(query: { getSQL(): ReturnType<typeof sql> }): Promise<string> {
  const { rows } = await owner.db.execute<{ "QUERY PLAN": string }>(sql`EXPLAIN ${query.getSQL()}`);
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

const middle = decodeCursor(encodeCursor({ at: new Date("2025-12-20T00:00:00Z"), id: "account_8" }));

async function listPlan(query: Partial<DirectoryQuery>, from: Parameters<typeof pageQuery>[3] = {}): Promise<string> {
  const where = await listCondition(owner.db, "growth", { ...wholeDirectory, ...query });
  return planOf(pageQuery(owner.db, "America/Chicago", where, from));
}

test.each([
  ["the first page", {}, {}],
  ["a page further down", {}, { after: middle }],
  ["a page back up", {}, { before: middle }],
  ["a common filter", { status: ["active"] }, { after: middle }],
])("%s reads the index in order and sorts nothing", async (_name, query, from) => {
  const plan = await listPlan(query, from);
  expect(plan).toMatch(/Index Scan (Backward )?using directory_entries_(updated|status)/);
  expect(plan).not.toMatch(/Seq Scan|Sort/);
});

test.each([
  ["status and reason", { status: ["closed"], reason: ["paid_off"] }],
  ["client account id", { q: "client-2000" }],
  ["client customer id", { q: "customer-2000" }],
  ["entity id", { q: "entity_2000" }],
  ["application id", { q: "application_3000" }],
  ["account id", { q: "account_c81e728d9d4c2f636f067f89cc14862c" }],
  ["metadata", { q: "branch:1000" }],
  ["a selective part of a product", { q: "duct 998" }],
])("a search by %s reads no table from end to end", async (_name, query) => {
  expect(await listPlan(query)).not.toMatch(/Seq Scan/);
});

test.each([
  ["the newest", {}],
  ["one person", { person: "person-7" }],
  ["one account", { account: "account_c81e728d9d4c2f636f067f89cc14862c" }],
  ["some days", { from: "2026-01-01", to: "2026-01-01" }],
])("activity of %s comes from an index", async (_name, query) => {
  const caller = { program: { slug: "growth", timeZone: "America/Chicago" } } as unknown as Parameters<typeof activityCondition>[0];
  const plan = await planOf(auditPageQuery(owner.db, activityCondition(caller, parseActivityQuery(query)), {}));
  expect(plan).toMatch(/audit_entries_(recent|actor|account)/);
  expect(plan).not.toMatch(/Seq Scan/);
});
