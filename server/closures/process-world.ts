import "server-only";
import type { Pool } from "pg";
import { simulatorCredentials } from "../demo/demo-programs";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { startSimulator } from "../simulator/start-simulator";
import type { RunningSimulator } from "../simulator/start-simulator";
import { processDeps, ProcessTestBed } from "./process-test-bed";

/** What one file of tests of the processes runs in. */
export type ProcessWorld = { bed: ProcessTestBed; pool: Pool; database: TestDatabase; simulator: RunningSimulator; close(): Promise<void> };

/** A database, a simulator and a console on both. */
export async function startProcessWorld(): Promise<ProcessWorld> {
  const [database, simulator] = await Promise.all([createTestDatabase(), startSimulator({ credentials: simulatorCredentials })]);
  const { deps, pool } = processDeps(database.appUrl, simulator.url);
  const close = async () => {
    await pool.end();
    await simulator.close();
    await database.drop();
  };
  return { bed: new ProcessTestBed(deps, simulator.url, "everyday"), pool, database, simulator, close };
}
