import "server-only";
import { databaseCallSink } from "../audit/call-sink";
import type { Database } from "../db/client";
import { callPace } from "../directory/call-pace";
import type { Program } from "../programs";
import { readNumbersDue } from "./read-numbers";
import { runRetention } from "./run-retention";

type Job = { name: string; run(stopping: AbortSignal): Promise<number> };

/** The worker's part of the records of one program. Several workers may do it at once. */
export function recordJobs(db: Database, program: Program): Job[] {
  const pace = callPace(db, program, databaseCallSink(db));
  return [
    { name: `numbers-after-closing-${program.slug}`, run: (stopping) => readNumbersDue({ db, pace }, program, stopping) },
    { name: `retention-${program.slug}`, run: (stopping) => runRetention({ db }, program, stopping) },
  ];
}
