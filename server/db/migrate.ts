import "server-only";

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

type Migration = { name: string; sql: string; checksum: string };

export type MigrationRun = {
  /** The role that owns the schema. */
  migrationUrl: string;
  /** The application's role: its name is what the SQL may GRANT to, as `current_setting('console.app_role')`. */
  appUrl: string;
  /** The folder of the files NNNN_name.sql. */
  folder: string;
  onApplied?: (name: string) => void;
};

/** Any number, the same in every build: instances that start together take turns. */
const LOCK_KEY = 7_261_544_019;

const FILE_NAME = /^\d{4}_[a-z0-9_]+\.sql$/;

/**
 * Applies what is not yet applied, oldest first, each file in a transaction of its own; answers the names applied.
 * Throws where an applied file has changed, where the database is newer than this build, and what PostgreSQL refuses.
 */
export async function migrate({ migrationUrl, appUrl, folder, onApplied }: MigrationRun): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: migrationUrl });
  await client.connect();
  try {
    const appRole = new pg.Client({ connectionString: appUrl }).user ?? "";
    await inTurn(client, appRole, () => assertHistory(client, migrations));
    const applied: string[] = [];
    for (const migration of migrations) {
      if (!(await inTurn(client, appRole, () => applyOne(client, migration)))) continue;
      applied.push(migration.name);
      onApplied?.(migration.name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort();
  const badly = files.find((file) => !FILE_NAME.test(file));
  if (badly !== undefined) throw new Error(`Migration ${badly}: the name must be NNNN_name.sql.`);
  const twice = files.find((file, index) => files[index + 1]?.slice(0, 4) === file.slice(0, 4));
  if (twice !== undefined) throw new Error(`Two migrations have the number ${twice.slice(0, 4)}.`);
  return Promise.all(files.map(async (file) => {
    const sql = await readFile(path.join(folder, file), "utf8");
    return { name: file, sql, checksum: createHash("sha256").update(sql.replaceAll("\r\n", "\n")).digest("hex") };
  }));
}

/** One transaction under the lock that all instances share; a failure leaves nothing behind. */
async function inTurn<T>(client: pg.Client, appRole: string, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK_KEY]);
    await client.query("SELECT set_config('console.app_role', $1, true)", [appRole]);
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

async function assertHistory(client: pg.Client, migrations: Migration[]): Promise<void> {
  await client.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
    name text PRIMARY KEY,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`);
  const { rows } = await client.query<{ name: string; checksum: string }>("SELECT name, checksum FROM schema_migrations ORDER BY name");
  for (const row of rows) {
    const migration = migrations.find(({ name }) => name === row.name);
    if (migration === undefined) throw new Error(`The database has migration ${row.name}, which this build does not know: the build is older than the database.`);
    if (migration.checksum !== row.checksum) {
      throw new Error(`Migration ${row.name} has changed since it was applied. Applied migrations are never edited: restore the file and add a new one.`);
    }
  }
  const last = rows.at(-1)?.name;
  const late = migrations.find(({ name }) => last !== undefined && name < last && !rows.some((row) => row.name === name));
  if (late !== undefined) throw new Error(`Migration ${late.name} is new but comes before ${last}, which is applied. Give it a later number.`);
}

async function applyOne(client: pg.Client, { name, sql, checksum }: Migration): Promise<boolean> {
  const known = await client.query("SELECT 1 FROM schema_migrations WHERE name = $1", [name]);
  if (known.rowCount !== 0) return false;
  try {
    await client.query(sql);
  } catch (error) {
    throw new Error(`Migration ${name} failed and was undone: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  await client.query("INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)", [name, checksum]);
  return true;
}
