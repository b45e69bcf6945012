import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RefreshCrashPlan } from "./refresh-crash-child";
import { refreshPhases } from "./refresh-phases";
import { RefreshUnderTest } from "./refresh-under-test";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "account-console-refresh-crash-"));
const child = path.join(folder, "refresh-crash-child.mjs");

let under: RefreshUnderTest;
beforeAll(async () => {
  const bundled = build({
    entryPoints: [path.join(root, "server/refresh/refresh-crash-child.ts")], outfile: child, absWorkingDir: root, bundle: true, platform: "node", format: "esm",
    target: "node20", conditions: ["react-server"], external: ["pg-native"], logLevel: "error",
    banner: { js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);' },
  });
  [under] = await Promise.all([RefreshUnderTest.start(), bundled]);
});
afterAll(async () => {
  await under.world.close();
  rmSync(folder, { recursive: true, force: true });
});

async function crash(dieAt: string, time: number): Promise<boolean> {
  const plan: RefreshCrashPlan = { databaseUrl: under.world.databaseUrl, simulatorUrl: under.world.simulator.url, program: "growth", dieAt, time };
  const started = spawn(process.execPath, [child], { env: { ...process.env, CRASH_PLAN: JSON.stringify(plan), LOG_LEVEL: "silent" }, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  started.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [code, signal] = (await once(started, "exit")) as [number | null, NodeJS.Signals | null];
  if (code !== 0 && signal !== "SIGKILL") throw new Error(`The child ended with ${code}: ${said}`);
  return signal === "SIGKILL";
}

const several: readonly string[] = ["asking", "remembered"];

it.each([...refreshPhases])("when the process dies at %s, another goes on where it was: all are read, and what changed is told once", async (phase) => {
  const wanted = await under.take(5);
  for (const id of wanted) await under.world.control("PATCH", `/accounts/${id}`, { metadata: { seen: phase } });
  await under.age(wanted, 172_800);
  if (phase === "put-back") await under.world.control("POST", "/faults", { route: "GET /v0/accounts/:id", kind: "malformed-body", count: 100 });
  const startedAt = new Date();
  expect(await crash(phase, several.includes(phase) ? 3 : 1)).toBe(true);
  const read = async () => (await under.entries(wanted)).filter(({ readAt }) => readAt >= startedAt).length;
  if (phase === "recorded") expect(await read()).toBe(5);
  else expect(await read()).toBeLessThan(5);
  await under.world.control("DELETE", "/faults");
  await under.due();
  await under.db.execute(`UPDATE refresh_places SET place_at = now() - interval '1 second' WHERE lane = 'again'`);
  await under.run();
  expect(await read()).toBe(5);
  for (const id of wanted) expect((await under.trail(id)).filter((action) => action === "changed-elsewhere")).toHaveLength(1);
  expect((await under.entries(wanted)).every(({ body }) => body.metadata?.seen === phase)).toBe(true);
  expect(await under.run()).toBe(0);
}, 60_000);
