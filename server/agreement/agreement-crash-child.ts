import "server-only";
import { z } from "zod";
import { openDatabase } from "../db/client";
import { runAgreement } from "./run-agreement";

/** At which point for the how-manieth time this process dies without a chance to tidy up. */
export type AgreementCrashPlan = { databaseUrl: string; program: string; dieAt: string; time: number; atATime: number };

// Given by the crash test alone.
const plan = z.custom<AgreementCrashPlan>((value) => typeof value === "object" && value !== null).parse(JSON.parse(process.env.CRASH_PLAN ?? "null"));
const { db, pool } = openDatabase(plan.databaseUrl, 4);
let times = 0;
const onPhase = async (point: string) => {
  if (point !== plan.dieAt) return;
  times += 1;
  if (times < plan.time) return;
  process.kill(process.pid, "SIGKILL");
  // Nothing of this process happens after the signal.
  await new Promise(() => undefined);
};
await runAgreement({ db, leaseMs: 30_000, beatMs: 1_000, atATime: plan.atATime, onPhase }, plan.program, new AbortController().signal);
await pool.end();
