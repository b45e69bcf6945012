import "server-only";
import { consoleActor } from "@/lib/operator";
import type { Problem } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import { keepCalls } from "../records/keep-calls";
import { stopProcess } from "./process-row";
import type { StepRun } from "./run-step";

/** Leaves a process to a person; once, with its entry in the trail, and by whoever has the lease. */
export async function stopWithProblem({ deps, process, runner, step: { step } }: StepRun, problem: Problem): Promise<void> {
  await deps.db.transaction(async (tx) => {
    if (!(await stopProcess(tx, process.id, runner, problem))) return;
    await keepCalls(tx, process.id);
    await appendEntry(tx, {
      program: process.program,
      actor: consoleActor,
      action: "process-stage",
      outcome: "needs-a-person",
      accountId: process.accountId,
      processId: process.id,
      details: { kind: process.kind, stage: process.stage, step, title: problem.title, ...(problem.differences ? { changed: problem.differences.map(({ path }) => path) } : {}) },
    });
  });
}
