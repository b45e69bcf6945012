import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { describeEnding, startChild } from "../supervisor/child-process";
import type { Child } from "../supervisor/child-process";
import { startOrphanGuard } from "../supervisor/orphan-guard";

export const root = fileURLToPath(new URL("../..", import.meta.url));

const GRACE_MS = 15_000;
const TAIL_LINES = 25;

/** Node's arguments for one of our TypeScript entry points. */
export const typescript = (entry: string) => ["--import", "tsx", "--conditions=react-server", path.join(root, entry)];

type PartOptions = {
  name: string;
  args: string[];
  environment: NodeJS.ProcessEnv;
  /** Answers below 500 once the part serves; a part without one is ready at once. */
  readyUrl?: string;
  readyTimeoutMs?: number;
  folder?: string;
};

export type DemoParts = {
  /** Starts a part and waits until it serves; throws with the end of its log when it does not. */
  start(part: PartOptions): Promise<void>;
  /** Runs a step to its end, its output shown. */
  run(name: string, args: string[], environment: NodeJS.ProcessEnv): Promise<void>;
  /** Resolves with a sentence when a part ends by itself. */
  failure: Promise<string>;
  /** Ends every part, the last started first. */
  stop(): Promise<void>;
};

/** The processes of one demo; their output goes to `logFolder`, or to our own output with `showOutput`. */
export function openParts(logFolder: string, showOutput: boolean): DemoParts {
  const guard = startOrphanGuard();
  const started: { name: string; child: Child }[] = [];
  let stopping = false;
  let fail: (sentence: string) => void = () => undefined;
  const failure = new Promise<string>((resolve) => (fail = resolve));

  const assertRunning = () => {
    if (stopping) throw new Error("Interrupted.");
  };

  async function start(part: PartOptions): Promise<void> {
    assertRunning();
    mkdirSync(logFolder, { recursive: true });
    const logFile = path.join(logFolder, `${part.name.replaceAll(" ", "-")}.log`);
    const log = openSync(logFile, "w");
    const stdio = showOutput ? "inherit" as const : log;
    const child = startChild({
      command: process.execPath,
      args: part.args,
      environment: part.environment,
      folder: part.folder ?? root,
      stdio: ["ignore", stdio, stdio],
      guard,
    });
    closeSync(log);
    started.unshift({ name: part.name, child });
    const ended = child.ended.then((ending) => `The ${part.name} ${describeEnding(ending)}.${tail(logFile)}`);
    void ended.then((sentence) => stopping || fail(sentence));
    if (part.readyUrl === undefined) return;
    const problem = await Promise.race([ended, becomesReady(part.readyUrl, part.readyTimeoutMs ?? 60_000)]);
    if (problem !== undefined) throw new Error(problem === "late" ? `The ${part.name} did not answer at ${part.readyUrl}.${tail(logFile)}` : problem);
  }

  async function run(name: string, args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
    assertRunning();
    const child = startChild({ command: process.execPath, args, environment, folder: root, stdio: ["ignore", "inherit", "inherit"], guard });
    started.unshift({ name, child });
    const ending = await child.ended;
    if (ending.code !== 0) throw new Error(`The ${name} ${describeEnding(ending)}.`);
  }

  return {
    start,
    run,
    failure,
    stop: async () => {
      stopping = true;
      for (const { child } of started) await child.stop(GRACE_MS);
      guard.close();
    },
  };
}

async function becomesReady(url: string, timeoutMs: number): Promise<"late" | undefined> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const status = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(30_000) }).then((response) => response.status, () => 599);
    if (status < 500) return undefined;
    await delay(100);
  }
  return "late";
}

function tail(logFile: string): string {
  if (!existsSync(logFile)) return "";
  const lines = readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
  return lines === "" ? "" : ` It said last:\n${lines}\n`;
}
