import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { processes } from "../../db/schema";
import { processCommandId } from "../command-id";
import { sampleOf } from "../command-samples";
import { person } from "../command-test-bed";
import type { CommandTestBed } from "../command-test-bed";
import { startCommandWorld } from "../command-test-world";
import type { CommandWorld } from "../command-test-world";
import { runCommand } from "../run-command";

let world: CommandWorld;
let bed: CommandTestBed;

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
});
afterAll(() => world.close());
beforeEach(() => bed.control("DELETE", "/faults"));

const carmen = person("carmen");

describe("closing's own steps", () => {
  it("close refuses `client_closed` while the notice is not on the account", async () => {
    const accountId = await bed.made();
    const process = { id: randomUUID(), kind: "closing" as const, step: "close", attempt: 1 };
    const close = () => bed.run(carmen, "close-account", { accountId, reason: "client_closed" }, { process, id: processCommandId(process) });
    expect(await close()).toMatchObject({ ok: false, problem: { title: "The adverse action notice is not on the account at Lead." } });
    expect(await bed.effects({ account_id: accountId })).toEqual([]);
  });
});

describe("a process that has ended", () => {
  it("sends nothing more, also when it ends while its step is on its way", async () => {
    const sample = await sampleOf(bed, "close-account");
    const ending = { ...bed.deps, onPhase: async (phase: string) => { if (phase === "looked") await bed.deps.db.update(processes).set({ finishedAt: new Date() }).where(eq(processes.id, sample.process?.id ?? "")); } };
    const submission = { program: bed.slug, name: sample.name, commandId: sample.id, input: sample.input, seen: await bed.seen(sample.name, sample.accountId ?? "") };
    expect(await runCommand(ending, { actor: carmen, submission, process: sample.process })).toMatchObject({ ok: false, problem: { title: "The process that this belongs to has ended." } });
    expect(await bed.effects({ account_id: sample.accountId ?? "" })).toEqual([]);
    expect(await bed.trail(sample.id)).toEqual([]);
  });
});
