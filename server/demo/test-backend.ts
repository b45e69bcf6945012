import "server-only";
import { startSimulator } from "../simulator/start-simulator";
import type { RunningSimulator } from "../simulator/start-simulator";
import { createTestDatabase } from "./test-database";
import type { TestDatabase } from "./test-database";

type Credentials = NonNullable<Parameters<typeof startSimulator>[0]>["credentials"];

/** What every console under test stands on: a migrated database and a simulator over HTTP, both its own. */
export type TestBackend = { database: TestDatabase; simulator: RunningSimulator; close(): Promise<void> };

export async function startTestBackend(credentials: Credentials): Promise<TestBackend> {
  const [database, simulator] = await Promise.all([createTestDatabase(), startSimulator({ credentials })]);
  const close = async () => {
    await simulator.close();
    await database.drop();
  };
  return { database, simulator, close };
}
