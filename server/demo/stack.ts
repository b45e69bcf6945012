import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { isBuilt } from "../supervisor/build";
import { withClient } from "./database-roles";
import { openParts, root, typescript } from "./demo-parts";
import type { DemoParts } from "./demo-parts";
import { demoEnvironment, portVariables } from "./demo-settings";
import type { DatabaseUrls, DemoPorts } from "./demo-settings";
import { removeEmbeddedDatabase, startEmbeddedDatabase } from "./embedded-database";
import type { EmbeddedDatabase } from "./embedded-database";
import { isPortFree } from "./ports";

export type StackOptions = {
  dataDir: string;
  ports: DemoPorts;
  /** `built`: the standalone build; `development`: `next dev`, and a worker that starts again when a file changes. */
  mode: "built" | "development";
  fresh: boolean;
  say: (line: string) => void;
};

export type Stack = {
  /** Resolves when everything serves; rejects with what went wrong in words. */
  started: Promise<void>;
  /** Resolves with a sentence when a part ends by itself. */
  failure: Promise<string>;
  /** At any time, also before everything has started. */
  stop(): Promise<void>;
};

const BUILT_CONSOLE_READY_MS = 60_000;
const DEVELOPMENT_CONSOLE_READY_MS = 180_000;

/** Builds where needed and starts every part: database, simulator, identity provider, console and worker, seeded. */
export function startStack(options: StackOptions): Stack {
  const parts = openParts(path.join(options.dataDir, "logs"), options.mode === "development");
  let database: Promise<EmbeddedDatabase> | undefined;
  let databaseFailed: (sentence: string) => void = () => undefined;
  const databaseFailure = new Promise<string>((resolve) => (databaseFailed = resolve));

  async function start(): Promise<void> {
    const { dataDir, ports, say } = options;
    if (options.fresh) await removeData(dataDir, say);
    await assertPortsFree(ports);
    if (options.mode === "built") await buildIfNeeded(parts, say);
    database = ownDatabase() === undefined ? startDatabase(dataDir, ports, say) : undefined;
    const embedded = await database;
    void embedded?.ended.then(() => databaseFailed("The database ended by itself."));
    await startParts(parts, options, embedded ?? (ownDatabase() as DatabaseUrls));
  }

  return {
    started: start(),
    failure: Promise.race([parts.failure, databaseFailure]),
    stop: async () => {
      await parts.stop();
      await (await database?.catch(() => undefined))?.stop();
    },
  };
}

/** The database that the environment names instead of the embedded one. */
function ownDatabase(): DatabaseUrls | undefined {
  const url = process.env.DATABASE_URL;
  return url ? { url, migrationUrl: process.env.MIGRATION_DATABASE_URL || undefined } : undefined;
}

function startDatabase(dataDir: string, ports: DemoPorts, say: (line: string) => void): Promise<EmbeddedDatabase> {
  say(`Starting PostgreSQL on port ${ports.database}`);
  return startEmbeddedDatabase({ dataDir: path.join(dataDir, "database"), port: ports.database });
}

async function removeData(dataDir: string, say: (line: string) => void): Promise<void> {
  if (ownDatabase() !== undefined) throw new Error("--fresh starts over with the embedded database only. Empty the one that DATABASE_URL names yourself.");
  say("Removing the data of earlier starts");
  await removeEmbeddedDatabase(path.join(dataDir, "database"));
  for (const made of ["filled", "simulator", "logs", "kept.json", "programs.json", "stack.json"]) {
    rmSync(path.join(dataDir, made), { recursive: true, force: true });
  }
}

async function assertPortsFree(ports: DemoPorts): Promise<void> {
  for (const [part, port] of Object.entries(ports) as [keyof DemoPorts, number][]) {
    if (part === "database" && ownDatabase() !== undefined) continue;
    if (await isPortFree(port)) continue;
    const name = part === "idp" ? "identity provider" : part;
    throw new Error(`Port ${port} for the ${name} is taken by another program. Stop it, or set ${portVariables[part]} to a free port.`);
  }
}

