import { parse } from "csv-parse/sync";
import { eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import fc from "fast-check";
import { Pool } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { changeDirectoryQuery, directorySorts, offeredSorts, wholeDirectory } from "@/lib/directory-query";
import type { DayRange, DirectoryQuery } from "@/lib/directory-query";
import type { ExportFormat } from "@/lib/export-filter";
import { permissionsOf } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import type { Result } from "@/lib/result";
import { openDatabase } from "../db/client";
import * as schema from "../db/schema";
import { auditEntries, directoryEntries } from "../db/schema";
import { generateDirectory } from "../demo/bench/generated-directory";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { keepSearch } from "../directory/kept-search";
import { addUpSummary } from "../directory/summary";
import { exportAccounts } from "./account-export";
import { accountList } from "./account-list";
import { accountCounts } from "./account-list-counts";
import { keepSelection } from "./export-selection";
import type { Caller } from "./authorise";
import { rowsAtATime } from "./running-export";
import { mostExports, mostExportsOfOne } from "./export-snapshot";

const accounts = 2_400;
const application = "exports under test";

let database: TestDatabase;
let owner: ReturnType<typeof openDatabase>;
/** Waits for locks for ever: what ends must have been ended. */
let reader: { db: ReturnType<typeof openDatabase>["db"]; pool: Pool };

beforeAll(async () => {
  process.env["DATA_ENCRYPTION_KEY"] = Buffer.alloc(32, 7).toString("base64");
  database = await createTestDatabase();
  owner = openDatabase(database.ownerUrl, 3);
  const pool = new Pool({ connectionString: database.appUrl, application_name: application });
  // The end of the tests drops the database while connections are still closing.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  reader = { pool, db: drizzle(pool, { schema }) };
  const client = await owner.pool.connect();
  await generateDirectory(client, "growth", accounts).finally(() => client.release());
  await owner.db.execute(sql`
    INSERT INTO directory_entries (program, account_id, status, capabilities, holder_count, product_name, product_folded, has_notice, metadata, metadata_pairs, sorted_at, body, entered_by, read_at)
    SELECT 'everyday', 'account_everyday' || row_number() OVER (), status, capabilities, 0, product_name, product_folded, has_notice, metadata, metadata_pairs, sorted_at, body, entered_by, read_at FROM directory_entries LIMIT 30`);
  while ((await addUpSummary(owner.db)) > 0);
}, 120_000);
afterAll(async () => {
  await reader?.pool.end();
  await owner?.pool.end();
  await database?.drop();
});

const underWay: AbortController[] = [];
afterEach(async () => {
  for (const one of underWay.splice(0)) one.abort();
  await expect.poll(connections).toEqual([]);
});

function caller(role: Role, { slug = "growth", subject = `person-${role}` } = {}): Caller {
  const program = { slug, timeZone: "America/Chicago" } as Caller["program"];
  return { actor: { subject, name: "A person", roles: [role] }, program, roles: [role], permissions: permissionsOf([role]) };
}

const asked = (query: Partial<DirectoryQuery>, format: ExportFormat = "jsonl") => ({ query: { ...wholeDirectory, ...query }, format });

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.title);
  return result.value;
}

async function start(query: Partial<DirectoryQuery>, { who = caller("auditor"), format = "jsonl" as ExportFormat, limits = { mostIdleMs: 60_000, longestMs: 60_000 } } = {}) {
  const gone = new AbortController();
  underWay.push(gone);
  const file = await exportAccounts(who, asked(query, format), gone.signal, reader, limits);
  return { file, gone };
}

async function whole(query: Partial<DirectoryQuery>, format: ExportFormat = "jsonl", who = caller("auditor")) {
  const { file } = await start(query, { format, who });
  let text = "";
  for await (const part of valueOf(file).lines) text += part;
  return { text, name: valueOf(file).fileName };
}

type JsonRow = { account_id: string; status: string; product_name: string } & Record<string, unknown>;
async function rowsOf(query: Partial<DirectoryQuery>, who?: Caller): Promise<{ head: Record<string, unknown>; rows: JsonRow[] }> {
  const [head, ...rows] = (await whole(query, "jsonl", who)).text.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
  return { head: head ?? {}, rows: rows as JsonRow[] };
}

async function walked(query: DirectoryQuery, who = caller("auditor")): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = valueOf(await accountList(who, { ...query, after }, reader.db));
    ids.push(...page.rows.map(({ accountId }) => accountId));
    if (!page.next) return ids;
    after = page.next;
  }
}

