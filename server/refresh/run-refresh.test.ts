import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { leadAccount } from "@/lib/lead/account";
import { leadCalls } from "../db/schema";
import { callPaces } from "../db/schema-imports";
import { refreshes } from "../db/schema-refresh";
import { databaseNow, rememberAnswer } from "../directory/remember-answer";
import { dueQuery } from "./due-accounts";
import { RefreshUnderTest } from "./refresh-under-test";

let under: RefreshUnderTest;

beforeAll(async () => {
  under = await RefreshUnderTest.start();
});
afterEach(async () => {
  await under.world.control("DELETE", "/faults");
  // What a failed test leaves due must not be taken up by the next.
  await under.db.execute(sql`UPDATE refresh_places SET lane = 'open', place_at = now(), tries = 0`);
  await under.db.delete(leadCalls);
  await under.db.update(refreshes).set({ paused: false, callsPerSecond: null, stalls: 0, problem: null, nextLookAt: null, leasedUntil: null });
  await under.db.update(callPaces).set({ share: 1, slowedAt: null });
  await under.asked();
});
afterAll(() => under.world.close());

const day = 86_400;

describe("whose turn it is", () => {
  it("is the account furthest beyond its period: what changed lately each hour, open ones each day, closed ones rarely", async () => {
    const [young = "", stale = "", staler = "", changed = "", closed = "", oldClosed = ""] = await under.take(6);
    await under.world.control("PATCH", `/accounts/${closed}`, { status: "closed" });
    await under.world.control("PATCH", `/accounts/${oldClosed}`, { status: "closed" });
    await under.age([closed, oldClosed], 2 * day);
    await under.run();
    await under.asked();
    await under.age([young], 23 * 3_600);
    await under.age([stale], day + 60);
    await under.age([staler], 3 * day);
    await under.age([changed], 10 * 3_600, 60);
    await under.age([closed], 10 * day);
    await under.age([oldClosed], 31 * day);
    expect([...(await under.places([young, changed, closed])).values()].map(({ lane }) => lane).sort()).toEqual(["changed", "closed", "open"]);
    expect(await under.run({ backgroundCallsPerSecond: 3 })).toBe(4);
    expect(await under.asked()).toEqual([changed, staler, oldClosed, stale]);
    expect(await under.run()).toBe(0);
    expect(await under.asked()).toEqual([]);
  });

  it("is found by the index alone, however many wait", async () => {
    await under.db.transaction(async (tx) => {
      await tx.execute(sql`
        INSERT INTO directory_entries (program, account_id, status, sorted_at, body, entered_by, read_at)
        SELECT 'crowd', 'account_' || n, 'active', now(), '{}', 'seeded', now() - interval '2 days' - n * interval '1 second' FROM generate_series(1, 20000) n`);
      const { rows } = await tx.execute<{ "QUERY PLAN": unknown }>(sql`EXPLAIN (ANALYZE, FORMAT JSON) ${dueQuery({ ...under.program(), slug: "crowd" }, 10)}`);
      const plan = JSON.stringify(rows);
      expect(plan).toContain("refresh_places_next");
      expect(plan).not.toContain("Seq Scan");
      const readRows = [...plan.matchAll(/"Actual Rows":(\d+)/g)].map((match) => Number(match[1]));
      expect(Math.max(...readRows)).toBeLessThanOrEqual(40);
      tx.rollback();
    }).catch((error: unknown) => {
      if (!String(error).includes("Rollback")) throw error;
    });
  });

  it("comes again for what Lead gave nothing about, after a while that doubles, and holds up no other", async () => {
    const [broken = "", fine = ""] = await under.take(2);
    await under.age([broken], 5 * day);
    await under.age([fine], 2 * day);
    await under.world.control("POST", "/faults", { route: "GET /v0/accounts/:id", kind: "malformed-body", count: 3 });
    await under.run({ backgroundCallsPerSecond: 3 });
    expect((await under.places([broken])).get(broken)).toMatchObject({ lane: "again", tries: 1 });
    await under.due();
    await under.run();
    expect((await under.places([fine])).get(fine)?.lane).not.toBe("again");
    expect(await under.asked()).toEqual([broken, broken, broken, fine]);
    await under.db.execute(sql`UPDATE refresh_places SET place_at = now() - interval '1 second' WHERE account_id = ${broken}`);
    await under.due();
    expect(await under.run()).toBe(1);
    expect((await under.places([broken])).get(broken)).toMatchObject({ tries: 0 });
  });
});

