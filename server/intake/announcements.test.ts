import { and, asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { verifyChain } from "../audit/verify-chain";
import { auditEntries } from "../db/schema";
import { announcedAccounts, intakeRefusals } from "../db/schema-intake";
import { remember } from "../directory/remember";
import { IntakeUnderTest, secretOf } from "./intake-under-test";
import { noteRefusal } from "./refusals";

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await IntakeUnderTest.start();
});
afterAll(() => intake?.close());
beforeEach(async () => {
  for (const table of ["announcements", "announcement_signatures", "intake_refusals"]) await intake.db.execute(sql`DELETE FROM ${sql.identifier(table)}`);
});

let made = 0;
const ids = (count: number) => Array.from({ length: count }, () => `account_Made${(made += 1)}`);
const body = (...accountIds: unknown[]) => ({ account_ids: accountIds });

const kept = () => intake.db.select({ id: announcedAccounts.accountId, position: announcedAccounts.position, state: announcedAccounts.state }).from(announcedAccounts).orderBy(asc(announcedAccounts.position));
const trail = async (action: string) => (await intake.db.select({ details: auditEntries.details, actor: auditEntries.actor }).from(auditEntries).where(and(eq(auditEntries.action, action), eq(auditEntries.program, "everyday"))).orderBy(asc(auditEntries.seq))).map(({ details, actor }) => ({ ...details, actor }));

describe("an announcement", () => {
  test("is taken at once, waits for the worker, and stands in the trail", async () => {
    const [first = "", second = ""] = ids(2);
    const before = (await trail("announcement")).length;
    const answer = await intake.announce("everyday", body(first, second, first));
    expect(answer).toMatchObject({ status: 202, body: { repeated: false, received: 2, known: 0, waiting: 2 } });
    expect(await kept()).toEqual([{ id: first, position: 1, state: "waiting" }, { id: second, position: 2, state: "waiting" }]);
    const entries = await trail("announcement");
    expect(entries.slice(before)).toEqual([{ announcement: answer.body.announcement, received: 2, known: 0, waiting: 2, actor: "announcements" }]);
    expect(await verifyChain(intake.db, "everyday")).toMatchObject({ findings: [] });
  });

  test("of an id that is known changes nothing of it", async () => {
    const [known = ""] = await intake.world.accountIds("everyday");
    await remember(intake.program("everyday"), [known], "looked-up", { db: intake.db });
    const before = await intake.wholeTable("directory_entries");
    expect(await intake.announce("everyday", body(known))).toMatchObject({ status: 202, body: { known: 1, waiting: 0 } });
    expect(await intake.wholeTable("directory_entries")).toBe(before);
  });

  test("takes 1,000 ids, and of 1,001 none", async () => {
    expect(await intake.announce("everyday", body(...ids(1_001)))).toMatchObject({ status: 422, body: { error: { code: "too_many" } } });
    expect(await kept()).toEqual([]);
    expect(await intake.announce("everyday", body(...ids(1_000)))).toMatchObject({ status: 202, body: { waiting: 1_000 } });
  });

  test("with malformed ids names every row, and nothing is taken", async () => {
    const [good = ""] = ids(1);
    const answer = await intake.announce("everyday", body(good, "entity_1", "", 7, "account_number_1", "account_ü", "account_a/b", `account_${"x".repeat(300)}`));
    expect(answer).toMatchObject({ status: 422, body: { error: { code: "ids_invalid" } } });
    expect(answer.body.error?.rows?.map((row) => (row as { row: number }).row)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect(JSON.stringify(answer.body).length).toBeLessThan(2_000);
    expect(await kept()).toEqual([]);
    expect(await intake.announce("everyday", body(good))).toMatchObject({ status: 202 });
  });

  test.each([
    ["not JSON", "{", 400, "not_json"], ["a list", "[]", 422, "body_invalid"], ["no ids", { account_ids: [] }, 422, "body_invalid"],
    ["more than ids", { account_ids: ["account_1"], note: "x" }, 422, "body_invalid"], ["another name", { ids: ["account_1"] }, 422, "body_invalid"],
  ])("that is %s is refused", async (_name, sent, status, code) => {
    expect(await intake.announce("everyday", sent)).toMatchObject({ status, body: { error: { code } } });
    expect(await kept()).toEqual([]);
  });

  test("that is too long is not read", async () => {
    expect(await intake.announce("everyday", body("x".repeat(400 * 1024)))).toMatchObject({ status: 413, body: { error: { code: "too_large" } } });
  });

  test("of another program's account waits in its own program alone", async () => {
    await intake.announce("growth", body(...ids(1)), { secret: secretOf("growth", "announcements") });
    const [row] = await intake.db.select({ program: announcedAccounts.program }).from(announcedAccounts);
    expect(row?.program).toBe("growth");
  });
});

describe("a repeat", () => {
  test.each([["by its key", "key-1"], ["by its body, where it has no key", undefined]])("is recognised %s", async (_how, key) => {
    const announced = body(...ids(3));
    const now = Date.now();
    const first = await intake.announce("everyday", announced, { key, t: now });
    const before = (await trail("announcement")).length;
    expect(await intake.announce("everyday", announced, { key, t: now + 1 })).toMatchObject({ status: 202, body: { announcement: first.body.announcement, repeated: true, received: 3 } });
    expect(await kept()).toHaveLength(3);
    expect(await trail("announcement")).toHaveLength(before);
  });

  test("with the same key and another body is refused", async () => {
    await intake.announce("everyday", body(...ids(1)), { key: "key-2" });
    expect(await intake.announce("everyday", body(...ids(1)), { key: "key-2" })).toMatchObject({ status: 409, body: { error: { code: "idempotency_key_reused" } } });
    expect(await intake.announce("everyday", body(...ids(1)), { key: "two words" })).toMatchObject({ status: 400 });
    expect(await kept()).toHaveLength(1);
  });

  test("of the very same request is refused, and says as what it was taken", async () => {
    const announced = body(...ids(1));
    const t = Date.now();
    const { body: taken } = await intake.announce("everyday", announced, { t });
    const replay = await intake.announce("everyday", announced, { t });
    expect(replay).toMatchObject({ status: 409, body: { error: { code: "replayed" } } });
    expect(replay.body.error?.message).toContain(taken.announcement);
    expect(await intake.announce("everyday", announced, { t, key: "another" })).toMatchObject({ status: 409 });
    expect(await kept()).toHaveLength(1);
  });

  test("by many at once makes one announcement", async () => {
    const announced = body(...ids(5));
    const now = Date.now();
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => intake.announce("everyday", announced, { key: "at-once", t: now + index })));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202));
    expect(new Set(answers.map(({ body: { announcement } }) => announcement)).size).toBe(1);
    expect(answers.filter(({ body: { repeated } }) => repeated === false)).toHaveLength(1);
    expect(await intake.count("announcements")).toBe(1);
  });
});

