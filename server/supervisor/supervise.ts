import "server-only";

import { setTimeout as delay } from "node:timers/promises";

import { log } from "../log";
import { describeEnding, startChild } from "./child-process";
import type { Child } from "./child-process";
import { startOrphanGuard } from "./orphan-guard";

export type SupervisedPart = { name: string; args: string[]; environment: NodeJS.ProcessEnv };

export type Limits = {
  /** The first pause before a restart; it doubles. */
  pauseMs: number;
  longestPauseMs: number;
  /** A part that ran for this long counts as well again. */
  steadyMs: number;
  graceMs: number;
};

const USUAL: Limits = { pauseMs: 500, longestPauseMs: 30_000, steadyMs: 60_000, graceMs: 30_000 };

/** Runs each part as a Node process and starts it again when it ends, until `stop`. */
export function supervise(parts: SupervisedPart[], limits: Limits = USUAL): { stop(): Promise<void> } {
  const guard = startOrphanGuard();
  const stopping = new AbortController();
  const children = new Map<string, Child>();

  async function keepRunning(part: SupervisedPart): Promise<void> {
    let pauseMs = limits.pauseMs;
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      const child = startChild({ command: process.execPath, args: part.args, environment: part.environment, stdio: "inherit", guard });
      children.set(part.name, child);
      log().info({ event: "part-started", part: part.name, pid: child.pid });
      const ending = await child.ended;
      if (stopping.signal.aborted) return;
      if (performance.now() - startedAt > limits.steadyMs) pauseMs = limits.pauseMs;
      log().error({ event: "part-ended", part: part.name, reason: describeEnding(ending), durationMs: pauseMs }, "starting it again after a pause");
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, limits.longestPauseMs);
    }
  }

  const running = Promise.all(parts.map(keepRunning));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([...children.values()].map((child) => child.stop(limits.graceMs)));
      await running;
      guard.close();
    },
  };
}
