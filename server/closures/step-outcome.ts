import "server-only";
import { consoleActor } from "@/lib/operator";
import type { Problem } from "@/lib/result";
import type { AccountState } from "../commands/define-command";
import { resumedJob } from "../commands/resume-command";
import type { DoneStep } from "./advance-process";
import { commandRow, processCommands } from "./process-row";
import type { CommandRow } from "./process-row";
import type { StepRun } from "./run-step";

const kept = "What was decided and done so far is kept.";

/** What became of the step's own command: done, still open, or a problem for a person. */
export async function outcomeOf(run: StepRun): Promise<DoneStep | "open" | Problem> {
  const command = await commandRow(run.deps.db, run.commandId);
  if (!command) return "open";
  if (!isStep(run, command)) return idUsedProblem;
  if (command.status === "rejected") return command.problem ?? refusedProblem;
  if (command.status !== "succeeded") return "open";
  return (await doneIn(run, command, command.after as AccountState | null)) ?? effectMissing(command);
}

/** The step as an earlier command of it did it, whatever its attempt: a late success is a success. */
export async function doneBefore(run: StepRun): Promise<DoneStep | null> {
  for (const command of await commandsBefore(run, ({ status }) => status === "succeeded")) {
    const done = await doneIn(run, command, command.after as AccountState | null);
    if (done) return done;
  }
  return null;
}

/**
 * The same by what Lead shows now: it was sent before, and what was asked for came later than the answer, or later than
 * a person's word that nothing was done.
 */
export async function doneByNow(run: StepRun, now: AccountState): Promise<DoneStep | null> {
  for (const command of await commandsBefore(run, mayHaveWorked)) {
    const done = await doneIn(run, command, now);
    if (done) return done;
  }
  return null;
}

async function commandsBefore(run: StepRun, counts: (command: CommandRow) => boolean): Promise<CommandRow[]> {
  const commands = await processCommands(run.deps.db, run.process.id);
  return commands.filter((command) => counts(command) && command.id !== run.commandId && isStep(run, command));
}

/** Not what Lead refused: it has certainly done nothing. */
export function mayHaveWorked({ status, sends, settledHow }: CommandRow): boolean {
  return status === "succeeded" || (status === "rejected" && sends > 0 && settledHow === "person");
}

function isStep({ process, step }: StepRun, command: CommandRow): boolean {
  return command.program === process.program && command.processId === process.id && command.name === step.name && command.step === step.step;
}

/** A good answer is not enough: the account must show what was asked for. */
async function doneIn({ deps, process, step }: StepRun, command: CommandRow, state: AccountState | null): Promise<DoneStep | null> {
  const program = deps.programOf(process.program);
  if (!state || !program) return null;
  const { definition, context } = await resumedJob(deps.db, deps, { program, row: command, holder: null, actor: consoleActor });
  return definition.effectIsThere?.(context, state) ? { step, command, account: state.account } : null;
}

function effectMissing({ surprises }: CommandRow): Problem {
  return {
    kind: "conflict",
    title: "Lead answered that it is done, and the account does not show it.",
    saved: kept,
    next: "Look at the account at Lead, then let it go on or end it.",
    differences: surprises.map(({ path, expected, actual }) => ({ path, seen: expected, now: actual })),
  };
}

const idUsedProblem: Problem = { kind: "conflict", title: "The id of this step belongs to something else.", saved: kept, next: "Let it go on: the step is then sent under another id." };

const refusedProblem: Problem = { kind: "refused-by-lead", title: "Lead refused this step.", saved: kept };