describe("who it is from", () => {
  const nothingTaken = async () => expect(await kept()).toEqual([]);

  test("both secrets are good while they are rotated", async () => {
    expect(await intake.announce("everyday", body(...ids(1)), { secret: secretOf("everyday", "announcements", "old") })).toMatchObject({ status: 202 });
  });

  test.each([
    ["another program's secret", { secret: secretOf("growth", "announcements") }],
    ["the secret of another way in", { secret: secretOf("everyday", "webhooks") }],
    ["no header", { header: null }],
    ["no signature", { header: `t=${Date.now()}` }],
    ["two times", { header: `t=1,t=2,v1=${Buffer.alloc(32).toString("base64")}` }],
    ["a signature that is none", { header: `t=${Date.now()},v1=####` }],
    ["Lead's scheme", { header: `t=${Date.now()},v0=${Buffer.alloc(32).toString("base64")}` }],
  ])("%s is turned away", async (_name, signing) => {
    expect(await intake.announce("everyday", body(...ids(1)), signing)).toMatchObject({ status: 401, body: { error: { code: "signature_invalid" } } });
    await nothingTaken();
  });

  test("an unknown program, and one that takes none, answer as a wrong signature does", async () => {
    const wrong = await intake.announce("everyday", body(...ids(1)), { secret: "wrong" });
    expect(await intake.announce("no-such-program", body(...ids(1)), { secret: "wrong" })).toEqual(wrong);
    const taking = intake.deps.programOf;
    intake.deps.programOf = (slug) => ({ ...intake.world.program("everyday"), slug });
    expect(await intake.announce("everyday", body(...ids(1)))).toEqual(wrong);
    intake.deps.programOf = taking;
    await nothingTaken();
  });

  test("the signature's time counts by the database's clock, in both directions", async () => {
    const { rows } = await intake.db.execute<{ ms: number }>(sql`SELECT (extract(epoch FROM now()) * 1000)::float8 AS ms`);
    const now = Math.round(rows[0]?.ms ?? 0);
    for (const t of [now - 310_000, now + 330_000, 0]) {
      expect(await intake.announce("everyday", body(...ids(1)), { t })).toMatchObject({ status: 401, body: { error: { code: "signature_stale" } } });
    }
    await nothingTaken();
    expect(await intake.announce("everyday", body(...ids(1)), { t: now - 290_000 })).toMatchObject({ status: 202 });
  });
});

describe("what is turned away", () => {
  const refusals = () => intake.db.select({ reason: intakeRefusals.reason, refused: intakeRefusals.refused }).from(intakeRefusals).where(eq(intakeRefusals.way, "webhooks"));

  test("is counted by the hour, and a flood makes one entry in the trail", async () => {
    const before = (await trail("signature-refused")).length;
    for (let sent = 0; sent < 25; sent += 1) await noteRefusal(intake.db, "everyday", "webhooks", "signature", 0);
    expect(await refusals()).toEqual([{ reason: "signature", refused: 25 }]);
    expect((await trail("signature-refused")).slice(before)).toEqual([{ way: "webhooks", reason: "signature", actor: "console" }]);
  });

  test("is written ten seconds apart at most, with what came between", async () => {
    for (let sent = 0; sent < 50; sent += 1) await noteRefusal(intake.db, "everyday", "webhooks", "stale", 60_000);
    expect(await refusals()).toEqual([{ reason: "stale", refused: 1 }]);
    await noteRefusal(intake.db, "everyday", "webhooks", "stale", 0);
    expect(await refusals()).toEqual([{ reason: "stale", refused: 51 }]);
  });
});
