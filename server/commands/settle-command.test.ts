import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { consoleActor } from "@/lib/operator";
import { CommandDoubts } from "./doubt-test-bed";
import type { Sample } from "./command-samples";
import { person } from "./command-test-bed";
import type { CommandTestBed } from "./command-test-bed";
import { startCommandWorld } from "./command-test-world";
import type { CommandWorld } from "./command-test-world";
import { resumeNext } from "./resume-command";

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

describe("a person's settlement", () => {
  const carmen = person("carmen");

  async function stuckOpening(kind: "reset-before-effect" | "reset-after-effect"): Promise<Sample> {
    const sample = await doubts.inDoubt("open-account", kind);
    await bed.age(sample.id, 3_700);
    await resumeNext(bed.deps, bed.program, consoleActor, sample.id);
    return sample;
  }
  const openedBy = async (id: string) => (await bed.control<{ effects: { accountId: string }[] }>("GET", `/effects?key=${id}`)).effects[0]?.accountId ?? "";

  it("enters the account that an opening made, once it is looked at", async () => {
    const sample = await stuckOpening("reset-after-effect");
    const accountId = await openedBy(sample.id);
    const other = await bed.made();
    expect(await doubts.settle(sample.id, "enter-id", { accountId: other })).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    expect(await doubts.settle(sample.id, "enter-id", { accountId: "account_unknown" })).toMatchObject({ ok: false, problem: { title: "Lead knows no account with this id." } });
    expect(await doubts.settle(sample.id, "enter-id", { accountId })).toMatchObject({ ok: true, value: { status: "succeeded" } });
    expect(await bed.row(sample.id)).toMatchObject({ status: "succeeded", accountId, settledBy: carmen.subject, settledHow: "person" });
    expect(await bed.agrees(accountId)).toBe(true);
    expect(await bed.trail(sample.id)).toEqual(["open-account asked", "open-account unconfirmed", "open-account needs-a-person", "open-account done"]);
    expect(await doubts.settle(sample.id, "settle-as-refused")).toMatchObject({ ok: false, problem: { title: "This no longer needs a person." } });
  });

  it("sends it again, under the same key", async () => {
    const sample = await stuckOpening("reset-before-effect");
    expect(await doubts.settle(sample.id, "resend")).toMatchObject({ ok: true });
    await doubts.assertDoneOnce(sample, ["asked", "unconfirmed", "needs-a-person", "done"]);
    expect(await bed.effects({ key: sample.id })).toHaveLength(1);
  });

  it("does not take a late refusal for the proof that nothing was opened", async () => {
    const sample = await stuckOpening("reset-after-effect");
    await bed.control("POST", "/keys/expire");
    await bed.control("PUT", "/switches", { refuseSourceIp: true });
    await doubts.settle(sample.id, "resend");
    await bed.control("PUT", "/switches", { refuseSourceIp: false });
    expect((await bed.row(sample.id)).status).toBe("unconfirmed");
    await bed.age(sample.id, 0);
    await resumeNext(bed.deps, bed.program, consoleActor, sample.id);
    expect(await bed.row(sample.id)).toMatchObject({ status: "needs-a-person" });
    expect(await bed.effects({ key: sample.id })).toHaveLength(1);
  });

  it("settles as refused or as done, with the reason", async () => {
    const [one, two] = [await doubts.inDoubt("deactivate-account", "reset-before-effect"), await doubts.inDoubt("deactivate-account", "reset-before-effect")];
    for (const { id, accountId } of [one, two]) {
      await bed.control("PATCH", `/accounts/${accountId}`, { status_reason: "other", status: "inactive" });
      await doubts.takeOver(id);
    }
    expect(await doubts.settle(one.id, "settle-as-refused")).toMatchObject({ ok: true });
    expect(await bed.row(one.id)).toMatchObject({ status: "rejected", settledHow: "person", settledReason: "Looked at Lead with their support" });
    expect(await doubts.settle(two.id, "settle-as-done")).toMatchObject({ ok: false, problem: { kind: "conflict", differences: [{ path: "status_reason", seen: "frozen", now: "other" }] } });
    await bed.control("PATCH", `/accounts/${two.accountId}`, { status_reason: "frozen" });
    expect(await doubts.settle(two.id, "settle-as-done")).toMatchObject({ ok: true });
    expect(await bed.row(two.id)).toMatchObject({ status: "succeeded", settledHow: "person" });
    expect(await bed.holds(two.accountId ?? "")).toHaveLength(1);
    expect(await bed.agrees(two.accountId ?? "")).toBe(true);
  });

  it("is for compliance", async () => {
    const sample = await stuckOpening("reset-after-effect");
    expect(await bed.run(person("priya"), "settle-command", { commandId: sample.id, how: "settle-as-refused", reason: "No" })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  });
});
