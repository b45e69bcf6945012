import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { withClient } from "./database-roles";
import { removeEmbeddedDatabase, startEmbeddedDatabase } from "./embedded-database";
import { findFreePort, isPortFree } from "./ports";

let folder: string;
let dataDir: string;
let port: number;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "account-console-embedded-"));
  chmodSync(folder, 0o755);
  dataDir = path.join(folder, "database");
  port = await findFreePort();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const countRows = (url: string) => withClient(url, async (client) => (await client.query<{ n: number }>("SELECT count(*)::int AS n FROM kept")).rows[0]?.n);

/** Starts a database in a process that can be killed, and waits until it says its address. */
async function startElsewhere() {
  const entry = path.join(folder, "elsewhere.mts");
  writeFileSync(entry, `
    import { startEmbeddedDatabase } from ${JSON.stringify(path.join(import.meta.dirname, "embedded-database.ts"))};
    const { migrationUrl } = await startEmbeddedDatabase({ dataDir: ${JSON.stringify(dataDir)}, port: ${port} });
    process.stdout.write(migrationUrl);
    setInterval(() => {}, 1000);
  `);
  const child = spawn(process.execPath, ["--import", "tsx", entry], { stdio: ["ignore", "pipe", "inherit"] });
  const [url] = (await once(child.stdout, "data")) as [Buffer];
  return { child, url: url.toString() };
}

test("keeps its data over a restart, and is durable and UTF-8", async () => {
  const first = await startEmbeddedDatabase({ dataDir, port });
  await withClient(first.migrationUrl, (client) => client.query("CREATE TABLE kept (note text); INSERT INTO kept VALUES ('Zoë')"));
  await expect(withClient(first.url, (client) => client.query("CREATE TABLE mine ()"))).rejects.toThrow("permission denied");
  await first.stop();
  expect(await isPortFree(port)).toBe(true);
  const second = await startEmbeddedDatabase({ dataDir, port });
  expect(await countRows(second.migrationUrl)).toBe(1);
  const { rows } = await withClient(second.url, (client) => client.query("SELECT current_setting('fsync') AS fsync, current_setting('server_encoding') AS encoding, upper('ë') AS upper"));
  expect(rows).toEqual([{ fsync: "on", encoding: "UTF8", upper: "Ë" }]);
  await second.stop();
});

test("starts again after the process and the server were both killed", async () => {
  const { child, url } = await startElsewhere();
  await withClient(url, (client) => client.query("CREATE TABLE kept (); INSERT INTO kept DEFAULT VALUES"));
  const lock = path.join(dataDir, "cluster", "postmaster.pid");
  const postmaster = Number.parseInt(readFileSync(lock, "utf8"), 10);
  process.kill(postmaster, "SIGKILL");
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(existsSync(lock)).toBe(true);
  const again = await startEmbeddedDatabase({ dataDir, port });
  expect(await countRows(again.migrationUrl)).toBe(1);
  await again.stop();
});

test("a killed process leaves no server behind", async () => {
  const { child } = await startElsewhere();
  child.kill("SIGKILL");
  await vi.waitFor(async () => expect(await isPortFree(port)).toBe(true), 20_000);
});

test("data in use by a living process are named, not taken", async () => {
  const { child } = await startElsewhere();
  await expect(startEmbeddedDatabase({ dataDir, port: port + 1 })).rejects.toThrow(`is in use by process ${child.pid}`);
  await expect(removeEmbeddedDatabase(dataDir)).rejects.toThrow(`is in use by process ${child.pid}`);
  child.kill("SIGKILL");
  await vi.waitFor(async () => expect(await isPortFree(port)).toBe(true), 20_000);
  await removeEmbeddedDatabase(dataDir);
  expect(existsSync(dataDir)).toBe(false);
});

test("a taken port is named with the setting that moves it", async () => {
  const other = createServer().listen(port, "127.0.0.1");
  await once(other, "listening");
  await expect(startEmbeddedDatabase({ dataDir, port })).rejects.toThrow(`Port ${port} for the database is taken by another program. Stop it, or set DATABASE_PORT`);
  other.close();
});
