import "server-only";
import type { CommandDeps } from "../commands/command-deps";
import type { Program } from "../programs";
import { deliverNotices } from "./deliver-notices";
import { tendRequests } from "./due-requests";
import { runDueApproved } from "./run-approved";

type Job = { name: string; run(stopping: AbortSignal): Promise<number> };

/** What the worker does about requests in one program: carries out, reminds, ends. */
export function approvalsJob(deps: CommandDeps, program: Program): Job {
  return {
    name: `approvals-${program.slug}`,
    run: async (stopping) => (await runDueApproved(deps, program, stopping)) + (await tendRequests(deps.db, program)),
  };
}

/** On its own, so that a service that does not answer holds up no request. */
export function noticesJob(deps: CommandDeps, program: Program): Job {
  return { name: `approval-notices-${program.slug}`, run: (stopping) => deliverNotices(deps.db, program, stopping) };
}
