import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { person } from "../commands/command-test-bed";
import { localPhases, sendingPhases } from "../commands/phases";
import { processPhases } from "../closures/process-deps";
import { commands, processes } from "../db/schema";
import { settleDue } from "../worker/settle-due";
import type { BulkCrashPlan } from "./bulk-crash-child";
import { bulkPhases } from "./bulk-phases";
import { BulkUnderTest } from "./bulk-under-test";
import { closePath, startClosings, workOn } from "./closing-bulk-under-test";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "account-console-bulk-crash-"));
const child = path.join(folder, "bulk-crash-child.mjs");

let under: BulkUnderTest;
beforeAll(async () => {
  const bundled = build({
    entryPoints: [path.join(root, "server/bulk/bulk-crash-child.ts")], outfile: child, absWorkingDir: root, bundle: true, platform: "node", format: "esm",
    target: "node20", conditions: ["react-server"], external: ["pg-native"], logLevel: "error",
    banner: { js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);' },
  });
  [under] = await Promise.all([BulkUnderTest.start(), bundled]);
});
afterAll(async () => {
  await under.world.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => under.longAgo());

async function crash(dieAt: string, time: number, actor = person("priya")): Promise<boolean> {
  const plan: BulkCrashPlan = { settings: under.world.settings, program: under.bed.slug, actor, dieAt, time };
  const started = spawn(process.execPath, [child], { env: { ...process.env, CRASH_PLAN: JSON.stringify(plan), LOG_LEVEL: "silent" }, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  started.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [code, signal] = (await once(started, "exit")) as [number | null, NodeJS.Signals | null];
  if (code !== 0 && signal !== "SIGKILL") throw new Error(`The child ended with ${code}: ${said}`);
  return signal === "SIGKILL";
}

const onlyOnce: readonly string[] = ["claimed", "end-written", "end-recorded"];

it.each([...bulkPhases, ...sendingPhases])("when the process dies at %s, another goes on: every account is done once, by one command", async (phase) => {
  const ids = await under.accounts(4);
  const runId = await under.started(ids);
  expect(await crash(phase, onlyOnce.includes(phase) ? 1 : 2)).toBe(true);
  await under.due(runId);
  await settleDue(under.bed.deps, under.bed.program);
  await under.due(runId);
  await under.round();
  expect(await under.run(runId)).toMatchObject({ status: "done" });
  expect(await under.kinds(runId)).toEqual(["done", "done", "done", "done"]);
  for (const id of ids) {
    expect(await under.bed.effects({ account_id: id })).toEqual(["POST /v0/accounts/:id/deactivate"]);
    const ofAccount = await under.db.select().from(commands).where(eq(commands.accountId, id));
    expect(ofAccount).toMatchObject([{ bulkRunId: runId, status: "succeeded" }]);
    expect(await under.bed.trail(ofAccount[0]?.id ?? "")).toEqual(["deactivate-account asked", "deactivate-account done"]);
  }
  expect((await under.trail(runId)).filter((entry) => entry === "bulk-ended observed")).toHaveLength(1);
  expect((await under.db.execute<{ many: number }>(sql`SELECT count(*)::integer AS many FROM commands WHERE bulk_run_id = ${runId}`)).rows).toEqual([{ many: 4 }]);
}, 60_000);

const perAccount: readonly string[] = ["claimed", ...onlyOnce];

it.each([...new Set([...bulkPhases, ...localPhases, ...processPhases, "intent-recorded", "send-marked", "answered"])])("when the process dies at %s of closings, another goes on: every account is closed once, by one closing", async (phase) => {
  const ids = await under.accounts(3);
  const runId = await startClosings(under, person("carmen"), ids);
  expect(await crash(phase, perAccount.includes(phase) ? 1 : 2, person("carmen"))).toBe(true);
  for (let rounds = 0; rounds < 3; rounds += 1) await workOn(under, runId);
  expect(await under.run(runId)).toMatchObject({ status: "done" });
  expect(await under.kinds(runId)).toEqual(["done", "done", "done"]);
  for (const id of ids) {
    expect(await under.bed.effects({ account_id: id })).toEqual([closePath]);
    const ofAccount = await under.db.select().from(commands).where(eq(commands.accountId, id));
    expect(ofAccount.map(({ name, status }) => `${name} ${status}`).sort()).toEqual(["close-account succeeded", "decide-closing succeeded", "request-closing succeeded"]);
    expect(await under.db.select().from(processes).where(eq(processes.accountId, id))).toMatchObject([{ stage: "closed" }]);
  }
  expect((await under.trail(runId)).filter((entry) => entry === "bulk-ended observed")).toHaveLength(1);
}, 60_000);
