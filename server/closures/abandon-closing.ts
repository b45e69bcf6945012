import "server-only";
import { eq, sql } from "drizzle-orm";
import { abandonClosingInput } from "@/lib/closures/closing-inputs";
import type { AbandonClosingInput } from "@/lib/closures/closing-inputs";
import { letterIsOut } from "@/lib/closures/stages";
import type { ClosingStage } from "@/lib/closures/stages";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import type { FieldProblem, Problem } from "@/lib/result";
import { closures } from "../db/schema-closures";
import type { Queryable } from "../db/client";
import { invalidFields } from "../commands/command-problems";
import { defineLocalCommand } from "../commands/define-command";
import type { AccountState } from "../commands/define-command";
import { entryOf } from "../directory/entry";
import { withdrawRequest } from "./decide-request";
import { endProcess, notPossible, openProcess, unsettledStepProblem } from "./process-guards";
import { closureRow, processCommands } from "./process-row";
import type { ClosureRow, ProcessRow } from "./process-row";
import { mayHaveWorked } from "./step-outcome";

/** Ends a closing before the account is closed; once the letter is out, with a corrective letter. */
export const abandonClosing = defineLocalCommand<AbandonClosingInput>({
  name: "abandon-closing",
  kind: "local",
  permissions: ["abandon-closing"],
  schema: abandonClosingInput,
  accountId: ({ accountId }) => accountId,
  async perform(tx, context) {
    const { input, actor, program, now } = context;
    const open = await openProcess(tx, context, "closing");
    if (!open.ok) return open;
    const process = open.value;
    const closure = await closureRow(tx, process.id);
    const problem = (await unsettledStepProblem(tx, process.id)) ?? (await closedAlready(tx, process, closure));
    if (problem) return fail(problem);
    const today = businessDate(now, program.timeZone);
    const fields = letterProblems(input, letterIsOut(process.stage as ClosingStage), closure, today);
    if (fields.length > 0) return fail(invalidFields(fields));
    await tx
      .update(closures)
      .set({ abandonedBy: actor.subject, abandonedByName: actor.name, abandonedByRoles: [...actor.roles], abandonedAt: sql`now()`, abandonReason: input.reason, correctiveLetter: input.correctiveLetter ?? null })
      .where(eq(closures.processId, process.id));
    await withdrawRequest(tx, context);
    await endProcess(tx, program, process.id, "abandoned");
    return ok({ processId: process.id, details: { stage: process.stage, why: input.reason, ...(input.correctiveLetter ? { correctiveLetterOn: input.correctiveLetter.on } : {}) } });
  },
});

/** Lead shows it closed as was decided: by us, and the console has not taken the stage yet; or elsewhere, once the customer was told. */
async function closedAlready(tx: Queryable, { accountId, program, stage }: ProcessRow, { processId, reason }: ClosureRow): Promise<Problem | null> {
  const confirmed = (await processCommands(tx, processId)).filter((command) => command.name === "close-account" && mayHaveWorked(command));
  if (confirmed.length === 0 && !letterIsOut(stage as ClosingStage)) return null;
  const entry = await entryOf(tx, { slug: program }, accountId);
  const shown = [...confirmed.map(({ after }) => (after as AccountState | null)?.account), entry?.body];
  const isClosed = shown.some((account) => account?.status === "closed" && account.status_reason === reason);
  return isClosed ? notPossible("Lead has closed the account.", "Let it go on, where it stopped. A mistaken closure is corrected, not abandoned.") : null;
}

function letterProblems({ correctiveLetter }: AbandonClosingInput, isOut: boolean, { deliveredOn }: ClosureRow, today: string): FieldProblem[] {
  const problem = (path: string, message: string) => [{ path, message }];
  if (!isOut) return correctiveLetter ? problem("correctiveLetter", "No letter went out: there is nothing to correct.") : [];
  if (!correctiveLetter) return problem("correctiveLetter.on", "The customer was told: a corrective letter is sent first.");
  if (correctiveLetter.on > today) return problem("correctiveLetter.on", "A letter cannot have been sent in the future.");
  return deliveredOn && correctiveLetter.on < deliveredOn ? problem("correctiveLetter.on", "It corrects a letter that was sent later.") : [];
}
