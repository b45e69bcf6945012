import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { person } from "../commands/command-test-bed";
import type { CommandTestBed } from "../commands/command-test-bed";
import { sampleOf } from "../commands/command-samples";
import { startCommandWorld } from "../commands/command-test-world";
import type { CommandWorld } from "../commands/command-test-world";
import { resumeCommand } from "../commands/resume-command";
import { auditEntries, directoryEntries } from "../db/schema";
import { closuresElsewhere, refreshes } from "../db/schema-refresh";
import { unattributedChanges } from "../directory/unattributed-changes";
import { runRefresh } from "./run-refresh";
import type { RefreshDeps } from "./run-refresh";

let world: CommandWorld;
let bed: CommandTestBed;
beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
});
beforeEach(async () => {
  await bed.control("DELETE", "/faults");
  await bed.deps.db.update(refreshes).set({ nextLookAt: null, leasedUntil: null, paused: false });
});
afterAll(() => world.close());

const carmen = person("carmen");
const alex = person("alex");

const refreshing = (stopping = new AbortController().signal) => {
  const deps: RefreshDeps = { db: bed.deps.db, sink: { record: () => undefined }, leaseMs: 30_000, beatMs: 20, onPhase: () => undefined };
  return runRefresh(deps, { ...bed.program, backgroundCallsPerSecond: 500 }, stopping);
};
/** As if the account had not been read for two days; what was written stays written. */
const stale = (accountId: string) => bed.deps.db.execute(sql`UPDATE refresh_places SET lane = 'open', place_at = now() - interval '2 days' WHERE program = ${bed.slug} AND account_id = ${accountId}`);

const elsewhere = async (accountId: string) => {
  const rows = await bed.deps.db.select({ changes: auditEntries.changes }).from(auditEntries).where(and(eq(auditEntries.program, bed.slug), eq(auditEntries.accountId, accountId), eq(auditEntries.action, "changed-elsewhere")));
  return rows.flatMap(({ changes }) => changes.map(({ path, new: next }) => `${path} ${JSON.stringify(next)}`));
};
const closuresOf = (accountId: string) => bed.deps.db.select().from(closuresElsewhere).where(eq(closuresElsewhere.accountId, accountId));

describe("a change of ours that is in flight", () => {
  it("is never taken for made elsewhere, however often the account is read meanwhile", async () => {
    const accountIds = [await bed.made(), await bed.made(), await bed.made()];
    const stopping = new AbortController();
    const reading = (async () => {
      while (!stopping.signal.aborted) {
        for (const id of accountIds) await stale(id);
        await refreshing(stopping.signal);
      }
    })();
    const rounds = accountIds.map(async (accountId) => {
      for (let round = 0; round < 4; round += 1) {
        const [name, input] = round % 2 === 0
          ? (["deactivate-account", { accountId, reason: "dormant", note: "Seen no one" }] as const)
          : (["activate-account", { accountId, contact: { verifiedBy: "one-time-code", channel: "phone", at: new Date(Date.now() - 60_000).toISOString() } }] as const);
        const result = await bed.run(carmen, name, input);
        expect(result, JSON.stringify(result)).toMatchObject({ ok: true });
      }
    });
    await Promise.all(rounds).finally(() => stopping.abort());
    await reading;
    for (const id of accountIds) {
      await stale(id);
      await refreshing();
      expect(await elsewhere(id)).toEqual([]);
      expect(await bed.agrees(id)).toBe(true);
    }
    expect(await bed.deps.db.select().from(unattributedChanges)).toEqual([]);
  });

  it("waits for its command while Lead has not confirmed it, and is the command's once it has", async () => {
    const sample = await sampleOf(bed, "close-account");
    const accountId = String(sample.input.accountId);
    await bed.fault(sample.operation, "reset-after-effect", 3);
    expect(await bed.run(sample.actor, sample.name, sample.input, { id: sample.id, process: sample.process })).toMatchObject({ ok: true, value: { status: "unconfirmed" } });
    await stale(accountId);
    await refreshing();
    expect((await bed.entry(accountId))?.status).toBe("closed");
    expect([await elsewhere(accountId), await closuresOf(accountId)]).toEqual([[], []]);
    await bed.control("DELETE", "/faults");
    await bed.age(sample.id, 30);
    await resumeCommand(bed.deps, { programSlug: bed.slug, commandId: sample.id, actor: carmen });
    expect((await bed.row(sample.id)).status).toBe("succeeded");
    await stale(accountId);
    await refreshing();
    expect([await elsewhere(accountId), await closuresOf(accountId)]).toEqual([[], []]);
  });

  it("is told as made elsewhere once its command came to nothing, without waiting for the account's turn", async () => {
    const sample = await sampleOf(bed, "deactivate-account");
    const accountId = String(sample.input.accountId);
    await bed.fault(sample.operation, "reset-before-effect", 3);
    await bed.run(sample.actor, sample.name, sample.input, { id: sample.id });
    await bed.control("PATCH", `/accounts/${accountId}`, { status: "closed", status_reason: "paid_off", details: { closed_at: "2026-05-03T12:00:00Z" } });
    await stale(accountId);
    await refreshing();
    expect(await elsewhere(accountId)).toEqual([]);
    await bed.deps.db.execute(sql`UPDATE commands SET status = 'rejected', settled_at = now() WHERE id = ${sample.id}`);
    expect(await refreshing()).toBe(1);
    expect(await elsewhere(accountId)).toEqual(expect.arrayContaining(['status "closed"', 'status_reason "paid_off"']));
    expect(await closuresOf(accountId)).toMatchObject([{ reason: "paid_off", closedAt: new Date("2026-05-03T12:00:00Z"), statusBefore: "active", completedAt: null }]);
    expect(await refreshing()).toBe(0);
  });
});

