import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { startChild } from "./child-process";
import { startOrphanGuard } from "./orphan-guard";
import { supervise } from "./supervise";

const limits = { pauseMs: 20, longestPauseMs: 80, steadyMs: 60_000, graceMs: 1_000 };

let folder: string;

beforeEach(async () => {
  process.env.LOG_LEVEL = "silent";
  folder = await mkdtemp(path.join(tmpdir(), "account-console-supervisor-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A program that notes its pid on a line of its own and then does `then`. */
async function program(name: string, then: string) {
  const script = path.join(folder, `${name}.cjs`);
  const notes = path.join(folder, `${name}.pids`);
  await writeFile(notes, "");
  await writeFile(script, `require("fs").appendFileSync(${JSON.stringify(notes)}, process.pid + "\\n"); ${then}`);
  const pids = async () => (await readFile(notes, "utf8")).trim().split("\n").filter(Boolean).map(Number);
  return { script, pids };
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const part = (name: string, script: string) => ({ name, args: [script], environment: process.env });

describe("supervise", () => {
  test("starts a part again when it ends, and leaves the others running", async () => {
    const steady = await program("steady", "setInterval(() => {}, 1000);");
    const failing = await program("failing", "process.exit(3);");
    const { stop } = supervise([part("steady", steady.script), part("failing", failing.script)], limits);
    await vi.waitFor(async () => expect((await failing.pids()).length).toBeGreaterThanOrEqual(3), 10_000);
    expect(await steady.pids()).toHaveLength(1);
    await stop();
    expect((await steady.pids()).map(isAlive)).toEqual([false]);
  });

  test("a part that is killed comes back as another process", async () => {
    const steady = await program("steady", "setInterval(() => {}, 1000);");
    const { stop } = supervise([part("steady", steady.script)], limits);
    await vi.waitFor(async () => expect(await steady.pids()).toHaveLength(1), 10_000);
    const [first = 0] = await steady.pids();
    process.kill(first, "SIGKILL");
    await vi.waitFor(async () => expect(await steady.pids()).toHaveLength(2), 10_000);
    await stop();
    expect((await steady.pids()).map(isAlive)).toEqual([false, false]);
  });

  test("stopping lets a part finish what it does, and insists where it does not end", async () => {
    const done = path.join(folder, "done");
    const polite = await program("polite", `setInterval(() => {}, 1000); process.on("SIGTERM", () => { require("fs").writeFileSync(${JSON.stringify(done)}, "yes"); process.exit(0); });`);
    const stubborn = await program("stubborn", 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);');
    const { stop } = supervise([part("polite", polite.script), part("stubborn", stubborn.script)], limits);
    await vi.waitFor(async () => expect([...(await polite.pids()), ...(await stubborn.pids())]).toHaveLength(2), 10_000);
    await stop();
    expect(await readFile(done, "utf8")).toBe("yes");
    expect([...(await polite.pids()), ...(await stubborn.pids())].map(isAlive)).toEqual([false, false]);
  });
});

describe("children", () => {
  test("ending a child ends what it started in turn", async () => {
    const grandchild = await program("grandchild", "setInterval(() => {}, 1000);");
    const parent = await program("parent", `require("child_process").spawn(process.execPath, [${JSON.stringify(grandchild.script)}]); setInterval(() => {}, 1000);`);
    const guard = startOrphanGuard();
    const child = startChild({ command: process.execPath, args: [parent.script], environment: process.env, stdio: "ignore", guard });
    await vi.waitFor(async () => expect(await grandchild.pids()).toHaveLength(1), 10_000);
    await child.stop(1_000);
    guard.close();
    const [pid = 0] = await grandchild.pids();
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 10_000);
  });

  test("the guard ends what a killed process left behind, and removes its folder", async () => {
    const orphan = await program("orphan", "setInterval(() => {}, 1000);");
    const scratch = await mkdtemp(path.join(folder, "scratch-"));
    const entry = path.join(folder, "killed.mts");
    await writeFile(entry, `
      import { startChild } from ${JSON.stringify(path.join(import.meta.dirname, "child-process.ts"))};
      import { startOrphanGuard } from ${JSON.stringify(path.join(import.meta.dirname, "orphan-guard.ts"))};
      const guard = startOrphanGuard();
      guard.removeFolder(${JSON.stringify(scratch)});
      startChild({ command: process.execPath, args: [${JSON.stringify(orphan.script)}], environment: process.env, stdio: "ignore", guard });
    `);
    const killed = spawn(process.execPath, ["--import", "tsx", entry], { stdio: "ignore" });
    await vi.waitFor(async () => expect(await orphan.pids()).toHaveLength(1), 10_000);
    killed.kill("SIGKILL");
    await once(killed, "exit");
    const [pid = 0] = await orphan.pids();
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 10_000);
    await vi.waitFor(() => expect(readFile(scratch)).rejects.toThrow("ENOENT"), 10_000);
  });
});
