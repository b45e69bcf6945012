import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { person } from "../commands/command-test-bed";
import { settleDue } from "../worker/settle-due";
import { commands, leadCalls } from "../db/schema";
import { bulkRuns } from "../db/schema-bulk";
import { registerEntries } from "../db/schema-register";
import { BulkUnderTest } from "./bulk-under-test";
import type { Asker } from "./asker";

let under: BulkUnderTest;
beforeAll(async () => {
  under = await BulkUnderTest.start();
});
afterEach(async () => {
  await under.bed.control("DELETE", "/faults");
  // What a failed test leaves running must not be taken up by the next; nor does what one did count in another.
  await under.db.update(bulkRuns).set({ status: "stopped", endedAt: null }).where(inArray(bulkRuns.status, ["running", "waiting"]));
  await under.db.update(bulkRuns).set({ updatedAt: new Date(0) });
});
afterAll(() => under.world.close());

const deactivated = "POST /v0/accounts/:id/deactivate";
const effects = (ids: readonly string[]) => Promise.all(ids.map((id) => under.bed.effects({ account_id: id })));
const priya = person("priya");
const stop: Asker = { kind: "stop", problem: { kind: "forbidden", title: "Priya Nair no longer has the right to do this." } };

describe("a bulk action that runs", () => {
  it("does every account by its own command in the name of who asked, and says how it ended", async () => {
    const ids = await under.accounts(3);
    const runId = await under.started([...ids, await under.bed.made({ status: "inactive", status_reason: "dormant" })]);
    expect(await under.round()).toBe(3);
    await under.round();
    expect(await under.kinds(runId)).toEqual(["done", "done", "done", "refused"]);
    expect(await effects(ids)).toEqual([[deactivated], [deactivated], [deactivated]]);
    expect(await under.run(runId)).toMatchObject({ status: "done", leasedBy: null, problem: null });
    expect(await under.trail(runId)).toEqual(["plan-bulk done", "start-bulk done", "bulk-ended observed"]);
    for (const { commandId, kind } of await under.rows(runId)) {
      if (kind !== "done") continue;
      expect(await under.bed.row(commandId ?? "")).toMatchObject({ operator: "person-priya", bulkRunId: runId, status: "succeeded" });
      expect(await under.bed.trail(commandId ?? "")).toEqual(["deactivate-account asked", "deactivate-account done"]);
    }
    const named = await under.db.select().from(leadCalls).where(and(inArray(leadCalls.accountId, ids), isNotNull(leadCalls.operator), isNotNull(leadCalls.commandId)));
    expect(named).toEqual([]);
  });

  it("freezes with the hold that was asked for, and reactivates what is dormant", async () => {
    const [accountId = ""] = await under.accounts(1);
    const frozen = await under.plan(person("carmen"), "deactivate-account", { reason: "frozen", note: "By order", hold: { type: "court-or-levy", reference: "24-CV-1" } }, [accountId]);
    await under.control(person("carmen"), "start-bulk", frozen);
    await under.round({}, undefined, person("carmen"));
    expect((await under.bed.holds(accountId)).map(({ type, reference }) => [type, reference])).toEqual([["court-or-levy", "24-CV-1"]]);
    const dormant = await under.accounts(2, { status: "inactive", status_reason: "dormant" });
    const runId = await under.plan(person("sam"), "activate-account", { contact: { verifiedBy: "signed-in", channel: "email", at: "2026-01-05T10:00:00Z" } }, dormant);
    await under.control(person("sam"), "start-bulk", runId, "activate-account");
    await under.round({}, undefined, person("sam"));
    expect(await under.kinds(runId)).toEqual(["done", "done"]);
  });

  it("enters each account with credit into the register by what was said of all, and asks nothing of the others", async () => {
    const [credit = "", deposit = ""] = [await under.bed.made({ capabilities: ["deposit", "credit_without_underwriting"] }), ...(await under.accounts(1))];
    const said = { determination: "excluded", exclusion: "whole-class", basis: "The product ends for all", actionTakenOn: "2026-01-05" } as const;
    const runId = await under.plan(priya, "deactivate-account", { reason: "dormant", ...said }, [credit, deposit]);
    await under.control(priya, "start-bulk", runId);
    await under.round();
    expect(await under.kinds(runId)).toEqual(["done", "done"]);
    const entries = await under.db.select().from(registerEntries).where(inArray(registerEntries.accountId, [credit, deposit]));
    expect(entries).toMatchObject([{ accountId: credit, kind: "deactivation", determination: { kind: "excluded", exclusion: "whole-class", basis: "The product ends for all" }, takenOn: "2026-01-05", notice: "none", askedBy: "person-priya" }]);
    expect(await effects([credit, deposit])).toEqual([[deactivated], [deactivated]]);
  });

  it("reads again from Lead, changes nothing there, and names what Lead does not know", async () => {
    const [accountId = ""] = await under.accounts(1);
    await under.bed.control("PATCH", `/accounts/${accountId}`, { details: { product_name: "Changed elsewhere" } });
    const gone = `account_${randomUUID().replaceAll("-", "")}`;
    await under.db.execute(sql`
      INSERT INTO directory_entries (program, account_id, status, sorted_at, body, entered_by, read_at)
      SELECT program, ${gone}, status, sorted_at, body, entered_by, read_at FROM directory_entries WHERE account_id = ${accountId}`);
    const runId = await under.plan(person("alex"), "refresh-accounts", {}, [accountId, gone]);
    await under.control(person("alex"), "start-bulk", runId, "refresh-accounts");
    await under.round({}, undefined, person("alex"));
    expect((await under.bed.entry(accountId))?.productName).toBe("Changed elsewhere");
    expect(await under.rows(runId)).toMatchObject([{ kind: "done" }, { kind: "refused", problem: { title: "Lead knows no account with this id." } }]);
    expect((await under.bed.entry(gone))?.missingSince).not.toBeNull();
    expect(await under.run(runId)).toMatchObject({ status: "done" });
    expect(await effects([accountId, gone])).toEqual([[], []]);
  });

  it("refuses by the pipeline's own rules what changed since the preview, and what is held by now", async () => {
    const [moved = "", held = "", fine = ""] = [await under.bed.made(), await under.bed.made({ status: "inactive", status_reason: "dormant" }), await under.bed.made({ status: "inactive", status_reason: "dormant" })];
    const off = await under.started([moved]);
    await under.bed.control("PATCH", `/accounts/${moved}`, { status: "inactive", status_reason: "other" });
    await under.round();
    expect(await under.rows(off)).toMatchObject([{ kind: "refused", commandId: null, problem: { title: "The account changed at Lead after you looked at it." } }]);
    const on = await under.plan(priya, "activate-account", { contact: { verifiedBy: "signed-in", channel: "email", at: "2026-01-05T10:00:00Z" } }, [held, fine]);
    await under.control(priya, "start-bulk", on, "activate-account");
    await under.bed.run(person("carmen"), "place-hold", { accountId: held, type: "fraud" });
    await under.round();
    expect(await under.rows(on)).toMatchObject([{ kind: "refused", problem: { title: "An open hold blocks reactivation." } }, { kind: "done" }]);
    expect(await effects([moved, held])).toEqual([[], []]);
  });

  it("waits for Lead and loses nothing", async () => {
    const runId = await under.started(await under.accounts(3));
    await under.bed.fault("GET /v0/accounts/:id", "internal-error", 100);
    expect(await under.round()).toBe(0);
    expect(await under.run(runId)).toMatchObject({ status: "running", stalls: 1, problem: { kind: "unavailable" } });
    expect(await under.kinds(runId)).toEqual(["waiting", "waiting", "waiting"]);
    expect(await under.round()).toBe(0);
    await under.bed.control("DELETE", "/faults");
    await under.due(runId);
    expect(await under.round()).toBe(3);
    expect(await under.run(runId)).toMatchObject({ problem: null, stalls: 0 });
  });
});

