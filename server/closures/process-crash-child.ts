import "server-only";
import { z } from "zod";
import { continueProcess } from "./continue-process";
import { processDeps } from "./process-test-bed";

/** Which process is taken on, and at which phase for the how-manieth time this one dies without a chance to tidy up. */
export type ProcessCrashPlan = { databaseUrl: string; simulatorUrl: string; processId: string; dieAt: string; time: number };

// Given by the crash test alone.
const plan = z.custom<ProcessCrashPlan>((value) => typeof value === "object" && value !== null).parse(JSON.parse(process.env.CRASH_PLAN ?? "null"));
const { deps, pool } = processDeps(plan.databaseUrl, plan.simulatorUrl);
let times = 0;
const dying = async (phase: string) => {
  if (phase !== plan.dieAt) return;
  times += 1;
  if (times < plan.time) return;
  process.kill(process.pid, "SIGKILL");
  // Nothing of this process happens after the signal.
  await new Promise(() => undefined);
};
await continueProcess({ ...deps, onPhase: dying, onProcessPhase: dying }, plan.processId);
await pool.end();