/** What the connections of exports do that are not at rest. */
async function connections(): Promise<string[]> {
  const { rows } = await reader.db.execute<{ state: string }>(sql`SELECT coalesce(wait_event_type, '') || ' ' || state AS state FROM pg_stat_activity WHERE application_name = ${application} AND state <> 'idle' AND pid <> pg_backend_pid()`);
  return rows.map(({ state }) => state);
}

const trail = async (who: Caller) =>
  (await owner.db.select().from(auditEntries).where(eq(auditEntries.actor, who.actor.subject)).orderBy(auditEntries.seq)).map(({ action, outcome, details }) => ({ action, outcome, details }));

const days = (from: number, to: number) => ({ from: new Date(Date.now() - from * 86_400_000).toISOString().slice(0, 10), to: new Date(Date.now() - to * 86_400_000).toISOString().slice(0, 10) });
const one = <T>(...values: T[]) => fc.constantFrom(...values);
const some = <T>(...values: T[]) => fc.subarray(values, { minLength: 1, maxLength: 2 });
const filters = fc.record({
  q: one("card", "ann", "kansas city 1", "officer: officer 7", "client-7", "customer-14", "entity_bench00000000000000000021", "no such thing", "%"),
  status: some("active", "inactive", "closed", "suspended"),
  reason: some("dormant", "frozen", "paid_off"),
  capability: some("deposit", "credit_with_underwriting"),
  holder: some("consumer", "commercial"),
  product: some("Travel Card", "ESCROW", "Business Line", "Nothing"),
  notice: one("yes" as const, "no" as const),
  scra: one("active" as const, "ending" as const),
  created: one<DayRange>(days(900, 300), { from: undefined, to: days(400, 400).to }),
  updated: one(days(40, 3)),
  closed: one(days(1_500, 100)),
  limit: one({ from: 500_000, to: 1_500_000 }),
  stale: one(7),
});
const filterNames = ["q", "status", "reason", "capability", "holder", "product", "notice", "scra", "created", "updated", "closed", "limit", "stale"] as const;
const queries = fc
  .record({ filters, kept: fc.subarray([...filterNames], { maxLength: 3 }), sort: one(...directorySorts), direction: one("asc" as const, "desc" as const) })
  .map(({ filters: all, kept, sort, direction }) => changeDirectoryQuery(wholeDirectory, { ...Object.fromEntries(kept.map((name) => [name, all[name]])), sort, direction }));

