import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { and, eq } from "drizzle-orm";
import { consoleActor } from "@/lib/operator";
import { auditEntries } from "../db/schema";
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
  const decisionsOn = (accountId: string) => bed.deps.db.select().from(auditEntries).where(and(eq(auditEntries.accountId, accountId), eq(auditEntries.action, "settle-command")));
  const openedBy = async (id: string) => (await bed.control<{ effects: { accountId: string }[] }>("GET", `/effects?key=${id}`)).effects[0]?.accountId ?? "";

  it("enters the account that an opening made, once it is looked at", async () => {
    const sample = await stuckOpening("reset-after-effect");
    const accountId = await openedBy(sample.id);
    const other = await bed.made();
    const stranger = await bed.made({ relationships: [{ entity_id: bed.entity("prospectUser"), relationship_type: "account_holder" }] });
    expect(await doubts.settle(sample.id, "enter-id", { accountId: stranger })).toMatchObject({ ok: false, problem: { kind: "invalid", title: "This account is not the one that was asked for." } });
    expect(await doubts.settle(sample.id, "enter-id", { accountId: other })).toMatchObject({ ok: false, problem: { kind: "conflict", differences: [{ path: "metadata.order" }] } });
    expect(await doubts.settle(sample.id, "enter-id", { accountId: "account_unknown" })).toMatchObject({ ok: false, problem: { title: "Lead knows no account with this id." } });
    expect(await doubts.settle(sample.id, "enter-id", { accountId })).toMatchObject({ ok: true, value: { status: "succeeded" } });
    expect(await bed.row(sample.id)).toMatchObject({ status: "succeeded", accountId, settledBy: carmen.subject, settledHow: "person" });
    expect(await bed.agrees(accountId)).toBe(true);
    expect(await bed.trail(sample.id)).toEqual(["open-account asked", "open-account unconfirmed", "open-account needs-a-person", "open-account done"]);
    expect(await doubts.settle(sample.id, "settle-as-refused")).toMatchObject({ ok: false, problem: { title: "This no longer needs a person." } });
  });

  it("enters an account that was changed since it was opened, once the differences are confirmed as they were shown", async () => {
    const sample = await stuckOpening("reset-after-effect");
    const accountId = await openedBy(sample.id);
    await bed.control("PATCH", `/accounts/${accountId}`, { details: { product_name: "Renamed meanwhile" }, metadata: { order: "another" } });
    const differences = [{ path: "details.product_name", seen: "Everyday Checking", now: "Renamed meanwhile" }, { path: "metadata.order", now: "another" }];
    expect(await doubts.settle(sample.id, "enter-id", { accountId })).toMatchObject({ ok: false, problem: { kind: "conflict", differences, fields: [{ path: "confirmedDifferences" }] } });
    expect(await doubts.settle(sample.id, "enter-id", { accountId, confirmedDifferences: ["metadata.order"] })).toMatchObject({ ok: false, problem: { kind: "conflict", differences } });
    const confirmedDifferences = differences.map(({ path }) => path);
    expect(await doubts.settle(sample.id, "enter-id", { accountId, confirmedDifferences })).toMatchObject({ ok: true, value: { status: "succeeded" } });
    expect(await bed.row(sample.id)).toMatchObject({ status: "succeeded", accountId, settledHow: "person" });
    expect(await bed.agrees(accountId)).toBe(true);
    expect(await decisionsOn(accountId)).toMatchObject([{ details: { how: "enter-id", confirmed: confirmedDifferences } }]);
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

  it.each(["settle-as-refused", "settle-as-done", "resend"])("(%s) is told on the account's own timeline, with who decided it and why", async (how) => {
    const { id, accountId } = await doubts.stuck("deactivate-account", "reset-before-effect");
    if (how === "settle-as-done") await bed.control("PATCH", `/accounts/${accountId}`, { status: "inactive", status_reason: "frozen" });
    expect(await doubts.settle(id, how)).toMatchObject({ ok: true });
    expect(await decisionsOn(accountId ?? "")).toMatchObject([{ actor: carmen.subject, details: { how, settled: id, reason: "Looked at Lead with their support" } }]);
  });

  it("as not done is refused while Lead shows the change, or cannot be asked", async () => {
    const { id, accountId } = await doubts.stuck("deactivate-account", "reset-before-effect");
    await bed.control("PATCH", `/accounts/${accountId}`, { status: "inactive", status_reason: "frozen" });
    expect(await doubts.settle(id, "settle-as-refused")).toMatchObject({ ok: false, problem: { kind: "conflict", title: "Lead shows this change.", next: "Settle it as done." } });
    await bed.fault("GET /v0/accounts/:id", "unavailable", 3);
    expect(await doubts.settle(id, "settle-as-refused")).toMatchObject({ ok: false, problem: { kind: "unavailable" } });
    await bed.control("DELETE", "/faults");
    expect((await bed.row(id)).status).toBe("needs-a-person");
    expect(await doubts.settle(id, "settle-as-done")).toMatchObject({ ok: true });
  });

  it("is for compliance", async () => {
    const sample = await stuckOpening("reset-after-effect");
    expect(await bed.run(person("priya"), "settle-command", { commandId: sample.id, how: "settle-as-refused", reason: "No" })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  });
});
