import "server-only";
import type { bulkCommandNames } from "@/lib/bulk/bulk-actions";
import type { CommandReceipt } from "@/lib/command";
import type { Result } from "@/lib/result";
import type { CommandDeps } from "../commands/command-deps";
import type { LocalCommand } from "../commands/define-command";
import type { RunRequest } from "../commands/prepare-command";
import { runCommand } from "../commands/run-command";
import { decideBulk, resumeBulk, retryBulk, startBulk, stopBulk } from "./control-bulk";
import { planBulk } from "./plan-bulk";

const bulkCommands = {
  "plan-bulk": planBulk,
  "start-bulk": startBulk,
  "decide-bulk": decideBulk,
  "stop-bulk": stopBulk,
  "resume-bulk": resumeBulk,
  "retry-bulk": retryBulk,
} as const satisfies Record<(typeof bulkCommandNames)[number], LocalCommand>;

/** A person's act on a bulk action, through the pipeline as every command; other commands go there as they are. */
export function submitWithBulk(deps: CommandDeps, request: RunRequest): Promise<Result<CommandReceipt>> {
  return runCommand({ ...deps, definitions: { ...deps.definitions, ...bulkCommands } }, request);
}
