import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { log } from "../log";
import type { Program } from "../programs";
import { continueProcess } from "./continue-process";
import type { ProcessDeps } from "./process-deps";

/** Takes a process on at once, and leaves it to itself where Lead takes longer than a person should wait. */
export async function goOnInTime(deps: ProcessDeps, program: Program, processId: string): Promise<void> {
  const work = continueProcess(deps, processId).catch((err: unknown) => log().error({ err, event: "process-interrupted", processId, program: program.slug }, "a process could not be taken on"));
  const timeOver = new AbortController();
  await Promise.race([work, delay(program.limits.actionDeadlineMs, undefined, { signal: timeOver.signal }).catch(() => undefined)]);
  timeOver.abort();
}
