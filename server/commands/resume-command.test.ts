import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { foreignCommandNames } from "@/lib/command";
import { consoleActor } from "@/lib/operator";
import { commands } from "../db/schema";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { startSimulator } from "../simulator/start-simulator";
import type { RunningSimulator } from "../simulator/start-simulator";
import { settleDue } from "../worker/settle-due";
import { sampleOf } from "./command-samples";
import type { Sample } from "./command-samples";
import { bedCredentials, CommandTestBed, person } from "./command-test-bed";
import { resumeCommand, resumeNext } from "./resume-command";

let database: TestDatabase;
let simulator: RunningSimulator;
let bed: CommandTestBed;

beforeAll(async () => {
  [database, simulator] = await Promise.all([createTestDatabase(), startSimulator({ credentials: bedCredentials })]);
  bed = await CommandTestBed.open({ databaseUrl: database.appUrl, simulatorUrl: simulator.url });
});
afterAll(async () => {
  await bed.close();
  await simulator.close();
  await database.drop();
});
beforeEach(() => bed.control("DELETE", "/faults"));

const ask = (sample: Sample) => bed.run(sample.actor, sample.name, sample.input, { id: sample.id, process: sample.process });
const takeOver = async (id: string) => {
  await bed.age(id, 0);
  expect(await resumeNext(bed.deps, bed.program, consoleActor, id)).toBe(true);
};

async function assertDoneOnce(sample: Sample, trail: string[]): Promise<void> {
  const row = await bed.row(sample.id);
  expect(row).toMatchObject({ status: "succeeded", surprises: [], problem: null });
  expect(await bed.effects({ account_id: row.accountId ?? "" })).toEqual([sample.operation]);
  expect(await bed.agrees(row.accountId ?? "")).toBe(true);
  expect(await bed.trail(sample.id)).toEqual(trail.map((outcome) => `${sample.name} ${outcome}`));
}

/** Whether Lead has acted when the fault strikes all three tries. */
const doubts = [["reset-before-effect", false], ["reset-after-effect", true], ["hang", false], ["hang-after-effect", true], ["internal-error", false], ["unavailable", false], ["malformed-body", true], ["conflict", false]] as const;

describe.each([...foreignCommandNames])("%s in doubt", (name) => {
  it.each(doubts)("is unconfirmed after %s, and settled once", async (kind, acted) => {
    const sample = await sampleOf(bed, name);
    await bed.fault(sample.operation, kind, 3);
    const receipt = await ask(sample);
    expect(receipt).toMatchObject({ ok: true, value: { status: expect.stringMatching(/^(unconfirmed|pending)$/) } });
    await expect.poll(async () => (await bed.row(sample.id)).status).toBe("unconfirmed");
    if (sample.accountId) expect(await bed.effects({ account_id: sample.accountId })).toHaveLength(acted ? 1 : 0);
    await bed.control("DELETE", "/faults");
    await takeOver(sample.id);
    await assertDoneOnce(sample, ["asked", "unconfirmed", "done"]);
  });

  it("is refused, with nothing queued, where Lead asks for fewer calls", async () => {
    const sample = await sampleOf(bed, name);
    await bed.fault(sample.operation, "rate-limited", 3);
    expect(await ask(sample)).toMatchObject({ ok: true, value: { status: "rejected", problem: { kind: "unavailable" } } });
    expect(await bed.trail(sample.id)).toEqual([`${name} asked`, `${name} refused`]);
    expect(await bed.effects({ key: sample.id })).toEqual([]);
  });

  it("is done at once when only the first answer is lost", async () => {
    const sample = await sampleOf(bed, name);
    await bed.fault(sample.operation, name === "remove-relationship" ? "rate-limited" : "reset-after-effect");
    expect(await ask(sample)).toMatchObject({ ok: true, value: { status: "succeeded" } });
    await assertDoneOnce(sample, ["asked", "done"]);
  });
});

/** A command whose answer was lost, at Lead or not. */
async function inDoubt(name: Sample["name"], kind: "reset-before-effect" | "reset-after-effect"): Promise<Sample> {
  const sample = await sampleOf(bed, name);
  await bed.fault(sample.operation, kind, 3);
  expect(await ask(sample)).toMatchObject({ ok: true, value: { status: "unconfirmed", problem: { kind: "unconfirmed", commandId: sample.id } } });
  await bed.control("DELETE", "/faults");
  return sample;
}

