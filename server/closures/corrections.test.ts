import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/operator";
import { reliedOnPaths, seenDigest } from "@/lib/seen";
import { openHolds } from "../directory/entry";
import { accountProcess } from "../queries/closing";
import { workQueue } from "../queries/work-queue";
import { continueProcess } from "./continue-process";
import { paidOffSample } from "./closing-samples";
import { correctionSample } from "./correction-samples";
import { carmen, priya, sam } from "./process-test-bed";
import type { ProcessTestBed } from "./process-test-bed";
import { startProcessWorld } from "./process-test-world";
import type { ProcessWorld } from "./process-test-world";

let around: ProcessWorld;
let world: ProcessTestBed;

beforeAll(async () => {
  around = await startProcessWorld();
  ({ bed: world } = around);
});
afterAll(() => around.close());
beforeEach(() => world.control("PUT", "/switches", { closedAccounts: "correctable" }));

const caller = () => ({ actor: carmen, roles: carmen.roles, program: world.programOf(), permissions: new Set(["read-closures", "request-closing", "decide-closing", "read-work-queue"] as const) });
const closed = (reason = "paid_off") => world.account({ status: "closed", status_reason: reason, details: { closed_at: "2026-10-01T10:00:00Z" } });
const start = (accountId: string, plan: unknown, processId = randomUUID()) => world.submit(carmen, "correct-closure", { act: "start", processId, accountId, plan });

describe("correcting a mistaken closure", () => {
  test("reopens, records the notice and closes again, with old and new kept", async () => {
    const accountId = await closed();
    const processId = randomUUID();
    expect(await start(accountId, correctionSample(accountId, await world.holder(accountId)), processId)).toMatchObject({ ok: true });
    expect(await world.process(processId)).toMatchObject({ stage: "done", finishedAt: expect.any(Date) });
    expect(await world.effects(accountId)).toEqual(["POST /v0/accounts/:id/activate", "PATCH /v0/accounts/:id", "POST /v0/accounts/:id/close"]);
    expect(await world.directory(accountId)).toMatchObject({ status: "closed", statusReason: "client_closed", hasNotice: true });
    expect(await world.correction(processId)).toMatchObject({ reasonBefore: "paid_off", closedAtBefore: new Date("2026-10-01T10:00:00Z"), reasonAfter: "client_closed", closedAtAfter: expect.any(Date) });
  });

  test("to active only", async () => {
    const accountId = await closed();
    const { closedAgain: _again, trueClosedOn: _on, ...rest } = correctionSample(accountId, await world.holder(accountId));
    const processId = randomUUID();
    expect(await start(accountId, { ...rest, errorClass: "never-closed", target: "active" }, processId)).toMatchObject({ ok: true });
    expect(await world.process(processId)).toMatchObject({ stage: "done" });
    expect(await world.directory(accountId)).toMatchObject({ status: "active" });
  });

  test("refused by Lead: it stops, and is ended where it stands", async () => {
    await world.control("PUT", "/switches", { closedAccounts: "terminal" });
    const accountId = await closed();
    const processId = randomUUID();
    expect(await start(accountId, correctionSample(accountId, await world.holder(accountId)), processId)).toMatchObject({ ok: true });
    expect(await world.process(processId)).toMatchObject({ stage: "started", problem: { kind: "refused-by-lead" }, finishedAt: null });
    expect(await world.submit(carmen, "correct-closure", { act: "give-up", processId, accountId, reason: "Lead does not allow it" })).toMatchObject({ ok: true });
    expect(await world.process(processId)).toMatchObject({ stage: "given-up", finishedAt: expect.any(Date) });
    expect(await world.directory(accountId)).toMatchObject({ status: "closed", statusReason: "paid_off" });
  });

  test.each([
    ["without the typed confirmation", { typed: "nope" }, "plan.typed"],
    ["found on a day to come", { foundOn: "2199-01-01" }, "plan.foundOn"],
    ["with the same reason and no other notice", { closedAgain: { reason: "paid_off" } }, "plan.closedAgain.reason"],
    ["client_closed without any notice", { closedAgain: { reason: "client_closed" } }, "plan.closedAgain.notice"],
  ])("not %s", async (_what, over, path) => {
    const accountId = await closed();
    const answer = await start(accountId, { ...correctionSample(accountId, await world.holder(accountId)), ...over });
    expect(answer).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path }] } });
    expect(await world.effects(accountId)).toEqual([]);
  });

  test("a deposit account that its holder closed needs the documented contact", async () => {
    const accountId = await closed("entity_closed");
    const plan = correctionSample(accountId, await world.holder(accountId));
    expect(await start(accountId, plan)).toMatchObject({ problem: { fields: [{ path: "plan.contact" }] } });
    expect(await start(accountId, { ...plan, contact: "The holder, by phone, on 2 November" })).toMatchObject({ ok: true });
  });

  test("a program manager may not", async () => {
    const accountId = await closed();
    const plan = correctionSample(accountId, await world.holder(accountId));
    expect(await world.submit(priya, "correct-closure", { act: "start", processId: randomUUID(), accountId, plan })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  });

  test("given up half-way it stays in the queue, and its alarm on the account whatever begins next, until the account arrives", async () => {
    const accountId = await closed();
    const processId = randomUUID();
    const afterFirst = async (phase: string) => {
      if (phase === "stage-recorded") await world.submit(carmen, "place-hold", { accountId, type: "fraud" });
    };
    const watched = world.with({ onProcessPhase: afterFirst });
    expect(await watched.submit(carmen, "correct-closure", { act: "start", processId, accountId, plan: correctionSample(accountId, await world.holder(accountId)) })).toMatchObject({ ok: true });
    expect(await world.submit(carmen, "correct-closure", { act: "give-up", processId, accountId, reason: "Looking into it" })).toMatchObject({ ok: true });
    const queued = async () => {
      const queue = await workQueue(caller(), "corrections", world.deps.db);
      return queue.ok ? queue.value.sections.flatMap(({ items }) => items).filter((item) => item.accountId === accountId).map(({ id, alarm: said }) => [id, said]) : queue;
    };
    const alarm = "Lead shows this account as active until it is closed again.";
    expect(await queued()).toEqual([[processId, alarm]]);

    const closing = randomUUID();
    const request = await world.request(accountId, { ...paidOffSample(), statements: { canStillPost: false, acknowledged: { "open-holds": "It was closed before" } } });
    expect(await world.submit(carmen, "request-closing", { processId: closing, accountId, request })).toMatchObject({ ok: true });
    expect(await accountProcess(caller(), accountId, world.deps.db)).toMatchObject({ id: closing, kind: "closing", alarm });
    expect(await world.submit(carmen, "decide-closing", { processId: closing, accountId, decision: "approve" })).toMatchObject({ ok: true });
    expect(await world.directory(accountId)).toMatchObject({ status: "closed" });
    expect(await queued()).toEqual([]);
    await world.control("PATCH", `/accounts/${accountId}`, { status: "active", status_reason: "active" });
    await world.remember(accountId);
    expect(await queued()).toEqual([]);
  });

});

