import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addMonths } from "@/lib/closures/retention";
import { addDays } from "@/lib/closures/due-dates";
import { carmen, priya, sam } from "../closures/process-test-bed";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { startProcessWorld } from "../closures/process-test-world";
import type { ProcessWorld } from "../closures/process-test-world";
import { openDatabase } from "../db/client";
import { auditEntries } from "../db/schema";
import { closureFollowUps, closureNumberReads } from "../db/schema-records";
import { callPace } from "../directory/call-pace";
import { readClosingRecord } from "./closing-record";
import { readNumbersDue } from "./read-numbers";
import { businessToday, cancelNumbers, closedAccount, listNumbers } from "./record-test-bed";
import type { Closed } from "./record-test-bed";

let world: ProcessWorld;
let bed: ProcessTestBed;
let owner: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  process.env["DATA_ENCRYPTION_KEY"] = Buffer.alloc(32, 7).toString("base64");
  world = await startProcessWorld();
  ({ bed } = world);
  owner = openDatabase(world.database.ownerUrl, 2);
});
afterAll(async () => {
  await owner.pool.end();
  await world.close();
});
beforeEach(() => bed.control("DELETE", "/faults"));

const read = (id: string) => bed.deps.db.transaction((tx) => readClosingRecord(tx, bed.programOf(), id));
const refusal = (statement: ReturnType<typeof sql>) => owner.db.execute(statement).then(() => "done", (error: { cause?: Error }) => String(error.cause?.message));
const entries = async (recordId: string, action: string) => (await bed.deps.db.select().from(auditEntries).where(eq(auditEntries.action, action))).filter(({ details }) => details.record === recordId);

describe("the checklist", () => {
  const settle = (one: Closed, actor: typeof carmen, over: object) => bed.submit(actor, "settle-follow-up", { ...one, code: "cards", outcome: "done", on: businessToday(), ...over });

  test("is ticked by whose it is, with the day, once; and is on the trail", async () => {
    const one = await closedAccount(bed);
    expect(await settle(one, sam, {})).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await settle(one, priya, { on: addDays(businessToday(), 1) })).toMatchObject({ ok: false, problem: { fields: [{ path: "on" }] } });
    expect(await settle(one, priya, { code: "nothing" })).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    expect(await settle(one, priya, { note: "Blocked and shredded" })).toMatchObject({ ok: true });
    expect(await settle(one, carmen, {})).toMatchObject({ ok: false, problem: { title: "This is settled already, by Priya Nair." } });
    expect(await settle(one, carmen, { code: "recurring-debits", outcome: "not-applicable", on: undefined, note: "None were set up" })).toMatchObject({ ok: true });
    const record = await read(one.recordId);
    expect(record?.followUps.filter(({ state }) => state !== "open")).toMatchObject([
      { code: "cards", state: "done", doneOn: businessToday(), note: "Blocked and shredded", settled: { name: "Priya Nair" } },
      { code: "recurring-debits", state: "not-applicable", doneOn: null, note: "None were set up", settled: { name: "Carmen Ortiz" } },
    ]);
    expect(await entries(one.recordId, "settle-follow-up")).toMatchObject([
      { actorName: "Priya Nair", details: { followUp: "cards", before: "open", after: "done", comment: "Blocked and shredded" } },
      { details: { followUp: "recurring-debits", after: "not-applicable" } },
    ]);
  });

  test("what is compliance's own is not ticked by a program manager", async () => {
    const one = await closedAccount(bed);
    await bed.deps.db.insert(closureFollowUps).values({ ...one, code: "bureau-date", program: "everyday", position: 9, owner: "compliance", dueOn: "2027-01-01" });
    expect(await settle(one, priya, { code: "bureau-date" })).toMatchObject({ ok: false, problem: { title: "This is for compliance to settle." } });
    expect(await settle(one, carmen, { code: "bureau-date" })).toMatchObject({ ok: true });
  });
});

