import { randomUUID } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEntries } from "../db/schema";
import { sampleOf } from "./command-samples";
import { CommandDoubts } from "./doubt-test-bed";
import type { CommandDeps } from "./command-deps";
import { person } from "./command-test-bed";
import type { CommandTestBed } from "./command-test-bed";
import { startCommandWorld } from "./command-test-world";
import type { CommandWorld } from "./command-test-world";

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

/** An opening whose answer was lost, and the account that it made. */
async function lostOpening(): Promise<{ id: string; accountId: string }> {
  const { id } = await doubts.inDoubt("open-account", "reset-after-effect");
  const { effects } = await bed.control<{ effects: { accountId: string }[] }>("GET", `/effects?key=${id}`);
  return { id, accountId: effects[0]?.accountId ?? "" };
}

async function openedEntry(accountId: string) {
  const rows = await bed.deps.db.select().from(auditEntries).where(eq(auditEntries.accountId, accountId)).orderBy(desc(auditEntries.seq));
  return rows.find(({ action, outcome }) => action === "open-account" && outcome === "done");
}

/** Lead cannot be read once it has answered the repeat. */
const unreadable = (): CommandDeps => ({ ...bed.deps, onPhase: async (phase) => void (phase === "answered" && (await bed.fault("GET /v0/accounts/:id", "unavailable", 3))) });
const readable = () => bed.deps;

describe("an opening that Lead answers with too many calls", () => {
  it("keeps its key: it is sent again no sooner than Lead allows, no second one is let in meanwhile, and one account is opened", async () => {
    const sample = await sampleOf(bed, "open-account");
    await bed.control("POST", "/faults", { route: sample.operation, kind: "rate-limited", count: 3, retryAfterSeconds: 300 });
    expect(await doubts.ask(sample)).toMatchObject({ ok: true, value: { status: "unconfirmed", problem: { title: "Lead asks for fewer calls." } } });
    const { nextSendAt, lastSentAt } = await bed.row(sample.id);
    expect((nextSendAt?.getTime() ?? 0) - (lastSentAt?.getTime() ?? 0)).toBeGreaterThanOrEqual(300_000);
    expect(await doubts.ask({ ...sample, id: randomUUID() })).toMatchObject({ ok: false, problem: { kind: "not-possible-now", commandId: sample.id } });
    await bed.control("DELETE", "/faults");
    await doubts.takeOver(sample.id);
    await doubts.assertDoneOnce(sample, ["asked", "unconfirmed", "done"]);
    expect(await doubts.ask({ ...sample, id: randomUUID() })).toMatchObject({ ok: false, problem: { kind: "conflict" } });
  });
});

describe("the answer to a repeated opening", () => {
  it.each([["is read", readable], ["cannot be read", unreadable]] as const)("is not taken for how the account stands by now, where the account %s", async (_words, deps) => {
    const { id, accountId } = await lostOpening();
    await bed.remember(accountId);
    expect(await bed.run(person("carmen"), "deactivate-account", { accountId, reason: "dormant" })).toMatchObject({ ok: true, value: { status: "succeeded" } });
    await doubts.takeOver(id, deps());
    await bed.control("DELETE", "/faults");
    expect(await bed.row(id)).toMatchObject({ status: "succeeded", accountId });
    expect(await bed.entry(accountId)).toMatchObject({ status: "inactive", statusReason: "dormant" });
    expect(await bed.agrees(accountId)).toBe(true);
    expect((await openedEntry(accountId))?.changes).toEqual([]);
    expect(await bed.effects({ key: id })).toHaveLength(1);
  });

  it("enters what Lead shows now into the directory, where nobody knew of the account", async () => {
    const { id, accountId } = await lostOpening();
    await bed.control("PATCH", `/accounts/${accountId}`, { status: "inactive", status_reason: "frozen" });
    await doubts.takeOver(id);
    expect(await bed.row(id)).toMatchObject({ status: "succeeded", surprises: [{ path: "status", actual: "inactive" }, { path: "status_reason", actual: "frozen" }] });
    expect(await bed.agrees(accountId)).toBe(true);
    expect((await openedEntry(accountId))?.changes).toContainEqual({ path: "status", new: "inactive" });
  });

  it("is all that there is where nobody knew of the account and it cannot be read", async () => {
    const { id, accountId } = await lostOpening();
    await doubts.takeOver(id, unreadable());
    await bed.control("DELETE", "/faults");
    expect(await bed.row(id)).toMatchObject({ status: "succeeded", accountId, surprises: [] });
    expect(await bed.agrees(accountId)).toBe(true);
  });
});