describe("an open hold", () => {
  const held = { ok: false, problem: { kind: "not-possible-now", title: "An open hold blocks reactivation.", detail: "Court order or levy" } };
  const place = (accountId: string) => world.submit(carmen, "place-hold", { accountId, type: "court-or-levy" });

  test("lets no process begin that would show the account as active on its way", async () => {
    const [inactive, shut] = [await world.account({ status: "inactive", status_reason: "dormant" }), await closed()];
    for (const accountId of [inactive, shut]) expect(await place(accountId)).toMatchObject({ ok: true });
    expect(await world.submit(carmen, "change-inactive-reason", { act: "start", processId: randomUUID(), accountId: inactive, reason: "other", note: "Never dormant" })).toMatchObject(held);
    expect(await start(shut, correctionSample(shut, await world.holder(shut)))).toMatchObject(held);
    expect([...(await world.effects(inactive)), ...(await world.effects(shut))]).toEqual([]);
  });

  test("that comes after the last look at the account still stops the step", async () => {
    const [inactive, shut] = [await world.account({ status: "inactive", status_reason: "dormant" }), await closed()];
    const during = (accountId: string) => world.with({ onProcessPhase: async (phase) => { if (phase === "facts-checked") await place(accountId); } });
    const [changing, correcting] = [randomUUID(), randomUUID()];
    expect(await during(inactive).submit(carmen, "change-inactive-reason", { act: "start", processId: changing, accountId: inactive, reason: "other", note: "Never dormant" })).toMatchObject({ ok: true });
    expect(await during(shut).submit(carmen, "correct-closure", { act: "start", processId: correcting, accountId: shut, plan: correctionSample(shut, await world.holder(shut)) })).toMatchObject({ ok: true });
    for (const id of [changing, correcting]) expect(await world.process(id)).toMatchObject({ stage: "started", problem: { title: "An open hold blocks reactivation." } });
    expect([...(await world.effects(inactive)), ...(await world.effects(shut))]).toEqual([]);
  });
});

