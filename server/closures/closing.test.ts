import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ClosingRequest } from "@/lib/closures/closing-request";
import { confirmationText } from "@/lib/closures/reasons";
import { businessDate } from "@/lib/format";
import { zonedTimeText } from "@/lib/fields/zoned-time";
import { clientClosedSample, entityClosedSample, paidOffSample } from "./closing-samples";
import { continueProcess } from "./continue-process";
import { carmen, priya, processDeps, sam } from "./process-test-bed";
import type { ProcessTestBed } from "./process-test-bed";
import { startProcessWorld } from "./process-test-world";
import type { ProcessWorld } from "./process-test-world";

const zone = "America/Chicago";
let around: ProcessWorld;
let world: ProcessTestBed;

beforeAll(async () => {
  around = await startProcessWorld();
  ({ bed: world } = around);
});
afterAll(() => around.close());
beforeEach(() => world.control("DELETE", "/faults"));

const today = () => businessDate(new Date(), zone);
/** Day and time of one moment: midnight may come between two looks at the clock. */
const thisMinute = () => {
  const [on = "", time = ""] = zonedTimeText(new Date().toISOString(), zone).split(/[T ]/);
  return { on, time: time.slice(0, 5) };
};

async function ask(accountId: string, request: ClosingRequest, actor = carmen): Promise<string> {
  const processId = randomUUID();
  const asked = await world.submit(actor, "request-closing", { processId, accountId, request });
  expect(asked).toMatchObject({ ok: true, value: { status: "succeeded" } });
  return processId;
}

const decide = (accountId: string, processId: string, decision = "approve") =>
  world.submit(carmen, "decide-closing", { processId, accountId, decision, typed: confirmationText(accountId), ...(decision === "approve" ? {} : { comment: "As it is now" }) });

const letter = (accountId: string, processId: string, delivered: { on: string; time: string | null } = thisMinute()) =>
  world.submit(carmen, "send-closing-letter", { processId, accountId, delivered });

async function decidedWithLetter() {
  const accountId = await world.account();
  const processId = await ask(accountId, await world.request(accountId, clientClosedSample(accountId, await world.holder(accountId))), priya);
  expect(await decide(accountId, processId)).toMatchObject({ ok: true });
  return { accountId, processId };
}

describe("without a notice", () => {
  test("paid_off goes from the decision straight to closed", async () => {
    const accountId = await world.account();
    const processId = await ask(accountId, await world.request(accountId, paidOffSample()));
    expect(await world.process(processId)).toMatchObject({ stage: "requested", finishedAt: null });
    expect(await decide(accountId, processId)).toMatchObject({ ok: true });
    expect(await world.process(processId)).toMatchObject({ stage: "closed", problem: null, finishedAt: expect.any(Date) });
    expect(await world.effects(accountId)).toEqual(["POST /v0/accounts/:id/close"]);
    expect(await world.directory(accountId)).toMatchObject({ status: "closed", statusReason: "paid_off" });
    expect(await world.closure(processId)).toMatchObject({ decision: "approved", deliveredAt: null, noticeNeeded: false, closedAt: expect.any(Date), accountAfter: { status: "closed" } });
    expect(await world.trail(accountId)).toEqual([
      "entered-directory observed", "request-closing done", "decide-closing done", "close-account asked", "close-account done", "process-stage observed closed",
    ]);
  });

  test("entity_closed, asked for by a program manager and decided by compliance", async () => {
    const accountId = await world.account();
    const processId = await ask(accountId, await world.request(accountId, entityClosedSample(await world.holder(accountId), today())), priya);
    expect(await decide(accountId, processId)).toMatchObject({ ok: true });
    expect(await world.closure(processId)).toMatchObject({ requestedByName: "Priya Nair", decidedByName: "Carmen Ortiz" });
    expect(await world.directory(accountId)).toMatchObject({ statusReason: "entity_closed" });
  });

  test("declined: nothing is sent, and another can be asked for", async () => {
    const accountId = await world.account();
    const request = await world.request(accountId, paidOffSample());
    const processId = await ask(accountId, request, priya);
    expect(await decide(accountId, processId, "decline")).toMatchObject({ ok: true });
    expect(await world.process(processId)).toMatchObject({ stage: "declined", finishedAt: expect.any(Date) });
    expect(await world.effects(accountId)).toEqual([]);
    await ask(accountId, request);
  });
});

