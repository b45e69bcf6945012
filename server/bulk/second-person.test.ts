import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { permissionsOf } from "@/lib/permissions";
import { person } from "../commands/command-test-bed";
import { commands } from "../db/schema";
import { bulkRows, bulkRuns } from "../db/schema-bulk";
import { bulkDetail } from "../queries/bulk-runs";
import { BulkUnderTest } from "./bulk-under-test";

let under: BulkUnderTest;
beforeAll(async () => {
  under = await BulkUnderTest.start();
});
afterAll(() => under.world.close());
beforeEach(async () => {
  await under.db.delete(bulkRows);
  await under.db.execute(sql`UPDATE commands SET bulk_run_id = NULL`);
  await under.db.delete(bulkRuns);
});

const [priya, carmen] = [person("priya"), person("carmen")];
const dormant = { reason: "dormant" } as const;
const planned = async (many: number, who = priya) => under.plan(who, "deactivate-account", dormant, await under.accounts(many));
const standing = async (runId: string) => {
  const { status, needsSecond, doneBefore } = await under.run(runId);
  return { status, needsSecond, doneBefore };
};
const caller = (actor = priya) => ({ actor, program: under.bed.program, roles: actor.roles, permissions: permissionsOf(actor.roles) });

it("asks nobody for 25, and a second person for the next one that the same person does within the period, who reads why", async () => {
  const first = await planned(25);
  expect(await under.control(priya, "start-bulk", first)).toMatchObject({ ok: true });
  expect(await standing(first)).toMatchObject({ status: "running", needsSecond: false });
  const second = await planned(1);
  expect(await bulkDetail(caller(), second, under.db)).toMatchObject({ value: { needsSecond: true, doneBefore: 25, periodSeconds: 86_400 } });
  await under.round();
  expect(await under.control(priya, "start-bulk", second)).toMatchObject({ ok: true });
  expect(await standing(second)).toEqual({ status: "waiting", needsSecond: true, doneBefore: 25 });
  expect(await under.act(priya, "decide-bulk", { runId: second, action: "deactivate-account", decision: "approve" })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  expect(await under.act(carmen, "decide-bulk", { runId: second, action: "deactivate-account", decision: "approve" })).toMatchObject({ ok: true });
  await under.round();
  expect(await under.kinds(second)).toEqual(["done"]);

  const another = await planned(25, carmen);
  expect(await standing(another)).toMatchObject({ needsSecond: false, doneBefore: 0 });
  await under.db.update(bulkRows).set({ settledAt: sql`now() - interval '25 hours'` });
  expect(await standing(await planned(25))).toMatchObject({ needsSecond: false, doneBefore: 0 });
});

it("does not count what a second person let run, what Lead refused, or another action", async () => {
  const approved = await planned(26);
  await under.control(priya, "start-bulk", approved);
  await under.act(carmen, "decide-bulk", { runId: approved, action: "deactivate-account", decision: "approve" });
  await under.round();
  const refused = await planned(2);
  await under.control(priya, "start-bulk", refused);
  await under.round();
  await under.db.update(commands).set({ status: "rejected", problem: { kind: "refused-by-lead", title: "Lead refused it." } }).where(eq(commands.bulkRunId, refused));
  const restored = await under.plan(priya, "refresh-accounts", {}, await under.accounts(1));
  await under.control(priya, "start-bulk", restored, "refresh-accounts");
  await under.round();
  expect(await under.kinds(refused)).toEqual(["refused", "refused"]);
  expect(await standing(await planned(25))).toMatchObject({ needsSecond: false, doneBefore: 0 });
});

it("is found out again at the start, on going on and on trying again: two prepared side by side are not two of 25", async () => {
  const [one, other] = [await planned(20), await planned(20)];
  expect([await standing(one), await standing(other)]).toMatchObject([{ needsSecond: false }, { needsSecond: false }]);
  const starts = await Promise.all([one, other].map((runId) => under.control(priya, "start-bulk", runId)));
  expect(starts).toMatchObject([{ ok: true }, { ok: true }]);
  expect([await standing(one), await standing(other)].map(({ status }) => status).sort()).toEqual(["running", "waiting"]);

  const runs = (await under.db.select().from(bulkRuns)).map(({ id, status }) => ({ id, status }));
  const alone = runs.find(({ status }) => status === "running")?.id ?? "";
  const asked = runs.find(({ status }) => status === "waiting")?.id ?? "";
  await under.control(priya, "stop-bulk", alone);
  await under.control(priya, "stop-bulk", asked);
  expect(await under.control(priya, "resume-bulk", asked)).toMatchObject({ ok: true });
  expect(await standing(asked)).toMatchObject({ status: "running", needsSecond: false });
  expect(await under.control(priya, "resume-bulk", alone)).toMatchObject({ ok: true });
  expect(await standing(alone)).toEqual({ status: "waiting", needsSecond: true, doneBefore: 20 });
  expect(await under.act(priya, "retry-bulk", { runId: alone, action: "deactivate-account" }, randomUUID())).toMatchObject({ ok: false });
  expect((await under.db.select().from(bulkRuns).where(eq(bulkRuns.id, alone)))[0]?.decision).toBeNull();
});

it("asks a second person above 25, who is another and has the same right", async () => {
  const ids = await under.accounts(26);
  const runId = await under.started(ids);
  expect(await under.run(runId)).toMatchObject({ status: "waiting", needsSecond: true });
  expect(await under.round()).toBe(0);
  const decide = (who: Parameters<typeof person>[0], decision: string, comment?: string) => under.act(person(who), "decide-bulk", { runId, action: "deactivate-account", decision, comment });
  expect(await decide("priya", "approve")).toMatchObject({ ok: false, problem: { kind: "forbidden", title: "Nobody approves what they asked for themselves." } });
  for (const who of ["sam", "ada", "alex"] as const) expect(await decide(who, "approve")).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  expect(await decide("carmen", "decline")).toMatchObject({ ok: false, problem: { fields: [{ path: "comment" }] } });
  expect(await decide("carmen", "approve")).toMatchObject({ ok: true });
  expect(await decide("chen", "approve")).toMatchObject({ ok: false });
  expect(await under.run(runId)).toMatchObject({ status: "running", decision: "approved", decidedBy: "person-carmen" });
  await under.round();
  expect((await Promise.all(ids.map((id) => under.bed.effects({ account_id: id })))).every((done) => done.length === 1)).toBe(true);
  expect(await under.trail(runId)).toContain("decide-bulk done");
});

it("does nothing of what was declined", async () => {
  const runId = await under.started(await under.accounts(26));
  expect(await under.act(person("carmen"), "decide-bulk", { runId, action: "deactivate-account", decision: "decline", comment: "Ask them first" })).toMatchObject({ ok: true });
  expect(await under.run(runId)).toMatchObject({ status: "declined", decisionComment: "Ask them first" });
  expect(await under.control(priya, "resume-bulk", runId)).toMatchObject({ ok: false });
});

it("cannot be the same person in the database either", async () => {
  const runId = await under.started(await under.accounts(26));
  const decided = { decision: "approved", decidedAt: sql`now()`, decidedByName: "Priya Nair" } as const;
  await expect(under.db.update(bulkRuns).set({ ...decided, decidedBy: priya.subject }).where(eq(bulkRuns.id, runId))).rejects.toMatchObject({ cause: { code: "23514" } });
  await expect(under.db.update(bulkRuns).set({ status: "running" }).where(eq(bulkRuns.id, runId))).rejects.toMatchObject({ cause: { code: "23514" } });
});

it("cannot be let run by a right to another action", async () => {
  const runId = await under.started(await under.accounts(26));
  expect(await under.act(person("carmen"), "decide-bulk", { runId, action: "activate-account", decision: "approve" })).toMatchObject({ ok: false, problem: { title: "There is no such bulk action in this program." } });
});