describe("after the window", () => {
  it("an opening needs a person, and is not sent again though Lead forgot the key", async () => {
    const sample = await inDoubt("open-account", "reset-after-effect");
    await bed.control("POST", "/keys/expire");
    await bed.age(sample.id, 3_700);
    await resumeNext(bed.deps, bed.program, consoleActor, sample.id);
    expect(await bed.row(sample.id)).toMatchObject({ status: "needs-a-person", sends: 1, accountId: null });
    expect(await bed.effects({ key: sample.id })).toHaveLength(1);
    expect(await bed.trail(sample.id)).toEqual(["open-account asked", "open-account unconfirmed", "open-account needs-a-person"]);
    expect(await settleDue(bed.deps, bed.program)).toBe(0);
  });

  it("what is not an opening is settled by what Lead shows, and else needs a person", async () => {
    const done = await inDoubt("deactivate-account", "reset-after-effect");
    const undone = await inDoubt("deactivate-account", "reset-before-effect");
    for (const { id } of [done, undone]) {
      await bed.age(id, 3_700);
      await resumeNext(bed.deps, bed.program, consoleActor, id);
    }
    expect(await bed.row(done.id)).toMatchObject({ status: "succeeded", settledHow: "found", settledBy: "console" });
    expect(await bed.row(undone.id)).toMatchObject({ status: "needs-a-person" });
    expect(await bed.effects({ key: undone.id })).toEqual([]);
  });

  it("what was never sent ends for good, since nothing can have happened", async () => {
    const sample = await sampleOf(bed, "open-account");
    const dying = { ...bed.deps, onPhase: (phase: string) => { if (phase === "send-marked") throw new Error("gone"); } };
    const { runCommand } = await import("./run-command");
    await runCommand(dying, { actor: sample.actor, submission: { program: bed.slug, name: sample.name, commandId: sample.id, input: sample.input } });
    await bed.deps.db.update(commands).set({ sends: 0 }).where(eq(commands.id, sample.id));
    await bed.age(sample.id, 3_700);
    await resumeNext(bed.deps, bed.program, consoleActor, sample.id);
    expect(await bed.row(sample.id)).toMatchObject({ status: "rejected", settledHow: "not-sent" });
    expect(await bed.effects({ key: sample.id })).toEqual([]);
  });
});

describe("what an unconfirmed command relied on", () => {
  it("sends it to a person when it changed", async () => {
    const sample = await inDoubt("deactivate-account", "reset-before-effect");
    await bed.control("PATCH", `/accounts/${sample.accountId}`, { status: "closed", status_reason: "paid_off" });
    await takeOver(sample.id);
    expect(await bed.row(sample.id)).toMatchObject({ status: "needs-a-person", problem: { title: "What this relied on changed at Lead before it was confirmed." } });
  });

  it("does not include Lead itself: while it is down the command waits and the trail says so once", async () => {
    const sample = await inDoubt("deactivate-account", "reset-before-effect");
    await bed.fault("GET /v0/accounts/:id", "unavailable", 3);
    await takeOver(sample.id);
    expect(await bed.row(sample.id)).toMatchObject({ status: "unconfirmed", leasedBy: null, nextSendAt: expect.any(Date) });
    await bed.control("DELETE", "/faults");
    await takeOver(sample.id);
    await assertDoneOnce(sample, ["asked", "unconfirmed", "done"]);
  });

  it("includes a hold that was placed meanwhile: no account is reactivated over it", async () => {
    const sample = await inDoubt("activate-account", "reset-before-effect");
    expect(await bed.run(person("carmen"), "place-hold", { accountId: sample.accountId, type: "sanctions" })).toMatchObject({ ok: true });
    await takeOver(sample.id);
    expect(await bed.row(sample.id)).toMatchObject({ status: "needs-a-person", problem: { title: "A rule of ours stands in the way of sending this now." } });
    expect(JSON.stringify((await bed.row(sample.id)).problem)).not.toMatch(/sanction|hold/i);
    expect(await bed.effects({ key: sample.id })).toEqual([]);
  });
});

