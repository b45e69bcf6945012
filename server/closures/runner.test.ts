import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { confirmationText } from "@/lib/closures/reasons";
import { businessDate } from "@/lib/format";
import { inputHash, processCommandId } from "../commands/command-id";
import { commands, processes } from "../db/schema";
import { accountProcess } from "../queries/closing";
import { clientClosedSample, paidOffSample } from "./closing-samples";
import { continueDueProcesses } from "./continue-due";
import { continueProcess } from "./continue-process";
import type { ProcessDeps, ProcessPhase } from "./process-deps";
import { carmen } from "./process-test-bed";
import type { ProcessTestBed } from "./process-test-bed";
import { startProcessWorld } from "./process-test-world";
import type { ProcessWorld } from "./process-test-world";

let world: ProcessWorld;
let bed: ProcessTestBed;

beforeAll(async () => {
  world = await startProcessWorld();
  ({ bed } = world);
});
afterAll(() => world.close());
beforeEach(() => bed.control("DELETE", "/faults"));

type Asked = { accountId: string; processId: string };
const closeOnce = ["POST /v0/accounts/:id/close"];
const old = { delivered_at: "2026-01-05T10:00:00Z", reason: "Payments were missed.", delivery_method: "email" };
const at = (onProcessPhase: (phase: ProcessPhase, processId: string) => void | Promise<void>) => bed.with({ onProcessPhase });
const dieAt = (here: ProcessPhase) => at((phase) => {
  if (phase === here) throw new Error("The console stops here.");
});
const set = (processId: string, change: Partial<typeof processes.$inferInsert>) => bed.deps.db.update(processes).set(change).where(eq(processes.id, processId));

async function asked(): Promise<Asked> {
  const accountId = await bed.account();
  const processId = randomUUID();
  expect(await bed.submit(carmen, "request-closing", { processId, accountId, request: await bed.request(accountId, paidOffSample()) })).toMatchObject({ ok: true });
  return { accountId, processId };
}

const decide = (by: ProcessTestBed, { accountId, processId }: Asked, decision = "approve") =>
  by.submit(carmen, "decide-closing", { processId, accountId, decision, typed: confirmationText(accountId), ...(decision === "renew" ? { comment: "Looked at it" } : {}) });

async function decided(): Promise<Asked> {
  const one = await asked();
  expect(await decide(dieAt("claimed"), one)).toMatchObject({ ok: true });
  return one;
}

async function stepsShown(accountId: string) {
  const caller = { actor: carmen, roles: carmen.roles, program: bed.programOf(), permissions: new Set(["read-closures"] as const) };
  return (await accountProcess(caller, accountId, bed.deps.db))?.steps.map(({ status }) => status);
}

/** Lead answers well and does nothing. */
function ignoring(call: "update" | "close"): ProcessDeps["writer"] {
  return (program, context) => {
    const writer = bed.deps.writer(program, context);
    return { ...writer, accounts: { ...writer.accounts, [call]: (accountId: string) => bed.deps.reader(program, context).accounts.get(accountId) } };
  };
}

