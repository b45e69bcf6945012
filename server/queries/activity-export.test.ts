import { parse } from "csv-parse/sync";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseActivityQuery } from "@/lib/activity-query";
import type { ExportFormat } from "@/lib/export-filter";
import { permissionsOf } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import { appendEntry } from "../audit/append-entry";
import type { NewAuditEntry } from "../audit/append-entry";
import { openDatabase } from "../db/client";
import { auditEntries } from "../db/schema";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { activity } from "./activity";
import { exportActivity } from "./activity-export";
import type { Caller } from "./authorise";
import { rowsAtATime } from "./running-export";

let database: TestDatabase;
let app: ReturnType<typeof openDatabase>;
const entries = rowsAtATime + 60;

function caller(role: Role, slug = "growth"): Caller {
  return { actor: { subject: `person-${role}`, name: `A ${role}`, roles: [role] }, program: { slug, timeZone: "America/Chicago" } as Caller["program"], roles: [role], permissions: permissionsOf([role]) };
}

const append = (more: Partial<NewAuditEntry>) => app.db.transaction((tx) => appendEntry(tx, { program: "growth", actor: caller("program_manager").actor, action: "update-account", outcome: "done", accountId: "account_1", ...more }));

beforeAll(async () => {
  database = await createTestDatabase();
  app = openDatabase(database.appUrl, 6);
  for (let index = 0; index < entries; index += 1) await append({ details: { index } });
  await append({ accountId: "account_2", action: "add-note", details: { audience: "compliance" }, actor: caller("compliance").actor });
  await append({ accountId: "account_2", details: { reason: "=HYPERLINK(1)" }, changes: [{ path: "details.credit.limit", old: 2, new: 1 }] });
  await append({ program: "everyday" });
});
afterAll(async () => {
  await app?.pool.end();
  await database?.drop();
});

type Asked = { role?: Role; address?: Record<string, string>; format?: ExportFormat; complianceNotes?: boolean; signal?: AbortSignal };
const start = ({ role = "auditor", address = {}, format = "jsonl", complianceNotes = false, signal = new AbortController().signal }: Asked) =>
  exportActivity(caller(role), { filter: parseActivityQuery(address), format, complianceNotes }, signal, app);

async function whole(asked: Asked) {
  const file = await start(asked);
  if (!file.ok) throw new Error(file.problem.title);
  let text = "";
  for await (const part of file.value.lines) text += part;
  return { text, name: file.value.fileName };
}

async function rowsOf(asked: Asked) {
  const [head = {}, ...rows] = (await whole(asked)).text.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
  return { head, rows };
}

const onTrail = async (role: Role) => (await app.db.select().from(auditEntries).where(eq(auditEntries.actor, `person-${role}`)).orderBy(desc(auditEntries.seq)).limit(2)).map(({ action, outcome, details }) => ({ action, outcome, details }));

test("is the activity, every page of it, in its order, and says on the trail how much left", async () => {
  const { head, rows } = await rowsOf({ address: { account: "account_1", role: "program_manager" } });
  expect(head).toMatchObject({ export: "activity", program: "growth", filter: { account: "account_1", role: "program_manager" }, compliance_notes: false, entries });
  const seqs = rows.map(({ seq }) => Number(seq));
  expect([seqs.length, seqs]).toEqual([entries, [...seqs].sort((a, b) => b - a)]);
  const page = await activity(caller("auditor"), parseActivityQuery({ account: "account_1" }), app.db);
  expect(page.ok && page.value.entries.map(({ seq }) => seq)).toEqual(seqs.slice(0, 50));
  const details = { what: "activity", format: "jsonl", filter: { account: "account_1", role: "program_manager" }, complianceNotes: false, entries };
  expect(await onTrail("auditor")).toMatchObject([{ action: "export", outcome: "done", details: { ...details, rows: entries } }, { action: "export", outcome: "asked", details }]);
});

test("as a spreadsheet it has the sentence with its changes, runs no formula and names its filter", async () => {
  const { text, name } = await whole({ address: { account: "account_2", from: "2020-01-01T08:30" }, format: "csv" });
  expect(name).toMatch(/^activity-growth-account-account-2-from-2020-01-01t08-30-20\d\d-\d\d-\d\dT\d{6}Z\.csv$/);
  expect(text.split("\r\n")[0]).toMatch(/^# activity of growth; account account_2; from 2020-01-01T08:30; notes of compliance left out; newest first; as of [^;]+; 1 entries$/);
  const [row] = parse(text, { columns: true, comment: "#", comment_no_infix: true }) as Record<string, string>[];
  expect(row).toMatchObject({ name: "A program_manager", roles: "program_manager", sentence: "Limit lowered from 2 (minor units) to 1 (minor units)", remark: "'=HYPERLINK(1)", changes: '[{"new":1,"old":2,"path":"details.credit.limit"}]' });
});

test("compliance's own notes stay out unless somebody who may read them asks for them", async () => {
  const actions = async (asked: Asked) => (await rowsOf({ address: { account: "account_2" }, ...asked })).rows.map(({ action }) => action);
  expect(await actions({})).toEqual(["update-account"]);
  expect(await actions({ complianceNotes: true })).toEqual(["update-account", "add-note"]);
  expect(await start({ role: "program_manager", complianceNotes: true })).toMatchObject({ ok: false, problem: { title: "Only compliance and auditors can see notes of compliance." } });
});

test.each(["support", "administrator"] as const)("a %s is told who may, and the attempt is on the trail", async (role) => {
  expect(await start({ role })).toMatchObject({ ok: false, problem: { kind: "forbidden", title: "Only program managers, compliance and auditors can export." } });
  expect((await onTrail(role))[0]).toMatchObject({ action: "denied", details: { permission: "export" } });
});

test("ends with who takes it, and the trail says how much had left", async () => {
  const gone = new AbortController();
  const file = await start({ role: "compliance", signal: gone.signal });
  if (!file.ok) throw new Error(file.problem.title);
  await file.value.lines.next();
  gone.abort();
  await expect(file.value.lines.next()).rejects.toThrow("The export was broken off.");
  await expect.poll(() => onTrail("compliance")).toMatchObject([{ action: "export", outcome: "observed", details: { what: "activity", brokenOff: "taker-gone", rows: 0 } }, {}]);
});