describe("a part of an object that Lead takes whole", () => {
  it("is not taken for done because the rest is there: the end of an SCRA period is taken away once", async () => {
    const growth = await CommandTestBed.open({ ...bed.settings, program: "growth" });
    const accountId = await growth.account("creditScraEnding");
    const scra = (await growth.entry(accountId))?.body.details?.credit?.scra;
    const id = randomUUID();
    await growth.fault("PATCH /v0/accounts/:id", "reset-before-effect", 3);
    await growth.run(person("priya"), "update-account", { accountId, changes: { details: { credit: { scra: { start_date: scra?.start_date } } } } }, { id });
    await growth.control("DELETE", "/faults");
    await growth.age(id, 0);
    await resumeNext(growth.deps, growth.program, consoleActor, id);
    expect(await growth.row(id)).toMatchObject({ status: "succeeded", settledHow: "answered", surprises: [] });
    expect((await growth.entry(accountId))?.body.details?.credit?.scra).toEqual({ start_date: scra?.start_date });
    await growth.close();
  });
});

describe("the key", () => {
  it("that Lead knows with other content needs a person, at once", async () => {
    const first = await sampleOf(bed, "open-account");
    await ask(first);
    await bed.deps.db.update(commands).set({ id: randomUUID() }).where(eq(commands.id, first.id));
    const second = { ...(await sampleOf(bed, "open-account")), id: first.id };
    expect(await ask(second)).toMatchObject({ ok: true, value: { status: "needs-a-person", problem: { lead: { code: "idempotency_request_inconsistent" } } } });
  });
});

describe("the lease", () => {
  it("lets nobody record an outcome over another's", async () => {
    const sample = await sampleOf(bed, "deactivate-account");
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    let mine = "";
    const slow = { ...bed.deps, onPhase: async (phase: string) => { if (phase === "answered") { mine = "answered"; await held; } } };
    const { runCommand } = await import("./run-command");
    const seen = await bed.seen("deactivate-account", sample.accountId ?? "");
    const running = runCommand(slow, { actor: sample.actor, submission: { program: bed.slug, name: sample.name, commandId: sample.id, input: sample.input, seen } });
    await expect.poll(() => mine).toBe("answered");
    expect(await resumeNext(bed.deps, bed.program, consoleActor, sample.id)).toBe(false);
    await takeOver(sample.id);
    const settled = await bed.row(sample.id);
    goOn();
    await running;
    expect(await bed.row(sample.id)).toEqual(settled);
    expect(settled).toMatchObject({ status: "succeeded", settledHow: "found" });
    await assertDoneOnce(sample, ["asked", "done"]);
  });

  it("is taken by one of several workers, and each command is settled once", async () => {
    const samples = await Promise.all([1, 2, 3, 4].map(() => sampleOf(bed, "deactivate-account")));
    await bed.fault("POST /v0/accounts/:id/deactivate", "reset-before-effect", 3 * samples.length);
    for (const sample of samples) await ask(sample);
    await bed.control("DELETE", "/faults");
    for (const { id } of samples) await bed.age(id, 0);
    const settled = await Promise.all([1, 2, 3].map(() => settleDue(bed.deps, bed.program)));
    expect(settled.reduce((sum, count) => sum + count, 0)).toBe(samples.length);
    for (const sample of samples) await assertDoneOnce(sample, ["asked", "unconfirmed", "done"]);
  });
});

describe("a person who asks to check now", () => {
  it("settles it, in their own name", async () => {
    const sample = await inDoubt("deactivate-account", "reset-after-effect");
    const receipt = await resumeCommand(bed.deps, { programSlug: bed.slug, commandId: sample.id, actor: person("priya") });
    expect(receipt).toMatchObject({ ok: true, value: { status: "succeeded" } });
    expect(await bed.row(sample.id)).toMatchObject({ settledBy: "person-priya", settledHow: "found" });
  });

  it("must be one who may ask for it, in the program that it is of", async () => {
    const sample = await inDoubt("deactivate-account", "reset-after-effect");
    expect(await resumeCommand(bed.deps, { programSlug: bed.slug, commandId: sample.id, actor: person("ada") })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await resumeCommand(bed.deps, { programSlug: "growth", commandId: sample.id, actor: person("carmen") })).toMatchObject({ ok: false });
    expect(await bed.row(sample.id)).toMatchObject({ status: "unconfirmed" });
  });
});

