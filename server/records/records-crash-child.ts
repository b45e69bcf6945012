import "server-only";
import { z } from "zod";
import { processDeps } from "../closures/process-test-bed";
import { callPace } from "../directory/call-pace";
import { readNumbersDue } from "./read-numbers";
import { runRetention } from "./run-retention";

/** Which part of the worker a process of its own does once, and at which phase it dies without a chance to tidy up. */
export type RecordsCrashPlan = { part: "numbers" | "retention"; dieAt: string; databaseUrl: string; simulatorUrl: string };

// Given by the crash test alone.
const plan = z.custom<RecordsCrashPlan>((value) => typeof value === "object" && value !== null).parse(JSON.parse(process.env.CRASH_PLAN ?? "null"));
const { deps, pool } = processDeps(plan.databaseUrl, plan.simulatorUrl);
const program = deps.programOf("everyday");
if (!program) throw new Error("No such program");
const onPhase = async (phase: string) => {
  if (phase !== plan.dieAt) return;
  process.kill(process.pid, "SIGKILL");
  // Nothing of this process happens after the signal.
  await new Promise(() => undefined);
};
const stopping = new AbortController().signal;
if (plan.part === "numbers") await readNumbersDue({ db: deps.db, pace: callPace(deps.db, program, deps.sink), onPhase }, program, stopping);
else await runRetention({ db: deps.db, onPhase }, program, stopping);
await pool.end();
