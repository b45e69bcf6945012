import "server-only";
import { z } from "zod";
import { openDatabase } from "../db/client";
import { checkSettlement } from "../directory/account-number-settlement";
import { readPrograms } from "../programs";
import { workOnAnnounced } from "./announced-work";
import { eventList } from "./lead-lists";
import { walkOn } from "./lead-walk";

/** Which part of the worker's intake a process of its own does once, and at which phase it dies. */
export type IntakeCrashPlan = { part: "announced" | "walk" | "settlement"; dieAt: string; program: string; databaseUrl: string };

// Given by the crash test alone; the programs come by the environment, as they always do.
const plan = z.custom<IntakeCrashPlan>((value) => typeof value === "object" && value !== null).parse(JSON.parse(process.env.CRASH_PLAN ?? "null"));
const { db, pool } = openDatabase(plan.databaseUrl, 4);
const program = readPrograms(process.env).find(({ slug }) => slug === plan.program);
if (!program) throw new Error("No such program");
const onPhase = async (phase: string) => {
  if (phase !== plan.dieAt) return;
  process.kill(process.pid, "SIGKILL");
  // Nothing of this process happens after the signal.
  await new Promise(() => undefined);
};
if (plan.part === "announced") await workOnAnnounced({ db, onPhase }, program);
if (plan.part === "walk") await walkOn({ db, onPhase }, program.slug, eventList(db, program, 300));
if (plan.part === "settlement") await checkSettlement({ db, onPhase }, program);
await pool.end();
