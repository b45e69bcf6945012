import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AdverseActionInput } from "@/lib/accounts/adverse-action";
import { addDays, noticeDueOn } from "@/lib/closures/due-dates";
import { confirmationText } from "@/lib/closures/reasons";
import { businessDate } from "@/lib/format";
import type { Actor } from "@/lib/operator";
import { ApprovalTestBed } from "../approvals/approval-test-bed";
import { clientClosedSample, paidOffSample } from "../closures/closing-samples";
import { carmen, chen, priya } from "../closures/process-test-bed";
import { startProcessWorld } from "../closures/process-test-world";
import type { ProcessWorld } from "../closures/process-test-world";
import { commandById } from "../commands/command-log";
import { auditEntries } from "../db/schema";
import { registerEntries } from "../db/schema-register";
import { closuresElsewhere } from "../db/schema-refresh";
import { openDatabase } from "../db/client";
import { incomeFell, RegisterTestBed } from "./register-test-bed";

let world: ProcessWorld;
let bed: RegisterTestBed;
let requests: ApprovalTestBed;
let owner: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  world = await startProcessWorld({ approvals: {} });
  bed = new RegisterTestBed(world.bed);
  requests = new ApprovalTestBed(world.bed);
  owner = openDatabase(world.database.ownerUrl, 2);
});
afterAll(async () => {
  await owner?.pool.end();
  await world?.close();
});

const today = () => businessDate(new Date(), "America/Chicago");
const done = { ok: true, value: { status: "succeeded" } };
const adverse = (): AdverseActionInput => ({ determination: "adverse-action", noticeReasons: incomeFell, actionTakenOn: today() });
const openScra = { start_date: "2026-01-05" };
const scraReason = "The income of the application was not true";

async function cutLine(over: Partial<AdverseActionInput> = {}): Promise<{ accountId: string; id: string }> {
  const [accountId, id] = [await bed.withCredit(), randomUUID()];
  expect(await bed.cut(priya, accountId, { ...adverse(), ...over }, 600_000, id)).toMatchObject(done);
  return { accountId, id };
}

