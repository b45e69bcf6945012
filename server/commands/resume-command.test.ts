import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { consoleActor } from "@/lib/operator";
import { commands } from "../db/schema";
import { settleDue } from "../worker/settle-due";
import { CommandDoubts } from "./doubt-test-bed";
import { sampleOf } from "./command-samples";
import { person } from "./command-test-bed";
import type { CommandTestBed } from "./command-test-bed";
import { startCommandWorld } from "./command-test-world";
import type { CommandWorld } from "./command-test-world";
import { resumeCommand, resumeNext } from "./resume-command";
import { runCommand } from "./run-command";

let world: CommandWorld;
let bed: CommandTestBed;
let doubts: CommandDoubts;

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
  doubts = new CommandDoubts(bed);
});
afterAll(() => world.close());
beforeEach(() => bed.control("DELETE", "/faults"));

describe("after the window", () => {
  it("an opening needs a person, and is not sent again though Lead forgot the key", async () => {
    const sample = await doubts.inDoubt("open-account", "reset-after-effect");
    await bed.control("POST", "/keys/expire");
    await bed.age(sample.id, 3_700);
    await resumeNext(bed.deps, bed.program, consoleActor, sample.id);
    expect(await bed.row(sample.id)).toMatchObject({ status: "needs-a-person", sends: 1, accountId: null });
    expect(await bed.effects({ key: sample.id })).toHaveLength(1);
    expect(await bed.trail(sample.id)).toEqual(["open-account asked", "open-account unconfirmed", "open-account needs-a-person"]);
    expect(await settleDue(bed.deps, bed.program)).toBe(0);
  });

  it("what is not an opening is settled by what Lead shows, and else needs a person", async () => {
    const done = await doubts.inDoubt("deactivate-account", "reset-after-effect");
    const undone = await doubts.inDoubt("deactivate-account", "reset-before-effect");
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
    const sample = await doubts.inDoubt("deactivate-account", "reset-before-effect");
    await bed.control("PATCH", `/accounts/${sample.accountId}`, { status: "closed", status_reason: "paid_off" });
    await doubts.takeOver(sample.id);
    expect(await bed.row(sample.id)).toMatchObject({ status: "needs-a-person", problem: { title: "What this relied on changed at Lead before it was confirmed." } });
  });

  it("does not include Lead itself: while it is down the command waits and the trail says so once", async () => {
    const sample = await doubts.inDoubt("deactivate-account", "reset-before-effect");
    await bed.fault("GET /v0/accounts/:id", "unavailable", 3);
    await doubts.takeOver(sample.id);
    expect(await bed.row(sample.id)).toMatchObject({ status: "unconfirmed", leasedBy: null, nextSendAt: expect.any(Date) });
    await bed.control("DELETE", "/faults");
    await doubts.takeOver(sample.id);
    await doubts.assertDoneOnce(sample, ["asked", "unconfirmed", "done"]);
  });

  it("includes a hold that was placed meanwhile: no account is reactivated over it", async () => {
    const sample = await doubts.inDoubt("activate-account", "reset-before-effect");
    expect(await bed.run(person("carmen"), "place-hold", { accountId: sample.accountId, type: "sanctions" })).toMatchObject({ ok: true });
    await doubts.takeOver(sample.id);
    expect(await bed.row(sample.id)).toMatchObject({ status: "needs-a-person", problem: { title: "A rule of ours stands in the way of sending this now." } });
    expect(JSON.stringify((await bed.row(sample.id)).problem)).not.toMatch(/sanction|hold/i);
    expect(await bed.effects({ key: sample.id })).toEqual([]);
  });
});

describe("a part of an object that Lead takes whole", () => {
  it("is not taken for done because the rest is there: the end of an SCRA period is taken away once", async () => {
    const growth = await world.another({ program: "growth" });
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
  });
});

describe("the key", () => {
  it("that Lead knows with other content needs a person, at once", async () => {
    const first = await sampleOf(bed, "open-account");
    await doubts.ask(first);
    await bed.deps.db.update(commands).set({ id: randomUUID() }).where(eq(commands.id, first.id));
    const second = { ...(await sampleOf(bed, "open-account")), id: first.id };
    expect(await doubts.ask(second)).toMatchObject({ ok: true, value: { status: "needs-a-person", problem: { lead: { code: "idempotency_request_inconsistent" } } } });
  });
});

describe("the lease", () => {
  it("lets nobody record an outcome over another's", async () => {
    const sample = await sampleOf(bed, "deactivate-account");
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    let mine = "";
    const slow = { ...bed.deps, onPhase: async (phase: string) => { if (phase === "answered") { mine = "answered"; await held; } } };
    const seen = await bed.seen("deactivate-account", sample.accountId ?? "");
    const running = runCommand(slow, { actor: sample.actor, submission: { program: bed.slug, name: sample.name, commandId: sample.id, input: sample.input, seen } });
    await expect.poll(() => mine).toBe("answered");
    expect(await resumeNext(bed.deps, bed.program, consoleActor, sample.id)).toBe(false);
    await doubts.takeOver(sample.id);
    const settled = await bed.row(sample.id);
    goOn();
    await running;
    expect(await bed.row(sample.id)).toEqual(settled);
    expect(settled).toMatchObject({ status: "succeeded", settledHow: "found" });
    await doubts.assertDoneOnce(sample, ["asked", "done"]);
  });

  it("is taken by one of several workers, and each command is settled once", async () => {
    const samples = await Promise.all([1, 2, 3, 4].map(() => sampleOf(bed, "deactivate-account")));
    await bed.fault("POST /v0/accounts/:id/deactivate", "reset-before-effect", 3 * samples.length);
    for (const sample of samples) await doubts.ask(sample);
    await bed.control("DELETE", "/faults");
    for (const { id } of samples) await bed.age(id, 0);
    const settled = await Promise.all([1, 2, 3].map(() => settleDue(bed.deps, bed.program)));
    expect(settled.reduce((sum, count) => sum + count, 0)).toBe(samples.length);
    for (const sample of samples) await doubts.assertDoneOnce(sample, ["asked", "unconfirmed", "done"]);
  });
});

describe("a person who asks to check now", () => {
  it("settles it, in their own name", async () => {
    const sample = await doubts.inDoubt("deactivate-account", "reset-after-effect");
    const receipt = await resumeCommand(bed.deps, { programSlug: bed.slug, commandId: sample.id, actor: person("priya") });
    expect(receipt).toMatchObject({ ok: true, value: { status: "succeeded" } });
    expect(await bed.row(sample.id)).toMatchObject({ settledBy: "person-priya", settledHow: "found" });
  });

  it("must be one who may ask for it, in the program that it is of", async () => {
    const sample = await doubts.inDoubt("deactivate-account", "reset-after-effect");
    expect(await resumeCommand(bed.deps, { programSlug: bed.slug, commandId: sample.id, actor: person("ada") })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await resumeCommand(bed.deps, { programSlug: "growth", commandId: sample.id, actor: person("carmen") })).toMatchObject({ ok: false });
    expect(await bed.row(sample.id)).toMatchObject({ status: "unconfirmed" });
  });
});
