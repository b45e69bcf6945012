import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { emptyAccountForm } from "@/lib/accounts/account-form";
import type { AccountDraft } from "@/lib/accounts/account-draft";
import { openDatabase } from "../db/client";
import { createTestDatabase, type TestDatabase } from "../demo/test-database";
import { testProgram } from "../lead/test-lead";
import type { OperatorInProgram } from "../operator";
import { readDraft, saveDraft } from "./draft-store";
import { discardOwnDraft, keepOwnDraft, ownDraft } from "./own-drafts";

let database: TestDatabase;
let opened: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  process.env["DATA_ENCRYPTION_KEY"] = Buffer.alloc(32, 7).toString("base64");
  database = await createTestDatabase();
  opened = openDatabase(database.appUrl, 2);
});
afterAll(async () => {
  await opened.pool.end();
  await database.drop();
});

const draft = (product: string): AccountDraft => {
  const form = emptyAccountForm();
  form.details.product_name = product;
  return { form, zone: "UTC", commandId: "7d444840-9dc0-41d1-b245-5ffdce74fad2", isSent: false };
};

const context = (subject: string, permissions: string[] = ["open-account"]): OperatorInProgram => ({
  operator: { subject, name: subject, email: null, groups: [] },
  actor: { subject, name: subject, roles: ["program_manager"] },
  program: testProgram("http://127.0.0.1:9"),
  roles: ["program_manager"],
  permissions: new Set(permissions) as OperatorInProgram["permissions"],
});

describe("drafts", () => {
  it("come back to their owner and to nobody else", async () => {
    const priya = context("person-priya");
    expect(await keepOwnDraft(priya, "open-account", "new", draft("Everyday"), opened.db)).toEqual({ ok: true, value: null });
    expect(await ownDraft(priya, "open-account", "new", opened.db)).toMatchObject({ ok: true, value: { content: draft("Everyday") } });
    expect(await ownDraft(context("person-gus"), "open-account", "new", opened.db)).toEqual({ ok: true, value: null });
  });

  it("are unreadable in the table, and do not open under another name", async () => {
    const name = { owner: "person-priya", program: "everyday", form: "open-account", subject: "new" };
    await saveDraft(opened.db, name, draft("Very secret product"));
    const { rows } = await opened.db.execute<{ content: Buffer }>(sql`SELECT content FROM drafts WHERE owner = 'person-priya'`);
    expect(rows[0]?.content.includes("secret product")).toBe(false);
    await opened.db.execute(sql`UPDATE drafts SET owner = 'person-gus' WHERE owner = 'person-priya'`);
    expect(await readDraft(opened.db, { ...name, owner: "person-gus" })).toBeNull();
  });

  it("are replaced by the next one, and gone once discarded", async () => {
    const priya = context("person-priya");
    await keepOwnDraft(priya, "open-account", "new", draft("One"), opened.db);
    await keepOwnDraft(priya, "open-account", "new", draft("Two"), opened.db);
    expect(await ownDraft(priya, "open-account", "new", opened.db)).toMatchObject({ value: { content: { form: { details: { product_name: "Two" } } } } });
    await discardOwnDraft(priya, "open-account", "new", opened.db);
    expect(await ownDraft(priya, "open-account", "new", opened.db)).toEqual({ ok: true, value: null });
  });

  it("are forgotten after 30 days", async () => {
    const priya = context("person-priya");
    await keepOwnDraft(priya, "open-account", "new", draft("Old"), opened.db);
    await opened.db.execute(sql`UPDATE drafts SET updated_at = now() - interval '31 days' WHERE owner = 'person-priya'`);
    expect(await ownDraft(priya, "open-account", "new", opened.db)).toEqual({ ok: true, value: null });
    await keepOwnDraft(context("person-carmen"), "open-account", "new", draft("New"), opened.db);
    const { rows } = await opened.db.execute(sql`SELECT 1 FROM drafts WHERE owner = 'person-priya'`);
    expect(rows).toEqual([]);
  });

  it.each([["open-account", "account_1"], ["update-account", "new"], ["update-account", "account_number_1"], ["nothing", "new"]])("%s of %s is no form", async (form, subject) => {
    expect(await keepOwnDraft(context("person-priya"), form, subject, draft("x"), opened.db)).toMatchObject({ ok: false, problem: { kind: "invalid" } });
  });

  it("need the permission of the form, and the form's own shape", async () => {
    expect(await keepOwnDraft(context("person-sam", ["add-note"]), "open-account", "new", draft("x"), opened.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await keepOwnDraft(context("person-priya"), "open-account", "new", { anything: 1 }, opened.db)).toMatchObject({ ok: false, problem: { kind: "invalid" } });
  });
});
