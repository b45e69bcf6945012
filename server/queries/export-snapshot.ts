import "server-only";
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type { Pool, PoolClient } from "pg";
import type { Problem } from "@/lib/result";
import type { Database } from "../db/client";
import * as schema from "../db/schema";

/** Exports at once, over every instance of the console; each holds a connection. */
export const mostExports = 4;
export const mostExportsOfOne = 2;

/** How long the database waits for the next batch before it lets go by itself, should this process stand still. */
const mostIdleMs = 120_000;

export const tooManyExports: Problem = {
  kind: "unavailable",
  title: "Too many exports run at once.",
  saved: "Nothing was exported.",
  next: "Try again when one of yours, or of your colleagues, has ended.",
};

const cursorName = "exported";

/**
 * The database as it was at one moment, for one reader: rows and their count agree whatever is written meanwhile. It
 * holds a transaction for as long as it is read, so there are few at once and whoever opens one must limit its time.
 */
export class ExportSnapshot {
  private isOver = false;

  private constructor(
    private readonly pool: Pool,
    private readonly client: PoolClient,
    private readonly pid: number,
    readonly db: Database,
    /** The moment; ISO 8601, UTC. */
    readonly asOf: string,
  ) {}

  /** Null where as many are open as may be. `who`: the person, whose own are limited as well. */
  static async open(pool: Pool, who: string): Promise<ExportSnapshot | null> {
    const client = await pool.connect();
    try {
      await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      const { rows: [row] } = await client.query<{ pid: number; at: Date; has_room: boolean }>(beginning, [who, mostExportsOfOne, mostExports, String(mostIdleMs)]);
      if (!row?.has_room) {
        await client.query("ROLLBACK");
        client.release();
        return null;
      }
      return new ExportSnapshot(pool, client, row.pid, drizzle(client, { schema }), row.at.toISOString());
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  /** What `next` will read, in its order. From then on rows are looked up by their keys, however many the planner expects. */
  async declare(query: SQL): Promise<void> {
    await this.db.execute(sql`DECLARE ${sql.raw(cursorName)} NO SCROLL CURSOR FOR ${query}`);
    await this.client.query(byKeys);
  }

  /** Fewer than `most`, or none, at the end. */
  async next<Row extends Record<string, unknown>>(most: number): Promise<Row[]> {
    return (await this.client.query<Row>(`FETCH ${most} FROM ${cursorName}`)).rows;
  }

  /** After everything was read. */
  async close(): Promise<void> {
    if (this.isOver) return;
    this.isOver = true;
    try {
      await this.client.query("COMMIT");
      this.client.release();
    } catch {
      this.client.release(true);
    }
  }

  /** At any time: what the database is working on for it ends as well. */
  async breakOff(): Promise<void> {
    if (this.isOver) return;
    this.isOver = true;
    try {
      await this.pool.query("SELECT pg_cancel_backend($1)", [this.pid]);
    } catch {
      // The connection goes in any case; the database notices that when it next answers.
    } finally {
      this.client.release(true);
    }
  }
}

/** One place of the person's own and one of all, until the transaction ends; each row is tried until one is free. */
const beginning = `
  WITH own AS MATERIALIZED (SELECT FROM generate_series(1, $2::int) AS place WHERE pg_try_advisory_xact_lock(hashtextextended('export of ' || $1, place)) LIMIT 1),
  free AS MATERIALIZED (SELECT FROM generate_series(1, $3::int) AS place WHERE EXISTS (SELECT FROM own) AND pg_try_advisory_xact_lock(hashtextextended('export', place)) LIMIT 1)
  SELECT pg_backend_pid() AS pid, now() AS at, EXISTS (SELECT FROM free) AS has_room,
    set_config('idle_in_transaction_session_timeout', $4, true)`;

const byKeys = "SELECT set_config(name, 'off', true) FROM unnest(ARRAY['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin', 'jit']) AS name";
