import "server-only";

import path from "node:path";

import { settingProblems, SettingsError } from "../env";
import { readPrograms } from "../programs";

/** Everything that is missing or wrong in one message, before anything starts. */
export function assertSettings(): void {
  const problems = settingProblems();
  try {
    readPrograms(process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    problems.push(...error.problems);
  }
  if (problems.length > 0) throw new SettingsError(problems);
  // The console's server works in a folder of its own.
  if (process.env.PROGRAMS_FILE) process.env.PROGRAMS_FILE = path.resolve(process.env.PROGRAMS_FILE);
}
