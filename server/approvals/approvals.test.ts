import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { carmen, chen, priya, sam } from "../closures/process-test-bed";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { startProcessWorld } from "../closures/process-test-world";
import type { ProcessWorld } from "../closures/process-test-world";
import { commandById } from "../commands/command-log";
import { openDatabase } from "../db/client";
import { auditEntries } from "../db/schema";
import { approvals } from "../db/schema-approvals";
import { ApprovalTestBed, gated } from "./approval-test-bed";
import { tendRequests } from "./due-requests";
import { runDueApproved } from "./run-approved";

let around: ProcessWorld;
let processes: ProcessTestBed;
let bed: ApprovalTestBed;
/** The schema's owner, who may do what the console's role may not. */
let owner: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  around = await startProcessWorld({ approvals: {} });
  processes = around.bed.with(gated(around.bed.deps));
  bed = new ApprovalTestBed(processes);
  owner = openDatabase(around.database.ownerUrl, 2);
});
afterAll(async () => {
  await owner?.pool.end();
  await around?.close();
});

const dana = { ...chen, subject: "person-dana", name: "Dana Quist" };

async function asked(): Promise<{ accountId: string; id: string }> {
  const accountId = await processes.account();
  const id = randomUUID();
  expect(await bed.ask(priya, accountId, id)).toMatchObject({ ok: true, value: { status: "awaits-approval", commandId: id } });
  return { accountId, id };
}

const change = (id: string, to: Record<string, unknown>) => bed.deps.db.update(approvals).set(to).where(eq(approvals.id, id));
const patched = "PATCH /v0/accounts/:id";

describe("a command that needs another person", () => {
  test("stops with exactly what would be sent, and nothing goes to Lead", async () => {
    const { accountId, id } = await asked();
    expect(await bed.row(id)).toMatchObject({
      state: "waiting", kind: "correction", needs: "decide-approval", subject: accountId, requester: priya.subject, secondPerson: true, warnings: ["Look twice."],
      request: { method: "PATCH", path: `/v0/accounts/${accountId}`, body: JSON.stringify({ details: { product_name: "Everyday Plus" } }) },
      changes: [{ path: "details.product_name", old: "Everyday Checking", new: "Everyday Plus" }],
    });
    expect(await commandById(bed.deps.db, id)).toBeUndefined();
    expect(await processes.effects(accountId)).toEqual([]);
    expect(await bed.trail(id)).toEqual(["approval-asked observed"]);
  });

  test("is the same request however often it is sent, and another content under its id is refused", async () => {
    const { accountId, id } = await asked();
    expect(await bed.ask(priya, accountId, id)).toMatchObject({ ok: true, value: { status: "awaits-approval" } });
    expect(await bed.ask(priya, accountId, id, "Everyday Max")).toMatchObject({ ok: false, problem: { kind: "conflict" } });
    expect(await bed.trail(id)).toHaveLength(1);
  });

  test("waits for the one that is open on the same account", async () => {
    const { accountId } = await asked();
    expect(await bed.ask(priya, accountId, randomUUID(), "Everyday Max")).toMatchObject({ ok: false, problem: { kind: "not-possible-now", title: "“Edit account” by Priya Nair waits for another person here." } });
  });

  test("is done once approved, in the name of who asked, with the approver named on command and trail", async () => {
    const { accountId, id } = await asked();
    expect(await bed.decide(chen, id)).toMatchObject({ ok: true });
    expect(await bed.row(id)).toMatchObject({ state: "executed", approver: chen.subject, endedAt: expect.any(Date) });
    expect(await commandById(bed.deps.db, id)).toMatchObject({ status: "succeeded", operator: priya.subject, approver: chen.subject, approverName: "Chen Wei" });
    expect(await processes.effects(accountId)).toEqual([patched]);
    expect(await bed.trail(id)).toEqual(["approval-asked observed", "update-account asked", "update-account done"]);
    const [done] = await bed.deps.db.select().from(auditEntries).where(and(eq(auditEntries.commandId, id), eq(auditEntries.outcome, "done")));
    expect(done).toMatchObject({ actor: priya.subject, details: { approvedBy: "Chen Wei", approver: chen.subject } });
    expect(await bed.ask(priya, accountId, id)).toMatchObject({ ok: true, value: { status: "succeeded" } });
  });

  test("approved by two at once is done once, and the second is told so", async () => {
    const { accountId, id } = await asked();
    const answers = await Promise.all([bed.decide(chen, id), bed.decide(dana, id)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: "not-possible-now" } });
    expect(await processes.effects(accountId)).toEqual([patched]);
  });

  test("declined or withdrawn is over, and says why", async () => {
    const { accountId, id } = await asked();
    expect(await bed.decide(chen, id, "decline", { comment: undefined })).toMatchObject({ ok: false, problem: { fields: [{ path: "comment" }] } });
    expect(await bed.decide(chen, id, "decline")).toMatchObject({ ok: true });
    expect(await bed.ask(priya, accountId, id)).toMatchObject({ ok: true, value: { status: "rejected", problem: { title: "Chen Wei declined it: Not like this" } } });
    const again = randomUUID();
    expect(await bed.ask(priya, accountId, again)).toMatchObject({ ok: true });
    expect(await bed.submit(carmen, "withdraw-approval", { approvalId: again })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await bed.submit(priya, "withdraw-approval", { approvalId: again })).toMatchObject({ ok: true });
    expect(await bed.decide(chen, again)).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    expect(await processes.effects(accountId)).toEqual([]);
  });

  test("whose requester asked Lead's own rules to be broken is not asked for", async () => {
    const accountId = await bed.closed();
    expect(await bed.ask(priya, accountId)).toMatchObject({ ok: false });
  });
});

