import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { root } from "./demo-parts";
import { demoPorts } from "./demo-settings";
import { demoPeople } from "./people";
import { startStack } from "./stack";

const FLAGS = ["--fresh", "--development", "--temporary"];

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const unknown = process.argv.slice(2).find((flag) => !FLAGS.includes(flag));
  if (unknown !== undefined) throw new Error(`There is no option ${unknown}; there is ${FLAGS.join(", ")}.`);
  const temporary = process.argv.includes("--temporary");
  const dataDir = temporary ? makeTemporaryFolder() : path.resolve(root, process.env.DATA_DIR || ".data");
  const interrupted = new Promise<"interrupted">((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve("interrupted"));
  });
  const ports = demoPorts();
  const stack = startStack({
    dataDir,
    ports,
    mode: process.argv.includes("--development") ? "development" : "built",
    fresh: process.argv.includes("--fresh"),
    say,
  });
  const started = stack.started.then(() => introduce(`http://localhost:${ports.console}`));
  const reason = await Promise.race([interrupted, started.then(() => stack.failure, reasonOf)]);
  say(reason === "interrupted" ? "\nStopping every part" : `\n${reason}\nStopping what has started`);
  await stack.stop();
  await started.catch(() => undefined);
  if (temporary) rmSync(dataDir, { recursive: true, force: true });
  say(temporary || reason !== "interrupted" ? "Stopped." : "Stopped. The data stay for the next start.");
  process.exit(reason === "interrupted" ? 0 : 1);
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function introduce(consoleUrl: string): void {
  const width = Math.max(...demoPeople.map(({ name }) => name.length)) + 2;
  const roleWidth = Math.max(...demoPeople.map(({ role }) => role.length)) + 2;
  say(`\nThe console is ready: ${consoleUrl}\n\nSign in as (no password is asked for):`);
  for (const { name, role, can } of demoPeople) say(`  ${name.padEnd(width)}${role.padEnd(roleWidth)}${can}`);
  say("\nStop it with Ctrl-C; start over with `npm run demo -- --fresh`.");
}

function makeTemporaryFolder(): string {
  const folder = process.env.DATA_DIR || mkdtempSync(path.join(tmpdir(), "account-console-demo-"));
  mkdirSync(folder, { recursive: true });
  // The database server, which may run under another account, has to enter it.
  chmodSync(folder, 0o755);
  return folder;
}

main().catch((error: unknown) => {
  process.stderr.write(`\n${reasonOf(error)}\n`);
  process.exit(1);
});