describe("client_closed, with the notice", () => {
  test("goes on by itself once the letter is sent, with one PATCH and one close", async () => {
    const { accountId, processId } = await decidedWithLetter();
    expect(await world.process(processId)).toMatchObject({ stage: "decided", finishedAt: null });
    expect(await world.effects(accountId)).toEqual([]);
    expect(await letter(accountId, processId)).toMatchObject({ ok: true });
    expect(await world.process(processId)).toMatchObject({ stage: "closed", problem: null });
    expect(await world.effects(accountId)).toEqual(["PATCH /v0/accounts/:id", "POST /v0/accounts/:id/close"]);
    const closure = await world.closure(processId);
    expect(closure?.deliveredAt?.getTime()).toBeGreaterThanOrEqual(closure?.decidedAt?.getTime() ?? Number.POSITIVE_INFINITY);
    const entry = await world.directory(accountId);
    expect(entry).toMatchObject({ status: "closed", statusReason: "client_closed", hasNotice: true });
    expect(entry?.body.details?.adverse_action_notice).toMatchObject({ reason: closure?.notice?.text, delivery_method: "other", delivered_at: closure?.deliveredAt?.toISOString() });
    expect((await world.steps(processId)).map(({ name, step, status }) => [name, step, status])).toEqual([
      ["record-notice", "record-notice", "succeeded"], ["close-account", "close", "succeeded"],
    ]);
  });

  test.each([
    ["in the future", { on: "2199-01-01", time: null }],
    ["before the decision", { on: "2020-01-01", time: null }],
  ])("no letter %s", async (_when, delivered) => {
    const { accountId, processId } = await decidedWithLetter();
    expect(await letter(accountId, processId, delivered)).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "delivered.on" }] } });
    expect(await world.process(processId)).toMatchObject({ stage: "decided" });
  });

  test("before the letter it is abandoned without one; after it only with a corrective letter", async () => {
    const { accountId, processId } = await decidedWithLetter();
    await world.control("POST", "/faults", { kind: "unavailable", route: "*", count: 500 });
    expect(await letter(accountId, processId, { on: today(), time: null })).toMatchObject({ ok: true });
    expect(await world.process(processId)).toMatchObject({ stage: "letter-sent", finishedAt: null });
    const abandon = (over: object = {}) => world.submit(carmen, "abandon-closing", { processId, accountId, reason: "The wrong customer", ...over });
    expect(await abandon()).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "correctiveLetter.on" }] } });
    expect(await abandon({ correctiveLetter: { on: today(), text: "We were wrong; the account stays open." } })).toMatchObject({ ok: true });
    expect(await world.process(processId)).toMatchObject({ stage: "abandoned", finishedAt: expect.any(Date) });
    await world.control("DELETE", "/faults");
    expect(await continueProcess(world.deps, processId)).toBe("ended");
    expect(await world.effects(accountId)).toEqual([]);
  });

  test("a notice at Lead is taken only where a person says so, and an older one only with a reason", async () => {
    const accountId = await world.account({ details: { adverse_action_notice: { delivered_at: "2026-01-05T10:00:00Z", reason: "Payments were missed.", delivery_method: "email" } } });
    const { notice, ...sample } = clientClosedSample(accountId, await world.holder(accountId));
    const send = async (over: Partial<ClosingRequest>) => world.submit(carmen, "request-closing", { processId: randomUUID(), accountId, request: await world.request(accountId, { ...sample, ...over }) });
    expect(await send({ notice })).toMatchObject({ problem: { fields: [{ path: "existingNotice.isThisOne" }] } });
    expect(await send({ existingNotice: { isThisOne: true } })).toMatchObject({ problem: { fields: [{ path: "existingNotice.olderReason" }] } });
    const processId = await ask(accountId, await world.request(accountId, { ...sample, existingNotice: { isThisOne: true, olderReason: "Sent by the servicer in January" } }));
    expect(await decide(accountId, processId)).toMatchObject({ ok: true });
    expect(await world.effects(accountId)).toEqual(["POST /v0/accounts/:id/close"]);
  });

  test("a new notice takes the place of the one at Lead, which stays in our record", async () => {
    const old = { delivered_at: "2026-01-05T10:00:00Z", reason: "Payments were missed.", delivery_method: "email" };
    const accountId = await world.account({ details: { adverse_action_notice: old } });
    const sample = clientClosedSample(accountId, await world.holder(accountId));
    const processId = await ask(accountId, await world.request(accountId, { ...sample, existingNotice: { isThisOne: false } }));
    expect(await decide(accountId, processId)).toMatchObject({ ok: true });
    expect(await letter(accountId, processId)).toMatchObject({ ok: true });
    expect(await world.effects(accountId)).toEqual(["PATCH /v0/accounts/:id", "POST /v0/accounts/:id/close"]);
    expect(await world.closure(processId)).toMatchObject({ noticeFound: { reason: old.reason, deliveryMethod: "email" }, noticeIsThisOne: false });
  });
});

