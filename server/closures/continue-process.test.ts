import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accountProcess, closingContext } from "../queries/closing";
import { workQueue } from "../queries/work-queue";
import { paidOffSample } from "./closing-samples";
import { continueDueProcesses } from "./continue-due";
import { continueProcess } from "./continue-process";
import { carmen } from "./process-test-bed";
import type { ProcessTestBed } from "./process-test-bed";
import { startProcessWorld } from "./process-test-world";
import type { ProcessWorld } from "./process-test-world";

let around: ProcessWorld;
let bed: ProcessTestBed;
let halted: ProcessTestBed;

beforeAll(async () => {
  around = await startProcessWorld();
  ({ bed, halted } = around);
});
afterAll(() => around.close());

const closeOnce = ["POST /v0/accounts/:id/close"];
const caller = (permissions: readonly ("read-closures" | "request-closing" | "decide-closing" | "read-work-queue")[]) => ({ actor: carmen, roles: carmen.roles, program: bed.programOf(), permissions: new Set(permissions) });

async function asked() {
  const accountId = await bed.account();
  const processId = randomUUID();
  expect(await bed.submit(carmen, "request-closing", { processId, accountId, request: await bed.request(accountId, paidOffSample()) })).toMatchObject({ ok: true });
  return { accountId, processId };
}

const decide = (by: ProcessTestBed, { accountId, processId }: { accountId: string; processId: string }) => by.submit(carmen, "decide-closing", { processId, accountId, decision: "approve" });

test("two who decide at the same time: one does, and Lead closes once", async () => {
  const one = await asked();
  const seen = await bed.seen(one.accountId);
  const answers = await Promise.all([0, 1].map(() => bed.submit(carmen, "decide-closing", { ...one, decision: "approve" }, seen)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: expect.stringMatching(/not-possible-now|conflict/) } });
  expect(await bed.effects(one.accountId)).toEqual(closeOnce);
});

test("many runners at the same time are one", async () => {
  const one = await asked();
  expect(await decide(halted, one)).toMatchObject({ ok: true });
  expect(await bed.effects(one.accountId)).toEqual([]);
  const went = await Promise.all(Array.from({ length: 6 }, () => continueProcess(bed.deps, one.processId)));
  expect(went).toContain("ended");
  expect(await bed.effects(one.accountId)).toEqual(closeOnce);
  expect((await bed.trail(one.accountId)).filter((entry) => entry === "process-stage observed closed")).toHaveLength(1);
});

test("the worker takes on what was decided and not begun, and leaves what waits for a person", async () => {
  const [waiting, decided] = [await asked(), await asked()];
  expect(await decide(halted, decided)).toMatchObject({ ok: true });
  expect(await continueDueProcesses(bed.deps, bed.programOf())).toBe(1);
  expect(await bed.process(decided.processId)).toMatchObject({ stage: "closed" });
  expect(await bed.process(waiting.processId)).toMatchObject({ stage: "requested", leasedUntil: null });
  expect(await continueDueProcesses(bed.deps, bed.programOf())).toBe(0);
});

test("the screens see it, as far as the role permits", async () => {
  const one = await asked();
  const reader = caller(["read-closures", "request-closing", "decide-closing", "read-work-queue"]);
  expect(await accountProcess(reader, one.accountId, bed.deps.db)).toMatchObject({
    id: one.processId, stage: "requested", finishedAt: null, steps: [{ step: "close", status: "to-come" }],
    closing: { path: "none", requested: { by: "Carmen Ortiz" }, decided: null, followUps: [] },
  });
  const queue = await workQueue(reader, "approvals", bed.deps.db);
  expect(queue.ok && queue.value.sections.flatMap(({ items }) => items).find(({ id }) => id === one.processId)).toMatchObject({ what: "Closing: paid off", stage: "Asked for", next: "Decide on it", owner: "Compliance", path: `approvals/${one.processId}` });
  expect(await closingContext(reader, one.accountId, bed.deps.db)).toMatchObject({ mayDecide: true, seen: await bed.seen(one.accountId), holders: [{ entityId: await bed.holder(one.accountId) }] });
  expect(await accountProcess(caller([]), one.accountId, bed.deps.db)).toBeNull();
  expect(await closingContext(caller(["read-closures"]), one.accountId, bed.deps.db)).toBeNull();
  expect(await workQueue(caller(["read-closures"]), undefined, bed.deps.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  const elsewhere = { ...reader, program: { ...reader.program, slug: "growth" } };
  expect(await accountProcess(elsewhere, one.accountId, bed.deps.db)).toBeNull();
});
