import "server-only";
import { commandDeps } from "./command-deps";
import type { CommandDeps } from "./command-deps";
import { commandDefinitions } from "./command-registry";

/** Everything that the console can be asked for, on the process's own database and programs. */
export function consoleCommandDeps(): CommandDeps {
  return commandDeps(commandDefinitions);
}
