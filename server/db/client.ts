import "server-only";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Pool, types } from "pg";
import { databaseSettings } from "../env";
import * as schema from "./schema";

// count(*) and bigint come as text from pg; every figure here fits a double.
types.setTypeParser(types.builtins.INT8, (value) => Number(value));

export type Database = NodePgDatabase<typeof schema>;
/** A transaction, or the database itself: whatever can run a query. */
export type Queryable = Pick<Database, "select" | "selectDistinct" | "insert" | "update" | "delete" | "execute">;

/** Milliseconds. No transaction spans a call to Lead, so that one which stands still is a fault and must not hold the trail. */
const limits = {
  connectionTimeoutMillis: 5_000,
  idle_in_transaction_session_timeout: 10_000,
  lock_timeout: 10_000,
  statement_timeout: 30_000,
};

/** Opens its own pool; callers end it. */
export function openDatabase(url: string, max = 10): { db: Database; pool: Pool } {
  const pool = new Pool({ connectionString: url, max, application_name: "account-console", ...limits });
  // A connection that the server ends, idle or in use, is no reason to end the process: its query fails, the next opens another.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return { db: drizzle(pool, { schema }), pool };
}

type Opened = ReturnType<typeof openDatabase>;
const shared = globalThis as typeof globalThis & { consoleDatabase?: Opened };

/** The process's own pool, opened at first use; kept across reloads in development. */
export function database(): Opened {
  shared.consoleDatabase ??= openDatabase(databaseSettings().url.reveal());
  return shared.consoleDatabase;
}

export function db(): Database {
  return database().db;
}
