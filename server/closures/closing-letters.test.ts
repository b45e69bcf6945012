import { createHash, randomUUID } from "node:crypto";
import { desc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { approvedText, letterText } from "@/lib/closures/draft-letter";
import { confirmationText } from "@/lib/closures/reasons";
import { businessDate } from "@/lib/format";
import type { Permission } from "@/lib/permissions";
import { approvalById } from "../approvals/approval-row";
import { openDatabase } from "../db/client";
import { auditEntries, leadCalls } from "../db/schema";
import type { Caller } from "../queries/authorise";
import { closingContext, processById } from "../queries/closing";
import { closingLetters, exportClosingLetters } from "../queries/closing-letters";
import { clientClosedSample, reportSample } from "./closing-samples";
import { carmen, chen, priya } from "./process-test-bed";
import type { ProcessTestBed } from "./process-test-bed";
import { startProcessWorld } from "./process-test-world";
import type { ProcessWorld } from "./process-test-world";

let around: ProcessWorld;
let bed: ProcessTestBed;
let owner: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  around = await startProcessWorld({ approvals: {} });
  ({ bed } = around);
  owner = openDatabase(around.database.ownerUrl, 2);
});
afterAll(async () => {
  await owner?.pool.end();
  await around?.close();
});

type Asked = { accountId: string; processId: string };
const all: readonly Permission[] = ["read-closures", "request-closing", "export"];
const caller = (permissions = all): Caller => ({ actor: carmen, roles: carmen.roles, program: bed.programOf(), permissions: new Set(permissions) });
const shownOf = async (recordId: string) => {
  const shown = await closingLetters(caller(), recordId, bed.deps.db);
  if (!shown.ok || !shown.value) throw new Error(JSON.stringify(shown));
  return shown.value;
};
const file = (recordId: string, which: "notice" | "corrective" = "notice") => exportClosingLetters(caller(), recordId, which, bed.deps.db);

async function ask(change: Record<string, unknown> = {}): Promise<Asked> {
  const accountId = await bed.account(change);
  const processId = randomUUID();
  const request = await bed.request(accountId, clientClosedSample(accountId, await bed.holder(accountId), reportSample()));
  expect(await bed.submit(priya, "request-closing", { processId, accountId, request })).toMatchObject({ ok: true });
  return { accountId, processId };
}

const decide = ({ accountId, processId }: Asked) => bed.submit(chen, "decide-closing", { processId, accountId, decision: "approve", typed: confirmationText(accountId) });
const sent = (asked: Asked) => bed.submit(carmen, "send-closing-letter", { ...asked, delivered: { on: businessDate(new Date(), "America/Chicago"), time: null } });