describe("a good answer that the account does not show", () => {
  test.each([["update", "letter-sent"], ["close", "recorded"]] as const)("to %s needs a person at %s and is not called done; settled and let go on, it is done for real", async (call, stage) => {
    const accountId = await bed.account({ details: { adverse_action_notice: old } });
    const one = { accountId, processId: randomUUID() };
    const sample = clientClosedSample(accountId, await bed.holder(accountId));
    await bed.submit(carmen, "request-closing", { ...one, request: await bed.request(accountId, { ...sample, existingNotice: { isThisOne: false } }) });
    expect(await decide(bed, one)).toMatchObject({ ok: true });
    const unheard = bed.with({ writer: ignoring(call) });
    await unheard.submit(carmen, "send-closing-letter", { ...one, delivered: { on: businessDate(new Date(), "America/Chicago"), time: null } });
    expect(await bed.process(one.processId)).toMatchObject({ stage, problem: null, finishedAt: null });
    const step = (await bed.steps(one.processId)).at(-1);
    expect(step).toMatchObject({ status: "needs-a-person", problem: { title: expect.stringContaining("does not show the change"), differences: expect.any(Array) } });
    expect(await stepsShown(accountId)).toContain("needs-a-person");
    expect(await bed.trail(accountId)).toContain(`${step?.name} needs-a-person`);
    expect(await bed.effects(accountId)).not.toContain(closeOnce[0]);
    expect(await decide(bed, one, "renew")).toMatchObject({ ok: false });
    const settlement = { commandId: step?.id, reason: "Lead support says that nothing was done" };
    expect(await bed.settlement(carmen, { ...settlement, how: "settle-as-done" })).toMatchObject({ ok: false, problem: { kind: "conflict" } });
    expect(await bed.settlement(carmen, { ...settlement, how: "settle-as-refused" })).toMatchObject({ ok: true });
    expect(await continueProcess(bed.deps, one.processId)).toBe("stopped");
    expect(await decide(bed, one, "renew")).toMatchObject({ ok: true });
    expect(await bed.process(one.processId)).toMatchObject({ stage: "closed" });
    expect((await bed.directory(accountId))?.body.details?.adverse_action_notice?.reason).not.toBe(old.reason);
  });

  test("is settled as done once Lead shows it after all, and the process takes it", async () => {
    const one = await decided();
    await continueProcess(bed.with({ writer: ignoring("close") }).deps, one.processId);
    const [step] = await bed.steps(one.processId);
    expect(step).toMatchObject({ status: "needs-a-person" });
    await bed.control("PATCH", `/accounts/${one.accountId}`, { status: "closed", status_reason: "paid_off" });
    expect(await bed.settlement(carmen, { commandId: step?.id, how: "settle-as-done", reason: "Lead shows it now" })).toMatchObject({ ok: true });
    expect(await continueProcess(bed.deps, one.processId)).toBe("ended");
    expect(await bed.process(one.processId)).toMatchObject({ stage: "closed" });
    expect(await bed.closure(one.processId)).toMatchObject({ closeCommandId: step?.id, closedAt: expect.any(Date) });
  });

  test("is taken where the answer was old and the account shows it", async () => {
    const one = await decided();
    const writer: ProcessDeps["writer"] = (program, context) => {
      const real = bed.deps.writer(program, context);
      const close: typeof real.accounts.close = async (accountId, body, key) => {
        const before = await real.accounts.get(accountId);
        await real.accounts.close(accountId, body, key);
        return before;
      };
      return { ...real, accounts: { ...real.accounts, close } };
    };
    expect(await continueProcess(bed.with({ writer }).deps, one.processId)).toBe("ended");
    expect(await bed.steps(one.processId)).toMatchObject([{ status: "succeeded", surprises: [] }]);
    expect(await bed.effects(one.accountId)).toEqual(closeOnce);
  });
});

test("a command that is no step of it is not taken for one", async () => {
  const { accountId, processId } = await decided();
  const id = processCommandId({ id: processId, step: "close", attempt: 1 });
  const input = { accountId, text: "Not a closing" };
  await bed.deps.db.insert(commands).values({
    id, program: "everyday", name: "add-note", accountId, subjectKey: accountId, input, inputHash: inputHash({ program: "everyday", name: "add-note", accountId, input }), status: "succeeded",
    operator: carmen.subject, operatorName: carmen.name, operatorRoles: ["compliance"], settledAt: sql`now()`, settledBy: carmen.subject, settledHow: "local",
  });
  expect(await continueProcess(bed.deps, processId)).toBe("stopped");
  expect(await bed.process(processId)).toMatchObject({ stage: "decided", problem: { kind: "conflict" } });
  expect(await bed.directory(accountId)).toMatchObject({ status: "active" });
});

describe("a runner that was silent for too long", () => {
  test("sends nothing once another has the lease, and stops nothing", async () => {
    const { accountId, processId } = await decided();
    const other = randomUUID();
    const stalled = at(async (phase) => {
      if (phase === "facts-checked") await set(processId, { leasedBy: other, leasedUntil: new Date(Date.now() + 60_000) });
    });
    expect(await continueProcess(stalled.deps, processId)).toBe("stopped");
    expect(await bed.effects(accountId)).toEqual([]);
    expect(await bed.process(processId)).toMatchObject({ stage: "decided", problem: null, leasedBy: other });
  });

  test("sends nothing of a closing that was abandoned meanwhile", async () => {
    const { accountId, processId } = await decided();
    const stalled = at(async (phase) => {
      if (phase !== "facts-checked") return;
      await set(processId, { leasedUntil: new Date(0) });
      expect(await bed.submit(carmen, "abandon-closing", { processId, accountId, reason: "The wrong account" })).toMatchObject({ ok: true });
    });
    await continueProcess(stalled.deps, processId);
    expect(await bed.effects(accountId)).toEqual([]);
    expect(await bed.process(processId)).toMatchObject({ stage: "abandoned" });
  });

  test("a success that came late is taken, whatever the attempt is by now", async () => {
    const one = await decided();
    await expect(continueProcess(dieAt("step-run").deps, one.processId)).rejects.toThrow();
    await set(one.processId, { problem: { kind: "not-possible-now", title: "It stood still." } });
    expect(await decide(bed, one, "renew")).toMatchObject({ ok: true });
    expect(await bed.process(one.processId)).toMatchObject({ stage: "closed", problem: null });
    expect(await bed.effects(one.accountId)).toEqual(closeOnce);
    expect(await bed.closure(one.processId)).toMatchObject({ closedAt: expect.any(Date) });
  });
});