async function buildIfNeeded(parts: DemoParts, say: (line: string) => void): Promise<void> {
  if (isBuilt()) return say("The build is of the sources as they are: nothing to build");
  say("Building console and worker (about a minute; once, and again when sources change)");
  await parts.run("build", typescript("server/supervisor/build-main.ts"), process.env);
}

async function startParts(parts: DemoParts, { dataDir, ports, mode, say }: StackOptions, database: DatabaseUrls): Promise<void> {
  const environment = demoEnvironment(dataDir, ports, database);
  // For tests, which steer the stand-ins and look into the database.
  const stack = { ports, databaseUrl: database.url, ownerUrl: database.migrationUrl ?? database.url };
  writeFileSync(path.join(dataDir, "stack.json"), JSON.stringify(stack, null, 2), { mode: 0o600 });

  say("Applying migrations");
  await parts.run("migration", typescript("server/supervisor/migrate-main.ts"), environment);
  say(`Starting the Lead simulator on port ${ports.simulator}`);
  const simulatorUrl = `http://127.0.0.1:${ports.simulator}`;
  await parts.start({ name: "simulator", args: typescript("server/simulator/main.ts"), environment, readyUrl: `${simulatorUrl}/_simulator/health` });
  say(`Starting the identity provider on port ${ports.idp}`);
  const issuer = `http://127.0.0.1:${ports.idp}/.well-known/openid-configuration`;
  await parts.start({ name: "identity provider", args: typescript("server/demo/identity-provider-main.ts"), environment, readyUrl: issuer });
  // Filling it once more changes nothing: one that was stopped half-way is begun again.
  const filled = path.join(dataDir, "filled");
  if (!existsSync(filled) || (await isDirectoryEmpty(database))) {
    say("Filling the directory from the simulator's accounts");
    await parts.run("seed", typescript("server/demo/seed-main.ts"), { ...environment, LOG_LEVEL: "warn" });
    writeFileSync(filled, "");
  }
  say(`Starting the console on port ${ports.console}, and the worker`);
  await parts.start(mode === "built" ? builtConsole(environment, ports) : developmentConsole(environment, ports));
  await parts.start(mode === "built"
    ? { name: "worker", args: [path.join(root, "dist/worker.mjs")], environment: { ...environment, NODE_ENV: "production" } }
    : { name: "worker", args: [path.join(root, "node_modules/tsx/dist/cli.mjs"), "watch", "--conditions=react-server", "server/worker/main.ts"], environment });
}

const consoleReady = (ports: DemoPorts) => `http://127.0.0.1:${ports.console}/sign-in`;

function builtConsole(environment: NodeJS.ProcessEnv, ports: DemoPorts) {
  return {
    name: "console",
    args: [path.join(root, "dist/console.mjs")],
    environment: { ...environment, NODE_ENV: "production" as const },
    readyUrl: consoleReady(ports),
    readyTimeoutMs: BUILT_CONSOLE_READY_MS,
  };
}

function developmentConsole(environment: NodeJS.ProcessEnv, ports: DemoPorts) {
  return {
    name: "console",
    args: [path.join(root, "node_modules/next/dist/bin/next"), "dev", "--hostname", "127.0.0.1", "--port", String(ports.console)],
    environment: { ...environment, NODE_ENV: "development" as const },
    readyUrl: consoleReady(ports),
    readyTimeoutMs: DEVELOPMENT_CONSOLE_READY_MS,
  };
}

async function isDirectoryEmpty({ url, migrationUrl }: DatabaseUrls): Promise<boolean> {
  return withClient(migrationUrl ?? url, async (client) => {
    const { rows } = await client.query("SELECT 1 FROM directory_entries LIMIT 1");
    return rows.length === 0;
  });
}
