import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { wholeDirectory } from "@/lib/directory-query";
import type { DirectoryQuery } from "@/lib/directory-query";
import { permissionsOf } from "@/lib/permissions";
import { openDatabase } from "../db/client";
import { holds } from "../db/schema-holds";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { accountList } from "./account-list";
import { accountCounts } from "./account-list-counts";
import type { Caller } from "./authorise";
import { enterAccounts, plainAccounts } from "./test-generated-accounts";

const program = "counted";
const sam: Caller = { actor: { subject: "person-sam", name: "Sam Boateng", roles: ["support"] }, program: { slug: program, timeZone: "America/Chicago" } as Caller["program"], roles: ["support"], permissions: permissionsOf(["support"]) };

let database: TestDatabase;
let app: ReturnType<typeof openDatabase>;
const accounts = plainAccounts(Date.now(), 1_500, "counted");
beforeAll(async () => {
  database = await createTestDatabase();
  app = openDatabase(database.appUrl);
  await enterAccounts(app.db, program, accounts);
  const dormant = accounts.filter(({ status, reason }) => status === "inactive" && reason === "dormant");
  await app.db.insert(holds).values(dormant.slice(0, 7).map(({ id }) => ({ id: randomUUID(), program, accountId: id, type: "fraud", placedBy: "person-carmen", placedByName: "Carmen Ortiz" })));
});
afterAll(async () => {
  await app?.pool.end();
  await database?.drop();
});

async function walked(query: DirectoryQuery): Promise<number> {
  let [count, after]: [number, string | undefined] = [0, undefined];
  for (;;) {
    const page = await accountList(sam, { ...query, after }, app.db);
    if (!page.ok) throw new Error(page.problem.title);
    count += page.value.rows.length;
    if (page.value.next === null) return count;
    after = page.value.next;
  }
}

test.each<[string, Partial<DirectoryQuery>, "several pages" | "none"]>([
  ["dormant", { reason: ["dormant"] }, "several pages"],
  ["dormant or other", { status: ["inactive"], reason: ["dormant", "other"] }, "several pages"],
  ["without a notice", { status: ["active", "inactive"], notice: "no" }, "several pages"],
  ["frozen", { reason: ["frozen"] }, "none"],
])("a list narrowed to %s is counted as support sees it, to its end", async (_name, filter, many) => {
  const query = { ...wholeDirectory, ...filter };
  const counted = await accountCounts(sam, query, app.db);
  const rows = await walked(query);
  expect(counted).toMatchObject({ ok: true, value: { total: { count: rows, more: false } } });
  if (many === "none") expect(rows).toBe(0);
  else expect(rows).toBeGreaterThan(50);
});

test("the held ones are not among them", async () => {
  const dormant = accounts.filter(({ status, reason }) => status === "inactive" && reason === "dormant").length;
  expect(await walked({ ...wholeDirectory, status: ["inactive"], reason: ["dormant"] })).toBe(dormant - 7);
});