describe("a line cut", () => {
  test("as an adverse action is in the register once Lead has confirmed it, with its reasons and the day of its notice", async () => {
    const { accountId, id } = await cutLine({ actionTakenOn: addDays(today(), -3) });
    expect(await bed.entries(accountId)).toEqual([
      expect.objectContaining({
        id, kind: "line-cut", reason: "limit-lowered", stage: "done", determination: { kind: "adverse-action" }, determined: "adverse-action", reasons: incomeFell, note: "Income fell",
        cut: [{ path: "details.credit.limit", old: 850_000, new: 600_000 }], currency: "USD", takenOn: addDays(today(), -3), notice: "due", noticeDueOn: addDays(today(), 27),
        askedBy: priya.subject, askedByName: "Priya Nair", askedByRoles: ["program_manager"], approver: null, deliveredOn: null,
      }),
    ]);
    // Nothing of what was said reaches Lead.
    expect((await commandById(world.bed.deps.db, id))?.request?.body).toBe('{"details":{"credit":{"limit":600000}}}');
    const trail = await world.bed.deps.db.select().from(auditEntries).where(eq(auditEntries.commandId, id));
    for (const { details } of trail) expect(details.statement).toMatchObject({ reason: "Income fell", determination: "adverse-action", noticeReasons: incomeFell });
  });

  test.each<[string, AdverseActionInput, object]>([
    ["agreed", { determination: "agreed", basis: "The holder, by telephone" }, { kind: "excluded", exclusion: "agreed", basis: "The holder, by telephone" }],
    ["for a whole class", { determination: "excluded", exclusion: "whole-class", basis: "The product ends" }, { kind: "excluded", exclusion: "whole-class", basis: "The product ends" }],
    ["of a delinquent account", { determination: "excluded", exclusion: "delinquency", currentlyDelinquent: true, basis: "40 days past due" }, { kind: "excluded", exclusion: "delinquency", currentlyDelinquent: true, basis: "40 days past due" }],
  ])("%s is in the register without a notice", async (_name, said, determination) => {
    const accountId = await bed.withCredit();
    expect(await bed.cut(priya, accountId, { ...said, actionTakenOn: today() })).toMatchObject(done);
    expect(await bed.entries(accountId)).toMatchObject([{ kind: "line-cut", determination, determined: "excluded", notice: "none", noticeDueOn: null }]);
  });

  test("is asked about before anything is sent, and a raise is not", async () => {
    const accountId = await bed.withCredit();
    expect(await bed.cut(priya, accountId, {})).toMatchObject({ ok: false, problem: { fields: [{ path: "statement.determination" }] } });
    expect(await bed.cut(priya, accountId, { ...adverse(), actionTakenOn: addDays(today(), 1) })).toMatchObject({ ok: false, problem: { fields: [{ path: "statement.actionTakenOn" }] } });
    expect(await world.bed.effects(accountId)).toEqual([]);
    expect(await bed.run(priya, "update-account", { accountId, changes: { details: { credit: { limit: 900_000 } } } })).toMatchObject(done);
    expect(await bed.entries(accountId)).toEqual([]);
  });

  test("of what is available is one only where it is said to be a restriction", async () => {
    const accountId = await bed.withCredit();
    const fall = (available_credit: number, statement?: object) => bed.run(priya, "update-account", { accountId, changes: { details: { credit: { available_credit } } }, ...(statement ? { statement } : {}) });
    expect(await fall(400_000)).toMatchObject(done);
    expect(await bed.entries(accountId)).toEqual([]);
    expect(await fall(1_000, { reason: "Fraud was tried", availableCreditIsRestricted: true, ...adverse() })).toMatchObject(done);
    expect(await bed.entries(accountId)).toMatchObject([{ reason: "available-restricted", cut: [{ path: "details.credit.available_credit", old: 400_000, new: 1_000 }] }]);
  });
});

describe("a line cut under open SCRA dates", () => {
  const ask = async (actor: Actor = priya) => {
    const [accountId, id] = [await bed.withCredit(openScra), randomUUID()];
    expect(await bed.cut(actor, accountId, { ...adverse(), scraReason }, 600_000, id)).toMatchObject({ ok: true, value: { status: "awaits-approval" } });
    return { accountId, id };
  };

  test("stops for another person, whom the register then names", async () => {
    const { accountId, id } = await ask();
    expect(await requests.row(id)).toMatchObject({ kind: "line-cut", state: "waiting", needs: "decide-approval", warnings: [expect.stringContaining("SCRA")] });
    expect(await world.bed.effects(accountId)).toEqual([]);
    expect(await bed.entries(accountId)).toEqual([]);
    expect(await requests.decide(chen, id)).toMatchObject({ ok: true });
    expect(await world.bed.effects(accountId)).toEqual(["PATCH /v0/accounts/:id"]);
    expect(await bed.entries(accountId)).toMatchObject([{ id, scraReason, askedBy: priya.subject, approver: chen.subject, approverName: "Chen Wei", approvedAt: expect.any(Date), notice: "due" }]);
  });

  test("is not approved by who asked, whatever their roles", async () => {
    const both: Actor = { subject: "person-both", name: "Bo Thorne", roles: ["program_manager", "compliance"] };
    const { accountId, id } = await ask(both);
    expect(await requests.decide(both, id)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await requests.decide(chen, id, "decline")).toMatchObject({ ok: true });
    expect(await world.bed.effects(accountId)).toEqual([]);
    expect(await bed.entries(accountId)).toEqual([]);
  });

  test("needs its reason, and nobody else where the program says so", async () => {
    const accountId = await bed.withCredit(openScra);
    expect(await bed.cut(priya, accountId, adverse())).toMatchObject({ ok: false, problem: { fields: [{ path: "statement.scraReason" }] } });
    const program = world.bed.programOf();
    const alone = new RegisterTestBed(world.bed.with({ programOf: () => ({ ...program, approvals: { ...program.approvals, openScra: false } }) }));
    expect(await alone.cut(priya, accountId, { ...adverse(), scraReason })).toMatchObject(done);
    expect(await bed.entries(accountId)).toMatchObject([{ scraReason, approver: null }]);
  });
});