describe("what comes afterwards", () => {
  const add = (one: Closed, kind: string, over: object = {}, actor = carmen) => bed.submit(actor, "add-addendum", { ...one, kind, happenedOn: businessToday(), text: "As it was received", ...over });

  test("is added by compliance, stays as it was written, and says nothing of a suspicious activity report", async () => {
    const one = await closedAccount(bed, "letter");
    expect(await add(one, "returned-mail", {}, priya)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await add(one, "returned-mail", { text: "A SAR was filed" })).toMatchObject({ ok: false, problem: { fields: [{ path: "text" }] } });
    expect(await add(one, "returned-mail", { happenedOn: addDays(businessToday(), 1) })).toMatchObject({ ok: false, problem: { fields: [{ path: "happenedOn" }] } });
    expect(await add(one, "returned-mail")).toMatchObject({ ok: true });
    expect((await read(one.recordId))?.addenda).toMatchObject([{ kind: "returned-mail", text: "As it was received", written: { name: "Carmen Ortiz", roles: ["compliance"] } }]);
    expect(await refusal(sql`UPDATE closure_addenda SET text = 'Otherwise' WHERE record_id = ${one.recordId}`)).toContain("append-only");
    expect(await refusal(sql`DELETE FROM closure_addenda WHERE record_id = ${one.recordId}`)).toContain("append-only");
    const [entry] = await entries(one.recordId, "add-addendum");
    expect(entry?.details).toEqual({ record: one.recordId, addendum: "returned-mail", on: businessToday() });
  });

  test("a request for the reasons is answered once, after it came, and the answer is a notification", async () => {
    const one = await closedAccount(bed, "letter");
    expect(await add(one, "reasons-given", { answers: one.recordId })).toMatchObject({ ok: false, problem: { fields: [{ path: "answers" }] } });
    const asked = await add(one, "reasons-requested");
    const answers = asked.ok ? asked.value.commandId : "";
    expect(await add(one, "reasons-given", { answers, happenedOn: addDays(businessToday(), -1) })).toMatchObject({ ok: false, problem: { fields: [{ path: "happenedOn" }] } });
    expect(await add(one, "reasons-given", { answers })).toMatchObject({ ok: true });
    expect(await add(one, "reasons-given", { answers })).toMatchObject({ ok: false, problem: { fields: [{ path: "answers", message: "This request is answered already." }] } });
    expect((await read(one.recordId))?.retention).toEqual({ endedOn: businessToday(), notifiedOn: businessToday(), retainUntil: addMonths(businessToday(), 84) });
  });
});

describe("a legal hold", () => {
  test("is placed and lifted by compliance with a reason, one at a time, and both stay", async () => {
    const one = await closedAccount(bed);
    const place = (actor = carmen, over: object = {}) => bed.submit(actor, "place-legal-hold", { ...one, reason: "Inquiry 26-11", ...over });
    expect(await place(priya)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await place(carmen, { reason: " " })).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    const placed = await place();
    const holdId = placed.ok ? placed.value.commandId : "";
    expect(await place()).toMatchObject({ ok: false, problem: { title: "This record is under a legal hold already." } });
    expect(await bed.submit(carmen, "lift-legal-hold", { ...one, holdId, reason: "Inquiry ended" })).toMatchObject({ ok: true });
    expect(await bed.submit(carmen, "lift-legal-hold", { ...one, holdId, reason: "Again" })).toMatchObject({ ok: false });
    expect((await read(one.recordId))?.legalHolds).toMatchObject([{ reason: "Inquiry 26-11", placed: { name: "Carmen Ortiz" }, lifted: { name: "Carmen Ortiz", reason: "Inquiry ended" } }]);
    expect([...(await entries(one.recordId, "place-legal-hold")), ...(await entries(one.recordId, "lift-legal-hold"))].map(({ details }) => details.comment)).toEqual(["Inquiry 26-11", "Inquiry ended"]);
    expect(await refusal(sql`UPDATE legal_holds SET reason = 'Otherwise' WHERE id = ${holdId}`)).toContain("nothing else of it changes");
    expect(await refusal(sql`DELETE FROM legal_holds WHERE id = ${holdId}`)).toContain("append-only");
  });
});

