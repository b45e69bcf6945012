import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { leadCalls } from "../db/schema";
import { callPaces, imports } from "../db/schema-imports";
import { refreshes } from "../db/schema-refresh";
import { refreshSpeed } from "./refresh-state";
import { RefreshUnderTest } from "./refresh-under-test";

let under: RefreshUnderTest;
beforeAll(async () => {
  under = await RefreshUnderTest.start();
});
afterEach(async () => {
  await under.world.control("DELETE", "/faults");
  await under.db.delete(leadCalls);
  await under.db.update(callPaces).set({ share: 1, slowedAt: null });
  await under.db.update(refreshes).set({ callsPerSecond: null, stalls: 0, nextLookAt: null });
});
afterAll(() => under.world.close());

const paceNow = async () => (await under.db.select().from(callPaces).where(eq(callPaces.program, "growth")))[0];

/** Reads for a while and stops; how many calls Lead got for each second of it. */
async function callsPerSecond(over: Parameters<RefreshUnderTest["run"]>[0], accounts: number): Promise<number> {
  await under.age(await under.take(accounts), 172_800);
  const startedAt = performance.now();
  await under.run(over);
  return (await under.callCount()) / ((performance.now() - startedAt) / 1_000);
}

it("keeps to the program's rate, counted in the calls that Lead got", async () => {
  const rate = await callsPerSecond({ backgroundCallsPerSecond: 20 }, 20);
  expect(rate).toBeLessThan(23);
  expect(rate).toBeGreaterThan(10);
});

it("keeps to what an administrator set below that, and tells how many calls it made", async () => {
  await under.db.update(refreshes).set({ callsPerSecond: 8 });
  await under.db.update(callPaces).set({ minute: new Date(0), calls: 500, callsBefore: 500 });
  const rate = await callsPerSecond({ backgroundCallsPerSecond: 200 }, 8);
  expect(rate).toBeLessThan(10);
  const { calls, callsBefore } = (await paceNow()) ?? { calls: 0, callsBefore: 0 };
  expect(calls + callsBefore).toBe(await under.callCount());
});

it("halves its rate on 429 and stays away for as long as Lead asks", async () => {
  const wanted = await under.take(4);
  await under.age(wanted, 172_800);
  await under.world.control("POST", "/faults", { route: "GET /v0/accounts/:id", kind: "rate-limited", retryAfterSeconds: 2 });
  const startedAt = Date.now();
  expect(await under.run({ backgroundCallsPerSecond: 6 })).toBe(4);
  const pace = await paceNow();
  expect(pace?.share).toBe(0.5);
  expect(Date.now() - startedAt).toBeGreaterThan(2_000);
  expect((await under.asked()).length).toBe(5);
});

it("keeps to a tenth of it while people ask Lead, and while an import runs", async () => {
  const speed = () => refreshSpeed(under.db, under.program({ backgroundCallsPerSecond: 20 }));
  expect(await speed()).toBe(20);
  const call = { id: randomUUID(), program: "growth", operator: "person-priya", method: "GET", path: "/v0/accounts/account_1", outcome: "answered", tries: 1, startedAt: new Date(), durationMs: 1 };
  await under.db.insert(leadCalls).values(call);
  expect(await speed()).toBe(2);
  await under.db.delete(leadCalls);
  await under.db.insert(leadCalls).values([{ ...call, program: "everyday" }, { ...call, id: randomUUID(), operator: null }]);
  expect(await speed()).toBe(20);
  const running = { id: randomUUID(), program: "growth", status: "running" as const, source: "paste" as const, uploadedBy: "person-alex", uploadedByName: "Alex Moreau", startedAt: new Date() };
  await under.db.insert(imports).values([running, { ...running, id: randomUUID(), program: "everyday" }]);
  expect(await speed()).toBe(2);
  await under.db.update(imports).set({ nextLookAt: new Date(Date.now() + 60_000) });
  expect(await speed()).toBe(20);
});