describe("a deactivation", () => {
  test("of an account with credit is in the register, of another it is not", async () => {
    const accountId = await bed.withCredit();
    expect(await bed.run(priya, "deactivate-account", { accountId, reason: "dormant" })).toMatchObject({ ok: false, problem: { fields: [{ path: "determination" }] } });
    const id = randomUUID();
    expect(await bed.run(priya, "deactivate-account", { accountId, reason: "other", note: "Closed soon", ...adverse() }, id)).toMatchObject(done);
    expect(await bed.entries(accountId)).toMatchObject([{ id, kind: "deactivation", reason: "other", note: "Closed soon", determined: "adverse-action", notice: "due", cut: [], noticeDueOn: noticeDueOn(today()) }]);
    expect((await commandById(world.bed.deps.db, id))?.request?.body).toBe('{"status_reason":"other"}');
    const plain = await world.bed.account();
    expect(await bed.run(priya, "deactivate-account", { accountId: plain, reason: "dormant" })).toMatchObject(done);
    expect(await bed.entries(plain)).toEqual([]);
  });
});

describe("the notice of one", () => {
  const record = async ({ accountId, id }: { accountId: string; id: string }, over: object = {}, actor = carmen) =>
    bed.run(actor, "record-action-notice", { entryId: id, accountId, recipientEntityId: await world.bed.holder(accountId), method: "other", otherMethod: "By registered mail", delivered: { on: today(), time: null }, ...over });

  test("is recorded once by compliance, never before the action nor ahead of time", async () => {
    const one = await cutLine({ actionTakenOn: addDays(today(), -40) });
    expect(await record(one, {}, priya)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    const path = (name: string) => ({ ok: false, problem: { kind: "invalid", fields: [{ path: name }] } });
    expect(await record(one, { delivered: { on: addDays(today(), 1), time: null } })).toMatchObject(path("delivered.on"));
    expect(await record(one, { delivered: { on: addDays(today(), -41), time: null } })).toMatchObject(path("delivered.on"));
    expect(await record(one, { recipientEntityId: "entity_stranger" })).toMatchObject(path("recipientEntityId"));
    expect(await record(one, { otherMethod: undefined })).toMatchObject(path("otherMethod"));
    expect(await record(one)).toMatchObject(done);
    expect(await bed.entries(one.accountId)).toMatchObject([{ notice: "late", deliveredOn: today(), deliveredTimeKnown: false, method: "other", otherMethod: "By registered mail", noticeBy: carmen.subject, noticeRecordedAt: expect.any(Date) }]);
    expect(await record(one)).toMatchObject({ ok: false, problem: { title: "The notice is recorded already." } });
    expect(await world.bed.effects(one.accountId)).toEqual(["PATCH /v0/accounts/:id"]);
  });

  test("in time is told so, and none is recorded where none is due", async () => {
    const one = await cutLine();
    expect(await record(one)).toMatchObject(done);
    expect(await bed.entries(one.accountId)).toMatchObject([{ notice: "given" }]);
    const accountId = await bed.withCredit();
    expect(await bed.cut(priya, accountId, { determination: "agreed", basis: "By letter", actionTakenOn: today() })).toMatchObject(done);
    const [entry] = await bed.entries(accountId);
    expect(await record({ accountId, id: entry?.id ?? "" })).toMatchObject({ ok: false, problem: { title: "No notice is due: it was determined to be no adverse action." } });
  });

  test("and what was decided can be changed by nobody in SQL", async () => {
    const one = await cutLine();
    const change = (db: typeof owner.db, to: ReturnType<typeof sql>) => db.execute(sql`UPDATE register_entries SET ${to} WHERE id = ${one.id}`).then(() => "done", (error: { cause?: Error }) => String(error.cause?.message));
    for (const to of [sql`taken_on = taken_on - 1`, sql`determination = '{"kind":"excluded"}'`, sql`notice_due_on = notice_due_on + 30`, sql`asked_by = 'person-x'`, sql`note = 'x'`]) {
      expect(await change(world.bed.deps.db, to)).toContain("does not change");
      expect(await change(owner.db, to)).toContain("does not change");
    }
    await expect(owner.db.execute(sql`DELETE FROM register_entries`)).rejects.toThrow();
    await expect(owner.db.execute(sql`TRUNCATE register_entries`)).rejects.toThrow();
    expect(await record(one)).toMatchObject(done);
    expect(await change(owner.db, sql`delivered_on = delivered_on - 1`)).toContain("does not change");
  });
});

describe("a closing", () => {
  const entryOf = async (id: string) => (await world.bed.deps.db.select().from(registerEntries).where(eq(registerEntries.id, id)))[0];
  const ask = async (sample: "letter" | "plain") => {
    const one = { accountId: await world.bed.account(), processId: randomUUID() };
    const request = await world.bed.request(one.accountId, sample === "plain" ? paidOffSample() : clientClosedSample(one.accountId, await world.bed.holder(one.accountId)));
    expect(await world.bed.submit(priya, "request-closing", { ...one, request })).toMatchObject({ ok: true });
    return one;
  };
  const decide = (one: { accountId: string; processId: string }, decision: "approve" | "decline") =>
    world.bed.submit(carmen, "decide-closing", { ...one, decision, comment: "As the file says", typed: confirmationText(one.accountId) });

  test("is in the register from its request to its end", async () => {
    const one = await ask("letter");
    expect(await entryOf(one.processId)).toMatchObject({ kind: "closing", reason: "client_closed", stage: "requested", determined: "not-applicable", notice: "due", noticeDueOn: noticeDueOn(today()), askedBy: priya.subject, approver: null });
    expect(await decide(one, "approve")).toMatchObject({ ok: true });
    expect(await entryOf(one.processId)).toMatchObject({ stage: "decided", approver: carmen.subject, notice: "due" });
    expect(await world.bed.submit(carmen, "send-closing-letter", { ...one, delivered: { on: today(), time: null } })).toMatchObject({ ok: true });
    expect(await entryOf(one.processId)).toMatchObject({ stage: "closed", notice: "given", deliveredOn: today(), method: "other", noticeBy: carmen.subject });
  });

  test("that needs no notice owes none, and one that is declined owes none any more", async () => {
    const plain = await ask("plain");
    expect(await entryOf(plain.processId)).toMatchObject({ reason: "paid_off", notice: "none", noticeDueOn: null });
    const declined = await ask("letter");
    expect(await decide(declined, "decline")).toMatchObject({ ok: true });
    expect(await entryOf(declined.processId)).toMatchObject({ stage: "declined", notice: "void", approver: carmen.subject });
  });

  test("that was made elsewhere waits to be completed, on the business day of the program", async () => {
    const accountId = await world.bed.account();
    await world.bed.control("PATCH", `/accounts/${accountId}`, { status: "closed", status_reason: "paid_off", details: { closed_at: "2026-11-03T03:00:00Z" } });
    await world.bed.remember(accountId);
    expect(await bed.entries(accountId)).toMatchObject([{ kind: "elsewhere", reason: "paid_off", stage: "waiting", takenOn: "2026-11-02", notice: "unknown", askedBy: null }]);
    const [closure] = await world.bed.deps.db.select().from(closuresElsewhere).where(eq(closuresElsewhere.accountId, accountId));
    expect(await world.bed.submit(carmen, "complete-closed-elsewhere", { accountId, closureId: closure?.id ?? "", finding: "lead", reason: "Lead told us by mail" })).toMatchObject(done);
    expect(await bed.entries(accountId)).toMatchObject([{ stage: "completed" }]);
  });
});
