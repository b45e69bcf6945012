import "server-only";
import { changedFacts, closingFacts, sameNotice } from "@/lib/closures/facts";
import type { ClosingFacts } from "@/lib/closures/facts";
import type { CommandName } from "@/lib/command";
import type { Role } from "@/lib/permissions";
import type { Problem } from "@/lib/result";
import { reliedOnPaths, seenDigest } from "@/lib/seen";
import { unsettledOf } from "../commands/command-log";
import { waitsFor, waitsForAnother } from "../commands/command-problems";
import type { AccountState } from "../commands/define-command";
import { runCommand } from "../commands/run-command";
import { databaseNow } from "../directory/remember-answer";
import type { DoneStep } from "./advance-process";
import { lookAtAccount } from "./look";
import type { Looked } from "./look";
import type { ProcessDeps } from "./process-deps";
import { commandRow, postponeProcess, processCommands } from "./process-row";
import type { DecisionRow, ProcessRow } from "./process-row";
import type { ProcessStep } from "./process-steps";
import { doneByNow } from "./step-outcome";
import { stopWithProblem } from "./stop-with-problem";

/** One step in the hands of one runner. */
export type StepRun = { deps: ProcessDeps; process: ProcessRow; decision: DecisionRow; step: ProcessStep; commandId: string; runner: string };

/** `run`: its command is written down, or was; the rest says why not, or that it is done already. */
export type StepWent = "run" | "stopped" | "waits" | DoneStep;

/** A new step goes out only within the time for it and on unchanged facts. */
export async function runStep(run: StepRun): Promise<StepWent> {
  const { deps, process, decision, step } = run;
  const other = await unsettledOf(deps.db, process.program, process.accountId);
  if (!process.runsUntil || process.runsUntil < (await databaseNow(deps.db))) return stop(run, other ? waitedTooLong(other) : windowProblem);
  if (other) return waitLonger(run);
  const program = deps.programOf(process.program);
  if (!program) throw new Error(`The process ${process.id} is of a program that is not configured.`);
  const look = await lookAtAccount(deps.db, deps.reader(program, { operator: decision.subject, sink: deps.sink }), program, process.accountId);
  if (!look.ok) return notLooked(run, look.problem);
  const differences = changedFacts(await factsReliedOn(run), look.value.facts);
  if (differences.length > 0) return stop(run, { ...changedProblem, differences });
  const done = await doneByNow(run, look.value.state);
  if (done) return done;
  if (step.overNotice && !sameNotice(step.overNotice, look.value.facts.notice)) return stop(run, noticeGoneProblem);
  await deps.onProcessPhase?.("facts-checked", process.id);
  return sendStep(run, look.value);
}

async function sendStep(run: StepRun, { account, state }: Looked): Promise<StepWent> {
  const { deps, process, decision, step, commandId, runner } = run;
  const answer = await runCommand(deps, {
    actor: { subject: decision.subject, name: decision.name, roles: decision.roles as Role[] },
    submission: { program: process.program, name: step.name, commandId, input: step.input, seen: seenDigest(reliedOnPaths[step.name], account, state.relationships) },
    process: { id: process.id, kind: process.kind, step: step.step, attempt: decision.attempt, runner },
  });
  await deps.onProcessPhase?.("step-run", process.id);
  return answer.ok || (await commandRow(deps.db, commandId)) ? "run" : notLooked(run, answer.problem);
}

/** For Lead, and for another command on the account, it waits; anything else is for a person. */
async function notLooked(run: StepRun, problem: Problem): Promise<StepWent> {
  const waits = problem.kind === "unavailable" || waitsForAnother(problem, run.commandId);
  return waits ? waitLonger(run) : stop(run, problem);
}

/** Longer each time, and no longer than the process may go on by itself. */
async function waitLonger({ deps, process }: StepRun): Promise<"waits"> {
  await postponeProcess(deps.db, process.id);
  return "waits";
}

async function stop(run: StepRun, problem: Problem): Promise<"stopped"> {
  await stopWithProblem(run, problem);
  return "stopped";
}

/** What a step changes of the facts, so that the next one does not stop at it; everything else is as the person saw it. */
const changedByStep: Partial<Record<CommandName, readonly (keyof ClosingFacts)[]>> = {
  "record-notice": ["notice"],
  "reopen-account": ["status", "statusReason"],
  "activate-account": ["status", "statusReason"],
};

/** What the person saw who let it go on, with what the steps since then were to change. */
async function factsReliedOn({ deps, decision }: StepRun): Promise<ClosingFacts> {
  const done = (await processCommands(deps.db, decision.processId)).filter(({ attempt, status }) => attempt === decision.attempt && status === "succeeded");
  return done.reduce((facts, { name, after }) => {
    const { account } = after as AccountState;
    const answered = closingFacts(account, [], []);
    const parts = (changedByStep[name as CommandName] ?? []).map((part) => [part, answered[part]]);
    return { ...facts, ...(Object.fromEntries(parts) as Partial<ClosingFacts>) };
  }, decision.facts);
}

const kept = "What was decided and done so far is kept.";

const windowProblem: Problem = {
  kind: "not-possible-now",
  title: "It stood still for too long to go on by itself.",
  saved: kept,
  next: "Look at the account as it is now, then let it go on.",
};

function waitedTooLong(other: Parameters<typeof waitsFor>[0]): Problem {
  return { ...waitsFor(other), saved: kept, next: "Settle that one, then let this go on." };
}

/** Only a person's word can have brought it here: on its own it stops as soon as the notice changes. */
const noticeGoneProblem: Problem = {
  kind: "conflict",
  title: "Lead does not hold the notice that this closing was decided with.",
  saved: kept,
  next: "Put that notice back by editing the account, then let it go on; or end it.",
};

const changedProblem: Problem = {
  kind: "conflict",
  title: "The account changed in what matters since it was decided.",
  saved: kept,
  next: "Look at what changed, then let it go on or end it.",
};
