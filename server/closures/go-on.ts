import "server-only";
import { untilDone } from "../commands/action-deadline";
import type { CommandContext } from "../commands/define-command";
import { continueProcess } from "./continue-process";
import type { ProcessDeps } from "./process-deps";

/** Takes a process on at once, and leaves it to itself where Lead takes longer than a person should wait. */
export function goOn(deps: ProcessDeps, { program, commandId, input }: CommandContext<{ processId: string }>, answerBy: number): Promise<void> {
  const work = continueProcess(deps, input.processId);
  return untilDone(work, { id: commandId, program: program.slug, name: `process ${input.processId}` }, answerBy);
}
