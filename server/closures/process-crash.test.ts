import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { confirmationText } from "@/lib/closures/reasons";
import { businessDate } from "@/lib/format";
import { sendingPhases } from "../commands/phases";
import { processes } from "../db/schema";
import { clientClosedSample } from "./closing-samples";
import { continueProcess } from "./continue-process";
import { correctionSample } from "./correction-samples";
import type { ProcessCrashPlan } from "./process-crash-child";
import { processPhases } from "./process-deps";
import { carmen } from "./process-test-bed";
import type { ProcessTestBed } from "./process-test-bed";
import { startProcessWorld } from "./process-test-world";
import type { ProcessWorld } from "./process-test-world";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "account-console-process-crash-"));
const child = path.join(folder, "process-crash-child.mjs");

/** Each starts a process of its own, and several run at once. */
const patienceMs = 120_000;

let around: ProcessWorld;
let world: ProcessTestBed;
let halted: ProcessTestBed;

beforeAll(async () => {
  const bundled = build({
    entryPoints: [path.join(root, "server/closures/process-crash-child.ts")], outfile: child, absWorkingDir: root, bundle: true, platform: "node", format: "esm",
    target: "node20", conditions: ["react-server"], external: ["pg-native"], logLevel: "error",
    banner: { js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);' },
  });
  [around] = await Promise.all([startProcessWorld(), bundled]);
  ({ bed: world, halted } = around);
});
afterAll(async () => {
  await around.close();
  rmSync(folder, { recursive: true, force: true });
});

type Started = { accountId: string; processId: string };
const today = () => businessDate(new Date(), "America/Chicago");

async function closing(): Promise<Started> {
  const accountId = await world.account();
  const processId = randomUUID();
  const request = await world.request(accountId, clientClosedSample(accountId, await world.holder(accountId)));
  expect(await world.submit(carmen, "request-closing", { processId, accountId, request })).toMatchObject({ ok: true });
  expect(await world.submit(carmen, "decide-closing", { processId, accountId, decision: "approve", typed: confirmationText(accountId) })).toMatchObject({ ok: true });
  expect(await halted.submit(carmen, "send-closing-letter", { processId, accountId, delivered: { on: today(), time: null } })).toMatchObject({ ok: true });
  return { accountId, processId };
}

async function inactiveReason(): Promise<Started> {
  const accountId = await world.account({ status: "inactive", status_reason: "dormant" });
  const processId = randomUUID();
  expect(await halted.submit(carmen, "change-inactive-reason", { act: "start", processId, accountId, reason: "other", note: "It was never dormant" })).toMatchObject({ ok: true });
  return { accountId, processId };
}

async function correction(): Promise<Started> {
  const accountId = await world.account({ status: "closed", status_reason: "paid_off", details: { closed_at: "2026-10-01T10:00:00Z" } });
  const processId = randomUUID();
  const plan = correctionSample(accountId, await world.holder(accountId));
  expect(await halted.submit(carmen, "correct-closure", { act: "start", processId, accountId, plan })).toMatchObject({ ok: true });
  return { accountId, processId };
}

const kinds = {
  closing: { start: closing, calls: ["PATCH /v0/accounts/:id", "POST /v0/accounts/:id/close"], ends: { status: "closed", statusReason: "client_closed" }, stages: ["recorded", "closed"] },
  "inactive-reason": { start: inactiveReason, calls: ["POST /v0/accounts/:id/activate", "POST /v0/accounts/:id/deactivate"], ends: { status: "inactive", statusReason: "other" }, stages: ["activated", "done"] },
  correction: { start: correction, calls: ["POST /v0/accounts/:id/activate", "PATCH /v0/accounts/:id", "POST /v0/accounts/:id/close"], ends: { status: "closed", statusReason: "client_closed" }, stages: ["reopened", "recorded", "done"] },
} as const;

async function crash(processId: string, dieAt: string, time: number): Promise<boolean> {
  const plan: ProcessCrashPlan = { databaseUrl: around.database.appUrl, simulatorUrl: around.simulator.url, processId, dieAt, time };
  const started = spawn(process.execPath, [child], { env: { ...process.env, CRASH_PLAN: JSON.stringify(plan), LOG_LEVEL: "silent" }, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  started.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [code, signal] = (await once(started, "exit")) as [number | null, NodeJS.Signals | null];
  if (code !== 0 && signal !== "SIGKILL") throw new Error(`The child ended with ${code}: ${said}`);
  return signal === "SIGKILL";
}

/** The leases of the dead run out, and the worker takes over: first what was sent, then the process. */
async function recover(processId: string): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await world.deps.db.update(processes).set({ leasedUntil: null }).where(eq(processes.id, processId));
    await world.settle(processId);
    if ((await continueProcess(world.deps, processId)) === "ended") return;
  }
}

async function assertWhole(kind: keyof typeof kinds, { accountId, processId }: Started): Promise<void> {
  const { calls, ends, stages } = kinds[kind];
  expect(await world.process(processId)).toMatchObject({ stage: stages.at(-1), problem: null, finishedAt: expect.any(Date) });
  expect(await world.effects(accountId)).toEqual([...calls]);
  expect(await world.directory(accountId)).toMatchObject(ends);
  const steps = await world.steps(processId);
  expect(steps.map(({ status }) => status)).toEqual(calls.map(() => "succeeded"));
  const trail = (await world.trail(accountId)).filter((entry) => entry.startsWith("process-stage") || steps.some(({ name }) => entry.startsWith(name)));
  expect(trail).toEqual(steps.flatMap(({ name }, index) => [`${name} asked`, `${name} done`, `process-stage observed ${stages[index]}`]));
}

/** Passed once with every step; what is claimed is claimed once. */
const everyStep = [...processPhases.filter((phase) => phase !== "claimed"), ...sendingPhases];
const everywhere = (Object.keys(kinds) as (keyof typeof kinds)[]).flatMap((kind) => [
  [kind, "claimed", 1] as const,
  ...everyStep.flatMap((phase) => kinds[kind].calls.map((_, index) => [kind, phase, index + 1] as const)),
]);

describe.concurrent("killed and continued, Lead holds each effect once, the directory agrees and the trail tells it", () => {
  test.each(everywhere)("%s at %s, time %i", async (kind, phase, time) => {
    const started = await kinds[kind].start();
    expect(await crash(started.processId, phase, time)).toBe(true);
    await recover(started.processId);
    await assertWhole(kind, started);
  }, patienceMs);
});