describe("a closure first seen at Lead", () => {
  async function closedElsewhere(): Promise<{ accountId: string; closureId: string }> {
    const accountId = await bed.made();
    await bed.control("PATCH", `/accounts/${accountId}`, { status: "closed", status_reason: "client_closed", details: { closed_at: "2026-05-03T12:00:00Z" } });
    await stale(accountId);
    await refreshing();
    const [closure] = await closuresOf(accountId);
    return { accountId, closureId: closure?.id ?? "" };
  }

  it("waits for compliance, once, and is completed with a finding and a reason", async () => {
    const { accountId, closureId } = await closedElsewhere();
    await stale(accountId);
    await refreshing();
    expect(await closuresOf(accountId)).toMatchObject([{ id: closureId, hasNotice: false, completedAt: null }]);
    const input = { closureId, accountId, finding: "ours", reason: "Closed by the collections system on 3 May." };
    expect(await bed.run(alex, "complete-closed-elsewhere", input)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await bed.run(carmen, "complete-closed-elsewhere", { ...input, reason: " " })).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "reason" }] } });
    expect(await bed.run(carmen, "complete-closed-elsewhere", { ...input, accountId: await bed.made() })).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    expect(await bed.run(carmen, "complete-closed-elsewhere", { ...input, closureId: randomUUID() })).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    const id = randomUUID();
    expect(await bed.run(carmen, "complete-closed-elsewhere", input, { id })).toMatchObject({ ok: true, value: { status: "succeeded" } });
    expect(await bed.run(carmen, "complete-closed-elsewhere", input, { id })).toMatchObject({ ok: true });
    expect(await bed.run(carmen, "complete-closed-elsewhere", input)).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    expect(await closuresOf(accountId)).toMatchObject([{ finding: "ours", comment: input.reason, completedByName: "Carmen Ortiz", completedByRoles: ["compliance"] }]);
    expect(await bed.trail(id)).toEqual(["complete-closed-elsewhere done"]);
  });

  it("is opened again for a second closure after the first was completed", async () => {
    const { accountId, closureId } = await closedElsewhere();
    await bed.run(carmen, "complete-closed-elsewhere", { closureId, accountId, finding: "mistaken", reason: "Reopened at Lead." });
    for (const change of [{ status: "active", status_reason: "active" }, { status: "closed", status_reason: "paid_off" }]) {
      await bed.control("PATCH", `/accounts/${accountId}`, change);
      await stale(accountId);
      await refreshing();
    }
    expect((await closuresOf(accountId)).map(({ completedAt }) => completedAt !== null).sort()).toEqual([false, true]);
  });

  it("is seen as well where a command of ours comes upon it", async () => {
    const accountId = await bed.made();
    await bed.fault("PATCH /v0/accounts/:id", "reset-after-effect", 3);
    const id = randomUUID();
    await bed.run(person("priya"), "update-account", { accountId, changes: { metadata: { branch: "Topeka" } } }, { id });
    await bed.control("PATCH", `/accounts/${accountId}`, { status: "closed", status_reason: "paid_off" });
    await bed.control("DELETE", "/faults");
    await bed.age(id, 30);
    await resumeCommand(bed.deps, { programSlug: bed.slug, commandId: id, actor: carmen });
    await bed.deps.db.execute(sql`UPDATE refresh_places SET place_at = now() - interval '2 days' WHERE account_id = ${accountId}`);
    await refreshing();
    expect((await bed.deps.db.select().from(directoryEntries).where(eq(directoryEntries.accountId, accountId)))[0]?.status).toBe("closed");
    expect(await closuresOf(accountId)).toHaveLength(1);
  });

  it("is none where the account enters the directory closed, or this console closed it", async () => {
    const sample = await sampleOf(bed, "close-account");
    const accountId = String(sample.input.accountId);
    expect(await bed.run(sample.actor, sample.name, sample.input, { id: sample.id, process: sample.process })).toMatchObject({ ok: true, value: { status: "succeeded" } });
    const entered = await bed.made({ status: "closed", status_reason: "paid_off" });
    for (const id of [accountId, entered]) {
      await stale(id);
      await refreshing();
      expect([await elsewhere(id), await closuresOf(id)]).toEqual([[], []]);
    }
  });
});

describe("who may start, pause and change the speed", () => {
  it("is an administrator, who is named in the trail for each", async () => {
    const asked = [["pause-refresh", {}], ["set-refresh-speed", { callsPerSecond: 4 }], ["start-refresh", {}]] as const;
    for (const key of ["priya", "carmen", "sam", "ada"] as const) {
      for (const [name, input] of asked) expect(await bed.run(person(key), name, input)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    }
    expect(await bed.run(alex, "start-refresh", {})).toMatchObject({ ok: false, problem: { kind: "not-possible-now", title: "The refresh runs already." } });
    for (const [name, input] of asked) {
      const id = randomUUID();
      expect(await bed.run(alex, name, input, { id })).toMatchObject({ ok: true, value: { status: "succeeded" } });
      expect(await bed.trail(id)).toEqual([`${name} done`]);
    }
    expect(await bed.deps.db.select().from(refreshes).where(eq(refreshes.program, bed.slug))).toMatchObject([{ paused: false, callsPerSecond: 4, setByName: "Alex Moreau" }]);
  });

  it("and nobody sets it above the program's own rate", async () => {
    const result = await bed.run(alex, "set-refresh-speed", { callsPerSecond: 11 });
    expect(result).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "callsPerSecond" }] } });
    expect(await bed.run(alex, "set-refresh-speed", { callsPerSecond: 0 })).toMatchObject({ ok: false, problem: { kind: "invalid" } });
  });
});