describe("what it keeps", () => {
  it("writes down what changed elsewhere, people too, with old and new, once", async () => {
    const [one = ""] = await under.take(1);
    const entityId = under.world.simulator.landmark("prospectIndividual").entity_id;
    await under.world.control("PATCH", `/accounts/${one}`, { metadata: { branch: "Topeka" }, relationships: [{ entity_id: entityId, relationship_type: "account_holder" }] });
    await under.age([one], 2 * day);
    await under.run();
    const { rows: [entry] } = await under.db.execute<{ changes: { path: string }[]; outcome: string; actor: string }>(sql`SELECT changes, outcome, actor FROM audit_entries WHERE account_id = ${one} AND action = 'changed-elsewhere'`);
    expect(entry).toMatchObject({ outcome: "observed", actor: "console" });
    expect(entry?.changes.map(({ path }) => path)).toEqual(expect.arrayContaining(["metadata.branch", "entity_relationships.account_holder"]));
    await under.age([one], 2 * day);
    await under.run();
    expect((await under.trail(one)).filter((action) => action === "changed-elsewhere")).toHaveLength(1);
  });

  it("marks an id that Lead no longer knows and takes the mark away once it does, without asking again at once", async () => {
    const [back = ""] = await under.take(1);
    const [foreign = ""] = await under.world.accountIds("everyday");
    const readStartedAt = await databaseNow(under.db);
    await under.db.transaction((tx) => rememberAnswer(tx, under.program(), { account: leadAccount.parse({ id: foreign, status: "active" }), relationships: [], readStartedAt, via: "seeded" }));
    await under.db.execute(sql`UPDATE directory_entries SET missing_since = now() WHERE account_id = ${back}`);
    await under.age([back, foreign], 2 * day);
    expect(await under.run()).toBe(2);
    const missing = new Map((await under.entries([back, foreign])).map(({ accountId, missingSince }) => [accountId, missingSince]));
    expect(missing.get(back)).toBeNull();
    const since = missing.get(foreign);
    expect(since).toBeInstanceOf(Date);
    expect(await under.trail(foreign)).toEqual(["entered-directory", "gone-from-lead"]);
    expect(await under.trail(back)).toContain("back-at-lead");
    expect(await under.run()).toBe(0);
    await under.age([foreign], 2 * day);
    await under.run();
    expect((await under.entries([foreign]))[0]?.missingSince).toEqual(since);
    expect(await under.run()).toBe(0);
  });

  it("fills the call log with what went wrong and with nothing else", async () => {
    await under.age(await under.take(3), 2 * day);
    await under.run();
    expect(await under.db.select().from(leadCalls)).toEqual([]);
    const [one = ""] = await under.take(1);
    await under.age([one], 2 * day);
    await under.world.control("POST", "/faults", { route: "GET /v0/accounts/:id", kind: "unavailable", count: 10 });
    await under.run();
    expect((await under.db.select().from(leadCalls)).map(({ accountId, outcome, operator }) => [accountId, outcome, operator])).toEqual([[one, "server-error", null]]);
  });
});

describe("stopping and waiting", () => {
  it("stops where it is paused, and goes on from there", async () => {
    const wanted = await under.take(10);
    await under.age(wanted, 2 * day);
    let seen = 0;
    const pausing = { onPhase: async (phase: string) => { if (phase === "remembered" && (seen += 1) === 2) await under.db.update(refreshes).set({ paused: true }).where(eq(refreshes.program, "growth")); } };
    const read = await under.run({ backgroundCallsPerSecond: 20 }, undefined, pausing);
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(10);
    expect(await under.state()).toMatchObject({ paused: true, leasedBy: null });
    expect(await under.run()).toBe(0);
    await under.db.update(refreshes).set({ paused: false }).where(eq(refreshes.program, "growth"));
    expect(await under.run()).toBe(10 - read);
    expect((await under.asked()).sort()).toEqual([...wanted].sort());
  });

  it("ends its round cleanly when the worker is asked to stop, and reads nothing twice", async () => {
    const wanted = await under.take(10);
    await under.age(wanted, 2 * day);
    const stopping = new AbortController();
    let read = 0;
    await under.run({ backgroundCallsPerSecond: 20 }, stopping.signal, { onPhase: (phase) => { if (phase === "remembered" && (read += 1) === 3) stopping.abort(); } });
    expect(await under.state()).toMatchObject({ leasedBy: null });
    await under.run();
    expect((await under.asked()).sort()).toEqual([...wanted].sort());
  });

  it("leaves Lead alone while it gives nothing, says why, and loses no account", async () => {
    const wanted = await under.take(3);
    await under.age(wanted, 2 * day);
    await under.world.control("POST", "/faults", { route: "GET /v0/accounts/:id", kind: "unavailable", count: 100 });
    expect(await under.run({ backgroundCallsPerSecond: 3 })).toBe(0);
    expect(await under.state()).toMatchObject({ stalls: 1, problem: { title: "Lead reports a failure on its side." } });
    await under.asked();
    expect(await under.run()).toBe(0);
    expect(await under.asked()).toEqual([]);
    await under.world.control("DELETE", "/faults");
    await under.due();
    await under.db.execute(sql`UPDATE refresh_places SET place_at = now() - interval '1 second' WHERE lane = 'again'`);
    expect(await under.run()).toBe(3);
    expect(await under.state()).toMatchObject({ stalls: 0 });
  });

  it("is done by one worker at a time, and taken over once its holder is silent", async () => {
    const wanted = await under.take(6);
    await under.age(wanted, 2 * day);
    const reads = await Promise.all([under.run({ backgroundCallsPerSecond: 30 }), under.run({ backgroundCallsPerSecond: 30 }), under.run({ backgroundCallsPerSecond: 30 })]);
    expect(reads.reduce((sum, read) => sum + read, 0)).toBe(6);
    expect((await under.asked()).sort()).toEqual([...wanted].sort());
    await under.age(wanted, 2 * day);
    await under.db.update(refreshes).set({ leasedBy: randomUUID(), leasedUntil: sql`now() + interval '1 hour'` });
    expect(await under.run()).toBe(0);
    await under.db.update(refreshes).set({ leasedUntil: sql`now() - interval '1 second'` });
    expect(await under.run()).toBe(6);
  });
});
