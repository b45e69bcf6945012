import { spawn } from "node:child_process";
import type { StdioOptions } from "node:child_process";
import type { Readable } from "node:stream";

import type { OrphanGuard } from "./orphan-guard";

export type ChildOptions = {
  command: string;
  args: string[];
  environment: NodeJS.ProcessEnv;
  folder?: string;
  stdio: StdioOptions;
  guard: OrphanGuard;
};

export type Ending = { code: number | null; signal: NodeJS.Signals | null; error?: Error };

export type Child = {
  pid: number | undefined;
  /** What it writes, where `stdio` says "pipe". */
  output: Readable[];
  ended: Promise<Ending>;
  /** Asks the whole group to end (by SIGTERM where nothing else is said), and insists after `graceMs`. */
  stop(graceMs: number, signal?: NodeJS.Signals): Promise<Ending>;
};

/** Starts a process in a group of its own, so that everything it starts in turn can be ended with it. */
export function startChild({ command, args, environment, folder, stdio, guard }: ChildOptions): Child {
  const child = spawn(command, args, { env: environment, cwd: folder, stdio, detached: true });
  const { pid } = child;
  if (pid !== undefined) guard.watch(-pid, "SIGTERM");
  const ended = new Promise<Ending>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", (error) => resolve({ code: null, signal: null, error }));
  }).then((ending) => {
    if (pid === undefined) return ending;
    signalGroup(pid, "SIGKILL");
    guard.forget(-pid);
    return ending;
  });
  const stop = async (graceMs: number, signal: NodeJS.Signals = "SIGTERM") => {
    if (pid === undefined) return ended;
    signalGroup(pid, signal);
    const insist = setTimeout(() => signalGroup(pid, "SIGKILL"), graceMs);
    const ending = await ended;
    clearTimeout(insist);
    return ending;
  };
  return { pid, output: [child.stdout, child.stderr].filter((stream) => stream !== null), ended, stop };
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

/** In words, for a person. */
export function describeEnding({ code, signal, error }: Ending): string {
  if (error !== undefined) return `could not be started: ${error.message}`;
  return signal === null ? `ended with code ${String(code)}` : `was ended by ${signal}`;
}
