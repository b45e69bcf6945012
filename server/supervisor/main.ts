import "server-only";

import { fileURLToPath } from "node:url";

import { log } from "../log";
import { assertSettings } from "./assert-settings";
import { runMigrations } from "./run-migrations";
import { supervise } from "./supervise";

const fromBuild = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `npm start`: settings, migrations, then console and worker until a signal ends them. */
async function main(): Promise<void> {
  assertSettings();
  await runMigrations();
  const environment: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const { stop } = supervise([
    { name: "console", args: [fromBuild("./console.mjs")], environment },
    { name: "worker", args: [fromBuild("./worker.mjs")], environment },
  ]);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      log().info({ event: "stopping", signal });
      void stop().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
