import "server-only";
import type { CommandReceipt } from "@/lib/command";
import type { Result } from "@/lib/result";
import { submitWithBulk } from "../bulk/submit-bulk";
import type { CommandDeps } from "../commands/command-deps";
import type { RunRequest } from "../commands/prepare-command";
import { decideApproval } from "./decide-approval";
import { withdrawApproval } from "./withdraw-approval";

const approvalCommands = { "decide-approval": decideApproval, "withdraw-approval": withdrawApproval } as const;

/** A person's act on a request, through the pipeline as every command; other commands go there as they are. */
export function submitWithApprovals(deps: CommandDeps, request: RunRequest): Promise<Result<CommandReceipt>> {
  return submitWithBulk({ ...deps, definitions: { ...deps.definitions, ...approvalCommands } }, request);
}
