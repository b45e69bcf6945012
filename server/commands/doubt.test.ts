import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { foreignCommandNames } from "@/lib/command";
import { CommandDoubts } from "./doubt-test-bed";
import { sampleOf } from "./command-samples";
import type { CommandTestBed } from "./command-test-bed";
import { startCommandWorld } from "./command-test-world";
import type { CommandWorld } from "./command-test-world";

let world: CommandWorld;
let bed: CommandTestBed;
let doubts: CommandDoubts;
/** Gives up on a Lead that hangs before a test does. */
let impatient: CommandTestBed;

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
  doubts = new CommandDoubts(bed);
  impatient = await world.another({ attemptTimeoutMs: 1_000, actionDeadlineMs: 8_000 });
});
afterAll(() => world.close());
beforeEach(() => bed.control("DELETE", "/faults"));

/** Whether Lead has acted when the fault strikes all three tries. */
const faults = [["reset-before-effect", false], ["reset-after-effect", true], ["hang", false], ["hang-after-effect", true], ["internal-error", false], ["unavailable", false], ["malformed-body", true], ["conflict", false], ["rate-limited", false]] as const;

describe.each([...foreignCommandNames])("%s in doubt", (name) => {
  it.each(faults)("is unconfirmed after %s, and settled once", async (kind, acted) => {
    const sample = await sampleOf(bed, name);
    await bed.fault(sample.operation, kind, 3);
    const receipt = await doubts.ask(sample, kind.startsWith("hang") ? impatient : bed);
    expect(receipt).toMatchObject({ ok: true, value: { status: expect.stringMatching(/^(unconfirmed|pending)$/) } });
    await expect.poll(async () => (await bed.row(sample.id)).status).toBe("unconfirmed");
    if (sample.accountId) expect(await bed.effects({ account_id: sample.accountId })).toHaveLength(acted ? 1 : 0);
    await bed.control("DELETE", "/faults");
    await doubts.takeOver(sample.id);
    await doubts.assertDoneOnce(sample, ["asked", "unconfirmed", "done"]);
  });

  it.skipIf(name === "remove-relationship")("is done at once when only the first answer is lost", async () => {
    const sample = await sampleOf(bed, name);
    await bed.fault(sample.operation, "reset-after-effect");
    expect(await doubts.ask(sample)).toMatchObject({ ok: true, value: { status: "succeeded" } });
    await doubts.assertDoneOnce(sample, ["asked", "done"]);
  });
});