describe("a round of the worker", () => {
  test("one that fails holds up no other, and is looked at later", async () => {
    const [failing, other] = [await decided(), await decided()];
    const broken = at((_phase, id) => {
      if (id === failing.processId) throw new Error("Something is wrong with this one.");
    });
    expect(await continueDueProcesses(broken.deps, bed.programOf())).toBe(1);
    expect(await bed.process(other.processId)).toMatchObject({ stage: "closed" });
    expect(await bed.process(failing.processId)).toMatchObject({ stage: "decided", waits: 1, nextLookAt: expect.any(Date), leasedBy: null });
    await set(failing.processId, { nextLookAt: null });
    expect(await continueDueProcesses(bed.deps, bed.programOf())).toBe(1);
  });

  test("while Lead is down it looks again later and later, and goes on once Lead is back", async () => {
    const { processId } = await decided();
    await bed.control("POST", "/faults", { kind: "unavailable", route: "*", count: 500 });
    const claims: string[] = [];
    const watched = at((phase, id) => void (phase === "claimed" && claims.push(id)));
    for (let round = 0; round < 3; round += 1) expect(await continueDueProcesses(watched.deps, bed.programOf())).toBe(0);
    expect(claims).toEqual([processId]);
    await set(processId, { nextLookAt: sql`now() - interval '1 second'` as never });
    await continueDueProcesses(watched.deps, bed.programOf());
    expect(await bed.process(processId)).toMatchObject({ waits: 2, problem: null });
    await bed.control("DELETE", "/faults");
    await set(processId, { nextLookAt: null });
    expect(await continueDueProcesses(bed.deps, bed.programOf())).toBe(1);
    expect(await bed.process(processId)).toMatchObject({ stage: "closed", waits: 0 });
  });

  test("what waits for a person to settle a step is not looked at, nor what is of another program", async () => {
    const { accountId, processId } = await decided();
    await bed.control("POST", "/faults", { kind: "reset-after-effect", route: closeOnce[0], count: 3 });
    await continueProcess(bed.deps, processId);
    await bed.deps.db.update(commands).set({ status: "needs-a-person", leasedBy: null, leasedUntil: null }).where(eq(commands.processId, processId));
    const claims: string[] = [];
    const watched = at((phase, id) => void (phase === "claimed" && claims.push(id)));
    await continueDueProcesses(watched.deps, bed.programOf());
    expect(claims).toEqual([]);
    const free = await decided();
    await continueDueProcesses(watched.deps, { slug: "growth" });
    expect(claims).toEqual([]);
    await continueDueProcesses(watched.deps, bed.programOf());
    expect(claims).toEqual([free.processId]);
    expect(await bed.effects(accountId)).toEqual(closeOnce);
  });
});

describe("beginning", () => {
  const request = async (accountId: string, processId: string) => bed.submit(carmen, "request-closing", { processId, accountId, request: await bed.request(accountId, paidOffSample()) });

  test("under an id that another process has is refused in words", async () => {
    const { processId } = await asked();
    expect(await request(await bed.account(), processId)).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
  });

  test("in the same moment as another: one begins, the other is told", async () => {
    const accountId = await bed.account();
    const first = { id: randomUUID(), program: "everyday", accountId, kind: "closing" as const, stage: "requested", plan: {}, planHash: Buffer.from("x"), startedBy: "a", startedByName: "A", startedByRoles: [] };
    const second = await bed.deps.db.transaction(async (tx) => {
      await tx.insert(processes).values(first);
      const answer = request(accountId, randomUUID());
      await expect.poll(async () => (await world.pool.query("SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()")).rowCount).toBeGreaterThan(0);
      return { answer };
    });
    expect(await second.answer).toMatchObject({ ok: false, problem: { kind: "not-possible-now", title: expect.stringContaining("Another process") } });
  });
});
