import "server-only";
import { startTestBackend } from "../demo/test-backend";
import type { TestBackend } from "../demo/test-backend";
import { bedCredentials, CommandTestBed } from "./command-test-bed";
import type { BedSettings } from "./command-test-bed";

/** What one file of tests of the pipeline runs in. */
export type CommandWorld = TestBackend & {
  bed: CommandTestBed;
  settings: BedSettings;
  /** Another console on the same database and simulator. */
  another(over: Partial<BedSettings>): Promise<CommandTestBed>;
};

export async function startCommandWorld(over: Partial<BedSettings> = {}): Promise<CommandWorld> {
  const backend = await startTestBackend(bedCredentials);
  const settings: BedSettings = { databaseUrl: backend.database.appUrl, simulatorUrl: backend.simulator.url, ...over };
  const beds: CommandTestBed[] = [];
  const another = async (change: Partial<BedSettings>) => {
    const opened = await CommandTestBed.open({ ...settings, ...change });
    beds.push(opened);
    return opened;
  };
  const close = async () => {
    for (const opened of beds) await opened.close();
    await backend.close();
  };
  return { ...backend, settings, bed: await another({}), another, close };
}
