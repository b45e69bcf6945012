import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bedEnvironment } from "../commands/command-test-bed";
import type { CommandTestBed } from "../commands/command-test-bed";
import { startCommandWorld } from "../commands/command-test-world";
import type { CommandWorld } from "../commands/command-test-world";
import { sampleOf } from "../commands/command-samples";
import { runWorker } from "./worker-loop";
import { workerSettings } from "./worker-settings";

const root = fileURLToPath(new URL("../..", import.meta.url));
const worker = ["--import", "tsx", "--conditions=react-server", path.join(root, "server/worker/main.ts")];

let world: CommandWorld;
let bed: CommandTestBed;
const children: ChildProcess[] = [];

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});
afterAll(() => world.close());

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, ...bedEnvironment(world.settings), LOG_LEVEL: "info", WORKER_POLL_MS: "50" };
}

function start(command: string, args: string[], env = environment()): { child: ChildProcess; said: () => string } {
  const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (more: string) => (text += more));
  return { child, said: () => text };
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe("the worker", () => {
  it("settles what was left unconfirmed, and ends when it is asked to", async () => {
    const sample = await sampleOf(bed, "deactivate-account");
    await bed.fault(sample.operation, "reset-after-effect", 3);
    expect(await bed.run(sample.actor, sample.name, sample.input, { id: sample.id })).toMatchObject({ ok: true, value: { status: "unconfirmed" } });
    await bed.control("DELETE", "/faults");
    const { child, said } = start(process.execPath, worker);
    await expect.poll(async () => (await bed.row(sample.id)).status).toBe("succeeded");
    expect(await bed.effects({ key: sample.id })).toHaveLength(1);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(said()).toContain("worker-stopped");
  });

  it("ends with its parent when it is told so", async () => {
    const script = `const { spawn } = require("node:child_process"); const child = spawn(process.execPath, ${JSON.stringify(worker)}, { stdio: ["ignore", "inherit", "inherit"] }); console.log("pid=" + child.pid);`;
    const { child: parent, said } = start(process.execPath, ["-e", script], { ...environment(), WORKER_EXIT_WITH_PARENT: "true" });
    await expect.poll(said).toContain("worker-started");
    const pid = Number(/pid=(\d+)/.exec(said())?.[1]);
    expect(isAlive(pid)).toBe(true);
    parent.kill("SIGKILL");
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  it("stops at once over a setting that is missing or wrong, and names it", async () => {
    const { child, said } = start(process.execPath, worker, { ...environment(), WORKER_POLL_MS: "soon" });
    expect(await once(child, "exit")).toEqual([1, null]);
    expect(said()).toContain("WORKER_POLL_MS");
    expect(said()).not.toContain("soon");
    expect(() => workerSettings({ WORKER_HEARTBEAT_MS: "1" })).toThrow("WORKER_HEARTBEAT_MS");
    expect(workerSettings({})).toEqual({ pollMs: 1_000, heartbeatMs: 60_000, exitWithParent: false });
  });
});

describe("the worker's loop", () => {
  it("goes on after a round that failed, and one job holds up no other", async () => {
    const stopping = new AbortController();
    let [failing, working] = [0, 0];
    const jobs = [
      { name: "fails", run: () => { failing += 1; return Promise.reject(new Error("The database is away")); } },
      { name: "hangs", run: (signal: AbortSignal) => new Promise<number>((resolve) => signal.addEventListener("abort", () => resolve(0))) },
      { name: "works", run: () => { working += 1; if (working >= 3 && failing >= 3) stopping.abort(); return Promise.resolve(working % 2); } },
    ];
    await runWorker(jobs, { pollMs: 5, heartbeatMs: 10 }, stopping.signal);
    expect(Math.min(failing, working)).toBeGreaterThanOrEqual(3);
  });
});
