import "server-only";
import { eq, sql } from "drizzle-orm";
import { keepStatusInput } from "@/lib/closures/closing-inputs";
import type { KeepStatusInput } from "@/lib/closures/closing-inputs";
import { alarmTarget, alarmWords } from "@/lib/closures/corrections";
import { fail, ok } from "@/lib/result";
import type { Problem } from "@/lib/result";
import { defineLocalCommand } from "../commands/define-command";
import type { Queryable } from "../db/client";
import { processes } from "../db/schema";
import { lookAtAccount } from "./look";
import type { Looked } from "./look";
import { busyProblem, notPossible, seenProblem } from "./process-guards";
import { lockedProcess } from "./process-row";
import type { ProcessRow } from "./process-row";

/**
 * Decides that an account stays as Lead shows it, though a process that was given up half-way meant it elsewhere: its
 * alarm ends, and that of whatever was given up on the account before.
 */
export const keepStatus = (seen: string | undefined) => defineLocalCommand<KeepStatusInput, Looked>({
  name: "keep-status",
  kind: "local",
  permissions: ["keep-status"],
  schema: keepStatusInput,
  accountId: ({ accountId }) => accountId,
  look: ({ reader, deps }, { program, input }) => lookAtAccount(deps.db, reader, program, input.accountId),
  async perform(tx, { input, program, actor, ready: { facts } }) {
    const { accountId, processId, reason } = input;
    const process = await lockedProcess(tx, program.slug, accountId, processId);
    const problem = (await standsOtherwise(tx, process, facts.status)) ?? seenProblem(seen, facts);
    if (problem) return fail(problem);
    await tx
      .update(processes)
      .set({ keptStatus: facts.status, keptReason: reason, keptBy: actor.subject, keptByName: actor.name, keptByRoles: [...actor.roles], keptAt: sql`now()` })
      .where(eq(processes.id, processId));
    return ok({ processId, details: { status: facts.status, why: reason } });
  },
});

/** Why there is nothing to decide, or not yet: what is under way on the account leads somewhere else. */
async function standsOtherwise(tx: Queryable, process: ProcessRow | undefined, status: string): Promise<Problem | null> {
  if (process?.stage !== "given-up") return notPossible("No process was given up here.", "Reload the account.");
  if (process.keptAt) return notPossible("This is decided already.", "Reload the account to see by whom.");
  if (alarmWords(status, alarmTarget(process.kind, process.plan.target)) === null) return notPossible(`Lead shows this account as ${status}: it is where it was to be.`, "Reload the account.");
  return busyProblem(tx, process.program, process.accountId);
}
