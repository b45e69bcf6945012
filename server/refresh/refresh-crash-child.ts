import "server-only";
import { z } from "zod";
import { databaseCallSink } from "../audit/call-sink";
import { openDatabase } from "../db/client";
import { testPrograms } from "../directory/test-programs";
import { runRefresh, troubleAlone } from "./run-refresh";

/** At which phase for the how-manieth time this process dies without a chance to tidy up. */
export type RefreshCrashPlan = { databaseUrl: string; simulatorUrl: string; program: string; dieAt: string; time: number };

// Given by the crash test alone.
const plan = z.custom<RefreshCrashPlan>((value) => typeof value === "object" && value !== null).parse(JSON.parse(process.env.CRASH_PLAN ?? "null"));
const { db, pool } = openDatabase(plan.databaseUrl, 6);
const program = testPrograms(plan.simulatorUrl).find(({ slug }) => slug === plan.program);
if (!program) throw new Error("No such program");
let times = 0;
const onPhase = async (phase: string) => {
  if (phase !== plan.dieAt) return;
  times += 1;
  if (times < plan.time) return;
  process.kill(process.pid, "SIGKILL");
  // Nothing of this process happens after the signal.
  await new Promise(() => undefined);
};
const deps = { db, sink: troubleAlone(databaseCallSink(db)), leaseMs: 30_000, beatMs: 1_000, onPhase };
await runRefresh(deps, { ...program, backgroundCallsPerSecond: 60 }, new AbortController().signal);
await pool.end();
