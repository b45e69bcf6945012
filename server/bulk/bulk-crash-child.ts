import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/operator";
import type { CommandDeps } from "../commands/command-deps";
import { bedDeps } from "../commands/command-test-bed";
import type { BedSettings } from "../commands/command-test-bed";
import { runBulk } from "./run-bulk";

/** At which phase for the how-manieth time this process dies without a chance to tidy up. */
export type BulkCrashPlan = { settings: BedSettings; program: string; actor: Actor; dieAt: string; time: number };

// Given by the crash test alone.
const plan = z.custom<BulkCrashPlan>((value) => typeof value === "object" && value !== null).parse(JSON.parse(process.env.CRASH_PLAN ?? "null"));
const { deps, pool } = bedDeps(plan.settings);
const program = deps.programOf(plan.program);
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
const asker = () => Promise.resolve({ kind: "may" as const, actor: plan.actor });
await runBulk({ commands: { ...deps, onPhase, onProcessPhase: onPhase } as CommandDeps, asker, leaseMs: 30_000, beatMs: 1_000, onPhase }, { ...program, backgroundCallsPerSecond: 60 }, new AbortController().signal);
await pool.end();
