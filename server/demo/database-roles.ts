import pg from "pg";

export const DATABASE = "console";

export type DatabaseRoles = { owner: string; app: string; password: string };

/** Creates the two roles and a database which the first one owns; what exists already stays. */
export async function ensureDatabase(adminUrl: string, roles: DatabaseRoles, database: string): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    for (const role of [roles.owner, roles.app]) {
      const exists = await admin.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
      if (exists.rowCount === 0) await admin.query(`CREATE ROLE ${pg.escapeIdentifier(role)} LOGIN PASSWORD ${pg.escapeLiteral(roles.password)}`);
    }
    const exists = await admin.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (exists.rowCount !== 0) return;
    const owner = pg.escapeIdentifier(roles.owner);
    await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${owner} TEMPLATE template0 ENCODING 'UTF8'`);
    await withClient(databaseUrl(adminUrl, database), (own) => own.query(`ALTER SCHEMA public OWNER TO ${owner}`));
  });
}

/** The same server, another database, and another role where one is given. */
export function databaseUrl(serverUrl: string, database: string, role?: { name: string; password: string }): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  if (role !== undefined) {
    url.username = role.name;
    url.password = role.password;
  }
  return url.href;
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
