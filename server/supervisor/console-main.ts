import "server-only";

import { assertSettings } from "./assert-settings";

/** `npm run start:console`: one console, after a look at its settings. */
async function main(): Promise<void> {
  assertSettings();
  await import(new URL("../.next/standalone/server.js", import.meta.url).href);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