describe("it goes on by itself only on unchanged facts", () => {
  test("SCRA dates that came meanwhile stop it; a person renews it", async () => {
    const { accountId, processId } = await decidedWithLetter();
    await world.control("PATCH", `/accounts/${accountId}`, { details: { credit: { is_secured: false, is_mla: false, underwriting_grade: "B", currency: "USD", available_credit: 0, limit: 0, max_limit: 0, scra: { start_date: "2026-01-01" } } } });
    expect(await letter(accountId, processId)).toMatchObject({ ok: true });
    expect(await world.process(processId)).toMatchObject({ stage: "letter-sent", problem: { kind: "conflict" } });
    expect(await continueProcess(world.deps, processId)).toBe("stopped");
    expect(await world.effects(accountId)).toEqual([]);
    await world.remember(accountId);
    expect(await decide(accountId, processId, "renew")).toMatchObject({ ok: true });
    expect(await world.process(processId)).toMatchObject({ stage: "closed", problem: null });
    expect(await world.effects(accountId)).toEqual(["PATCH /v0/accounts/:id", "POST /v0/accounts/:id/close"]);
  });

  test("an account that changed between asking and deciding is not approved", async () => {
    const accountId = await world.account();
    const processId = await ask(accountId, await world.request(accountId, paidOffSample()));
    await world.control("PATCH", `/accounts/${accountId}`, { status: "inactive", status_reason: "frozen" });
    expect(await decide(accountId, processId)).toMatchObject({ ok: false, problem: { kind: "conflict", differences: expect.any(Array) } });
    expect(await world.process(processId)).toMatchObject({ stage: "renew-needed", finishedAt: expect.any(Date) });
  });

  test("after the window it waits for a person", async () => {
    const short = processDeps(around.database.appUrl, around.simulator.url, { resendWindowSeconds: 0 });
    const hasty = world.with(short.deps);
    const accountId = await hasty.account();
    const processId = randomUUID();
    await hasty.submit(carmen, "request-closing", { processId, accountId, request: await hasty.request(accountId, paidOffSample()) });
    await hasty.submit(carmen, "decide-closing", { processId, accountId, decision: "approve" });
    expect(await hasty.process(processId)).toMatchObject({ stage: "decided", problem: { kind: "not-possible-now" } });
    expect(await hasty.effects(accountId)).toEqual([]);
    await short.pool.end();
  });
});

describe("refused by Lead", () => {
  test.each([
    ["PATCH /v0/accounts/:id", "letter-sent"],
    ["POST /v0/accounts/:id/close", "recorded"],
  ])("at %s: it stops at %s with everything kept, and goes on once a person says so", async (route, stage) => {
    const { accountId, processId } = await decidedWithLetter();
    const refusing = { ...world.deps, writer: refusingWriter(world, route) };
    const stubborn = world.with(refusing);
    expect(await stubborn.submit(carmen, "send-closing-letter", { processId, accountId, delivered: { on: today(), time: null } })).toMatchObject({ ok: true });
    expect(await world.process(processId)).toMatchObject({ stage, problem: { kind: "refused-by-lead" }, finishedAt: null });
    expect(await world.closure(processId)).toMatchObject({ deliveredAt: expect.any(Date) });
    expect(await decide(accountId, processId, "renew")).toMatchObject({ ok: true });
    expect(await world.process(processId)).toMatchObject({ stage: "closed" });
    expect(await world.effects(accountId)).toEqual(["PATCH /v0/accounts/:id", "POST /v0/accounts/:id/close"]);
  });
});

/** A writer whose one call Lead refuses for good. */
function refusingWriter({ deps }: ProcessTestBed, route: string): ProcessTestBed["deps"]["writer"] {
  const refused = () => Promise.resolve({ kind: "refused" as const, problem: { status: 422, code: "parameters_invalid", title: "Invalid.", detail: "No.", invalidParameters: [] } });
  return (program, context) => {
    const writer = deps.writer(program, context);
    const refusal = route.endsWith("/close") ? { close: refused } : { update: refused };
    return { ...writer, accounts: { ...writer.accounts, ...refusal } };
  };
}

describe("who may", () => {
  test("support may not ask, a program manager may not decide, and both attempts are in the trail", async () => {
    const accountId = await world.account();
    const request = await world.request(accountId, paidOffSample());
    expect(await world.submit(sam, "request-closing", { processId: randomUUID(), accountId, request })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    const processId = await ask(accountId, request, priya);
    expect(await world.submit(priya, "decide-closing", { processId, accountId, decision: "approve" })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect((await world.trail(accountId)).filter((entry) => entry.endsWith("denied"))).toEqual(["request-closing denied", "decide-closing denied"]);
  });

  test("one process at a time", async () => {
    const accountId = await world.account();
    const request = await world.request(accountId, paidOffSample());
    await ask(accountId, request);
    expect(await world.submit(carmen, "request-closing", { processId: randomUUID(), accountId, request })).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
  });
});
