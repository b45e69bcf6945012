import "server-only";

import { fileURLToPath } from "node:url";
import pg from "pg";

import { migrate } from "../db/migrate";
import { databaseSettings } from "../env";

// The build sets this to the copy that lies beside the bundle.
const folder = fileURLToPath(new URL(process.env.MIGRATIONS_FOLDER ?? "../db/migrations", import.meta.url));

/** Brings the database of the settings up to date and says what it did, line by line. */
export async function runMigrations(): Promise<void> {
  const { url, migrationUrl, separateOwner } = databaseSettings();
  const owner = separateOwner ? "MIGRATION_DATABASE_URL" : "DATABASE_URL";
  await assertUsable(owner, migrationUrl.reveal(), "SELECT 1");
  const applied = await migrate({
    migrationUrl: migrationUrl.reveal(),
    appUrl: url.reveal(),
    folder,
    onApplied: (name) => void process.stdout.write(`Applied migration ${name}\n`),
  });
  if (applied.length === 0) process.stdout.write("The database is up to date\n");
  await assertUsable("DATABASE_URL", url.reveal(), "SELECT 1 FROM audit_heads LIMIT 1");
}

/** Names the setting that leads to a database which cannot be reached or used. */
async function assertUsable(setting: string, url: string, question: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.query(question);
  } catch (error) {
    throw new Error(`The database of ${setting} cannot be used: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}
