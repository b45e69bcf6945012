import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { permissionsOf } from "@/lib/permissions";
import type { Actor } from "@/lib/operator";
import type { Result } from "@/lib/result";
import { carmen, priya, sam } from "../closures/process-test-bed";
import { startProcessWorld } from "../closures/process-test-world";
import type { ProcessWorld } from "../closures/process-test-world";
import type { Caller } from "../queries/authorise";
import { closingQueue, endClosingQueue, makeClosingQueue, openClosingQueues, skipInQueue } from "./closing-queues";

let world: ProcessWorld;
beforeAll(async () => {
  world = await startProcessWorld();
});
afterAll(() => world.close());

function callerOf(actor: Actor, slug?: string): Caller {
  const program = slug ? world.bed.deps.programOf(slug) : world.bed.programOf();
  if (!program) throw new Error(`No program ${slug}`);
  return { actor, program, roles: actor.roles, permissions: permissionsOf(actor.roles) };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.title);
  return result.value;
}

it("goes from account to account by what was truly asked for since, skips, and ends", async () => {
  const { db } = world.bed.deps;
  const ids = [await world.bed.account(), await world.bed.account(), await world.bed.account()];
  const [first = "", second = "", third = ""] = ids;
  const before = await world.bed.request(first, { reason: "paid_off", answers: { balanceIsZero: true, balanceKnownFrom: "Ledger", remainingBalance: "none" } });
  const { id } = valueOf(await makeClosingQueue(callerOf(priya), ids, db));
  const view = async (chosen?: string) => {
    const { accounts, next, ended } = valueOf(await closingQueue(callerOf(priya), id, chosen, db));
    return { states: accounts.map(({ state }) => state), next: next?.accountId, ended };
  };
  expect(await view()).toEqual({ states: ["waiting", "waiting", "waiting"], next: first, ended: false });
  expect(await world.bed.submit(carmen, "request-closing", { processId: randomUUID(), accountId: second, request: before })).toMatchObject({ ok: true });
  expect(await world.bed.submit(priya, "request-closing", { processId: randomUUID(), accountId: first, request: before })).toMatchObject({ ok: true });
  expect(await view()).toEqual({ states: ["asked", "waiting", "waiting"], next: second, ended: false });
  expect(await openClosingQueues(callerOf(priya), db)).toMatchObject([{ id, accounts: 3, waiting: 2 }]);
  for (const again of [1, 2]) expect(await skipInQueue(callerOf(priya), id, second, db), String(again)).toMatchObject({ ok: true });
  expect(await view()).toEqual({ states: ["asked", "skipped", "waiting"], next: third, ended: false });
  expect((await view(second)).next).toBe(second);
  await skipInQueue(callerOf(priya), id, "account_of_nobody", db);
  await endClosingQueue(callerOf(priya), id, db);
  expect(await view()).toEqual({ states: ["asked", "skipped", "waiting"], next: undefined, ended: true });
  expect(await openClosingQueues(callerOf(priya), db)).toEqual([]);
});

it("is for who made it alone, and made by those who may ask for closings", async () => {
  const { db } = world.bed.deps;
  const accountId = await world.bed.account();
  const { id } = valueOf(await makeClosingQueue(callerOf(priya), [accountId], db));
  expect(await makeClosingQueue(callerOf(sam), [accountId], db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  for (const who of [callerOf(carmen), callerOf(sam), callerOf(priya, "growth")]) {
    for (const answer of [closingQueue(who, id, undefined, db), skipInQueue(who, id, accountId, db), endClosingQueue(who, id, db)]) expect(await answer).toMatchObject({ ok: false });
  }
  expect(await closingQueue(callerOf(priya), "not-an-id", undefined, db)).toMatchObject({ ok: false, problem: { title: "There is no such queue of yours in this program." } });
  expect(valueOf(await closingQueue(callerOf(priya), id, undefined, db)).accounts).toMatchObject([{ state: "waiting" }]);
});
