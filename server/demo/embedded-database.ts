import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";

import { startOrphanGuard } from "../supervisor/orphan-guard";
import { isPortFree } from "./ports";
import { findPostgresBinaries } from "./postgres-binaries";
import type { PostgresBinaries } from "./postgres-binaries";
import { clearPostmaster } from "./postmaster";
import { DATABASE, ensureDatabase } from "./database-roles";

export type EmbeddedDatabase = {
  /** For DATABASE_URL: the application's role. */
  url: string;
  /** For MIGRATION_DATABASE_URL: the role that owns the schema. */
  migrationUrl: string;
  /** The superuser, on the database `postgres`. */
  adminUrl: string;
  /** Where the data are: elsewhere than asked for when the server's account cannot enter the project's folder. */
  dataDir: string;
  /** A fast, clean shutdown; resolves when the server has ended. */
  stop(): Promise<void>;
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>;
};

type Options = {
  dataDir: string;
  port: number;
  /**
   * Removes the data after the server has ended, even if this process is killed. They need not outlive a failure of the
   * machine, so nothing waits for the disk; that any process dies they survive as ever.
   */
  temporary?: boolean;
};

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

/** Starts the real PostgreSQL server from npm's binaries, on 127.0.0.1 only, creating data, roles and database at first. */
export async function startEmbeddedDatabase({ dataDir, port, temporary = false }: Options): Promise<EmbeddedDatabase> {
  const binaries = findPostgresBinaries();
  const home = placeData(path.resolve(dataDir), binaries);
  const data = path.join(home, "cluster");
  await clearPostmaster(data, path.join(home, "owner.pid"));
  if (!(await isPortFree(port))) {
    throw new Error(`Port ${port} for the database is taken by another program. Stop it, or set DATABASE_PORT to a free port.`);
  }
  const password = initialise(home, data, binaries);
  writeFileSync(path.join(home, "owner.pid"), String(process.pid));
  const server = await launch({ home, data, port, temporary }, password, binaries);
  const guard = startOrphanGuard();
  guard.watch(server.pid as number, "SIGINT");
  if (temporary) guard.removeFolder(home);
  const ended = new Promise<void>((resolve) => onExit(server, resolve)).then(() => {
    guard.forget(server.pid as number);
    guard.close();
  });
  const urlFor = (user: string, database: string) => `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  const adminUrl = urlFor("postgres", "postgres");
  const roles = { owner: "console_owner", app: "console_app", password };
  await ensureDatabase(adminUrl, roles, DATABASE);
  return {
    url: urlFor(roles.app, DATABASE),
    migrationUrl: urlFor(roles.owner, DATABASE),
    adminUrl,
    dataDir: home,
    ended,
    stop: async () => {
      await stopServer(server);
      await ended;
      rmSync(temporary ? home : path.join(home, "owner.pid"), { recursive: true, force: true });
    },
  };
}

/** Ends what a killed start left behind and removes the data; an error where they are in use. */
export async function removeEmbeddedDatabase(dataDir: string): Promise<void> {
  const home = placeData(path.resolve(dataDir), findPostgresBinaries());
  await clearPostmaster(path.join(home, "cluster"), path.join(home, "owner.pid"));
  rmSync(home, { recursive: true, force: true });
}

/** The folder of the data, entered and owned by the server's account. */
function placeData(wanted: string, { account, outsideHome }: PostgresBinaries): string {
  mkdirSync(wanted, { recursive: true });
  if (account === undefined) return wanted;
  const enters = (folder: string) => spawnSync("/bin/sh", ["-c", `cd "$1"`, "sh", folder], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
  const home = enters(wanted) ? wanted : path.join(requireHome(outsideHome, wanted), "data", path.basename(path.dirname(wanted)), path.basename(wanted));
  mkdirSync(home, { recursive: true, mode: 0o755 });
  return home;
}

function requireHome(home: string | undefined, wanted: string): string {
  if (home !== undefined) return home;
  throw new Error(`The database server runs as nobody and cannot enter ${wanted}: set DATA_DIR to a folder that everybody can enter.`);
}

/** Creates the cluster when there is none; answers the password of its roles, which only its owner can read. */
function initialise(home: string, data: string, { initdb, account }: PostgresBinaries): string {
  const passwordFile = path.join(home, "password");
  if (existsSync(path.join(data, "PG_VERSION"))) return readFileSync(passwordFile, "utf8").trim();
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  const password = randomBytes(18).toString("hex");
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== undefined) {
    chownSync(data, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"];
  const ctype = process.platform === "linux" ? ["--lc-ctype=C.UTF-8"] : [];
  const made = spawnSync(
    initdb,
    ["-D", data, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, ...locale, ...ctype],
    { ...account, cwd: data, encoding: "utf8" },
  );
  if (made.status === 0) return password;
  rmSync(data, { recursive: true, force: true });
  throw new Error(`The database could not be created in ${data}: ${made.stderr.trim() || String(made.error)}`);
}

type Place = { home: string; data: string; port: number; temporary: boolean };

async function launch(place: Place, password: string, binaries: PostgresBinaries): Promise<ChildProcess> {
  const { home, port } = place;
  const deadline = Date.now() + START_TIMEOUT_MS;
  const logFile = path.join(home, "postgres.log");
  for (;;) {
    const logStart = existsSync(logFile) ? statSync(logFile).size : 0;
    const server = spawnServer(logFile, place, binaries);
    if (await answers(server, port, password, deadline)) return server;
    await stopServer(server);
    const said = readFileSync(logFile).subarray(logStart).toString("utf8").trim();
    // Backends of a killed server hold its shared memory until they notice that it is gone.
    if (!said.includes("shared memory block") || Date.now() > deadline) throw new Error(`The database did not start:\n${said}`);
    await delay(250);
  }
}

function spawnServer(logFile: string, { data, port, temporary }: Place, { postgres, account }: PostgresBinaries): ChildProcess {
  const log = openSync(logFile, "a");
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "300",
    fsync: temporary ? "off" : "on",
    timezone: "UTC",
    log_timezone: "UTC",
  };
  const args = ["-D", data, "-p", String(port), ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  try {
    return spawn(postgres, args, { ...account, cwd: data, detached: true, stdio: ["ignore", log, log] });
  } finally {
    closeSync(log);
  }
}

async function answers(server: ChildProcess, port: number, password: string, deadline: number): Promise<boolean> {
  let gone = false;
  onExit(server, () => (gone = true));
  while (!gone && Date.now() < deadline) {
    const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", password, database: "postgres" });
    const connected = await client.connect().then(() => true, () => false);
    await client.end().catch(() => undefined);
    if (connected) return true;
    await delay(25);
  }
  return false;
}

function onExit(server: ChildProcess, done: () => void): void {
  if (server.exitCode !== null || server.signalCode !== null) return done();
  server.once("exit", done);
  server.once("error", done);
}

async function stopServer(server: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => onExit(server, resolve));
  server.kill("SIGINT");
  const insist = setTimeout(() => server.kill("SIGQUIT"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(insist);
}
