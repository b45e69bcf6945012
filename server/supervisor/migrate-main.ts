import "server-only";

import { runMigrations } from "./run-migrations";

runMigrations().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
