import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Permission } from "@/lib/permissions";
import { auditEntries } from "../db/schema";
import { accountProcess } from "../queries/closing";
import { openHolds } from "../directory/entry";
import { workQueue } from "../queries/work-queue";
import { paidOffSample } from "./closing-samples";
import { correctionSample } from "./correction-samples";
import { carmen, priya } from "./process-test-bed";
import type { ProcessTestBed } from "./process-test-bed";
import { startProcessWorld } from "./process-test-world";
import type { ProcessWorld } from "./process-test-world";

let world: ProcessWorld;
let bed: ProcessTestBed;
beforeAll(async () => {
  world = await startProcessWorld();
  ({ bed } = world);
  await bed.control("PUT", "/switches", { closedAccounts: "correctable" });
});
afterAll(() => world.close());

type Left = { accountId: string; processId: string };
const caller = () => ({ actor: carmen, roles: carmen.roles, program: bed.programOf(), permissions: new Set<Permission>(["read-closures", "read-work-queue"]) });
const view = async ({ accountId }: Left) => accountProcess(caller(), accountId, bed.deps.db);
const queued = async ({ accountId }: Left) => {
  const queue = await workQueue(caller(), "corrections", bed.deps.db);
  if (!queue.ok) throw new Error(queue.problem.title);
  return queue.value.sections.flatMap(({ items }) => items).filter((item) => item.accountId === accountId).map(({ id }) => id);
};
const keep = (left: Left, over: object = {}, actor = carmen, seen?: string) => bed.submit(actor, "keep-status", { ...left, reason: "The holder asked for it to stay open", ...over }, seen);

const kinds = {
  correction: { from: { status: "closed", status_reason: "paid_off", details: { closed_at: "2026-10-01T10:00:00Z" } }, name: "correct-closure", until: "closed" },
  "inactive-reason": { from: { status: "inactive", status_reason: "dormant" }, name: "change-inactive-reason", until: "deactivated" },
} as const;
type Kind = keyof typeof kinds;

/** Stopped after its first step at Lead by a hold that came in between. */
async function stopped(kind: Kind, accountId: string): Promise<Left> {
  const { name } = kinds[kind];
  const processId = randomUUID();
  const watched = bed.with({
    onProcessPhase: async (phase) => {
      if (phase === "stage-recorded") expect(await bed.submit(carmen, "place-hold", { accountId, type: "fraud" })).toMatchObject({ ok: true });
    },
  });
  const asked = kind === "correction" ? { plan: correctionSample(accountId, await bed.holder(accountId)) } : { reason: "other", note: "Never dormant" };
  expect(await watched.submit(carmen, name, { act: "start", processId, accountId, ...asked })).toMatchObject({ ok: true });
  return { accountId, processId };
}

async function givenUp(kind: Kind, accountId?: string): Promise<Left> {
  const left = await stopped(kind, accountId ?? (await bed.account(kinds[kind].from)));
  expect(await bed.submit(carmen, kinds[kind].name, { act: "give-up", ...left, reason: "Looking into it" })).toMatchObject({ ok: true });
  return left;
}

/** No process begins that shows the account as active while a hold is open. */
async function releaseHolds(accountId: string): Promise<void> {
  for (const { id } of await openHolds(bed.deps.db, bed.programOf(), accountId)) {
    expect(await bed.submit(carmen, "release-hold", { accountId, holdId: id, reason: "Looked into" })).toMatchObject({ ok: true });
  }
}

describe.each(["correction", "inactive-reason"] as const)("an account that a %s given up half-way left active", (kind) => {
  test("stays so by decision: the alarm ends, and who decided it is kept and in the trail", async () => {
    const left = await givenUp(kind);
    const alarm = `Lead shows this account as active until it is ${kinds[kind].until} again.`;
    expect(await view(left)).toMatchObject({ alarm, alarmLeftBy: left.processId, kept: null });
    const decided = await keep(left);
    expect(decided).toMatchObject({ ok: true, value: { name: "keep-status", status: "succeeded" } });
    expect(await view(left)).toMatchObject({ stage: "given-up", alarm: null, alarmLeftBy: null, kept: { by: "Carmen Ortiz", status: "active", reason: "The holder asked for it to stay open" } });
    expect(await queued(left)).toEqual([]);
    const [entry] = await bed.deps.db.select().from(auditEntries).where(eq(auditEntries.commandId, decided.ok ? decided.value.commandId : ""));
    expect(entry).toMatchObject({ action: "keep-status", outcome: "done", actor: carmen.subject, processId: left.processId, details: { status: "active", why: "The holder asked for it to stay open" } });
    expect(await keep(left)).toMatchObject({ ok: false, problem: { title: "This is decided already." } });
    expect((await bed.effects(left.accountId)).filter((call) => !call.endsWith("/activate"))).toEqual([]);
  });

  test("is not kept without a reason, with words about a report, by a program manager, or unseen", async () => {
    const left = await givenUp(kind);
    expect(await keep(left, { reason: " " })).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "reason" }] } });
    expect(await keep(left, { reason: "We filed a SAR" })).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "reason" }] } });
    expect(await keep(left, {}, priya)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    const seen = await bed.seen(left.accountId);
    await bed.control("PATCH", `/accounts/${left.accountId}`, { status: "inactive", status_reason: "frozen" });
    expect(await keep(left, {}, carmen, seen)).toMatchObject({ ok: false });
    await bed.control("PATCH", `/accounts/${left.accountId}`, { status: "active", status_reason: "active" });
    await bed.remember(left.accountId);
    expect(await view(left)).toMatchObject({ kept: null });
  });

  test("is not kept while its process is open, nor while another is, nor once it is where it was to be", async () => {
    const open = await stopped(kind, await bed.account(kinds[kind].from));
    expect(await keep(open)).toMatchObject({ ok: false, problem: { title: "No process was given up here." } });
    const left = await givenUp(kind);
    const closing = randomUUID();
    const request = await bed.request(left.accountId, { ...paidOffSample(), statements: { canStillPost: false, acknowledged: { "open-holds": "It was closed before" } } });
    expect(await bed.submit(carmen, "request-closing", { processId: closing, accountId: left.accountId, request })).toMatchObject({ ok: true });
    expect(await view(left)).toMatchObject({ id: closing, alarmLeftBy: left.processId });
    expect(await keep(left)).toMatchObject({ ok: false, problem: { title: "Another process is open on this account." } });
    expect(await bed.submit(carmen, "decide-closing", { processId: closing, accountId: left.accountId, decision: "approve" })).toMatchObject({ ok: true });
    expect(await keep(left)).toMatchObject({ ok: false, problem: { title: "Lead shows this account as closed: it is where it was to be." } });
  });
});

test("it speaks for the account: what was given up before it is over too, what is given up after it is not", async () => {
  const first = await givenUp("correction");
  await bed.control("PATCH", `/accounts/${first.accountId}`, { status: "inactive", status_reason: "dormant" });
  await bed.remember(first.accountId);
  await releaseHolds(first.accountId);
  const second = await givenUp("inactive-reason", first.accountId);
  expect((await queued(first)).sort()).toEqual([first.processId, second.processId].sort());
  expect(await keep(second)).toMatchObject({ ok: true });
  expect(await queued(first)).toEqual([]);
  await bed.control("PATCH", `/accounts/${first.accountId}`, { status: "inactive", status_reason: "dormant" });
  await bed.remember(first.accountId);
  await releaseHolds(first.accountId);
  const third = await givenUp("inactive-reason", first.accountId);
  expect(await queued(first)).toEqual([third.processId]);
});