describe("a person's settlement", () => {
  const carmen = person("carmen");
  const settle = (commandId: string, how: string, rest: object = {}) => bed.run(carmen, "settle-command", { commandId, how, reason: "Looked at Lead with their support", ...rest });

  async function stuckOpening(kind: "reset-before-effect" | "reset-after-effect"): Promise<Sample> {
    const sample = await inDoubt("open-account", kind);
    await bed.age(sample.id, 3_700);
    await resumeNext(bed.deps, bed.program, consoleActor, sample.id);
    return sample;
  }
  const openedBy = async (id: string) => (await bed.control<{ effects: { accountId: string }[] }>("GET", `/effects?key=${id}`)).effects[0]?.accountId ?? "";

  it("enters the account that an opening made, once it is looked at", async () => {
    const sample = await stuckOpening("reset-after-effect");
    const accountId = await openedBy(sample.id);
    const other = await bed.made();
    expect(await settle(sample.id, "enter-id", { accountId: other })).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    expect(await settle(sample.id, "enter-id", { accountId: "account_unknown" })).toMatchObject({ ok: false, problem: { title: "Lead knows no account with this id." } });
    expect(await settle(sample.id, "enter-id", { accountId })).toMatchObject({ ok: true, value: { status: "succeeded" } });
    expect(await bed.row(sample.id)).toMatchObject({ status: "succeeded", accountId, settledBy: carmen.subject, settledHow: "person" });
    expect(await bed.agrees(accountId)).toBe(true);
    expect(await bed.trail(sample.id)).toEqual(["open-account asked", "open-account unconfirmed", "open-account needs-a-person", "open-account done"]);
    expect(await settle(sample.id, "settle-as-refused")).toMatchObject({ ok: false, problem: { title: "This no longer needs a person." } });
  });

  it("sends it again, under the same key", async () => {
    const sample = await stuckOpening("reset-before-effect");
    expect(await settle(sample.id, "resend")).toMatchObject({ ok: true });
    await assertDoneOnce(sample, ["asked", "unconfirmed", "needs-a-person", "done"]);
    expect(await bed.effects({ key: sample.id })).toHaveLength(1);
  });

  it("does not take a late refusal for the proof that nothing was opened", async () => {
    const sample = await stuckOpening("reset-after-effect");
    await bed.control("POST", "/keys/expire");
    await bed.control("PUT", "/switches", { refuseSourceIp: true });
    await settle(sample.id, "resend");
    await bed.control("PUT", "/switches", { refuseSourceIp: false });
    expect((await bed.row(sample.id)).status).toBe("unconfirmed");
    await bed.age(sample.id, 0);
    await resumeNext(bed.deps, bed.program, consoleActor, sample.id);
    expect(await bed.row(sample.id)).toMatchObject({ status: "needs-a-person" });
    expect(await bed.effects({ key: sample.id })).toHaveLength(1);
  });

  it("settles as refused or as done, with the reason", async () => {
    const [one, two] = [await inDoubt("deactivate-account", "reset-before-effect"), await inDoubt("deactivate-account", "reset-before-effect")];
    for (const { id, accountId } of [one, two]) {
      await bed.control("PATCH", `/accounts/${accountId}`, { status_reason: "other", status: "inactive" });
      await takeOver(id);
    }
    expect(await settle(one.id, "settle-as-refused")).toMatchObject({ ok: true });
    expect(await bed.row(one.id)).toMatchObject({ status: "rejected", settledHow: "person", settledReason: "Looked at Lead with their support" });
    expect(await settle(two.id, "settle-as-done")).toMatchObject({ ok: false, problem: { kind: "conflict", differences: [{ path: "status_reason", seen: "frozen", now: "other" }] } });
    await bed.control("PATCH", `/accounts/${two.accountId}`, { status_reason: "frozen" });
    expect(await settle(two.id, "settle-as-done")).toMatchObject({ ok: true });
    expect(await bed.row(two.id)).toMatchObject({ status: "succeeded", settledHow: "person" });
    expect(await bed.holds(two.accountId ?? "")).toHaveLength(1);
    expect(await bed.agrees(two.accountId ?? "")).toBe(true);
  });

  it("is for compliance", async () => {
    const sample = await stuckOpening("reset-after-effect");
    expect(await bed.run(person("priya"), "settle-command", { commandId: sample.id, how: "settle-as-refused", reason: "No" })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  });
});
