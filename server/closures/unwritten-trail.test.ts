import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { confirmationText } from "@/lib/closures/reasons";
import { foreignCommandNames } from "@/lib/command";
import { sampleOf } from "../commands/command-samples";
import { startCommandWorld } from "../commands/command-test-world";
import type { CommandWorld } from "../commands/command-test-world";
import { openDatabase } from "../db/client";
import { paidOffSample } from "./closing-samples";
import { continueProcess } from "./continue-process";
import { carmen } from "./process-test-bed";
import { startProcessWorld } from "./process-test-world";
import type { ProcessWorld } from "./process-test-world";

type Owner = ReturnType<typeof openDatabase>;

/** In what ways the trail cannot be written, and how each ends. */
const ways = {
  "the role may not insert entries": (role: string) => [sql`REVOKE INSERT ON audit_entries FROM ${sql.identifier(role)}`, sql`GRANT INSERT ON audit_entries TO ${sql.identifier(role)}`],
  "the heads cannot be moved on": (role: string) => [sql`REVOKE UPDATE ON audit_heads FROM ${sql.identifier(role)}`, sql`GRANT UPDATE ON audit_heads TO ${sql.identifier(role)}`],
  "its table is not there": () => [sql`ALTER TABLE audit_entries RENAME TO entries_elsewhere`, sql`ALTER TABLE entries_elsewhere RENAME TO audit_entries`],
} satisfies Record<string, (role: string) => [ReturnType<typeof sql>, ReturnType<typeof sql>] | ReturnType<typeof sql>[]>;
const wayNames = Object.keys(ways) as (keyof typeof ways)[];

let repair: (() => Promise<unknown>) | undefined;
afterEach(async () => {
  await repair?.();
  repair = undefined;
});

async function breakTrail(owner: Owner, appUrl: string, way: keyof typeof ways): Promise<void> {
  const [breaking, mending] = ways[way](new URL(appUrl).username);
  if (!breaking || !mending) throw new Error("A way breaks and mends.");
  repair = () => owner.db.execute(mending);
  await owner.db.execute(breaking);
}

describe("a command of whose asking nothing can be written", () => {
  let world: CommandWorld;
  let owner: Owner;
  beforeAll(async () => {
    world = await startCommandWorld();
    owner = openDatabase(world.database.ownerUrl, 2);
  });
  afterAll(async () => {
    await owner?.pool.end();
    await world?.close();
  });

  test.each(foreignCommandNames.flatMap((name, index) => [[name, wayNames[index % wayNames.length] ?? wayNames[0]] as const]))("%s is not sent: %s", async (name, way) => {
    const { bed } = world;
    const sample = await sampleOf(bed, name);
    // Removing a person has no key at Lead.
    const effects = () => bed.effects(sample.accountId ? { account_id: sample.accountId } : { key: sample.id });
    const before = await effects();
    const seen = sample.accountId ? await bed.seen(name, sample.accountId) : undefined;
    const ask = () => bed.run(sample.actor, name, sample.input, { id: sample.id, process: sample.process, seen });
    await breakTrail(owner, world.database.appUrl, way as keyof typeof ways);
    const answer = await ask().catch((error: unknown) => error);
    expect(answer).not.toMatchObject({ ok: true });
    expect(await effects()).toEqual(before);
    await expect(bed.row(sample.id)).rejects.toThrow("No command");
    await repair?.();
    repair = undefined;
    // The same request with the same id is the first that leaves.
    expect(await ask()).toMatchObject({ ok: true, value: { status: "succeeded" } });
    expect(await effects()).toHaveLength(before.length + 1);
  });
});

describe("a closing that goes on while nothing can be written", () => {
  let world: ProcessWorld;
  let owner: Owner;
  beforeAll(async () => {
    world = await startProcessWorld();
    owner = openDatabase(world.database.ownerUrl, 2);
  });
  afterAll(async () => {
    await owner?.pool.end();
    await world?.close();
  });

  test.each(wayNames)("closes nothing at Lead: %s", async (way) => {
    const { bed, halted } = world;
    const accountId = await bed.account();
    const processId = randomUUID();
    expect(await bed.submit(carmen, "request-closing", { processId, accountId, request: await bed.request(accountId, paidOffSample()) })).toMatchObject({ ok: true });
    const decision = () => ({ processId, accountId, decision: "approve", typed: confirmationText(accountId) });
    const seen = await bed.seen(accountId);

    await breakTrail(owner, world.database.appUrl, way);
    expect(await bed.submit(carmen, "decide-closing", decision(), seen).catch((error: unknown) => error)).not.toMatchObject({ ok: true });
    await repair?.();
    expect(await bed.process(processId)).toMatchObject({ stage: "requested" });

    expect(await halted.submit(carmen, "decide-closing", decision())).toMatchObject({ ok: true });
    await breakTrail(owner, world.database.appUrl, way);
    await continueProcess(bed.deps, processId).catch((error: unknown) => error);
    expect(await bed.effects(accountId)).toEqual([]);
    expect(await bed.steps(processId)).not.toContainEqual(expect.objectContaining({ name: "close-account" }));
    await repair?.();
    repair = undefined;

    await expect.poll(async () => {
      await continueProcess(bed.deps, processId);
      return (await bed.process(processId))?.stage;
    }).toBe("closed");
    expect(await bed.effects(accountId)).toEqual(["POST /v0/accounts/:id/close"]);
  });
});
