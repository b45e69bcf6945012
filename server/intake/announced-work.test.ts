import { randomUUID } from "node:crypto";
import { asc, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { verifyChain } from "../audit/verify-chain";
import { announcedAccounts } from "../db/schema-intake";
import { entryOf } from "../directory/entry";
import { intakeState } from "../queries/intake-state";
import { workOnAnnounced } from "./announced-work";
import { intakeJobs } from "./intake-jobs";
import { IntakeUnderTest } from "./intake-under-test";

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await IntakeUnderTest.start();
});
afterAll(() => intake?.close());
beforeEach(() => intake.db.execute(sql`DELETE FROM announcements`));
afterEach(() => intake.world.control("DELETE", "/faults"));

const program = () => intake.program("everyday");
const announce = (...accountIds: string[]) => intake.announce("everyday", { account_ids: accountIds });
const work = () => workOnAnnounced({ db: intake.db }, program());
/** Kept in milliseconds, a time is rounded and may still be to come. */
const dueNow = () => intake.db.update(announcedAccounts).set({ nextLookAt: sql`now() - interval '1 second'` });
const states = async () => (await intake.db.select({ state: announcedAccounts.state }).from(announcedAccounts).orderBy(asc(announcedAccounts.position))).map(({ state }) => state);

async function workAll(): Promise<void> {
  while ((await work()).settled > 0);
}

async function calls(path: string): Promise<number> {
  const { calls: made } = await intake.world.simulator.control<{ calls: { path: string }[] }>("GET", "/calls?limit=10000");
  return made.filter((call) => call.path.startsWith(path)).length;
}

test("what was announced enters, and what Lead does not know is kept with its reason for an administrator to see", async () => {
  const { accountId } = await intake.newAccount("everyday");
  const foreign = (await intake.newAccount("growth")).accountId;
  await announce(accountId, "account_NobodyKnows", foreign);
  await workAll();
  expect(await states()).toEqual(["entered", "refused", "refused"]);
  expect(await entryOf(intake.db, program(), accountId)).toMatchObject({ enteredBy: "announced", holderCount: 1 });
  expect(await entryOf(intake.db, program(), foreign)).toBeUndefined();
  const state = await intakeState(intake.world.caller("administrator", "everyday"), intake.db);
  expect(state).toMatchObject({ ok: true, value: { announced: { waiting: 0 } } });
  const refused = state.ok ? state.value.refusedIds.filter(({ accountId: id }) => id === "account_NobodyKnows") : [];
  expect(refused).toMatchObject([{ row: 2, reason: "Lead does not know this account in this program." }]);
  expect(await intakeState(intake.world.caller("support", "everyday"), intake.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
});

test("one that entered meanwhile is not asked for again", async () => {
  const { accountId } = await intake.newAccount("everyday");
  await announce(accountId);
  await intake.announce("everyday", { account_ids: [accountId] }, { key: "the-same-again" });
  await workAll();
  const before = await calls(`/v0/accounts/${accountId}`);
  expect(await states()).toEqual(["entered", "entered"]);
  await intake.announce("everyday", { account_ids: [accountId] }, { key: "and-again" });
  await workAll();
  expect((await states()).sort()).toEqual(["entered", "entered", "known"]);
  expect(await calls(`/v0/accounts/${accountId}`)).toBe(before);
});

test("two workers at once share the work: each account enters once, and the trail holds", async () => {
  const accounts = await Promise.all(Array.from({ length: 25 }, () => intake.newAccount("everyday")));
  await announce(...accounts.map(({ accountId }) => accountId));
  await Promise.all([workAll(), workAll()]);
  expect(await states()).toEqual(Array(25).fill("entered"));
  for (const { accountId } of accounts) expect(await calls(`/v0/accounts/${accountId}`)).toBe(2);
  expect(await verifyChain(intake.db, "everyday")).toMatchObject({ findings: [] });
});

describe("while Lead is away", () => {
  test.each(["unavailable", "rate-limited", "reset-before-effect", "malformed-body"])("%s: nothing is lost, and it is asked again later", async (kind) => {
    const { accountId } = await intake.newAccount("everyday");
    await announce(accountId);
    await intake.world.control("POST", "/faults", { kind, route: "GET /v0/accounts/:id", count: 20 });
    expect(await work()).toEqual({ settled: 0, unavailable: true });
    expect(await states()).toEqual(["waiting"]);
    expect(await work()).toEqual({ settled: 0, unavailable: false });
    await intake.world.control("DELETE", "/faults");
    await dueNow();
    expect(await work()).toEqual({ settled: 1, unavailable: false });
    expect(await states()).toEqual(["entered"]);
  });

  test("the worker's job leaves Lead alone for a while, whatever else waits", async () => {
    await announce(...(await Promise.all([1, 2, 3, 4].map(() => intake.newAccount("everyday")))).map(({ accountId }) => accountId));
    await intake.world.control("POST", "/faults", { kind: "unavailable", route: "GET /v0/accounts/:id", count: 100 });
    const job = intakeJobs(intake.db, program(), { eventsEverySeconds: 300, numbersEverySeconds: 300 }).find(({ name }) => name === "announced-everyday");
    const never = new AbortController().signal;
    await job?.run(never);
    await dueNow();
    const before = await calls("/v0/accounts/");
    expect(await job?.run(never)).toBe(0);
    expect(await calls("/v0/accounts/")).toBe(before);
    expect(await states()).toEqual(["waiting", "waiting", "waiting", "waiting"]);
  });
});

test("people's own requests go first, three rounds in a row at most", async () => {
  await announce((await intake.newAccount("everyday")).accountId);
  await intake.db.execute(sql`
    INSERT INTO lead_calls (id, program, operator, method, path, outcome, tries, started_at, duration_ms)
    VALUES (${randomUUID()}, 'everyday', 'person-priya', 'GET', '/v0/accounts', 'answered', 1, now() + interval '1 hour', 1)`);
  const job = intakeJobs(intake.db, program(), { eventsEverySeconds: 300, numbersEverySeconds: 300 }).find(({ name }) => name === "announced-everyday");
  const rounds = [];
  for (let round = 0; round < 4; round += 1) rounds.push(await job?.run(new AbortController().signal));
  expect(rounds).toEqual([0, 0, 0, 1]);
  await intake.db.execute(sql`DELETE FROM lead_calls`);
});

test("when the worker is told to stop, what it holds is given back at once", async () => {
  await announce((await intake.newAccount("everyday")).accountId);
  const stopping = new AbortController();
  stopping.abort();
  expect(await workOnAnnounced({ db: intake.db }, program(), stopping.signal)).toEqual({ settled: 0, unavailable: false });
  const [row] = await intake.db.select({ leasedBy: announcedAccounts.leasedBy }).from(announcedAccounts).where(eq(announcedAccounts.state, "waiting"));
  expect(row).toEqual({ leasedBy: null });
});