describe("whose it is", () => {
  it("stops where who asked has lost the right, with the reason, and goes on with them once it is back", async () => {
    const ids = await under.accounts(12);
    const runId = await under.started(ids);
    let revoked = false;
    await under.round({
      asker: () => Promise.resolve(revoked ? stop : { kind: "may", actor: priya }),
      onPhase: (phase) => { revoked ||= phase === "row-recorded"; },
    });
    expect(await under.run(runId)).toMatchObject({ status: "stopped", stoppedByName: null, problem: { title: stop.kind === "stop" ? stop.problem.title : "" } });
    const kinds = await under.kinds(runId);
    expect(kinds).toContain("done");
    expect(kinds).toContain("waiting");
    expect((await effects(ids)).flat()).toHaveLength(kinds.filter((kind) => kind === "done").length);
    expect(await under.trail(runId)).toContain("bulk-stopped observed");
    expect(await under.round()).toBe(0);
    expect(await under.control(person("carmen"), "resume-bulk", runId)).toMatchObject({ ok: false, problem: { title: expect.stringContaining("Only who asked") as string } });
    expect(await under.control(priya, "resume-bulk", runId)).toMatchObject({ ok: true });
    await under.round();
    expect((await effects(ids)).every((done) => done.length === 1)).toBe(true);
    expect(new Set(await under.kinds(runId))).toEqual(new Set(["done"]));
  });

  it("waits while nobody can say", async () => {
    const runId = await under.started(await under.accounts(1));
    const problem = { kind: "unavailable", title: "The identity provider does not answer." } as const;
    await under.round({ asker: () => Promise.resolve({ kind: "wait", problem }) });
    expect(await under.run(runId)).toMatchObject({ status: "running", stalls: 1, problem });
    expect(await under.kinds(runId)).toEqual(["waiting"]);
  });
});

