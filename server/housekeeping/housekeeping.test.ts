import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../db/client";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { housekeepingJob } from "./housekeeping-job";
import { removeExpired } from "./retention";

const retention = { callLogDays: 400 };

let database: TestDatabase;
// The application's role: what it may not delete would fail here.
let opened: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  database = await createTestDatabase();
  opened = openDatabase(database.appUrl, 3);
});
afterEach(async () => {
  for (const table of ["sessions", "drafts", "lead_calls"]) await opened.db.execute(sql`DELETE FROM ${sql.identifier(table)}`);
});
afterAll(async () => {
  await opened.pool.end();
  await database.drop();
});

const session = (name: string, expired: string, revoked: string | null = null) => opened.db.execute(sql`
  INSERT INTO sessions (id, subject, name, groups, tokens, revoked_at, expires_at)
  VALUES (${randomUUID()}, ${name}, ${name}, '{}', '', now() - ${revoked}::interval, now() - ${expired}::interval)`);

const draft = (owner: string, age: string) => opened.db.execute(sql`
  INSERT INTO drafts (owner, program, form, subject, content, updated_at) VALUES (${owner}, 'everyday', 'open-account', 'new', '', now() - ${age}::interval)`);

const call = (program: string, age: string) => opened.db.execute(sql`
  INSERT INTO lead_calls (id, program, method, path, outcome, tries, started_at, duration_ms)
  VALUES (${randomUUID()}, ${program}, 'GET', '/v0/accounts', 'answered', 1, now() - ${age}::interval, 1)`);

async function left(table: string, column: string): Promise<unknown[]> {
  const { rows } = await opened.db.execute(sql`SELECT ${sql.identifier(column)} AS value FROM ${sql.identifier(table)} ORDER BY 1`);
  return rows.map((row) => row.value);
}

describe("housekeeping", () => {
  it("removes sessions a day after they expired, revoked or not, and no living one", async () => {
    await session("living", "-1 hour");
    await session("revoked today", "-1 hour", "5 hours");
    await session("expired today", "23 hours");
    await session("expired", "25 hours");
    await session("revoked and expired", "25 hours", "30 hours");
    expect(await removeExpired(opened.db, retention, 10)).toMatchObject({ sessions: 2, drafts: 0, lead_calls: 0 });
    expect(await left("sessions", "subject")).toEqual(["expired today", "living", "revoked today"]);
  });

  it("removes drafts after 30 days", async () => {
    await draft("person-priya", "29 days 23 hours");
    await draft("person-sam", "30 days 1 hour");
    expect(await removeExpired(opened.db, retention, 10)).toMatchObject({ sessions: 0, drafts: 1, lead_calls: 0 });
    expect(await left("drafts", "owner")).toEqual(["person-priya"]);
  });

  it("removes calls after the days that are set, also those of a program that is gone", async () => {
    await call("everyday", "399 days");
    await call("everyday", "401 days");
    await call("no-longer-configured", "401 days");
    expect(await removeExpired(opened.db, retention, 10)).toMatchObject({ sessions: 0, drafts: 0, lead_calls: 2 });
    expect(await removeExpired(opened.db, { callLogDays: 398 }, 10)).toMatchObject({ sessions: 0, drafts: 0, lead_calls: 1 });
  });

  it("removes what came in from outside once its time has passed, and nothing that still waits", async () => {
    for (const [name, age] of [["kept", "89 days"], ["old", "91 days"], ["old and waiting", "91 days"]] as const) {
      const id = randomUUID();
      await opened.db.execute(sql`INSERT INTO announcements (id, program, request_key, body_hash, received_at) VALUES (${id}, 'everyday', ${name}, '', now() - ${age}::interval)`);
      const state = name === "old and waiting" ? "waiting" : "refused";
      await opened.db.execute(sql`
        INSERT INTO announced_accounts (announcement_id, account_id, program, position, state, settled_at)
        VALUES (${id}, 'account_1', 'everyday', 1, ${state}, ${state === "waiting" ? null : "2026-01-01"}::timestamptz)`);
    }
    for (const [name, age, state] of [["event_kept", "99 days", "indexed"], ["event_old", "101 days", "indexed"], ["event_waiting", "101 days", "waiting"]] as const) {
      await opened.db.execute(sql`INSERT INTO lead_events (program, event_id, type, via, state, received_at) VALUES ('everyday', ${name}, 'ach.posted', 'list', ${state}, now() - ${age}::interval)`);
    }
    for (const [mark, age] of [["kept", "-1 minute"], ["past", "1 minute"]] as const) {
      await opened.db.execute(sql`INSERT INTO announcement_signatures (program, signature, expires_at) VALUES ('everyday', ${Buffer.from(mark)}, now() - ${age}::interval)`);
    }
    for (const [owner, age] of [["kept", "29 days"], ["past", "31 days"]] as const) {
      await opened.db.execute(sql`INSERT INTO searches (id, program, owner, content, kept_at) VALUES (${randomUUID()}, 'everyday', ${owner}, '', now() - ${age}::interval)`);
    }
    for (const age of ["89 days", "91 days"]) {
      await opened.db.execute(sql`INSERT INTO intake_refusals (program, way, reason, hour, refused) VALUES ('everyday', 'webhooks', 'stale', now() - ${age}::interval, 1)`);
    }
    expect(await removeExpired(opened.db, retention, 10)).toMatchObject({ announcements: 1, lead_events: 1, announcement_signatures: 1, searches: 1, intake_refusals: 1 });
    expect(await left("announcements", "request_key")).toEqual(["kept", "old and waiting"]);
    expect(await left("announced_accounts", "state")).toEqual(["refused", "waiting"]);
    expect(await left("lead_events", "event_id")).toEqual(["event_kept", "event_waiting"]);
    expect(await left("searches", "owner")).toEqual(["kept"]);
  });

  it("goes on batch by batch until nothing is left, then rests", async () => {
    for (let age = 401; age <= 405; age += 1) await call("everyday", `${age} days`);
    const job = housekeepingJob(opened.db, retention, { batch: 2, restMs: 60_000 });
    expect([await job.run(), await job.run(), await job.run(), await job.run()]).toEqual([2, 2, 1, 0]);
    await call("everyday", "406 days");
    expect(await job.run()).toBe(0);
    expect(await housekeepingJob(opened.db, retention).run()).toBe(1);
  });

  it("may be done by two workers at once", async () => {
    for (let age = 0; age < 40; age += 1) await call("everyday", `${401 + age} days`);
    const workers = [0, 1].map(() => housekeepingJob(opened.db, retention, { batch: 7, restMs: 60_000 }));
    const [one, other] = await Promise.all(workers.map(async ({ run }) => {
      let [sum, rows] = [0, await run()];
      for (; rows > 0; rows = await run()) sum += rows;
      return sum;
    }));
    expect((one ?? 0) + (other ?? 0)).toBe(40);
    expect(await left("lead_calls", "id")).toEqual([]);
  });
});