describe("an export is the list", () => {
  test("for any filters, in any order: every account once, in its order, as many as the list counts", { timeout: 240_000 }, async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(queries, async (query) => {
        const { head, rows } = await rowsOf(query);
        expect(rows.map((row) => row.account_id)).toEqual(await walked(query));
        const { total } = valueOf(await accountCounts(caller("auditor"), query, reader.db));
        expect({ more: total.more, count: head.accounts }).toEqual({ more: false, count: total.count });
        found += rows.length > 0 ? 1 : 0;
      }),
      { numRuns: 40 },
    );
    expect(found).toBeGreaterThan(10);
  });

  test.each(directorySorts.flatMap((sort) => (["asc", "desc"] as const).map((direction) => [sort, direction] as const)))("whole by %s %s", async (sort, direction) => {
    const query = changeDirectoryQuery(wholeDirectory, { ...(offeredSorts(wholeDirectory).includes(sort) ? {} : { status: ["closed"] }), sort, direction });
    const { rows } = await rowsOf(query);
    expect(rows.map((row) => row.account_id)).toEqual(await walked(query));
  });

  test("wherever the list is opened: a place in it is no filter", async () => {
    const { next } = valueOf(await accountList(caller("auditor"), { ...wholeDirectory, status: ["inactive"] }, reader.db));
    expect((await rowsOf({ status: ["inactive"], after: next ?? "" })).rows).toHaveLength((await walked({ ...wholeDirectory, status: ["inactive"] })).length);
  });

  test("a row says what the list's row says, in both formats", async () => {
    const query = { product: ["Travel Card"] };
    const [{ rows }, csv, page] = [await rowsOf(query), await whole(query, "csv"), valueOf(await accountList(caller("auditor"), { ...wholeDirectory, ...query }, reader.db))];
    const [first] = page.rows;
    expect(rows[0]).toMatchObject({ account_id: first?.accountId, client_account_id: first?.clientAccountId, status: first?.status, status_reason: first?.statusReason, holder_count: 1, open_holds: 0, updated_at: first?.updatedAt, read_from_lead_at: first?.readAt, limit: `${(first?.creditLimit ?? 0) / 100}.00` });
    const cells = parse(csv.text, { columns: true, comment: "#", comment_no_infix: true }) as Record<string, string>[];
    expect(cells.map((cell) => cell.account_id)).toEqual(rows.map((row) => row.account_id));
    expect(cells[0]).toMatchObject({ status: first?.status, limit: rows[0]?.limit, currency: "USD", capabilities: "credit_with_underwriting", holders: first?.holders[0]?.name, adverse_action_notice: String(first?.hasNotice) });
    expect(csv.text.split("\r\n")[0]).toMatch(new RegExp(`^# accounts of growth; product Travel Card; order updated; as of 20\\d\\d-[\\d-]+T[\\d:.]+Z; ${rows.length} accounts$`));
    expect(csv.name).toMatch(/^accounts-growth-travel-card-20\d\d-\d\d-\d\dT\d{6}Z\.csv$/);
  });

  test("of the moment at which it began, whatever changes meanwhile", async () => {
    const before = await walked(wholeDirectory);
    const { file } = await start({});
    const { lines } = valueOf(file);
    await lines.next();
    const [newest = "", oldest = ""] = [before.at(0), before.at(-1)];
    await owner.db.update(directoryEntries).set({ status: "inactive" }).where(eq(directoryEntries.accountId, newest));
    await owner.db.execute(sql`DELETE FROM directory_relationships WHERE account_id = ${oldest}`);
    await owner.db.delete(directoryEntries).where(eq(directoryEntries.accountId, oldest));
    const rows: JsonRow[] = [];
    for await (const part of lines) rows.push(...part.trimEnd().split("\n").map((line) => JSON.parse(line) as JsonRow));
    expect(rows.map((row) => row.account_id)).toEqual(before);
    expect([rows[0]?.status, rows.at(-1)?.holder_count]).toEqual(["active", 1]);
    expect((await rowsOf({})).rows).toHaveLength(before.length - 1);
  });
});