describe("nobody approves what they asked for", () => {
  test("not at the action, and the attempt is in the trail", async () => {
    const accountId = await bed.closed();
    const id = randomUUID();
    expect(await bed.askCorrection(carmen, accountId, id)).toMatchObject({ ok: true, value: { status: "awaits-approval" } });
    const attempt = randomUUID();
    const hash = (await bed.row(id)).inputHash.toString("hex");
    for (const decision of ["approve", "decline"]) {
      const answer = await bed.submit(carmen, "decide-approval", { approvalId: id, hash, decision, comment: "Fine by me" }, decision === "approve" ? attempt : randomUUID());
      expect(answer).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    }
    expect(await bed.trail(attempt)).toEqual(["decide-approval denied"]);
    expect(await bed.row(id)).toMatchObject({ state: "waiting" });
  });

  test("nor without the right to, nor for another program", async () => {
    const { id } = await asked();
    for (const other of [sam, { ...priya, subject: "person-gus" }]) expect(await bed.decide(other, id)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    const elsewhere = new ApprovalTestBed(processes.with({}));
    Object.assign(elsewhere.processes, { program: "growth" });
    expect(await elsewhere.decide(chen, id)).toMatchObject({ ok: false, problem: { title: "There is no such request in this program." } });
  });

  test("nor in SQL, by the console's role or the owner's", async () => {
    const { id } = await asked();
    for (const { db } of [around.bed.deps, owner]) {
      const own = db.execute(sql`UPDATE approvals SET state = 'approved', approver = requester, approver_name = requester_name, decided_at = now() WHERE id = ${id}`);
      await expect(own).rejects.toMatchObject({ cause: { constraint: "approvals_another_person" } });
      await expect(db.execute(sql`UPDATE approvals SET second_person = false WHERE id = ${id}`)).rejects.toMatchObject({ cause: { code: "42501" } });
      await expect(db.execute(sql`DELETE FROM approvals WHERE id = ${id}`)).rejects.toMatchObject({ cause: { code: "42501" } });
    }
    expect(await bed.decide(chen, id)).toMatchObject({ ok: true });
    await expect(owner.db.execute(sql`UPDATE commands SET approver = operator WHERE id = ${id}`)).rejects.toMatchObject({ cause: { constraint: "commands_another_person" } });
  });
});

describe("exactly what was asked for", () => {
  test("is what is approved: another hash is refused", async () => {
    const { id } = await asked();
    expect(await bed.decide(chen, id, "approve", { hash: "0".repeat(64) })).toMatchObject({ ok: false, problem: { kind: "conflict", title: "This is not what you were shown." } });
  });

  test("a payload changed in the database is refused there, and where it was forced, it is not done", async () => {
    const { accountId, id } = await asked();
    const tamper = sql`UPDATE approvals SET input = jsonb_set(input, '{changes,details,product_name}', '"Everyday Free"') WHERE id = ${id}`;
    await expect(owner.db.execute(tamper)).rejects.toMatchObject({ cause: { code: "42501" } });
    const force = async (statement: typeof tamper) =>
      owner.db.transaction(async (tx) => {
        await tx.execute(sql`ALTER TABLE approvals DISABLE TRIGGER approvals_no_change`);
        await tx.execute(statement);
        await tx.execute(sql`ALTER TABLE approvals ENABLE TRIGGER approvals_no_change`);
      });
    await force(tamper);
    expect(await bed.decide(chen, id)).toMatchObject({ ok: false, problem: { kind: "conflict" } });
    // Also behind the back of the action: nothing goes out that does not fit.
    await force(sql`UPDATE approvals SET state = 'approved', approver = 'person-chen', approver_name = 'Chen Wei', decided_at = now() WHERE id = ${id}`);
    await runDueApproved(bed.deps, processes.programOf());
    expect(await bed.row(id)).toMatchObject({ state: "renew-needed", problem: { kind: "conflict" } });
    expect(await processes.effects(accountId)).toEqual([]);
  });
});

describe("the account is read again", () => {
  test("changed in what matters, nothing is sent and it is asked for anew", async () => {
    const { accountId, id } = await asked();
    await processes.control("PATCH", `/accounts/${accountId}`, { metadata: { branch: "12" } });
    expect(await bed.decide(chen, id)).toMatchObject({ ok: true });
    expect(await bed.row(id)).toMatchObject({ state: "renew-needed", problem: { kind: "conflict", differences: [{ path: "metadata", now: { branch: "12" } }] } });
    expect(await processes.effects(accountId)).toEqual([]);
    expect(await bed.trail(id)).toEqual(["approval-asked observed", "approval-ended observed"]);
    expect(await bed.ask(priya, accountId)).toMatchObject({ ok: true, value: { status: "awaits-approval" } });
  });

  test("a correction too is compared with what its requester saw", async () => {
    const accountId = await bed.closed();
    const id = randomUUID();
    expect(await bed.askCorrection(carmen, accountId, id)).toMatchObject({ ok: true });
    await processes.control("PATCH", `/accounts/${accountId}`, { status_reason: "canceled" });
    expect(await bed.decide(chen, id)).toMatchObject({ ok: true });
    expect(await bed.row(id)).toMatchObject({ state: "renew-needed", problem: { kind: "conflict" } });
    expect(await processes.effects(accountId)).toEqual([]);
  });

  test("and left alone, a correction runs through in the name of who asked", async () => {
    await processes.control("PUT", "/switches", { closedAccounts: "correctable" });
    const accountId = await bed.closed();
    const id = randomUUID();
    expect(await bed.askCorrection(carmen, accountId, id)).toMatchObject({ ok: true });
    const { processId } = await bed.row(id);
    expect(await processes.process(processId ?? "")).toBeUndefined();
    expect(await bed.decide(chen, id)).toMatchObject({ ok: true });
    expect(await processes.process(processId ?? "")).toMatchObject({ stage: "done", startedBy: carmen.subject });
    expect(await commandById(bed.deps.db, id)).toMatchObject({ operator: carmen.subject, approver: chen.subject });
    expect(await processes.effects(accountId)).toEqual(["POST /v0/accounts/:id/activate", patched, "POST /v0/accounts/:id/close"]);
  });

  test("waits for Lead, and goes on by the worker", async () => {
    const { accountId, id } = await asked();
    await processes.control("POST", "/faults", { route: "GET /v0/accounts/:id", kind: "unavailable", count: 3 });
    expect(await bed.decide(chen, id)).toMatchObject({ ok: true });
    expect(await bed.row(id)).toMatchObject({ state: "approved", endedAt: null, problem: { kind: "unavailable" } });
    await processes.control("DELETE", "/faults");
    await change(id, { nextTryAt: null });
    expect(await runDueApproved(bed.deps, processes.programOf())).toBe(1);
    expect(await bed.row(id)).toMatchObject({ state: "executed", problem: null });
    expect(await processes.effects(accountId)).toEqual([patched]);
  });

  test("and what waited for too long is asked for anew", async () => {
    const { accountId, id } = await asked();
    await processes.control("POST", "/faults", { route: "GET /v0/accounts/:id", kind: "unavailable", count: 6 });
    expect(await bed.decide(chen, id)).toMatchObject({ ok: true });
    const late = { ...bed.deps, programOf: () => ({ ...processes.programOf(), resendWindowSeconds: 0 }) };
    await change(id, { nextTryAt: null });
    await runDueApproved(late, processes.programOf());
    await processes.control("DELETE", "/faults");
    expect(await bed.row(id)).toMatchObject({ state: "renew-needed", problem: { title: "It could not be carried out in time." } });
    expect(await processes.effects(accountId)).toEqual([]);
  });
});

describe("a request that nobody decides on", () => {
  test("is reminded of once, then expires, and cannot be approved after that", async () => {
    const { id } = await asked();
    const row = await bed.row(id);
    expect(row.remindAt.getTime()).toBeGreaterThan(row.askedAt.getTime());
    expect(row.expiresAt.getTime()).toBeGreaterThan(row.remindAt.getTime());
    await change(id, { remindAt: new Date(Date.now() - 1_000) });
    for (let round = 0; round < 2; round += 1) await tendRequests(bed.deps.db, processes.programOf());
    expect(await bed.trail(id)).toEqual(["approval-asked observed", "approval-reminded observed"]);
    await change(id, { expiresAt: new Date(Date.now() - 1_000) });
    expect(await bed.decide(chen, id)).toMatchObject({ ok: false, problem: { title: "It expired: nobody decided on it in time." } });
    await tendRequests(bed.deps.db, processes.programOf());
    expect(await bed.row(id)).toMatchObject({ state: "expired", endedAt: expect.any(Date), approver: null });
    expect(await bed.trail(id)).toEqual(["approval-asked observed", "approval-reminded observed", "approval-ended observed"]);
  });
});