describe("stop, go on, retry", () => {
  it("stops in the middle: what has begun is brought to its end, the rest was not attempted", async () => {
    const ids = await under.accounts(20);
    const runId = await under.started(ids);
    let acted = 0;
    await under.round({ onPhase: async (phase) => {
      if (phase === "acted" && (acted += 1) === 2) await under.control(person("carmen"), "stop-bulk", runId);
    } });
    const kinds = await under.kinds(runId);
    const done = kinds.filter((kind) => kind === "done").length;
    expect(kinds.filter((kind) => kind === "waiting")).toHaveLength(20 - done);
    expect(done).toBeGreaterThanOrEqual(2);
    expect(done).toBeLessThan(20);
    expect((await effects(ids)).flat()).toHaveLength(done);
    expect(await under.run(runId)).toMatchObject({ status: "stopped", stoppedByName: "Carmen Ortiz" });
    expect(await under.round()).toBe(0);
    await under.control(priya, "resume-bulk", runId);
    await under.round();
    expect((await effects(ids)).every((once) => once.length === 1)).toBe(true);
    expect(await under.run(runId)).toMatchObject({ status: "done" });
  });

  it("tries again only what certainly was not done, under a new key", async () => {
    const [refused = "", doubtful = "", fine = ""] = await under.accounts(3);
    const runId = await under.started([refused, doubtful, fine]);
    await under.bed.control("PATCH", `/accounts/${refused}`, { status: "inactive", status_reason: "other" });
    await under.round();
    const before = await under.rows(runId);
    expect(before[0]).toMatchObject({ kind: "refused" });
    const first = before[1]?.commandId;
    await under.db.update(commands).set({ status: "unconfirmed", settledAt: null, settledBy: null, settledHow: null, nextSendAt: sql`now() + interval '1 hour'` }).where(eq(commands.id, first ?? ""));
    await under.bed.control("PATCH", `/accounts/${refused}`, { status: "active", status_reason: "active" });
    await under.bed.remember(refused);
    expect(await under.control(priya, "retry-bulk", runId)).toMatchObject({ ok: true });
    expect(await under.run(runId)).toMatchObject({ status: "running", endedAt: null });
    await under.round();
    const after = await under.rows(runId);
    expect(after.map(({ kind, attempt }) => `${kind} ${attempt}`)).toEqual(["done 2", "unconfirmed 1", "done 1"]);
    expect(after[1]?.commandId).toBe(first);
    expect((await effects([refused, fine])).flat()).toHaveLength(2);
    await under.due(runId);
    await settleDue(under.bed.deps, under.bed.program);
    expect(await under.kinds(runId)).toEqual(["done", "done", "done"]);
    expect(await under.bed.effects({ account_id: doubtful })).toHaveLength(1);
    expect(await under.control(priya, "retry-bulk", runId)).toMatchObject({ ok: false, problem: { title: "Nothing failed that can be tried again." } });
  });
});

describe("several workers", () => {
  it("share nothing twice: one works, and another takes over once it is silent", async () => {
    const ids = await under.accounts(8);
    const runId = await under.started(ids);
    const rounds = await Promise.all([under.round(), under.round()]);
    expect(rounds.sort((a, b) => a - b)).toEqual([0, 8]);
    expect((await effects(ids)).every((done) => done.length === 1)).toBe(true);
    const held = await under.started(await under.accounts(1));
    await under.db.update(bulkRuns).set({ leasedBy: randomUUID(), leasedUntil: sql`now() + interval '1 hour'` }).where(eq(bulkRuns.id, held));
    expect(await under.round()).toBe(0);
    await under.due(held);
    expect(await under.round()).toBe(1);
    expect(await under.run(runId)).toMatchObject({ status: "done" });
  });

  it("let nothing out by one whose lease another has", async () => {
    const [accountId = ""] = await under.accounts(1);
    const runId = await under.started([accountId]);
    await under.round({ onPhase: async (phase) => {
      if (phase === "authorised") await under.db.update(bulkRuns).set({ leasedBy: randomUUID() }).where(eq(bulkRuns.id, runId));
    } });
    expect(await under.bed.effects({ account_id: accountId })).toEqual([]);
    expect(await under.kinds(runId)).toEqual(["waiting"]);
    await under.due(runId);
    await under.round();
    expect(await under.bed.effects({ account_id: accountId })).toEqual([deactivated]);
  });
});