describe("the letters of a closing", () => {
  test("are a draft until another person approved exactly them, and what is printed after is what was approved", async () => {
    const asked = await ask();
    const draft = await shownOf(asked.processId);
    const holder = await bed.holder(asked.accountId);
    expect(draft).toMatchObject({ state: "draft", recipients: [{ entityId: holder, name: expect.any(String) }], corrective: null, decided: null });
    expect(await file(asked.processId)).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    expect(draft.lettersHash).toBe(createHash("sha256").update(approvedText(draft.letters ?? [])).digest("hex"));
    expect((await approvalById(bed.deps.db, asked.processId))?.details).toEqual({ lettersHash: draft.lettersHash });
    const view = await processById(caller(), asked.processId, bed.deps.db);
    expect(view?.closing).toMatchObject({ letters: draft.letters, lettersHash: draft.lettersHash, correctiveDraft: null });

    expect(await decide(asked)).toMatchObject({ ok: true });
    const approved = await shownOf(asked.processId);
    expect(approved).toMatchObject({ state: "approved", letters: draft.letters, lettersHash: draft.lettersHash, decided: { by: "Chen Wei" } });
    expect((await processById(caller(), asked.processId, bed.deps.db))?.closing?.letters).toBeNull();
    const downloaded = await file(asked.processId);
    const html = downloaded.ok ? (downloaded.value?.html ?? "") : "";
    for (const said of ["Northern Credit Bureau", "Your score was 541", "Late payments on two cards", "Payments on this account were missed or late", holder]) expect(html).toContain(said);
    const [entry] = await bed.deps.db.select().from(auditEntries).where(eq(auditEntries.action, "export")).orderBy(desc(auditEntries.seq)).limit(1);
    expect(entry).toMatchObject({ accountId: asked.accountId, processId: asked.processId, details: { what: "closing-letters", letters: 1, lettersHash: draft.lettersHash } });
  });

  test("follow the program's own wording and list of reasons, on the screen's side and the server's", async () => {
    const program = bed.programOf();
    const own = { ...program, notices: { ...program.notices, contact: "Desk 9, 800 555 0199", reasons: [{ code: "late-thrice", text: "Three payments in a row were late", group: "terminating" as const }], letter: { ...program.notices.letter, heading: "About your {product}" } } };
    const there = bed.with({ programOf: () => own });
    const accountId = await bed.account();
    const sample = clientClosedSample(accountId, await bed.holder(accountId));
    const context = await closingContext({ ...caller(), program: own }, accountId, bed.deps.db);
    expect(context?.terms).toMatchObject({ contact: "Desk 9, 800 555 0199", rules: { reasons: own.notices.reasons }, partiesAreDefault: false });
    const request = await bed.request(accountId, sample);
    const processId = randomUUID();
    expect(await there.submit(priya, "request-closing", { processId, accountId, request })).toMatchObject({ ok: false, problem: { fields: [{ path: expect.stringContaining("notice.reasons") }] } });
    const listed = { ...request, notice: { ...request.notice, reasons: [{ code: "late-thrice", text: "Three payments in a row were late" }] } };
    expect(await there.submit(priya, "request-closing", { processId, accountId, request: listed })).toMatchObject({ ok: true });
    const [letter] = (await shownOf(processId)).letters ?? [];
    expect(letter && letterText(letter)).toMatch(/^About your Everyday Checking[\s\S]*Three payments in a row were late[\s\S]*Desk 9, 800 555 0199/);
    // Another wording from now on changes nothing of what was asked for.
    expect(await decide({ accountId, processId })).toMatchObject({ ok: true });
    expect((await shownOf(processId)).letters?.[0]).toEqual(letter);
  });

  test("are changed by nobody: not by the console, not by the schema's owner; what does not fit its hash is neither approved nor shown", async () => {
    const asked = await ask();
    for (const by of [bed.deps.db, owner.db]) {
      await expect(by.execute(sql`UPDATE closures SET letters = '[]' WHERE process_id = ${asked.processId}`)).rejects.toMatchObject({ cause: { message: expect.stringContaining("do not change") } });
      await expect(by.execute(sql`UPDATE closures SET notice = notice || '{"recipientEntityId": "entity_other"}' WHERE process_id = ${asked.processId}`)).rejects.toMatchObject({ cause: { message: expect.stringContaining("do not change") } });
    }
    await owner.db.execute(sql`ALTER TABLE closures DISABLE TRIGGER closures_letters_fixed`);
    await owner.db.execute(sql`UPDATE closures SET letters = jsonb_set(letters, '{0,paragraphs,0,text}', '"Another"') WHERE process_id = ${asked.processId}`);
    expect(await decide(asked)).toMatchObject({ ok: false, problem: { title: "The record is not what was asked for." } });
    expect(await closingLetters(caller(), asked.processId, bed.deps.db)).toMatchObject({ ok: false, problem: { kind: "conflict" } });
    // Text and hash changed together still differ from what the request holds.
    const other = await ask();
    const [row] = (await owner.db.execute<{ letters: never }>(sql`SELECT jsonb_set(letters, '{0,paragraphs,0,text}', '"Another"') AS letters FROM closures WHERE process_id = ${other.processId}`)).rows;
    const hash = createHash("sha256").update(approvedText(row?.letters ?? [])).digest("hex");
    await owner.db.execute(sql`UPDATE closures SET letters = ${JSON.stringify(row?.letters)}::jsonb, letters_hash = ${hash} WHERE process_id = ${other.processId}`);
    await owner.db.execute(sql`ALTER TABLE closures ENABLE TRIGGER closures_letters_fixed`);
    expect(await decide(other)).toMatchObject({ ok: false, problem: { title: "The record is not what was asked for." } });
  });

  test("a closing that is abandoned after its letter has a corrective one for each recipient; one that never went out is void", async () => {
    const asked = await ask();
    expect(await decide(asked)).toMatchObject({ ok: true });
    await bed.control("PATCH", `/accounts/${asked.accountId}`, { status: "inactive", status_reason: "other" });
    expect(await sent(asked)).toMatchObject({ ok: true });
    const draft = (await processById(caller(), asked.processId, bed.deps.db))?.closing?.correctiveDraft ?? "";
    expect(draft).toContain("your account stays open");
    expect((await shownOf(asked.processId)).corrective).toEqual({ sentOn: null, text: draft });
    const today = businessDate(new Date(), "America/Chicago");
    const text = `${draft} We are sorry.`;
    expect(await bed.submit(carmen, "abandon-closing", { ...asked, reason: "The customer paid", correctiveLetter: { on: today, text } })).toMatchObject({ ok: true });
    expect(await shownOf(asked.processId)).toMatchObject({ state: "approved", corrective: { sentOn: today, text } });
    expect(await file(asked.processId, "corrective")).toMatchObject({ ok: true, value: { fileName: `corrective-letters-${asked.accountId}.html`, html: expect.stringContaining("We are sorry.") } });

    const stopped = await ask();
    expect(await bed.submit(carmen, "abandon-closing", { ...stopped, reason: "Asked for by mistake" })).toMatchObject({ ok: true });
    expect(await shownOf(stopped.processId)).toMatchObject({ state: "void", corrective: null });
    expect(await file(stopped.processId)).toMatchObject({ ok: false });
  });

  test("are read by whom the records are for, and nothing of a report goes to Lead or into the trail", async () => {
    const asked = await ask();
    expect(await closingLetters(caller([]), asked.processId, bed.deps.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await exportClosingLetters(caller(["read-closures"]), asked.processId, "notice", bed.deps.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await closingLetters({ ...caller(), program: { ...bed.programOf(), slug: "growth" } }, asked.processId, bed.deps.db)).toEqual({ ok: true, value: null });
    expect(await closingLetters(caller(), "not-an-id", bed.deps.db)).toEqual({ ok: true, value: null });
    expect(await decide(asked)).toMatchObject({ ok: true });
    expect(await sent(asked)).toMatchObject({ ok: true });
    expect(await bed.process(asked.processId)).toMatchObject({ stage: "closed" });
    const { rows: said } = await owner.db.execute<{ said: string }>(sql`
      SELECT to_jsonb(entry)::text AS said FROM ${auditEntries} entry WHERE account_id = ${asked.accountId}
      UNION ALL SELECT to_jsonb(call)::text FROM ${leadCalls} call WHERE account_id = ${asked.accountId}`);
    expect(said.length).toBeGreaterThan(4);
    expect(said.filter((one) => /Northern Credit Bureau|Quill Scores|Late payments on two cards|Springfield/.test(one.said))).toEqual([]);
  });
});
