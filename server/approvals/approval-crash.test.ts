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
import { consoleActor } from "@/lib/operator";
import { priya, chen } from "../closures/process-test-bed";
import { startProcessWorld } from "../closures/process-test-world";
import type { ProcessWorld } from "../closures/process-test-world";
import { commandById } from "../commands/command-log";
import { approvalPhases, localPhases, sendingPhases } from "../commands/phases";
import { resumeNext } from "../commands/resume-command";
import { commands } from "../db/schema";
import { approvals } from "../db/schema-approvals";
import type { ApprovalCrashPlan } from "./approval-crash-child";
import { ApprovalTestBed, gated } from "./approval-test-bed";
import { runDueApproved } from "./run-approved";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "account-console-approval-crash-"));
const child = path.join(folder, "approval-crash-child.mjs");

/** Each starts processes of its own, and several run at once. */
const patienceMs = 120_000;

let around: ProcessWorld;
let bed: ApprovalTestBed;

beforeAll(async () => {
  const bundled = build({
    entryPoints: [path.join(root, "server/approvals/approval-crash-child.ts")], outfile: child, absWorkingDir: root, bundle: true, platform: "node", format: "esm",
    target: "node20", conditions: ["react-server"], external: ["pg-native"], logLevel: "error",
    banner: { js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);' },
  });
  [around] = await Promise.all([startProcessWorld({ approvals: {} }), bundled]);
  bed = new ApprovalTestBed(around.bed.with(gated(around.bed.deps)));
});
afterAll(async () => {
  await around?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs an act in a process of its own; true where it died at the phase. */
async function crash(act: ApprovalCrashPlan["act"], dieAt: string, time = 1): Promise<boolean> {
  const plan: ApprovalCrashPlan = { databaseUrl: around.database.appUrl, simulatorUrl: around.simulator.url, act, dieAt, time };
  const started = spawn(process.execPath, [child], { env: { ...process.env, CRASH_PLAN: JSON.stringify(plan), LOG_LEVEL: "silent" }, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  started.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [code, signal] = (await once(started, "exit")) as [number | null, NodeJS.Signals | null];
  if (code !== 0 && signal !== "SIGKILL") throw new Error(`The child ended with ${code}: ${said}`);
  return signal === "SIGKILL";
}

async function asked(): Promise<{ accountId: string; id: string }> {
  const accountId = await bed.processes.account();
  const id = randomUUID();
  expect(await bed.ask(priya, accountId, id)).toMatchObject({ ok: true, value: { status: "awaits-approval" } });
  return { accountId, id };
}

async function approving(id: string): Promise<ApprovalCrashPlan["act"]> {
  const hash = (await bed.row(id)).inputHash.toString("hex");
  return { actor: chen, submit: { program: bed.processes.program, name: "decide-approval", commandId: randomUUID(), input: { approvalId: id, hash, decision: "approve" } } };
}

/** The pauses of the dead run out, and the worker takes over: what was approved, then what was sent. */
async function recover(id: string): Promise<void> {
  const program = bed.processes.programOf();
  await bed.deps.db.update(approvals).set({ nextTryAt: null }).where(eq(approvals.id, id));
  await runDueApproved(bed.deps, program);
  await bed.deps.db.update(commands).set({ leasedUntil: new Date(0), nextSendAt: null }).where(eq(commands.id, id));
  await resumeNext(bed.deps, program, consoleActor, id);
}

async function assertOnce(accountId: string, id: string): Promise<void> {
  expect(await bed.row(id)).toMatchObject({ state: "executed", approver: chen.subject });
  expect(await commandById(bed.deps.db, id)).toMatchObject({ status: "succeeded", operator: priya.subject, approver: chen.subject });
  expect(await bed.processes.effects(accountId)).toEqual(["PATCH /v0/accounts/:id"]);
  expect(await bed.trail(id)).toEqual(["approval-asked observed", "update-account asked", "update-account done"]);
}

describe.concurrent("asking, killed", () => {
  test.each([...approvalPhases])("at %s: there whole or not at all, and one request when it is sent again", async (phase) => {
    const accountId = await bed.processes.account();
    const id = randomUUID();
    const submit = await bed.asking(accountId, id);
    expect(await crash({ actor: priya, submit }, phase)).toBe(true);
    expect(await bed.trail(id)).toHaveLength(phase === "approval-recorded" ? 1 : 0);
    expect(await bed.ask(priya, accountId, id)).toMatchObject({ ok: true, value: { status: "awaits-approval" } });
    expect(await bed.trail(id)).toEqual(["approval-asked observed"]);
    expect(await bed.processes.effects(accountId)).toEqual([]);
  }, patienceMs);
});

describe.concurrent("approving, killed, it is done once and the trail tells it", () => {
  test.each([...localPhases, ...sendingPhases])("at %s", async (phase) => {
    const { accountId, id } = await asked();
    const act = await approving(id);
    expect(await crash(act, phase)).toBe(true);
    // Undone with its transaction: nobody has approved it yet, and the same decision is sent again.
    if (phase === "local-written") expect(await bed.decide(chen, id)).toMatchObject({ ok: true });
    await recover(id);
    await assertOnce(accountId, id);
  }, patienceMs);

  test.each([...sendingPhases])("and once more by the worker at %s", async (phase) => {
    const { accountId, id } = await asked();
    expect(await crash(await approving(id), "local-recorded")).toBe(true);
    expect(await crash({ run: id }, phase)).toBe(true);
    await recover(id);
    await assertOnce(accountId, id);
  }, patienceMs);
});
