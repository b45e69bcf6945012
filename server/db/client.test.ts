import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { openDatabase } from "./client";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

describe("a pool", () => {
  test.each([
    ["statement_timeout", "30s"],
    ["lock_timeout", "10s"],
    ["idle_in_transaction_session_timeout", "10s"],
    ["application_name", "account-console"],
  ])("tells the server %s = %s on every connection", async (setting, value) => {
    const { db, pool } = openDatabase(database.appUrl, 2);
    const shown = await Promise.all([1, 2].map(() => db.execute<{ value: string }>(sql`SELECT current_setting(${setting}) AS value, pg_sleep(0.05)`)));
    expect(shown.map(({ rows }) => rows[0]?.value)).toEqual([value, value]);
    await pool.end();
  });

  test("waits for a free connection no longer than five seconds", async () => {
    const { pool } = openDatabase(database.appUrl, 1);
    expect(pool.options).toMatchObject({ max: 1, connectionTimeoutMillis: 5_000 });
    const held = await pool.connect();
    pool.options.connectionTimeoutMillis = 50;
    await expect(pool.connect()).rejects.toThrow("timeout");
    held.release();
    expect((await pool.query("SELECT 1")).rowCount).toBe(1);
    await pool.end();
  });

  test("gives up a statement, a lock and an open transaction, and the next query works", async () => {
    const { pool } = openDatabase(database.ownerUrl, 2);
    await pool.query("CREATE TABLE slow (id int PRIMARY KEY); INSERT INTO slow VALUES (1)");
    const [one, other] = [await pool.connect(), await pool.connect()];
    await one.query("SET statement_timeout = '100ms'");
    await expect(one.query("SELECT pg_sleep(30)")).rejects.toThrow("statement timeout");
    await one.query("BEGIN; SELECT * FROM slow FOR UPDATE");
    await other.query("SET lock_timeout = '100ms'");
    await expect(other.query("SELECT * FROM slow FOR UPDATE")).rejects.toThrow("lock timeout");
    await one.query("SET idle_in_transaction_session_timeout = '100ms'");
    const ended = new Promise((resolve) => one.once("error", resolve));
    await ended;
    one.release(true);
    other.release(true);
    expect((await pool.query("SELECT * FROM slow FOR UPDATE")).rowCount).toBe(1);
    await pool.end();
  });

  test("outlives a connection that the server ends", async () => {
    const { pool } = openDatabase(database.appUrl, 2);
    const { rows } = await pool.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    const owner = openDatabase(database.appUrl, 1);
    await owner.pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
    await expect.poll(() => pool.totalCount).toBe(0);
    expect((await pool.query("SELECT 1")).rowCount).toBe(1);
    await Promise.all([pool.end(), owner.pool.end()]);
  });
});
