import "server-only";
import { randomUUID } from "node:crypto";
import { processCommandId } from "../commands/command-id";
import { advanceProcess } from "./advance-process";
import type { DoneStep } from "./advance-process";
import type { ProcessDeps } from "./process-deps";
import { claimProcess, closureRow, commandRow, keepProcess, latestDecision, processRow, releaseProcess } from "./process-row";
import type { ProcessRow } from "./process-row";
import { nextClosingStep, nextPlannedStep } from "./process-steps";
import type { ProcessStep } from "./process-steps";
import { runStep } from "./run-step";
import type { StepRun } from "./run-step";
import { doneBefore, outcomeOf } from "./step-outcome";
import { stopWithProblem } from "./stop-with-problem";

/** `waits`: for a person, for Lead, or for another runner. */
export type Continued = "ended" | "stopped" | "waits";

/**
 * Takes a process as far as it goes by itself. Safe to call at any time, by anyone, any number of times: one runner
 * holds the lease, a step's command has one id per attempt, and a stage is left once.
 */
export async function continueProcess(deps: ProcessDeps, processId: string): Promise<Continued> {
  const runner = randomUUID();
  const claimed = await claimProcess(deps.db, processId, runner, deps.processLeaseSeconds);
  if (!claimed) return standsStill(deps, processId);
  try {
    await deps.onProcessPhase?.("claimed", processId);
    for (;;) {
      const went = await goOnce(deps, processId, runner);
      if (went !== "advanced") return went;
    }
  } finally {
    await releaseProcess(deps.db, processId, runner);
  }
}

async function standsStill({ db }: ProcessDeps, processId: string): Promise<Continued> {
  return (await processRow(db, processId))?.finishedAt ? "ended" : "waits";
}

async function goOnce(deps: ProcessDeps, processId: string, runner: string): Promise<Continued | "advanced"> {
  const process = await keepProcess(deps.db, processId, runner, deps.processLeaseSeconds);
  if (!process) return standsStill(deps, processId);
  if (process.problem) return "stopped";
  const decision = await latestDecision(deps.db, processId);
  const step = await nextStep(deps, process);
  if (!decision || !step) return "waits";
  const commandId = processCommandId({ id: processId, step: step.step, attempt: decision.attempt });
  const run: StepRun = { deps, process, decision, step, commandId, runner };
  const earlier = await doneBefore(run);
  if (earlier) return advance(run, earlier);
  if (!(await commandRow(deps.db, commandId))) {
    const went = await runStep(run);
    if (went !== "run") return typeof went === "string" ? went : advance(run, went);
  }
  return takeOutcome(run);
}

async function nextStep(deps: ProcessDeps, process: ProcessRow): Promise<ProcessStep | undefined> {
  return process.kind === "closing" ? nextClosingStep(process, await closureRow(deps.db, process.id)) : nextPlannedStep(process);
}

async function takeOutcome(run: StepRun): Promise<Continued | "advanced"> {
  const outcome = await outcomeOf(run);
  if (outcome === "open") return "waits";
  if ("account" in outcome) return advance(run, outcome);
  await stopWithProblem(run, outcome);
  return "stopped";
}

async function advance({ deps, process, runner }: StepRun, done: DoneStep): Promise<"advanced"> {
  await advanceProcess(deps, process, runner, done);
  await deps.onProcessPhase?.("stage-recorded", process.id);
  return "advanced";
}
