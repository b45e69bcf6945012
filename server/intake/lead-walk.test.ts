import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { accountNumbers, leadEvents, leadWalks } from "../db/schema-intake";
import { IntakeUnderTest } from "./intake-under-test";
import { workOnEvents } from "./lead-events";
import { eventList, numberList } from "./lead-lists";
import { walkOn } from "./lead-walk";
import type { WalkStep } from "./lead-walk";

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await IntakeUnderTest.start();
});
afterAll(() => intake?.close());
beforeEach(async () => {
  for (const table of ["lead_events", "account_numbers", "settlement_accounts", "lead_walks", "lead_calls"]) await intake.db.execute(sql`DELETE FROM ${sql.identifier(table)}`);
  await intake.world.control("DELETE", "/calls");
});
afterEach(() => intake.world.control("DELETE", "/faults"));

const program = () => intake.program("everyday");
const events = () => walkOn({ db: intake.db }, "everyday", eventList(intake.db, program(), 300));
const numbers = () => walkOn({ db: intake.db }, "everyday", numberList(intake.db, program(), 300));
const dueNow = () => intake.db.update(leadWalks).set({ nextLookAt: sql`now() - interval '1 second'` });
const walk = async () => (await intake.db.select().from(leadWalks))[0];

async function walkToTheEnd(step: () => Promise<WalkStep>): Promise<number> {
  let pages = 1;
  while ((await step()) === "page-kept") pages += 1;
  return pages;
}

async function callsTo(path: string): Promise<string[]> {
  const { calls } = await intake.world.simulator.control<{ calls: { path: string }[] }>("GET", "/calls?program=everyday&limit=10000");
  return calls.map((call) => call.path).filter((called) => called.startsWith(path));
}

async function newEvent(): Promise<string> {
  const { accountId, entityId } = await intake.newAccount("everyday");
  return (await intake.newNumber("everyday", { account_id: accountId, entity_id: entityId })).id;
}

describe("the catch-up by the list of events", () => {
  test("reads what the webhooks missed, of numbers alone, and then only what is new", async () => {
    expect(await walkToTheEnd(events)).toBeGreaterThan(1);
    const first = await intake.count("lead_events");
    expect(first).toBeGreaterThan(100);
    expect(await intake.db.selectDistinct({ type: leadEvents.type, via: leadEvents.via }).from(leadEvents)).toEqual([{ type: "account_number.created", via: "list" }]);
    expect(await events()).toBe("nothing-due");
    const missed = await newEvent();
    await dueNow();
    await intake.world.control("DELETE", "/calls");
    expect(await walkToTheEnd(events)).toBe(1);
    expect(await callsTo("/v1/event")).toHaveLength(1);
    expect(await intake.count("lead_events")).toBe(first + 1);
    while ((await workOnEvents(intake.db, "everyday")) > 0);
    expect(await intake.db.select({ id: accountNumbers.accountNumberId }).from(accountNumbers).where(eq(accountNumbers.accountNumberId, missed))).toHaveLength(1);
  });

  test("what a webhook brought already is there once", async () => {
    await walkToTheEnd(events);
    await intake.db.update(leadEvents).set({ state: "indexed", via: "webhook" });
    const before = await intake.count("lead_events");
    await intake.db.delete(leadWalks);
    await walkToTheEnd(events);
    expect(await intake.count("lead_events")).toBe(before);
    expect(await intake.db.selectDistinct({ state: leadEvents.state, via: leadEvents.via }).from(leadEvents)).toEqual([{ state: "indexed", via: "webhook" }]);
  });

  test("only a walk that came to its end moves what was reached", async () => {
    expect(await events()).toBe("page-kept");
    expect(await walk()).toMatchObject({ reached: null, finishedAt: null });
    expect((await walk())?.newest).toBeInstanceOf(Date);
    await walkToTheEnd(events);
    expect((await walk())?.reached).toBeInstanceOf(Date);
  });

  test("two workers at once read no page twice", async () => {
    const steps: WalkStep[] = [];
    const onPhase = async (phase: string) => {
      if (phase === "read") steps.push(...(await Promise.all([events(), events()])));
    };
    expect(await walkOn({ db: intake.db, onPhase }, "everyday", eventList(intake.db, program(), 300))).toBe("page-kept");
    expect(steps).toEqual(["nothing-due", "nothing-due"]);
    expect(await callsTo("/v1/event")).toHaveLength(1);
  });

  test("one whose lease was taken over keeps the page and not the place", async () => {
    const other = randomUUID();
    const onPhase = async (phase: string) => {
      if (phase === "read") await intake.db.update(leadWalks).set({ leasedBy: other });
    };
    expect(await walkOn({ db: intake.db, onPhase }, "everyday", eventList(intake.db, program(), 300))).toBe("taken-over");
    expect(await walk()).toMatchObject({ leasedBy: other, after: null });
  });
});

describe("the walk", () => {
  test("waits as long as Lead asks for, and goes on where it was", async () => {
    expect(await events()).toBe("page-kept");
    const after = (await walk())?.after;
    await intake.world.control("POST", "/faults", { kind: "rate-limited", route: "GET /v1/event", count: 20, retryAfterSeconds: 120 });
    expect(await events()).toBe("postponed");
    const { rows } = await intake.db.execute<{ seconds: number }>(sql`SELECT extract(epoch FROM next_look_at - now())::float8 AS seconds FROM lead_walks`);
    expect(rows[0]?.seconds).toBeGreaterThan(100);
    expect(await walk()).toMatchObject({ after, problem: "rate-limited", tries: 1 });
    await intake.world.control("DELETE", "/faults");
    await dueNow();
    await walkToTheEnd(events);
    expect(await walk()).toMatchObject({ problem: null, tries: 0 });
  });

  test("gives way to people for a while, and not for ever", async () => {
    expect(await events()).toBe("page-kept");
    await intake.db.execute(sql`
      INSERT INTO lead_calls (id, program, operator, method, path, outcome, tries, started_at, duration_ms)
      VALUES (${randomUUID()}, 'everyday', 'person-priya', 'GET', '/v0/accounts', 'answered', 1, now() + interval '1 hour', 1)`);
    expect(await events()).toBe("gave-way");
    await intake.db.update(leadWalks).set({ lookedAt: sql`now() - interval '31 seconds'` });
    expect(await events()).not.toBe("gave-way");
  });

  test("a place that Lead no longer knows is given up: it begins anew", async () => {
    expect(await events()).toBe("page-kept");
    await intake.db.update(leadWalks).set({ after: "event_gone" });
    expect(await events()).toBe("postponed");
    expect(await walk()).toMatchObject({ after: null, begunAt: null });
    await dueNow();
    await walkToTheEnd(events);
    expect((await walk())?.finishedAt).toBeInstanceOf(Date);
  });

  test("over all account numbers brings each into the index, with the changes of which no event tells", async () => {
    const id = await newEvent();
    await walkToTheEnd(numbers);
    const total = await intake.count("account_numbers");
    expect(total).toBeGreaterThan(100);
    await intake.world.simulator.call("POST", `/v1/account_number/${id}/cancel`, { program: "everyday", body: {} });
    await dueNow();
    await walkToTheEnd(numbers);
    expect(await intake.count("account_numbers")).toBe(total);
    expect((await intake.db.select({ status: accountNumbers.status }).from(accountNumbers).where(eq(accountNumbers.accountNumberId, id)))[0]).toEqual({ status: "canceled" });
  });
});
