import { and, eq, inArray, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { commands, processes } from "../db/schema";
import { bulkRows, bulkRuns } from "../db/schema-bulk";
import { closures } from "../db/schema-closures";
import { BulkUnderTest } from "./bulk-under-test";
import { secondPerson } from "./second-person";
import { asThemselves, closePath, everyone, paidOff, startClosings, workOn } from "./closing-bulk-under-test";

let under: BulkUnderTest;
beforeAll(async () => {
  under = await BulkUnderTest.start();
});
afterEach(async () => {
  await under.bed.control("DELETE", "/faults");
  await under.db.update(bulkRuns).set({ status: "stopped", endedAt: null }).where(inArray(bulkRuns.status, ["running", "waiting"]));
});
afterAll(() => under.world.close());

const { priya, carmen, chen } = everyone;
const round = (over = {}) => under.round({ asker: asThemselves, ...over });
const control = (actor: typeof priya, name: "start-bulk" | "stop-bulk" | "resume-bulk" | "retry-bulk", runId: string) => under.control(actor, name, runId, "close-accounts");
const decide = (actor: typeof priya, runId: string) => under.act(actor, "decide-bulk", { runId, action: "close-accounts", decision: "approve" });
const effects = (ids: readonly string[]) => Promise.all(ids.map((id) => under.bed.effects({ account_id: id })));
const closingsOf = async (ids: readonly string[]) => under.db.select().from(closures).where(inArray(closures.accountId, [...ids]));
const reasons = async (runId: string) => (await under.rows(runId)).map(({ state, problem }) => (problem ? `${state}: ${problem.title}` : state));

describe("the review of several closings", () => {
  it("says which have a place in it, and of the others why not, and asks nothing of Lead", async () => {
    const [fine = "", held = "", busy = ""] = await under.accounts(3);
    const closed = await under.bed.made({ status: "closed", status_reason: "paid_off", details: { closed_at: "2026-01-01T00:00:00Z" } });
    const inUse = await under.bed.made({ capabilities: ["credit_without_underwriting"], details: { credit: { currency: "USD", limit: 100_000, available_credit: 40_000 } } });
    await under.bed.run(carmen, "place-hold", { accountId: held, type: "fraud" });
    await startClosings(under, carmen, [busy]);
    await round({ onPhase: (phase: string) => { if (phase === "authorised") throw new Error("The worker stops here."); } }).catch(() => undefined);
    await under.db.insert(processes).values({ id: crypto.randomUUID(), program: under.bed.slug, accountId: busy, kind: "inactive-reason", stage: "started", plan: {}, planHash: Buffer.alloc(32), startedBy: "person-carmen", startedByName: "Carmen Ortiz", startedByRoles: ["compliance"] });
    const runId = await under.plan(carmen, "close-accounts", { ...paidOff(), determination: { exclusion: "agreed", agreedWith: "Its holder", basis: "Paid off." } }, [fine, held, closed, inUse, busy, "account_unknown"]);
    expect(await reasons(runId)).toEqual([
      "waiting", "excluded: A hold is open: an order or a freeze may forbid that funds move.", "excluded: The account is closed · paid off.",
      "excluded: Something is owed: Lead shows $600.00 of the limit in use.", "excluded: A process on this account is not finished.", "excluded: The directory does not know this account.",
    ]);
    expect(await effects([fine])).toEqual([[]]);
    expect((await closingsOf([fine])).length).toBe(0);
  });

  it("takes no more than 100, and nothing from those who may not ask for a closing", async () => {
    const ids = Array.from({ length: 101 }, (_, index) => `account_${index}`);
    const plan = (actor: typeof priya, chosen: string[]) => under.act(actor, "plan-bulk", { action: "close-accounts", terms: paidOff(), chosen: { by: "hand", ids: chosen } });
    expect(await plan(carmen, ids)).toMatchObject({ ok: false, problem: { title: "At most 100 accounts at once." } });
    expect(await plan({ ...priya, roles: ["support"] }, ids.slice(0, 1))).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  });
});

describe("closings in bulk", () => {
  it("are each a closing of their own, asked for and decided by compliance in one review", async () => {
    const ids = await under.accounts(3);
    const runId = await startClosings(under, carmen, ids);
    expect(await under.run(runId)).toMatchObject({ status: "running", needsSecond: false });
    await round();
    await round();
    expect(await under.kinds(runId)).toEqual(["done", "done", "done"]);
    expect(await effects(ids)).toEqual([[closePath], [closePath], [closePath]]);
    expect(await closingsOf(ids)).toMatchObject(ids.map(() => ({ reason: "paid_off", requestedBy: "person-carmen", decidedBy: "person-carmen", decision: "approved" })));
    expect(await under.db.select().from(processes).where(inArray(processes.accountId, ids))).toMatchObject(ids.map(() => ({ stage: "closed", startedBy: "person-carmen" })));
    expect(await under.trail(runId)).toEqual(["plan-bulk done", "start-bulk done", "bulk-ended observed"]);
    const ofOne = await under.db.select().from(commands).where(eq(commands.accountId, ids[0] ?? "")).orderBy(commands.askedAt);
    expect(ofOne.map(({ name, bulkRunId }) => [name, bulkRunId])).toEqual([["request-closing", runId], ["decide-closing", runId], ["close-account", null]]);
  });

  it("of a program manager wait for compliance, who decides on all of them; both are named on each", async () => {
    const ids = await under.accounts(2);
    const runId = await startClosings(under, priya, ids);
    expect(await under.run(runId)).toMatchObject({ status: "waiting", needsSecond: true });
    expect(await round()).toBe(0);
    expect(await decide(priya, runId)).toMatchObject({ ok: false, problem: { kind: "forbidden", title: "Only compliance can decide on a closing." } });
    expect(await decide({ ...priya, subject: "person-other" }, runId)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await decide(carmen, runId)).toMatchObject({ ok: true });
    await round();
    expect(await under.kinds(runId)).toEqual(["done", "done"]);
    expect(await closingsOf(ids)).toMatchObject(ids.map(() => ({ requestedBy: "person-priya", decidedBy: "person-carmen" })));
  });

  it("ask another of compliance where the program wants a second person for the reason", async () => {
    const runId = await under.plan(carmen, "close-accounts", paidOff(), await under.accounts(1));
    const run = await under.run(runId);
    const { program } = under.bed;
    const wants = { ...program, approvals: { ...program.approvals, closing: { ...program.approvals.closing, paid_off: true } } };
    expect([await secondPerson(under.db, program, run, 1), await secondPerson(under.db, wants, run, 1)]).toMatchObject([{ needsSecond: false }, { needsSecond: true }]);
  });

  it("authorise again, at every account, who asked and who decided", async () => {
    const ids = await under.accounts(2);
    const runId = await startClosings(under, priya, ids);
    await decide(chen, runId);
    const gone = { kind: "stop", problem: { kind: "forbidden", title: "Chen no longer has the right to do this." } } as const;
    const asked: string[] = [];
    await round({ asker: ({ subject, permission }: { subject: string; permission: string }) => {
      asked.push(`${subject} ${permission}`);
      return subject === chen.subject ? Promise.resolve(gone) : asThemselves({ subject });
    } });
    expect(new Set(asked)).toEqual(new Set(["person-priya request-closing", "person-chen decide-closing"]));
    expect(await under.run(runId)).toMatchObject({ status: "stopped", problem: { title: gone.problem.title } });
    expect(await under.kinds(runId)).toEqual(["waiting", "waiting"]);
    expect(await closingsOf(ids)).toEqual([]);
  });

  it("leave nothing half-way of what changed meanwhile, and close it with the next attempt", async () => {
    const [held = "", moved = "", fine = ""] = await under.accounts(3);
    const runId = await startClosings(under, carmen, [held, moved, fine]);
    await under.bed.run(chen, "place-hold", { accountId: held, type: "fraud" });
    await under.bed.control("PATCH", `/accounts/${moved}`, { status: "inactive", status_reason: "other" });
    await round();
    expect(await under.kinds(runId)).toEqual(["refused", "refused", "done"]);
    expect(await effects([held, moved, fine])).toEqual([[], [], [closePath]]);
    expect(await under.db.select().from(processes).where(and(inArray(processes.accountId, [held, moved]), sql`finished_at IS NULL`))).toEqual([]);
    const [hold] = await under.bed.holds(held);
    await under.bed.run(chen, "release-hold", { holdId: hold?.id, accountId: held, reason: "Cleared" });
    await under.bed.remember(moved);
    expect(await control(carmen, "retry-bulk", runId)).toMatchObject({ ok: true });
    await round();
    expect(await reasons(runId)).toEqual(["sent", "sent", "sent"]);
    expect(await effects([held, moved, fine])).toEqual([[closePath], [closePath], [closePath]]);
  });

  it("abandon one that stops after it was decided", async () => {
    const [accountId = ""] = await under.accounts(1);
    const runId = await startClosings(under, carmen, [accountId]);
    const deps = { ...under.bed.deps, onProcessPhase: async (phase: string) => {
      if (phase === "claimed") await under.bed.run(chen, "place-hold", { accountId, type: "fraud" });
    } };
    await round({ commands: deps });
    expect(await under.kinds(runId)).toEqual(["refused"]);
    expect(await effects([accountId])).toEqual([[]]);
    expect(await closingsOf([accountId])).toMatchObject([{ abandonedBy: "person-carmen", abandonReason: expect.stringContaining("The batch that it belongs to could not go on with it.") as string }]);
  });

  it("wait for Lead, and send an unconfirmed closing never twice", async () => {
    const ids = await under.accounts(2);
    const runId = await startClosings(under, carmen, ids);
    await under.bed.fault("GET /v0/accounts/:id", "internal-error", 100);
    expect(await round()).toBe(0);
    expect(await under.run(runId)).toMatchObject({ status: "running", problem: { kind: "unavailable" } });
    await under.bed.control("DELETE", "/faults");
    await under.bed.fault(closePath, "reset-after-effect", 3);
    await workOn(under, runId);
    expect(await under.kinds(runId)).toContain("unconfirmed");
    await under.bed.control("DELETE", "/faults");
    await workOn(under, runId);
    await workOn(under, runId);
    expect(await under.kinds(runId)).toEqual(["done", "done"]);
    expect(await effects(ids)).toEqual([[closePath], [closePath]]);
    expect(await under.db.select().from(processes).where(inArray(processes.accountId, ids))).toMatchObject([{ stage: "closed" }, { stage: "closed" }]);
  });

  it("stop in the middle: what was not begun was not asked for", async () => {
    const ids = await under.accounts(12);
    const runId = await startClosings(under, carmen, ids);
    await round({ onPhase: async (phase: string) => { if (phase === "row-recorded") await control(chen, "stop-bulk", runId); } });
    const done = (await under.kinds(runId)).filter((kind) => kind === "done").length;
    expect(done).toBeLessThan(12);
    expect((await effects(ids)).flat()).toHaveLength(done);
    expect(await control(carmen, "resume-bulk", runId)).toMatchObject({ ok: true });
    await workOn(under, runId);
    expect((await effects(ids)).every((one) => one.length === 1)).toBe(true);
    expect(await under.run(runId)).toMatchObject({ status: "done" });
    expect((await under.db.select().from(bulkRows).where(eq(bulkRows.runId, runId))).every(({ closing }) => closing !== null)).toBe(true);
  });
});
