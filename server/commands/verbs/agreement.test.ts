import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries, sessions } from "../../db/schema";
import { agreementExceptions, agreementRuns } from "../../db/schema-agreement";
import { person } from "../command-test-bed";
import type { CommandTestBed } from "../command-test-bed";
import { startCommandWorld } from "../command-test-world";
import type { CommandWorld } from "../command-test-world";

let world: CommandWorld;
let bed: CommandTestBed;
const [carmen, ada, alex] = [person("carmen"), person("ada"), person("alex")];

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
});
afterAll(() => world.close());

/** An account that its ledger says is closed. */
async function exception() {
  const accountId = await bed.made();
  const [runId, id] = [randomUUID(), randomUUID()];
  const at = new Date();
  await bed.deps.db.insert(agreementRuns).values({ id: runId, program: bed.slug, status: "ready", uploadedBy: "x", uploadedByName: "X" });
  const sides = { theirs: { value: "closed" }, ours: { value: "active" }, theirsAsOf: at, oursAsOf: at };
  await bed.deps.db.insert(agreementExceptions).values({ id, program: bed.slug, accountId, field: "status", ...sides, firstRun: runId, lastRun: runId });
  const stored = async () => (await bed.deps.db.select().from(agreementExceptions).where(eq(agreementExceptions.id, id)))[0];
  return { id, accountId, stored };
}

const told = async (commandId: string) => (await bed.deps.db.select().from(auditEntries).where(eq(auditEntries.commandId, commandId)))[0];

describe("an exception that people look after", () => {
  it("is assigned to oneself, to one who may resolve it, to nobody, and to nobody else", async () => {
    const { id, accountId, stored } = await exception();
    const commandId = randomUUID();
    expect(await bed.run(carmen, "assign-exception", { exceptionId: id, owner: carmen.subject }, { id: commandId })).toMatchObject({ ok: true });
    expect(await bed.run(carmen, "assign-exception", { exceptionId: id, owner: carmen.subject }, { id: commandId })).toMatchObject({ ok: true });
    expect(await stored()).toMatchObject({ owner: carmen.subject, ownerName: "Carmen Ortiz" });
    expect(await told(commandId)).toMatchObject({ action: "assign-exception", accountId, details: { owner: "Carmen Ortiz", field: "status" } });
    const session = { tokens: Buffer.alloc(1), expiresAt: new Date(Date.now() + 60_000), email: null };
    await bed.deps.db.insert(sessions).values([
      { id: randomUUID(), subject: "person-chen", name: "Chen Wei", groups: [`${bed.slug}-compliance`], ...session },
      { id: randomUUID(), subject: "person-nora", name: "Nora Falk", groups: ["elsewhere-compliance"], ...session },
    ]);
    expect(await bed.run(carmen, "assign-exception", { exceptionId: id, owner: "person-nora" })).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "owner" }] } });
    expect(await bed.run(carmen, "assign-exception", { exceptionId: id, owner: "person-chen" })).toMatchObject({ ok: true });
    expect(await stored()).toMatchObject({ ownerName: "Chen Wei" });
    expect(await bed.run(carmen, "assign-exception", { exceptionId: id, owner: null })).toMatchObject({ ok: true });
    expect(await stored()).toMatchObject({ owner: null, ownerName: null });
  });

  it("has a cause, and a resolution whose note keeps confidential what must be", async () => {
    const { id, accountId, stored } = await exception();
    expect(await bed.run(carmen, "explain-exception", { exceptionId: id, cause: "guess" })).toMatchObject({ ok: false, problem: { kind: "invalid" } });
    expect(await bed.run(carmen, "explain-exception", { exceptionId: id, cause: "timing" })).toMatchObject({ ok: true });
    expect(await stored()).toMatchObject({ cause: "timing", resolvedAt: null });
    const resolve = (actor: typeof carmen | typeof ada, note: string, commandId: string = randomUUID()) => bed.run(actor, "resolve-exception", { exceptionId: id, cause: "lead-wrong", note }, { id: commandId });
    for (const note of ["", "We filed a SAR", "x".repeat(2_001)]) expect(await resolve(carmen, note)).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "note" }] } });
    for (const other of [ada, alex]) expect(await resolve(other, "Asked Lead.")).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    const commandId = randomUUID();
    expect(await resolve(carmen, "Asked Lead.", commandId)).toMatchObject({ ok: true });
    expect(await stored()).toMatchObject({ cause: "lead-wrong", resolution: "by-person", resolvedByName: "Carmen Ortiz", resolutionNote: "Asked Lead.", endedAt: null });
    expect(await told(commandId)).toMatchObject({ accountId, details: { cause: "lead-wrong", comment: "Asked Lead." } });
    for (const late of [resolve(carmen, "Again."), bed.run(carmen, "explain-exception", { exceptionId: id, cause: "timing" })]) expect(await late).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
  });

  it("is of its own program alone", async () => {
    const { id, stored } = await exception();
    expect(await bed.run(carmen, "explain-exception", { exceptionId: id, cause: "timing" }, { program: bed.slug === "growth" ? "everyday" : "growth" })).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    expect(await stored()).toMatchObject({ cause: null });
  });
});
