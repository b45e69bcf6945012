import "server-only";
import type { CommandReceipt, LocalCommandName } from "@/lib/command";
import type { Result } from "@/lib/result";
import type { RunRequest } from "../commands/prepare-command";
import { runCommand } from "../commands/run-command";
import type { LocalCommand } from "../commands/define-command";
import { abandonClosing } from "./abandon-closing";
import { changeInactiveReason } from "./change-inactive-reason";
import { correctClosure } from "./correct-closure";
import { decideClosing } from "./decide-closing";
import { keepStatus } from "./keep-status";
import type { ProcessDeps } from "./process-deps";
import { requestClosing } from "./request-closing";
import { sendClosingLetter } from "./send-closing-letter";

export const processCommandNames = ["request-closing", "decide-closing", "send-closing-letter", "abandon-closing", "change-inactive-reason", "correct-closure", "keep-status"] as const satisfies readonly LocalCommandName[];
export type ProcessCommandName = (typeof processCommandNames)[number];

/** Each with what the person had seen, which is no part of the command itself. */
const processCommands = {
  "request-closing": requestClosing,
  "decide-closing": decideClosing,
  "send-closing-letter": () => sendClosingLetter,
  "abandon-closing": () => abandonClosing,
  "change-inactive-reason": changeInactiveReason,
  "correct-closure": correctClosure,
  "keep-status": keepStatus,
} satisfies Record<ProcessCommandName, (seen: string | undefined) => LocalCommand>;

export function isProcessCommand(name: string): name is ProcessCommandName {
  return processCommandNames.some((known) => known === name);
}

/**
 * A person's act in a process, through the pipeline as every command. `deps.definitions` holds the foreign verbs that
 * the process goes on with; the receipt is that of the act, and the process is followed by its own query.
 */
export function submitProcess(deps: ProcessDeps, request: RunRequest & { submission: { name: ProcessCommandName } }): Promise<Result<CommandReceipt>> {
  const { name, seen } = request.submission;
  return runCommand({ ...deps, definitions: { ...deps.definitions, [name]: processCommands[name](seen) } }, request);
}
