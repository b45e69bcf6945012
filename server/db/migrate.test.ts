import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { withClient } from "@/server/demo/database-roles";
import { createEmptyTestDatabase } from "@/server/demo/test-database";
import type { TestDatabase } from "@/server/demo/test-database";
import { migrate } from "./migrate";

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createEmptyTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), "account-console-migrations-"));
  await write("0001_first.sql", "CREATE TABLE first (id int PRIMARY KEY);");
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const write = (name: string, sql: string) => writeFile(path.join(folder, name), sql);
const run = (urls: { migrationUrl?: string; appUrl?: string } = {}) =>
  migrate({ migrationUrl: database.ownerUrl, appUrl: database.appUrl, folder, ...urls });
const rowsOf = (sql: string, url = database.ownerUrl) => withClient(url, async (client) => (await client.query(sql)).rows as Record<string, unknown>[]);

describe("migrate", () => {
  test("applies what is new, in order, once", async () => {
    expect(await run()).toEqual(["0001_first.sql"]);
    await write("0002_second.sql", "ALTER TABLE first ADD COLUMN note text; INSERT INTO first VALUES (1, 'x');");
    expect(await run()).toEqual(["0002_second.sql"]);
    expect(await run()).toEqual([]);
    expect(await rowsOf("SELECT * FROM first")).toEqual([{ id: 1, note: "x" }]);
  });

  test("instances that start together apply each file once", async () => {
    await write("0002_second.sql", "CREATE TABLE second (id int); SELECT pg_sleep(0.05);");
    const runs = await Promise.all([run(), run(), run(), run()]);
    expect(runs.flat().sort()).toEqual(["0001_first.sql", "0002_second.sql"]);
  });

  test("a failing file leaves nothing behind and keeps the ones before it", async () => {
    await write("0002_second.sql", "CREATE TABLE second (id int); SELECT no_such_function();");
    await expect(run()).rejects.toThrow(/0002_second\.sql failed and was undone.*no_such_function/);
    expect(await rowsOf("SELECT name FROM schema_migrations")).toEqual([{ name: "0001_first.sql" }]);
    expect(await rowsOf("SELECT to_regclass('second') AS found")).toEqual([{ found: null }]);
  });

  test("a changed file that is applied is an error; other line ends are no change", async () => {
    await run();
    await write("0001_first.sql", "CREATE TABLE first (id int PRIMARY KEY);\r\n".trimEnd());
    expect(await run()).toEqual([]);
    await write("0001_first.sql", "CREATE TABLE first (id bigint PRIMARY KEY);");
    await expect(run()).rejects.toThrow("Migration 0001_first.sql has changed since it was applied");
  });

  test("a database newer than the build, and a new file with an old number, are errors", async () => {
    await write("0003_third.sql", "SELECT 1;");
    await run();
    await write("0002_second.sql", "SELECT 1;");
    await expect(run()).rejects.toThrow("0002_second.sql is new but comes before 0003_third.sql");
    await rm(path.join(folder, "0002_second.sql"));
    await rm(path.join(folder, "0003_third.sql"));
    await expect(run()).rejects.toThrow("the build is older than the database");
  });

  test("names that do not sort, and numbers used twice, are errors", async () => {
    await write("0001_again.sql", "SELECT 1;");
    await expect(run()).rejects.toThrow("Two migrations have the number 0001");
    await rm(path.join(folder, "0001_again.sql"));
    await write("2_second.sql", "SELECT 1;");
    await expect(run()).rejects.toThrow("2_second.sql: the name must be NNNN_name.sql");
    await mkdir(path.join(folder, "elsewhere"));
    expect(await readdir(folder)).toContain("elsewhere");
  });

  test("a migration grants to the application's role by its setting", async () => {
    const grant = "DO $$ BEGIN EXECUTE format('GRANT SELECT ON first TO %I', current_setting('console.app_role')); END $$;";
    await write("0002_grant.sql", grant);
    await run();
    expect(await rowsOf("SELECT * FROM first", database.appUrl)).toEqual([]);
    await expect(rowsOf("DELETE FROM first", database.appUrl)).rejects.toThrow("permission denied");
  });

  test("one URL for both roles works too", async () => {
    await write("0002_grant.sql", "DO $$ BEGIN EXECUTE format('GRANT SELECT ON first TO %I', current_setting('console.app_role')); END $$;");
    expect(await run({ appUrl: database.ownerUrl })).toHaveLength(2);
  });
});

test("the project's own migrations apply to an empty database", async () => {
  const own = fileURLToPath(new URL("./migrations", import.meta.url));
  const applied = await run({}).then(() => database.drop()).then(createEmptyTestDatabase).then((fresh) => {
    database = fresh;
    return migrate({ migrationUrl: fresh.ownerUrl, appUrl: fresh.appUrl, folder: own });
  });
  expect(applied).toEqual((await readdir(own)).filter((file) => file.endsWith(".sql")).sort());
});
