import "server-only";
import type { Pool } from "pg";
import { simulatorCredentials } from "../demo/demo-programs";
import { startTestBackend } from "../demo/test-backend";
import type { TestBackend } from "../demo/test-backend";
import { processDeps, ProcessTestBed } from "./process-test-bed";
import type { ProgramChange } from "./process-test-bed";

/** What one file of tests of the processes runs in. */
export type ProcessWorld = TestBackend & {
  bed: ProcessTestBed;
  /** Records a person's act and goes no further, as if the console died right after the commit. */
  halted: ProcessTestBed;
  pool: Pool;
};

export async function startProcessWorld(over: ProgramChange = {}): Promise<ProcessWorld> {
  const backend = await startTestBackend(simulatorCredentials);
  const { deps, pool } = processDeps(backend.database.appUrl, backend.simulator.url, over);
  const bed = new ProcessTestBed(deps, backend.simulator.url, "everyday");
  const stopAtOnce = () => {
    throw new Error("The console stops here.");
  };
  const close = async () => {
    await pool.end();
    await backend.close();
  };
  return { ...backend, bed, halted: bed.with({ onProcessPhase: stopAtOnce }), pool, close };
}