describe("an export of a selection", () => {
  const chosenOf = async (who: Caller, ids: string[]) => valueOf(await keepSelection(who, ids, reader.db)).id;

  test("is the accounts chosen, each once, in the list's order, and says so in both formats", async () => {
    const who = caller("auditor", { subject: "person-chooser" });
    const all = await walked({ ...wholeDirectory, sort: "product", direction: "asc" });
    const ids = [all[700] ?? "", all[3] ?? "", all[12] ?? ""];
    const of = async (format: ExportFormat) => {
      const file = await exportAccounts(who, { query: { ...wholeDirectory, sort: "product", direction: "asc", status: ["closed"] }, format, selection: await chosenOf(who, ids) }, new AbortController().signal, reader);
      let text = "";
      for await (const part of valueOf(file).lines) text += part;
      return { text, name: valueOf(file).fileName };
    };
    const [csv, jsonl] = [await of("csv"), await of("jsonl")];
    const [head, ...rows] = jsonl.text.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows.map((row) => row.account_id)).toEqual([ids[1], ids[2], ids[0]]);
    expect(head).toMatchObject({ chosen_by_hand: 3, order: "product", accounts: 3 });
    expect(csv.text.split("\r\n")[0]).toMatch(/^# accounts of growth; 3 chosen by hand; order product; as of 20[\d-]+T[\d:.]+Z; 3 accounts$/);
    expect(csv.name).toMatch(/^accounts-growth-3-chosen-20[\dTZ-]+\.csv$/);
    const [asked, done] = await trail(who);
    expect(asked).toMatchObject({ outcome: "asked", details: { chosen: 3, accounts: 3, accountIds: ids } });
    expect(done).toMatchObject({ outcome: "done", details: { chosen: 3, rows: 3 } });
  });

  test("is nobody else's, holds nothing of another program, and is no list", async () => {
    const who = caller("compliance");
    const [mine = ""] = await walked(wholeDirectory);
    const id = await chosenOf(who, [mine, "account_everyday1"]);
    const of = async (by: Caller, selection: string) => exportAccounts(by, { ...asked({}), selection }, new AbortController().signal, reader);
    const file = await of(who, id);
    let text = "";
    for await (const part of valueOf(file).lines) text += part;
    expect([text.includes(mine), text.includes("account_everyday1")]).toEqual([true, false]);
    expect(text).toContain('"accounts":1}');
    expect(await of(caller("auditor"), id)).toMatchObject({ ok: false, problem: { title: "This selection is not kept." } });
    expect(await of(caller("compliance", { slug: "everyday" }), id)).toMatchObject({ ok: false });
    expect(await keepSelection(caller("support"), [mine], reader.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect((await start({ search: id }, { who })).file).toMatchObject({ ok: false, problem: { title: "This search is not kept." } });
  });
});

describe("what came from outside", () => {
  test("runs as no formula, and a number of ours stays a number", async () => {
    const hostile = ["=1+1", " =cmd|'/c calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n-2", '"=1"', "plain, 'quoted'"];
    const ids = (await walked(wholeDirectory)).slice(5, 5 + hostile.length);
    for (const [index, id] of ids.entries()) {
      await owner.db.update(directoryEntries).set({ productName: hostile[index], productFolded: "hostile", clientAccountId: `${hostile[index]}${index}`, currency: "USD", availableCredit: -1_250, creditLimit: 0 }).where(eq(directoryEntries.accountId, id));
    }
    await owner.db.execute(sql`UPDATE entities SET display_name = '=HYPERLINK("x")' WHERE program = 'growth' AND entity_id = (SELECT entity_id FROM directory_relationships WHERE account_id = ${ids[0]} LIMIT 1)`);
    const { text } = await whole({ product: ["hostile"] }, "csv");
    const rows = parse(text, { columns: true, comment: "#", comment_no_infix: true }) as Record<string, string>[];
    expect(rows).toHaveLength(hostile.length);
    const typed = rows.flatMap((row) => [row.product_name, row.client_account_id, row.holders]);
    for (const cell of typed) expect(cell).not.toMatch(/^\s*[=+\-@\t\r]/);
    expect(new Set(rows.map(({ product_name: name = "" }) => name.replace(/^'/, "")))).toEqual(new Set(hostile));
    expect(typed.some((cell) => cell?.includes("HYPERLINK"))).toBe(true);
    expect(new Set(rows.map((row) => row.available_credit))).toEqual(new Set(["-12.50"]));
    expect(new Set((await rowsOf({ product: ["hostile"] })).rows.map((row) => row.product_name))).toEqual(new Set(hostile));
  });

  test("breaks neither the first line nor the file's name", async () => {
    const { text, name } = await whole({ q: 'a"b,\r\n=c;d\u2028../x' }, "csv");
    expect(text.split("\r\n")[0]).toMatch(/^# accounts of growth; q a b =c d \.\.\/x; order updated; as of [^;,"]+; 0 accounts$/);
    expect(text.split("\r\n")[1]).toMatch(/^account_id,client_account_id,/);
    expect(name).toMatch(/^accounts-growth-search-[\dTZ-]+\.csv$/);
  });

  test("a text that the server keeps is searched for by its owner alone, and stands neither in the file nor on the trail", async () => {
    const who = caller("compliance");
    const search = await keepSearch(reader.db, { program: "growth", owner: who.actor.subject }, { kind: "text", text: "customer-14" });
    const { head, rows } = await rowsOf({ search }, who);
    expect(rows.map((row) => row.account_id)).toEqual(await walked({ ...wholeDirectory, search }, who));
    expect([rows.length > 0, JSON.stringify([head, await trail(who)]).includes("customer-14")]).toEqual([true, false]);
    expect((await start({ search })).file).toMatchObject({ ok: false, problem: { title: "This search is not kept." } });
  });
});

describe("the trail", () => {
  test("says that it was asked for, of what and by whom, and then how much left", async () => {
    const who = caller("auditor", { subject: "person-trail" });
    const { rows } = await rowsOf({ status: ["closed"], created: { from: "2020-01-01", to: undefined } }, who);
    const details = { what: "accounts", format: "jsonl", filter: { status: ["closed"], created: "2020-01-01.." }, accounts: rows.length };
    expect(await trail(who)).toMatchObject([{ action: "export", outcome: "asked", details }, { action: "export", outcome: "done", details: { ...details, rows: rows.length } }]);
  });

  test("comes first: nothing leaves where it cannot be written", async () => {
    await owner.db.execute(sql`REVOKE INSERT ON audit_entries FROM PUBLIC, ${sql.identifier(roleOf(database.appUrl))}`);
    try {
      await expect(start({})).rejects.toThrow();
    } finally {
      await owner.db.execute(sql`GRANT INSERT ON audit_entries TO ${sql.identifier(roleOf(database.appUrl))}`);
    }
    await expect.poll(connections).toEqual([]);
  });
});

const roleOf = (url: string) => new URL(url).username;

describe("who may not", () => {
  test.each(["support", "administrator"] as const)("a %s is told who may, and the attempt is on the trail", async (role) => {
    const who = caller(role, { subject: `person-${role}-refused` });
    expect((await start({}, { who })).file).toMatchObject({ ok: false, problem: { kind: "forbidden", title: "Only program managers, compliance and auditors can export." } });
    expect(await trail(who)).toMatchObject([{ action: "denied", details: { permission: "export" } }]);
  });

  test("who is of one program gets nothing of another", async () => {
    const here = (await rowsOf({}, caller("auditor", { slug: "everyday" }))).rows;
    const there = new Set(await walked(wholeDirectory));
    expect([here.length, here.some((row) => there.has(row.account_id))]).toEqual([30, false]);
  });
});

describe("when it is not taken to its end", () => {
  test("the browser goes between two parts: its connection is free, and the trail says how far it came", async () => {
    const who = caller("auditor", { subject: "person-gone" });
    const { file, gone } = await start({}, { who });
    const { lines } = valueOf(file);
    await lines.next();
    await lines.next();
    await expect.poll(connections).toEqual(["Client idle in transaction"]);
    gone.abort();
    await expect.poll(connections).toEqual([]);
    await expect.poll(() => trail(who)).toMatchObject([{ outcome: "asked" }, { outcome: "observed", details: { rows: rowsAtATime, brokenOff: "taker-gone" } }]);
    await expect(lines.next()).rejects.toThrow("broken off");
  });

  test("the browser goes while the database works: that ends as well", async () => {
    const who = caller("auditor", { subject: "person-impatient" });
    const { file, gone } = await start({}, { who });
    const { lines } = valueOf(file);
    await lines.next();
    await owner.db.transaction(async (tx) => {
      await tx.execute(sql`LOCK TABLE holds IN ACCESS EXCLUSIVE MODE`);
      const part = lines.next().then(() => "came", () => "ended");
      await expect.poll(connections).toEqual(["Lock active"]);
      gone.abort();
      expect(await part).toBe("ended");
      await expect.poll(connections).toEqual([]);
    });
    await expect.poll(() => trail(who)).toMatchObject([{ outcome: "asked" }, { outcome: "observed", details: { rows: 0, brokenOff: "taker-gone" } }]);
  });

  test.each([
    ["taker-idle", { mostIdleMs: 100, longestMs: 60_000 }],
    ["too-long", { mostIdleMs: 60_000, longestMs: 100 }],
  ] as const)("%s: it ends by itself", async (brokenOff, limits) => {
    const who = caller("auditor", { subject: `person-${brokenOff}` });
    await valueOf((await start({}, { who, limits })).file).lines.next().catch(() => "ended before");
    await expect.poll(() => trail(who)).toMatchObject([{ outcome: "asked" }, { outcome: "observed", details: { rows: 0, brokenOff } }]);
    await expect.poll(connections).toEqual([]);
  });

  test("its reader returns early", async () => {
    const who = caller("auditor", { subject: "person-returned" });
    const { lines } = valueOf((await start({}, { who })).file);
    await lines.next();
    await lines.return(undefined);
    expect(await connections()).toEqual([]);
    expect(await trail(who)).toMatchObject([{ outcome: "asked" }, { outcome: "observed", details: { brokenOff: "taker-gone" } }]);
  });
});

test("few run at once, of one person and of all, and one that ends makes room", async () => {
  const of = (subject: string) => start({}, { who: caller("auditor", { subject }) });
  const mine = [];
  for (let one = 0; one < mostExportsOfOne; one += 1) mine.push(await of("person-mine"));
  const refused = { ok: false, problem: { kind: "unavailable", title: "Too many exports run at once." } };
  expect(mine.map(({ file }) => file.ok)).toEqual(mine.map(() => true));
  expect((await of("person-mine")).file).toMatchObject(refused);
  for (let one = mostExportsOfOne; one < mostExports; one += 1) expect((await of(`person-other-${one}`)).file.ok).toBe(true);
  expect((await of("person-late")).file).toMatchObject(refused);
  mine[0]?.gone.abort();
  await expect.poll(async () => (await of("person-late")).file.ok).toBe(true);
  expect(await trail(caller("auditor", { subject: "person-mine" }))).toHaveLength(mostExportsOfOne + 1);
});
