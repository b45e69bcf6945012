import { parse } from "csv-parse/sync";
import { desc, eq, sql } from "drizzle-orm";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, noticeDueOn } from "@/lib/closures/due-dates";
import { parseRegisterQuery, registerFilter } from "@/lib/closures/register-query";
import type { RegisterFilter } from "@/lib/closures/register-query";
import { businessDate } from "@/lib/format";
import { permissionsOf } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import { openDatabase } from "../db/client";
import { auditEntries } from "../db/schema";
import { registerEntries } from "../db/schema-register";
import { rowsReadBy } from "../demo/bench/rows-read";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import type { Caller } from "./authorise";
import { register, registerCounts, registerEntry, registerPeople } from "./register";
import { exportRegister } from "./register-export";

let database: TestDatabase;
let app: ReturnType<typeof openDatabase>;

const zone = "America/Chicago";
const today = businessDate(new Date(), zone);

function caller(role: Role, slug = "growth"): Caller {
  return { actor: { subject: `person-${role}`, name: `A ${role}`, roles: [role] }, program: { slug, timeZone: zone } as Caller["program"], roles: [role], permissions: permissionsOf([role]) };
}
const ada = caller("auditor");

type Made = typeof registerEntries.$inferInsert & { asked_by?: never };

/** Every kind, state, person and day in turn; the numbers have no common factor, so that they meet in every way. */
function made(index: number): Made {
  const kind = (["closing", "line-cut", "deactivation", "elsewhere"] as const)[index % 4] ?? "closing";
  const asker = kind === "elsewhere" ? null : `person-${index % 3}`;
  const notice = kind === "elsewhere" ? (index % 8 === 3 ? "given" : "unknown") : ((["due", "given", "late", "none", "void"] as const)[index % 5] ?? "none");
  const takenOn = addDays(today, -(index % 90));
  const approver = kind === "elsewhere" || index % 7 === 0 ? null : `person-${5 + (index % 2)}`;
  return {
    id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`, program: index % 11 === 10 ? "everyday" : "growth", accountId: `account_${index % 13}`, kind,
    reason: { closing: ["client_closed", "paid_off"], "line-cut": ["limit-lowered"], deactivation: ["frozen", "dormant"], elsewhere: ["paid_off"] }[kind][index % 2] ?? "limit-lowered",
    stage: kind === "elsewhere" ? (index % 3 === 0 ? "completed" : "waiting") : kind === "closing" ? "closed" : "done",
    determination: kind === "elsewhere" ? null : index % 2 === 0 ? { kind: "adverse-action" } : { kind: "excluded", exclusion: "agreed", basis: "By letter" },
    takenOn, notice, noticeDueOn: notice === "due" || notice === "given" || notice === "late" ? noticeDueOn(takenOn) : null,
    deliveredOn: kind !== "elsewhere" && (notice === "given" || notice === "late") ? addDays(noticeDueOn(takenOn), notice === "late" ? 2 : -1) : null,
    askedBy: asker, askedByName: asker && `Asker ${index % 3}`, askedByRoles: asker ? ["program_manager"] : null,
    // Several at the same moment: the id breaks the tie.
    askedAt: new Date(Date.UTC(2026, 5, 1 + (index % 20), 12)),
    approver, approverName: approver && `Decider ${5 + (index % 2)}`, note: index === 1 ? "=HYPERLINK(1)" : null,
  };
}
const all = Array.from({ length: 430 }, (_, index) => made(index));
const own = all.filter(({ program }) => program === "growth");

beforeAll(async () => {
  database = await createTestDatabase();
  app = openDatabase(database.appUrl, 6);
  await app.db.insert(registerEntries).values(all);
});
afterAll(async () => {
  await app?.pool.end();
  await database?.drop();
});

/** The register's own rule, read once more in memory. */
function reading(filter: RegisterFilter): string[] {
  const isOverdue = ({ notice, noticeDueOn: due }: Made) => notice === "due" && (due ?? "") < today;
  const fits = (entry: Made) =>
    (filter.view === undefined || { overdue: isOverdue(entry), due: entry.notice === "due", "to-complete": entry.kind === "elsewhere" && entry.stage === "waiting" }[filter.view]) &&
    (filter.kind ?? entry.kind) === entry.kind && (filter.reason ?? entry.reason) === entry.reason && (filter.notice ?? entry.notice) === entry.notice &&
    (filter.determined === undefined || filter.determined === entry.determination?.kind) && (filter.asker ?? entry.askedBy) === entry.askedBy && (filter.approver ?? entry.approver) === entry.approver &&
    (filter.account ?? entry.accountId) === entry.accountId && (filter.from ?? "") <= entry.takenOn && entry.takenOn <= (filter.to ?? "9999");
  const late = (entry: Made) => (entry.notice === "due" ? 0 : 1);
  const within = (a: Made, b: Made) => (a.notice === "due" ? (a.noticeDueOn ?? "").localeCompare(b.noticeDueOn ?? "") : b.askedAt.getTime() - a.askedAt.getTime());
  return own.filter(fits).sort((a, b) => late(a) - late(b) || within(a, b) || a.id.localeCompare(b.id)).map(({ id }) => id);
}

async function page(filter: RegisterFilter, place: { after?: string; before?: string } = {}) {
  const read = await register(ada, { ...filter, ...place }, app.db);
  if (!read.ok) throw new Error(read.problem.title);
  return read.value;
}

/** Every page down the register, then all the way back up. */
async function walked(filter: RegisterFilter): Promise<string[]> {
  const pages = [await page(filter)];
  for (let next = pages.at(-1)?.next; next; next = pages.at(-1)?.next) pages.push(await page(filter, { after: next }));
  for (let index = pages.length - 1; index > 0; index -= 1) {
    const back = await page(filter, { before: pages[index]?.previous ?? "" });
    expect(back.entries.map(({ id }) => id)).toEqual(pages[index - 1]?.entries.map(({ id }) => id));
  }
  return pages.flatMap(({ entries }) => entries.map(({ id }) => id));
}

const filters: [string, RegisterFilter][] = [
  ["all of it", {}], ["what is overdue", { view: "overdue" }], ["what is due", { view: "due" }], ["what is to be completed", { view: "to-complete" }],
  ["closings", { kind: "closing" }], ["line cuts", { kind: "line-cut" }], ["made elsewhere", { kind: "elsewhere" }], ["a reason", { reason: "frozen" }], ["adverse actions", { determined: "adverse-action" }],
  ["given late", { notice: "late" }], ["one who asked", { asker: "person-1" }], ["one who decided", { approver: "person-6" }], ["an account", { account: "account_7" }],
  ["a period", { from: addDays(today, -40), to: addDays(today, -10) }], ["one day", { from: today, to: today }],
  ["overdue line cuts of one person", { view: "overdue", kind: "line-cut", asker: "person-2" }], ["what cannot be", { view: "to-complete", kind: "closing" }],
];

describe("the register", () => {
  test.each(filters)("of %s is what a reading of it in memory is, down and up", async (_name, filter) => {
    const ids = await walked(filter);
    expect(ids).toEqual(reading(filter));
    const counts = await registerCounts(ada, filter, app.db);
    expect(counts).toMatchObject({ ok: true, value: { shown: { count: ids.length, more: false }, overdue: { count: reading({ view: "overdue" }).length }, due: { count: reading({ view: "due" }).length }, "to-complete": { count: reading({ view: "to-complete" }).length } } });
    expect(parseRegisterQuery(registerFilter(filter))).toEqual(filter);
  });

  test("says of each how its notice stands against its day", async () => {
    const [first] = (await page({ view: "overdue" })).entries;
    expect(first?.due).toMatchObject({ state: "overdue" });
    expect((await page({ notice: "late", kind: "line-cut" })).entries[0]?.due).toEqual({ state: "late", days: 2 });
    expect((await page({ notice: "none" })).entries[0]?.due).toBeNull();
  });

  test("names who asked and who decided once each", async () => {
    expect(await registerPeople(ada, app.db)).toEqual({ ok: true, value: { askers: [0, 1, 2].map((n) => ({ subject: `person-${n}`, name: `Asker ${n}` })), approvers: [5, 6].map((n) => ({ subject: `person-${n}`, name: `Decider ${n}` })) } });
  });

  test("is for nobody who may not see closure records, and not for another program", async () => {
    for (const role of ["support", "administrator"] as const) {
      expect(await register(caller(role), {}, app.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
      expect(await registerEntry(caller(role), own[0]?.id ?? "", app.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
      expect(await exportRegister(caller(role), { filter: {}, format: "csv" }, new AbortController().signal, app)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    }
    expect(await registerEntry(caller("auditor", "everyday"), own[0]?.id ?? "", app.db)).toEqual({ ok: true, value: null });
    expect(await page({}, { after: "bm90IGEgcGxhY2U" })).toMatchObject({ entries: { length: 50 } });
  });
});

describe("its export", () => {
  async function whole(filter: RegisterFilter, format: "csv" | "jsonl") {
    const file = await exportRegister(ada, { filter, format }, new AbortController().signal, app);
    if (!file.ok) throw new Error(file.problem.title);
    let text = "";
    for await (const part of file.value.lines) text += part;
    return { text, name: file.value.fileName };
  }

  test("is the register that has the same filter, and is on the trail before and after", async () => {
    const filter: RegisterFilter = { kind: "line-cut", view: "due" };
    const [head, ...rows] = (await whole(filter, "jsonl")).text.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows.map(({ id }) => id)).toEqual(reading(filter));
    expect(head).toMatchObject({ export: "register", program: "growth", filter, entries: rows.length, business_day: today });
    const trail = await app.db.select().from(auditEntries).where(eq(auditEntries.actor, ada.actor.subject)).orderBy(desc(auditEntries.seq)).limit(2);
    const details = { what: "register", format: "jsonl", filter, registered: rows.length };
    expect(trail).toMatchObject([{ action: "export", outcome: "done", details: { ...details, rows: rows.length } }, { action: "export", outcome: "asked", details }]);
  });

  test("as a spreadsheet runs no formula, and its name tells no person", async () => {
    const { text, name } = await whole({ asker: "person-1", kind: "line-cut" }, "csv");
    expect(name).toMatch(/^register-growth-kind-line-cut-asker-20\d\d-\d\d-\d\dT\d{6}Z\.csv$/);
    const rows = parse(text, { columns: true, comment: "#", comment_no_infix: true }) as Record<string, string>[];
    expect(rows.map(({ id }) => id)).toEqual(reading({ asker: "person-1", kind: "line-cut" }));
    expect(rows.find(({ id }) => id === all[1]?.id)).toMatchObject({ note: "'=HYPERLINK(1)", determination: "excluded", exclusion: "agreed", basis: "By letter", asked_by_roles: "program_manager" });
  });
});

describe("in a large program", () => {
  let client: pg.PoolClient;
  let owner: ReturnType<typeof openDatabase>;
  beforeAll(async () => {
    owner = openDatabase(database.ownerUrl, 2);
    client = await owner.pool.connect();
    await owner.db.execute(sql`
      INSERT INTO register_entries (id, program, account_id, kind, reason, stage, determination, taken_on, notice, notice_due_on, asked_by, asked_by_name, asked_at, approver, approver_name)
      SELECT gen_random_uuid(), 'large', 'account_' || n % 20000, (ARRAY['closing', 'line-cut', 'deactivation'])[1 + n % 3], (ARRAY['paid_off', 'limit-lowered', 'frozen'])[1 + n % 3], 'done', '{"kind":"excluded"}',
        DATE '2020-01-01' + n % 2000, CASE WHEN n % 500 = 0 THEN 'due' WHEN n % 900 = 1 THEN 'late' ELSE 'none' END, DATE '2020-01-31' + n % 2000, 'person-' || n % 40, 'P', '2020-01-01'::timestamptz + n * interval '1 minute', CASE WHEN n % 40 <> 7 THEN 'person-7' END, CASE WHEN n % 40 <> 7 THEN 'Q' END
      FROM generate_series(1, 60000) n`);
    await owner.db.execute(sql`ANALYZE register_entries`);
  }, 120_000);
  afterAll(async () => {
    client?.release();
    await owner?.pool.end();
  });

  const large = caller("auditor", "large");
  test.each<[string, RegisterFilter]>([
    ["all of it", {}], ["what is overdue", { view: "overdue" }], ["what is to be completed", { view: "to-complete" }], ["a kind", { kind: "line-cut" }], ["a rare state", { notice: "late" }], ["a reason", { reason: "frozen" }],
    ["one who asked", { asker: "person-3" }], ["one who decided", { approver: "person-7" }], ["an account", { account: "account_77" }], ["a few days", { from: "2021-03-01", to: "2021-03-02" }], ["overdue of one person", { view: "overdue", asker: "person-0" }],
  ])("%s comes from an index, a page and its bounded counts", async (name, filter) => {
    for (const { statement, rows, sequential } of await rowsReadBy(client, (db) => register(large, filter, db))) expect({ name, sequential, many: rows > 1_000 ? rows : 0 }, statement).toEqual({ name, sequential: [], many: 0 });
    // A count reads what it counts, up to its bound, and not the register from end to end.
    for (const { statement, rows, sequential } of await rowsReadBy(client, (db) => registerCounts(large, filter, db))) expect({ name, sequential: rows > 10_000 ? sequential : [], many: rows > 12_000 ? rows : 0 }, statement).toEqual({ name, sequential: [], many: 0 });
  });

  test("people come from steps in the index", async () => {
    for (const { statement, rows, sequential } of await rowsReadBy(client, (db) => registerPeople(large, db))) expect({ sequential, many: rows > 200 ? rows : 0 }, statement).toEqual({ sequential: [], many: 0 });
  });
});
