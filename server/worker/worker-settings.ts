import "server-only";
import { readSettings, workerSchema } from "../env";
import type { Environment } from "../env";

/** How often the worker looks, how often it says that it lives, and whether it ends with the process that started it. */
export function workerSettings(environment: Environment) {
  const { WORKER_POLL_MS: pollMs, WORKER_HEARTBEAT_MS: heartbeatMs, WORKER_EXIT_WITH_PARENT: exitWithParent } = readSettings(workerSchema, environment);
  return { pollMs, heartbeatMs, exitWithParent };
}
