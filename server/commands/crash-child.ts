import "server-only";
import { z } from "zod";
import { consoleActor } from "@/lib/operator";
import type { Actor } from "@/lib/operator";
import type { CommandSubmission } from "@/lib/command";
import { bedDeps } from "./command-test-bed";
import type { BedSettings } from "./command-test-bed";
import type { ProcessStep } from "./command-id";
import { resumeNext } from "./resume-command";
import { runCommand } from "./run-command";

/** What one process is to do, and at which phase it dies without a chance to tidy up. */
export type CrashPlan = {
  settings: BedSettings;
  actor: Actor;
  submission: CommandSubmission;
  process?: ProcessStep;
  act: "run" | "resume";
  dieAt: string;
};

// Given by the crash test alone.
const plan = z.custom<CrashPlan>((value) => typeof value === "object" && value !== null).parse(JSON.parse(process.env.CRASH_PLAN ?? "null"));
const { deps, pool } = bedDeps(plan.settings);
const dying = {
  ...deps,
  onPhase: async (phase: string) => {
    if (phase !== plan.dieAt) return;
    process.kill(process.pid, "SIGKILL");
    // Nothing of this process happens after the signal.
    await new Promise(() => undefined);
  },
};
const program = deps.programOf(plan.submission.program);
if (!program) throw new Error("No such program");
if (plan.act === "run") await runCommand(dying, { actor: plan.actor, submission: plan.submission, process: plan.process });
else await resumeNext(dying, program, consoleActor, plan.submission.commandId);
await pool.end();
