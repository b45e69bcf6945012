import "server-only";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import type { Secret } from "../secret";
import { fine, note, unknown, wrong } from "./finding";
import type { Finding } from "./finding";

const oldestVersion = 15;
const clockLimitMs = 30_000;

async function knownMigrations(): Promise<string[]> {
  const folder = fileURLToPath(new URL(process.env.MIGRATIONS_FOLDER ?? "../db/migrations", import.meta.url));
  return (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort();
}

async function checkServer(client: pg.Client): Promise<Finding[]> {
  const startedMs = Date.now();
  const { rows } = await client.query<{ version: number; now_ms: number }>(
    "SELECT current_setting('server_version_num')::int / 10000 AS version, (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now_ms",
  );
  const [row] = rows;
  if (!row) return [unknown("The database does not say which version it is.")];
  const skewMs = (startedMs + Date.now()) / 2 - row.now_ms;
  return [
    row.version >= oldestVersion ? fine(`PostgreSQL ${row.version} answers.`) : wrong(`The database is PostgreSQL ${row.version}.`, `PostgreSQL ${oldestVersion} or newer is needed.`),
    ...(Math.abs(skewMs) > clockLimitMs
      ? [wrong(`The clocks here and at the database are ${Math.round(Math.abs(skewMs) / 1_000)} seconds apart.`, "Let both machines follow a time server.")]
      : []),
  ];
}

async function checkMigrations(client: pg.Client): Promise<Finding> {
  const known = await knownMigrations();
  const { rows: present } = await client.query<{ there: boolean }>("SELECT to_regclass('schema_migrations') IS NOT NULL AS there");
  if (present[0]?.there !== true) return wrong("The database is empty: no migration was ever applied.", "Run the migrations; npm start does it.");
  const { rows } = await client.query<{ name: string }>("SELECT name FROM schema_migrations");
  const applied = new Set(rows.map((row) => row.name));
  const missing = known.filter((name) => !applied.has(name));
  const newer = [...applied].filter((name) => !known.includes(name));
  if (newer.length > 0) return wrong(`The database is newer than this build: it has ${newer.join(", ")}.`, "Start the build that the database was migrated with, or a later one.");
  if (missing.length > 0) return wrong(`These migrations are not applied: ${missing.join(", ")}.`, "Run the migrations; npm start does it.");
  return fine(`All ${known.length} migrations are applied.`);
}

/** Whether the console's role owns the audit trail: then only triggers protect it. */
async function checkOwner(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ owns: boolean }>(
    "SELECT pg_has_role(current_user, relowner, 'USAGE') AS owns FROM pg_class WHERE oid = to_regclass('audit_entries')",
  );
  if (rows[0] === undefined) return unknown("There is no audit trail yet.");
  if (!rows[0].owns) return fine("The audit trail is protected by role and by trigger.");
  return note("The audit trail is protected by trigger only: the console's own role owns it.", "Set MIGRATION_DATABASE_URL to a role that owns the tables and let DATABASE_URL be another.");
}

async function connected<T>(url: Secret, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url.reveal(), connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** In words, for the setting that leads there. Never names the address, which holds a password. */
function describeFailure(setting: string, error: unknown): Finding {
  const { code } = error as { code?: unknown };
  return wrong(`The database cannot be used (${typeof code === "string" ? code : "no answer in time"}).`, `Check ${setting}, and that the database runs and can be reached from here.`);
}

/** The database that the console works with; only the owner of the tables may read which migrations are applied. */
export async function checkDatabase({ url, migrationUrl }: { url: Secret; migrationUrl: Secret }): Promise<Finding[]> {
  try {
    const findings = await connected(url, async (client) => [...(await checkServer(client)), await checkOwner(client)]);
    const migrations = await connected(migrationUrl, checkMigrations).catch((error: unknown) => describeFailure("MIGRATION_DATABASE_URL", error));
    return [...findings, migrations];
  } catch (error) {
    return [describeFailure("DATABASE_URL", error)];
  }
}
