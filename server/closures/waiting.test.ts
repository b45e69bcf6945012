import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { consoleActor } from "@/lib/operator";
import { resumeNext } from "../commands/resume-command";
import { commands, processes } from "../db/schema";
import { paidOffSample } from "./closing-samples";
import { continueDueProcesses } from "./continue-due";
import { continueProcess } from "./continue-process";
import { carmen, priya } from "./process-test-bed";
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

async function asked(): Promise<Asked> {
  const one = { accountId: await bed.account(), processId: randomUUID() };
  expect(await bed.submit(carmen, "request-closing", { ...one, request: await bed.request(one.accountId, paidOffSample()) })).toMatchObject({ ok: true });
  return one;
}

const approve = (one: Asked) => bed.submit(carmen, "decide-closing", { ...one, decision: "approve" });
const due = (processId: string, change = {}) => bed.deps.db.update(processes).set({ nextLookAt: null, ...change }).where(eq(processes.id, processId));

/** An edit whose answer was lost before it happened; its command is not settled. */
async function unsettledEdit(accountId: string): Promise<string> {
  await bed.control("POST", "/faults", { kind: "reset-before-effect", route: "PATCH /v0/accounts/:id", count: 3 });
  const edit = await bed.edit(priya, accountId, { details: { product_name: "Everyday Plus" } });
  expect(edit).toMatchObject({ ok: true, value: { status: "unconfirmed" } });
  await bed.control("DELETE", "/faults");
  return edit.ok ? edit.value.commandId : "";
}

async function settle(commandId: string): Promise<void> {
  await bed.deps.db.update(commands).set({ leasedUntil: new Date(0), nextSendAt: null }).where(eq(commands.id, commandId));
  expect(await resumeNext(bed.deps, bed.programOf(), consoleActor, commandId)).toBe(true);
}

describe("a step while another command on the account is not settled", () => {
  test("waits for it, later and later, and then goes on by itself", async () => {
    const one = await asked();
    const edit = await unsettledEdit(one.accountId);
    expect(await approve(one)).toMatchObject({ ok: true });
    expect(await bed.process(one.processId)).toMatchObject({ stage: "decided", problem: null, waits: 1, nextLookAt: expect.any(Date) });
    await due(one.processId);
    expect(await continueDueProcesses(bed.deps, bed.programOf())).toBe(0);
    expect(await bed.process(one.processId)).toMatchObject({ stage: "decided", problem: null, waits: 2 });
    expect(await bed.steps(one.processId)).toEqual([]);
    await settle(edit);
    await due(one.processId);
    expect(await continueDueProcesses(bed.deps, bed.programOf())).toBe(1);
    expect(await bed.process(one.processId)).toMatchObject({ stage: "closed", waits: 0 });
    expect(await bed.effects(one.accountId)).toEqual(["PATCH /v0/accounts/:id", "POST /v0/accounts/:id/close"]);
  });

  test("waits also where the other one came in between, after the step had looked", async () => {
    const one = await asked();
    const meddled = bed.with({ onProcessPhase: async (phase) => void (phase === "facts-checked" && (await unsettledEdit(one.accountId))) });
    expect(await meddled.submit(carmen, "decide-closing", { ...one, decision: "approve" })).toMatchObject({ ok: true });
    expect(await bed.process(one.processId)).toMatchObject({ stage: "decided", problem: null, waits: 1 });
    expect(await bed.effects(one.accountId)).toEqual([]);
  });

  test("is for a person once the time for going on by itself is over, who is told what it waited for", async () => {
    const one = await asked();
    const edit = await unsettledEdit(one.accountId);
    expect(await approve(one)).toMatchObject({ ok: true });
    await due(one.processId, { runsUntil: sql`now() - interval '1 second'` });
    expect(await continueProcess(bed.deps, one.processId)).toBe("stopped");
    expect(await bed.process(one.processId)).toMatchObject({ stage: "decided", problem: { kind: "not-possible-now", title: "“Edit account” by Priya Nair is not settled yet.", commandId: edit } });
    expect(await bed.effects(one.accountId)).toEqual([]);
  });
});
