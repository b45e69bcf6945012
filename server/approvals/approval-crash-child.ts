import "server-only";
import { z } from "zod";
import type { CommandSubmission } from "@/lib/command";
import type { Actor } from "@/lib/operator";
import { processDeps } from "../closures/process-test-bed";
import { gated } from "./approval-test-bed";
import { runApproved } from "./run-approved";
import { submitWithApprovals } from "./submit-with-approvals";

/** What one process is to do, and at which phase for the how-manieth time it dies without a chance to tidy up. */
export type ApprovalCrashPlan = {
  databaseUrl: string;
  simulatorUrl: string;
  act: { submit: CommandSubmission; actor: Actor } | { run: string };
  dieAt: string;
  time: number;
};

// Given by the crash test alone.
const plan = z.custom<ApprovalCrashPlan>((value) => typeof value === "object" && value !== null).parse(JSON.parse(process.env.CRASH_PLAN ?? "null"));
const { deps, pool } = processDeps(plan.databaseUrl, plan.simulatorUrl, { approvals: {} });
let times = 0;
const onPhase = async (phase: string) => {
  if (phase !== plan.dieAt) return;
  times += 1;
  if (times < plan.time) return;
  process.kill(process.pid, "SIGKILL");
  // Nothing of this process happens after the signal.
  await new Promise(() => undefined);
};
const dying = gated({ ...deps, onPhase });
if ("run" in plan.act) await runApproved(dying, plan.act.run);
else await submitWithApprovals(dying, { actor: plan.act.actor, submission: plan.act.submit });
await pool.end();
