import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { accountNumbers, leadEvents } from "../db/schema-intake";
import { lookUpNumber } from "../directory/account-number-search";
import { leadReader } from "../lead/lead-client";
import { IntakeUnderTest, secretOf } from "./intake-under-test";
import { workOnEvents } from "./lead-events";

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await IntakeUnderTest.start();
});
afterAll(() => intake?.close());
beforeEach(async () => {
  for (const table of ["lead_events", "account_numbers", "settlement_accounts"]) await intake.db.execute(sql`DELETE FROM ${sql.identifier(table)}`);
});

let made = 0;
function numberEvent(more: Record<string, unknown> = {}, event: Record<string, unknown> = {}) {
  made += 1;
  return {
    id: `event_e${made}`, event: "account_number.created", created_at: "2026-05-01T12:00:00.000Z",
    object: {
      id: "account_number_n1", account_number: "910020030045", routing_number: "101019644", account_id: "account_pooled", entity_id: "entity_1",
      status: "active", metadata: { note: "confidential-note" }, ach_controls: { incoming: { accept_debit: true } }, updated_at: "2026-05-01T12:00:00.000Z", ...more,
    },
    ...event,
  };
}

const send = (event: unknown, signing = {}) => intake.webhook("everyday", event, signing);
const work = () => workOnEvents(intake.db, "everyday");
const events = () => intake.db.select({ id: leadEvents.eventId, state: leadEvents.state, type: leadEvents.type }).from(leadEvents);
const number = async () => (await intake.db.select({ status: accountNumbers.status, lastFour: accountNumbers.lastFour, entityId: accountNumbers.entityId }).from(accountNumbers).where(eq(accountNumbers.accountNumberId, "account_number_n1")))[0];

describe("a webhook", () => {
  test("is kept and answered, and worked on afterwards", async () => {
    const event = numberEvent();
    expect(await send(event)).toEqual({ status: 200, body: { received: true } });
    expect(await events()).toEqual([{ id: event.id, state: "waiting", type: "account_number.created" }]);
    expect(await number()).toBeUndefined();
    expect(await work()).toBe(1);
    expect(await number()).toEqual({ status: "active", lastFour: "0045", entityId: "entity_1" });
    expect((await events())[0]?.state).toBe("indexed");
  });

  test("that comes twice, or many times at once, counts once", async () => {
    const event = numberEvent();
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(event)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    await work();
    expect(await send(event)).toMatchObject({ status: 200 });
    expect(await events()).toHaveLength(1);
    expect(await work()).toBe(0);
  });

  test("out of order changes nothing that is newer", async () => {
    const [older, newer] = [numberEvent(), numberEvent({ status: "canceled", entity_id: "entity_2", updated_at: "2026-05-02T12:00:00.000Z" })];
    await send(newer);
    await work();
    await send(older);
    await work();
    expect(await number()).toEqual({ status: "canceled", lastFour: "0045", entityId: "entity_2" });
    await intake.db.delete(accountNumbers);
    await intake.db.update(leadEvents).set({ state: "waiting" });
    for (const event of [numberEvent(older.object), numberEvent(newer.object)]) await send(event);
    await work();
    expect(await number()).toMatchObject({ status: "canceled", entityId: "entity_2" });
  });

  test("leaves nothing behind that need not be kept", async () => {
    await send(numberEvent());
    await send({ id: "event_ach", event: "ach.posted", created_at: "2026-05-01T12:00:00.000Z", object: { id: "ach_1", amount: 4321987, counterparty: { name: "Confidential Person", account_number: "555566667777" } } });
    const everything = async () => `${await intake.wholeTable("lead_events")}${await intake.wholeTable("account_numbers")}`;
    for (const when of ["before", "after"]) {
      const kept = await everything();
      for (const secret of ["910020030045", "101019644", "onfidential", "4321987", "555566667777", "accept_debit"]) expect(kept, when).not.toContain(secret);
      await work();
    }
  });

  test.each([
    ["ach.posted", {}, "not-needed"], ["account.created", {}, "unknown-type"], ["", {}, "unknown-type"], [undefined, {}, "unknown-type"],
    ["x".repeat(5_000), {}, "unknown-type"], ["nul\u0000type", {}, "unknown-type"], ["account_number.created", { id: "entity_1" }, "unreadable"],
  ])("of type %j is kept and marked", async (type, object, state) => {
    expect(await send(numberEvent(object, { event: type }))).toMatchObject({ status: 200 });
    expect((await events()).map((event) => event.state)).toEqual([state]);
    expect(await work()).toBe(0);
  });

  test.each([["no JSON", "{"], ["a list", "[]"], ["without an id", { event: "ach.posted" }], ["with another kind of id", { id: "account_1" }], ["null", "null"]])("that is %s is refused", async (_name, body) => {
    expect(await send(body)).toMatchObject({ status: 400, body: { error: { code: "event_invalid" } } });
    expect(await events()).toEqual([]);
  });

  test("of 10 MB is not read", async () => {
    expect(await send("x".repeat(10 * 1024 * 1024))).toMatchObject({ status: 413 });
  });

  test("belongs to the program whose secret signed it", async () => {
    expect(await send(numberEvent(), { secret: secretOf("growth", "webhooks") })).toMatchObject({ status: 401 });
    expect(await send(numberEvent(), { secret: secretOf("everyday", "announcements") })).toMatchObject({ status: 401 });
    expect(await send(numberEvent(), { t: Date.now() - 400_000 })).toMatchObject({ status: 401, body: { error: { code: "signature_stale" } } });
    expect(await intake.webhook("no-such-program", numberEvent(), { secret: "wrong" })).toEqual(await send(numberEvent(), { secret: "wrong" }));
    expect(await events()).toEqual([]);
    await send(numberEvent(), { secret: secretOf("everyday", "webhooks", "old") });
    await work();
    const other = await lookUpNumber({ db: intake.db, reader: leadReader(intake.program("growth")) }, intake.program("growth"), "910020030045");
    expect(other).toMatchObject({ ok: true, value: { knownNumber: false } });
  });
});

test("two workers at once take each event once", async () => {
  for (let sent = 0; sent < 130; sent += 1) await send(numberEvent({ id: `account_number_m${sent}` }));
  const taken = await Promise.all([work(), work()]);
  const rest = await work();
  expect(taken.reduce((sum, count) => sum + count, rest)).toBe(130);
  expect(await intake.count("account_numbers")).toBe(130);
});