describe("the account numbers of the holders", () => {
  const stopping = new AbortController().signal;
  const deps = () => ({ db: bed.deps.db, pace: callPace(bed.deps.db, bed.programOf(), bed.deps.sink) });
  const readDue = () => readNumbersDue(deps(), bed.programOf(), stopping);
  const due = (recordId: string, round: string) => bed.deps.db.execute(sql`UPDATE closure_number_reads SET next_look_at = now() - interval '1 second' WHERE record_id = ${recordId} AND round = ${round}`);
  const number = async (one: Closed, settlesTo = one.accountId) => (await bed.control<{ id: string }>("POST", "/account-numbers", { program: "everyday", body: { account_id: settlesTo, entity_id: await bed.holder(one.accountId) } })).id;

  const listed = () => listNumbers(bed);

  test("are read again on their days by whose they are, wherever they settle to; those still active keep the follow-up open", async () => {
    const one = await closedAccount(bed);
    const pooled = await bed.account();
    const theirs = await number(one, pooled);
    await listed();
    expect(await readDue()).toBe(0);
    expect(await bed.submit(priya, "settle-follow-up", { ...one, code: "account-numbers", outcome: "done", on: businessToday() })).toMatchObject({ ok: true });
    await due(one.recordId, "day-1");
    expect(await readDue()).toBe(1);
    const record = await read(one.recordId);
    expect(record?.numberReads[0]?.numbers).toContainEqual({ id: theirs, lastFour: expect.stringMatching(/^\d{4}$/), status: "active", holderId: await bed.holder(one.accountId), settlesHere: false });
    expect(record?.followUps.find(({ code }) => code === "account-numbers")).toMatchObject({ state: "open", settled: null });
    expect(await entries(one.recordId, "numbers-read")).toMatchObject([{ actorName: "Console", details: { round: "day-1", reopened: true } }]);
    expect(await bed.submit(priya, "settle-follow-up", { ...one, code: "account-numbers", outcome: "done", on: businessToday() })).toMatchObject({ ok: false, problem: { title: expect.stringContaining("still active") } });
  });

  test("are read again when a person asks, and then it can be ticked", async () => {
    const one = await closedAccount(bed);
    const again = () => bed.submit(priya, "read-numbers-again", one);
    expect(await bed.submit(sam, "read-numbers-again", one)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await again()).toMatchObject({ ok: true });
    expect(await again()).toMatchObject({ ok: false, problem: { title: "They are about to be read already." } });
    await number(one);
    await listed();
    await cancelNumbers(bed, one.accountId);
    expect(await readDue()).toBe(1);
    expect((await read(one.recordId))?.numberReads.find(({ round }) => round === "asked")).toMatchObject({ active: 0 });
    expect(await bed.submit(priya, "settle-follow-up", { ...one, code: "account-numbers", outcome: "done", on: businessToday() })).toMatchObject({ ok: true });
  });

  test("come again while Lead gives no answer, and nothing is lost", async () => {
    const one = await closedAccount(bed);
    await number(one);
    await listed();
    await due(one.recordId, "day-1");
    await bed.control("POST", "/faults", { route: "GET /v1/account_number/:account_number_id", kind: "unavailable", count: 50 });
    expect(await readDue()).toBe(0);
    const [waiting] = await bed.deps.db.select().from(closureNumberReads).where(and(eq(closureNumberReads.recordId, one.recordId), eq(closureNumberReads.round, "day-1")));
    expect(waiting).toMatchObject({ state: "waiting", tries: 1, leasedBy: null });
    await bed.control("DELETE", "/faults");
    await due(one.recordId, "day-1");
    expect(await readDue()).toBe(1);
  });
});
