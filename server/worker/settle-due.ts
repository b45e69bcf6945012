import "server-only";
import { consoleActor } from "@/lib/operator";
import type { CommandDeps } from "../commands/command-deps";
import { resumeNext } from "../commands/resume-command";
import type { Program } from "../programs";

/**
 * Settles what is due in one program, one command after another, until nothing is due or `stopping`. Returns how many.
 * Several workers may do this at once: each takes rows that no other holds.
 */
export async function settleDue(deps: CommandDeps, program: Program, stopping?: AbortSignal): Promise<number> {
  let settled = 0;
  while (!stopping?.aborted && (await resumeNext(deps, program, consoleActor))) settled += 1;
  return settled;
}