describe("changing the inactive reason", () => {
  test("activates and deactivates with the new reason; frozen places its hold", async () => {
    const accountId = await world.account({ status: "inactive", status_reason: "dormant" });
    const processId = randomUUID();
    expect(await world.submit(carmen, "change-inactive-reason", { act: "start", processId, accountId, reason: "frozen", note: "An order came", hold: { type: "fraud" } })).toMatchObject({ ok: true });
    expect(await world.process(processId)).toMatchObject({ stage: "done", problem: null });
    expect(await world.effects(accountId)).toEqual(["POST /v0/accounts/:id/activate", "POST /v0/accounts/:id/deactivate"]);
    expect(await world.directory(accountId)).toMatchObject({ status: "inactive", statusReason: "frozen" });
  });

  test("not with a hold whose days cannot be", async () => {
    const accountId = await world.account({ status: "inactive", status_reason: "dormant" });
    const hold = { type: "court-or-levy", servedOn: "2199-01-01" };
    const answer = await world.submit(carmen, "change-inactive-reason", { act: "start", processId: randomUUID(), accountId, reason: "frozen", note: "An order came", hold });
    expect(answer).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "hold.servedOn" }] } });
    expect(await world.effects(accountId)).toEqual([]);
  });

  test("the hold of a freeze is there before Lead shows the account as active, and is one", async () => {
    const accountId = await world.account({ status: "inactive", status_reason: "dormant" });
    const between: unknown[] = [];
    const watched = world.with({
      onProcessPhase: async (phase) => {
        if (phase !== "stage-recorded" || between.length > 0) return;
        between.push([(await world.directory(accountId))?.status, (await openHolds(world.deps.db, world.programOf(), accountId)).map(({ type }) => type)]);
      },
    });
    expect(await watched.submit(carmen, "change-inactive-reason", { act: "start", processId: randomUUID(), accountId, reason: "frozen", note: "An order came", hold: { type: "fraud", reference: "F-1" } })).toMatchObject({ ok: true });
    expect(between).toEqual([["active", ["fraud"]]]);
    expect(await openHolds(world.deps.db, world.programOf(), accountId)).toMatchObject([{ type: "fraud", reference: "F-1", note: "An order came" }]);
  });

  test("from frozen it begins once the holds are released, by compliance alone", async () => {
    const accountId = await world.account({ status: "inactive", status_reason: "frozen" });
    await world.submit(carmen, "place-hold", { accountId, type: "fraud" });
    const begin = (actor = carmen) => world.submit(actor, "change-inactive-reason", { act: "start", processId: randomUUID(), accountId, reason: "dormant", note: "The order is lifted" });
    for (const actor of [priya, sam]) expect(await begin(actor)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await begin()).toMatchObject({ ok: false, problem: { title: "An open hold blocks reactivation." } });
    const [hold] = await openHolds(world.deps.db, world.programOf(), accountId);
    expect(await world.submit(carmen, "release-hold", { accountId, holdId: hold?.id, reason: "Lifted by the court" })).toMatchObject({ ok: true });
    expect(await begin()).toMatchObject({ ok: true });
    expect(await world.directory(accountId)).toMatchObject({ status: "inactive", statusReason: "dormant" });
  });

  test("while it is under way nobody else moves the account, and compliance has the alarm on it and in its queue", async () => {
    const accountId = await world.account({ status: "inactive", status_reason: "dormant" });
    const processId = randomUUID();
    const contact = { holderEntityId: await world.holder(accountId), verifiedBy: "one-time-code", channel: "phone", at: "2026-01-05T10:00:00Z" };
    const move = async (actor: Actor, name: "activate-account" | "deactivate-account") => {
      const seen = seenDigest(reliedOnPaths[name], (await world.directory(accountId))?.body, [{ entity_id: contact.holderEntityId, relationship_type: "account_holder" }]);
      return world.submit(actor, name, { accountId, ...(name === "activate-account" ? { contact } : { reason: "dormant" }) }, seen);
    };
    const refused: unknown[] = [];
    const watched = world.with({
      onProcessPhase: async (phase) => {
        if (phase === "claimed") for (const actor of [priya, carmen, sam]) refused.push(await move(actor, "activate-account"));
        if (phase !== "stage-recorded" || refused.length > 3) return;
        for (const actor of [priya, carmen]) refused.push(await move(actor, "deactivate-account"));
        refused.push(await world.submit(carmen, "change-inactive-reason", { act: "start", processId: randomUUID(), accountId, reason: "dormant", note: "x" }));
        expect(await accountProcess(caller(), accountId, world.deps.db)).toMatchObject({ alarm: "Lead shows this account as active until it is deactivated again." });
        const queue = await workQueue(caller(), "corrections", world.deps.db);
        expect(queue.ok && queue.value.sections.flatMap(({ items }) => items).map(({ id }) => id)).toContain(processId);
      },
    });
    expect(await watched.submit(carmen, "change-inactive-reason", { act: "start", processId, accountId, reason: "other", note: "Never dormant" })).toMatchObject({ ok: true });
    const inTheWay = { ok: false, problem: { title: "A process on this account is not finished." } };
    expect(refused).toMatchObject([inTheWay, inTheWay, { ok: false, problem: { title: "Restricted: transfer to compliance" } }, inTheWay, inTheWay, { ok: false }]);
    expect(await world.effects(accountId)).toEqual(["POST /v0/accounts/:id/activate", "POST /v0/accounts/:id/deactivate"]);
  });

  test("an answer that never came: Lead shows it as active, with an alarm, until it is settled and goes on", async () => {
    const accountId = await world.account({ status: "inactive", status_reason: "dormant" });
    const processId = randomUUID();
    await world.control("POST", "/faults", { kind: "reset-after-effect", route: "POST /v0/accounts/:id/activate", count: 3 });
    expect(await world.submit(carmen, "change-inactive-reason", { act: "start", processId, accountId, reason: "other", note: "Never dormant" })).toMatchObject({ ok: true });
    await world.control("DELETE", "/faults");
    expect(await world.process(processId)).toMatchObject({ stage: "started", problem: null, finishedAt: null });
    await world.settle(processId);
    expect(await continueProcess(world.deps, processId)).toBe("ended");
    expect(await world.effects(accountId)).toEqual(["POST /v0/accounts/:id/activate", "POST /v0/accounts/:id/deactivate"]);
    expect(await world.directory(accountId)).toMatchObject({ status: "inactive", statusReason: "other" });
  });

  test("a hold that comes in between stops it with an alarm; ended where it stands, the alarm stays", async () => {
    const accountId = await world.account({ status: "inactive", status_reason: "dormant" });
    const processId = randomUUID();
    const afterFirst = async (phase: string) => {
      if (phase === "stage-recorded") await world.submit(carmen, "place-hold", { accountId, type: "fraud" });
    };
    const watched = world.with({ onProcessPhase: afterFirst });
    expect(await watched.submit(carmen, "change-inactive-reason", { act: "start", processId, accountId, reason: "other", note: "Never dormant" })).toMatchObject({ ok: true });
    expect(await world.process(processId)).toMatchObject({ stage: "activated", problem: { kind: "conflict" } });
    expect(await accountProcess(caller(), accountId, world.deps.db)).toMatchObject({ kind: "inactive-reason", alarm: expect.stringContaining("active"), newReason: "other", steps: [{ status: "succeeded" }, { status: "to-come" }] });
    expect(await world.submit(carmen, "change-inactive-reason", { act: "give-up", processId, accountId, reason: "Looking into it" })).toMatchObject({ ok: true });
    expect(await accountProcess(caller(), accountId, world.deps.db)).toMatchObject({ stage: "given-up", alarm: expect.any(String) });
    expect(await world.effects(accountId)).toEqual(["POST /v0/accounts/:id/activate"]);
  });

  test.each([
    ["active", "active", "other"],
    ["inactive", "dormant", "dormant"],
  ])("not from %s, %s to %s", async (status, statusReason, reason) => {
    const accountId = await world.account({ status, status_reason: statusReason });
    const answer = await world.submit(carmen, "change-inactive-reason", { act: "start", processId: randomUUID(), accountId, reason, note: "x" });
    expect(answer).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
  });
});
