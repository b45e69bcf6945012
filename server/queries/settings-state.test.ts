import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roles } from "@/lib/permissions";
import { auditEntries, directoryEntries, leadCalls } from "../db/schema";
import { callPaces, imports } from "../db/schema-imports";
import { directoryAges, refreshes } from "../db/schema-refresh";
import { DirectoryUnderTest } from "../directory/directory-under-test";
import { remember } from "../directory/remember";
import { addUpSummary } from "../directory/summary";
import { countAges } from "../refresh/directory-ages";
import { settingsState } from "./settings-state";

let world: DirectoryUnderTest;
let ids: string[];
beforeAll(async () => {
  world = await DirectoryUnderTest.start();
  ids = (await world.accountIds("growth")).slice(0, 12);
  await remember(world.program("growth"), ids, "seeded", { db: world.db });
  await remember(world.program("everyday"), (await world.accountIds("everyday")).slice(0, 3), "seeded", { db: world.db });
});
afterAll(() => world.close());

async function state() {
  const found = await settingsState(world.caller("administrator"), world.db);
  if (!found.ok) throw new Error(found.problem.title);
  return found.value;
}

describe("who sees the settings", () => {
  it.each(roles)("%s: administrators change them, auditors read them, others are denied on the trail", async (role) => {
    const found = await settingsState(world.caller(role), world.db);
    if (role === "administrator" || role === "auditor") expect(found).toMatchObject({ ok: true, value: { mayControl: role === "administrator" } });
    else expect(found).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    const denied = await world.db.select().from(auditEntries).where(eq(auditEntries.actor, `person-${role}`));
    expect(denied.map(({ details }) => details.permission)).toEqual(found.ok ? [] : ["read-settings"]);
  });
});

describe("what they show", () => {
  it("is how many are known by status, added up yet or not", async () => {
    const before = (await state()).known;
    expect(before.total).toBe(12);
    await addUpSummary(world.db);
    expect((await state()).known).toEqual(before);
    const stored = await world.db.select({ status: directoryEntries.status }).from(directoryEntries).where(eq(directoryEntries.program, "growth"));
    for (const { status, accounts } of before.byStatus) expect(stored.filter((row) => row.status === status)).toHaveLength(accounts);
  });

  it("is how old what is known is, as the worker counted it, and not more often than is worth it", async () => {
    expect((await state()).ages).toBeNull();
    const [first = "", second = "", missing = ""] = ids;
    await world.db.execute(sql`UPDATE directory_entries SET status = 'active', closed_at = NULL, read_at = now() - interval '2 hours' WHERE account_id = ${first}`);
    await world.db.execute(sql`UPDATE directory_entries SET status = 'closed', read_at = now() - interval '40 days' WHERE account_id = ${second}`);
    await world.db.execute(sql`UPDATE directory_entries SET missing_since = now() WHERE account_id = ${missing}`);
    expect(await countAges(world.db, world.program("growth"))).toBe(true);
    const { ages } = await state();
    expect(ages).toMatchObject({ missing: 1 });
    expect(ages?.bands.map(({ fromSeconds, open, closed }) => [fromSeconds, open + closed])).toEqual([[0, 10], [3_600, 1], [21_600, 0], [86_400, 0], [259_200, 0], [604_800, 0], [2_592_000, 1]]);
    expect([ages?.bands[1]?.open, ages?.bands[6]?.closed]).toEqual([1, 1]);
    expect(await countAges(world.db, world.program("growth"))).toBe(false);
    await world.db.update(directoryAges).set({ countedAt: new Date(0) });
    expect(await countAges(world.db, world.program("growth"))).toBe(true);
  });

  it("is the rate of the last minute, the background's as it was given out and people's by the log, and what a 429 left of it", async () => {
    const call = { program: "growth", method: "GET", path: "/v0/accounts/account_1", outcome: "answered", tries: 30, startedAt: new Date(), durationMs: 1 };
    await world.db.insert(leadCalls).values([{ ...call, id: randomUUID(), operator: "person-priya" }, { ...call, id: randomUUID() }]);
    await world.db.insert(callPaces).values({ program: "growth", minute: sql`date_trunc('minute', now())`, calls: 120, callsBefore: 0 });
    const now = (await state()).rate;
    expect(now).toMatchObject({ people: 0.5, allowed: 10, slowedTo: null });
    // A little less where a new minute has begun meanwhile.
    expect(now.background).toBeCloseTo(2, 0);
    await world.db.update(callPaces).set({ minute: sql`date_trunc('minute', now()) - interval '5 minutes'`, share: 0.25, slowedAt: sql`now()` });
    const { rate } = await state();
    expect(rate.background).toBe(0);
    expect(rate.slowedTo).toBeCloseTo(2.5, 1);
  });

  it("is how the refresh stands", async () => {
    expect((await state()).refresh).toMatchObject({ stands: "waiting", speed: 10, most: 10, setBy: null });
    await world.db.insert(refreshes).values({ program: "growth", leasedBy: randomUUID(), leasedUntil: sql`now() + interval '1 minute'`, callsPerSecond: 4, setByName: "Alex Moreau", setAt: new Date() });
    expect((await state()).refresh).toMatchObject({ stands: "reading", speed: 4, setBy: "Alex Moreau" });
    const problem = { kind: "unavailable" as const, title: "Lead did not answer in time." };
    await world.db.update(refreshes).set({ nextLookAt: sql`now() + interval '1 minute'`, stalls: 1, problem, problemAt: new Date() });
    const stalled = await state();
    expect(stalled.refresh).toMatchObject({ stands: "stalled", problem: problem.title });
    expect(stalled.errors).toContainEqual(expect.objectContaining({ where: "Refresh", words: problem.title }));
    await world.db.update(refreshes).set({ paused: true });
    expect((await state()).refresh.stands).toBe("paused");
  });

  it("is what else runs, and the last errors, of this program alone", async () => {
    const running = { status: "running" as const, source: "file" as const, uploadedBy: "person-alex", uploadedByName: "Alex Moreau", startedAt: new Date(), found: { new: 10 }, entered: 3, refused: 1 };
    await world.db.insert(imports).values([{ ...running, id: randomUUID(), program: "growth", fileName: "ours.csv" }, { ...running, id: randomUUID(), program: "everyday", fileName: "theirs.csv" }]);
    const failed = { method: "GET", path: "/v0/accounts/account_1", outcome: "server-error", tries: 3, startedAt: new Date(), durationMs: 1 };
    await world.db.insert(leadCalls).values([{ ...failed, id: randomUUID(), program: "growth" }, { ...failed, id: randomUUID(), program: "everyday", outcome: "timeout" }]);
    const { imports: shown, errors, waiting } = await state();
    expect(shown).toMatchObject([{ name: "ours.csv", read: 4, toRead: 10, waitsUntil: null }]);
    expect(errors.map(({ where, words }) => `${where}: ${words}`)).toContain("Call to Lead: Read the account: Server error");
    expect(JSON.stringify(errors)).not.toContain("Timed out");
    expect(waiting).toEqual({ announced: { count: 0, more: false }, events: { count: 0, more: false } });
  });
});
