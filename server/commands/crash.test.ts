import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { foreignCommandNames } from "@/lib/command";
import type { ForeignCommandName } from "@/lib/command";
import { consoleActor } from "@/lib/operator";
import { commands } from "../db/schema";
import { holds } from "../db/schema-holds";
import { sampleOf } from "./command-samples";
import type { Sample } from "./command-samples";
import { person } from "./command-test-bed";
import type { CommandTestBed } from "./command-test-bed";
import { startCommandWorld } from "./command-test-world";
import type { CommandWorld } from "./command-test-world";
import type { CrashPlan } from "./crash-child";
import { commandById } from "./command-log";
import { localPhases, resumingPhases, sendingPhases } from "./phases";
import { resumeNext } from "./resume-command";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "account-console-crash-"));
const child = path.join(folder, "crash-child.mjs");

/** Each starts processes of its own, and several run at once. */
const patienceMs = 120_000;

let world: CommandWorld;
let bed: CommandTestBed;

beforeAll(async () => {
  const bundled = build({
    entryPoints: [path.join(root, "server/commands/crash-child.ts")], outfile: child, absWorkingDir: root, bundle: true, platform: "node", format: "esm",
    target: "node20", conditions: ["react-server"], external: ["pg-native"], logLevel: "error",
    banner: { js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);' },
  });
  [world] = await Promise.all([startCommandWorld({ attemptTimeoutMs: 4_000, actionDeadlineMs: 10_000 }), bundled]);
  ({ bed } = world);
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command in a process of its own; true where it died at the phase. */
async function crash(sample: Pick<Sample, "actor" | "id" | "input" | "process"> & { name: CrashPlan["submission"]["name"] }, act: CrashPlan["act"], dieAt: string, seen?: string): Promise<boolean> {
  const plan: CrashPlan = { settings: world.settings, act, dieAt, actor: sample.actor, process: sample.process, submission: { program: bed.slug, name: sample.name, commandId: sample.id, input: sample.input, seen } };
  const started = spawn(process.execPath, [child], { env: { ...process.env, CRASH_PLAN: JSON.stringify(plan), LOG_LEVEL: "silent" }, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  started.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [code, signal] = (await once(started, "exit")) as [number | null, NodeJS.Signals | null];
  if (code !== 0 && signal !== "SIGKILL") throw new Error(`The child ended with ${code}: ${said}`);
  return signal === "SIGKILL";
}

const seenOf = (sample: Sample) => (sample.accountId === null ? Promise.resolve(undefined) : bed.seen(sample.name, sample.accountId));

async function leaseOver(id: string): Promise<void> {
  await bed.deps.db.update(commands).set({ leasedUntil: new Date(0), nextSendAt: null }).where(eq(commands.id, id));
}

/** The worker takes over what is there; what was never written down is sent again by the person, with the same id. */
async function recover(sample: Sample, seen: string | undefined): Promise<void> {
  await leaseOver(sample.id);
  if (await commandById(bed.deps.db, sample.id)) await resumeNext(bed.deps, bed.program, consoleActor, sample.id);
  const receipt = await bed.run(sample.actor, sample.name, sample.input, { id: sample.id, seen, process: sample.process });
  expect(receipt).toMatchObject({ ok: true, value: { status: "succeeded", surprises: [] } });
}

async function assertOneEffect(sample: Sample): Promise<void> {
  const row = await bed.row(sample.id);
  const accountId = row.accountId ?? "";
  expect(await bed.effects({ account_id: accountId })).toEqual([sample.operation]);
  if (sample.name !== "remove-relationship") expect(await bed.effects({ key: sample.id })).toHaveLength(1);
  expect(await bed.agrees(accountId)).toBe(true);
  expect(await bed.trail(sample.id)).toEqual([`${sample.name} asked`, `${sample.name} done`]);
  const placed = await bed.deps.db.select().from(holds).where(eq(holds.accountId, accountId));
  expect(placed).toHaveLength(sample.name === "deactivate-account" ? 1 : 0);
}

describe.concurrent.each([...foreignCommandNames])("%s", (name: ForeignCommandName) => {
  it.each([...sendingPhases])("is done once when the process dies at %s", async (phase) => {
    const sample = await sampleOf(bed, name);
    const seen = await seenOf(sample);
    expect(await crash(sample, "run", phase, seen)).toBe(true);
    await recover(sample, seen);
    await assertOneEffect(sample);
  }, patienceMs);

  it.each([...new Set(resumingPhases)])("is done once when who took it over dies at %s", async (phase) => {
    const sample = await sampleOf(bed, name);
    const seen = await seenOf(sample);
    expect(await crash(sample, "run", "send-marked", seen)).toBe(true);
    await leaseOver(sample.id);
    expect(await crash(sample, "resume", phase)).toBe(!(name === "open-account" && phase === "reread"));
    await recover(sample, seen);
    await assertOneEffect(sample);
  }, patienceMs);
});

/** Only what was sent again is sent and answered once more. */
const effectThere = resumingPhases.filter((phase) => phase === "reread" || phase.startsWith("outcome-"));

describe.concurrent.each([...foreignCommandNames])("%s, whose effect is there and whose answer died", (name: ForeignCommandName) => {
  it.each(effectThere)("is done once when who took it over dies at %s too", async (phase) => {
    const sample = await sampleOf(bed, name);
    const seen = await seenOf(sample);
    expect(await crash(sample, "run", "answered", seen)).toBe(true);
    await leaseOver(sample.id);
    expect(await crash(sample, "resume", phase)).toBe(!(name === "open-account" && phase === "reread"));
    await recover(sample, seen);
    await assertOneEffect(sample);
  }, patienceMs);
});

describe("a person who has it sent again", () => {
  /** Dead before it was sent, and too old by now to be sent by itself. */
  async function stuck(): Promise<Sample> {
    const sample = await sampleOf(bed, "deactivate-account");
    expect(await crash(sample, "run", "send-marked", await seenOf(sample))).toBe(true);
    await bed.age(sample.id, 3_700);
    await resumeNext(bed.deps, bed.program, consoleActor, sample.id);
    expect((await bed.row(sample.id)).status).toBe("needs-a-person");
    return sample;
  }
  const settling = (commandId: string) => ({ name: "settle-command" as const, actor: person("carmen"), id: crypto.randomUUID(), input: { commandId, how: "resend", reason: "Lead says that it never came" } });

  it.each([["local-recorded", false], ["send-marked", false], ["answered", true], ["outcome-written", true]] as const)("is asked again, or it is found done, when the process dies at %s", async (phase, acted) => {
    const sample = await stuck();
    const settlement = settling(sample.id);
    expect(await crash(settlement, "run", phase)).toBe(true);
    expect(await bed.effects({ key: sample.id })).toHaveLength(acted ? 1 : 0);
    expect(await bed.row(sample.id)).toMatchObject({ status: "unconfirmed" });
    expect(await bed.run(settlement.actor, settlement.name, settlement.input, { id: settlement.id })).toMatchObject({ ok: true, value: { status: "succeeded" } });
    await leaseOver(sample.id);
    await resumeNext(bed.deps, bed.program, consoleActor, sample.id);
    if (!acted) {
      expect(await bed.row(sample.id)).toMatchObject({ status: "needs-a-person" });
      const again = settling(sample.id);
      expect(await bed.run(again.actor, again.name, again.input, { id: again.id })).toMatchObject({ ok: true });
    }
    expect(await bed.row(sample.id)).toMatchObject({ status: "succeeded" });
    expect(await bed.effects({ account_id: sample.accountId ?? "" })).toEqual([sample.operation]);
    expect(await bed.agrees(sample.accountId ?? "")).toBe(true);
    expect((await bed.trail(sample.id)).filter((entry) => entry.endsWith(" done"))).toEqual(["deactivate-account done"]);
  }, patienceMs);
});

describe("a local command", () => {
  it.each([...localPhases])("is there whole or not at all when the process dies at %s", async (phase) => {
    const accountId = await bed.made();
    const sample = { name: "place-hold" as const, actor: person("carmen"), id: crypto.randomUUID(), input: { accountId, type: "fraud" } };
    expect(await crash(sample, "run", phase)).toBe(true);
    const there = phase === "local-recorded";
    expect(await bed.holds(accountId)).toHaveLength(there ? 1 : 0);
    expect(await bed.trail(sample.id)).toEqual(there ? ["place-hold done"] : []);
    expect(await bed.run(sample.actor, sample.name, sample.input, { id: sample.id })).toMatchObject({ ok: true, value: { status: "succeeded" } });
    expect(await bed.holds(accountId)).toHaveLength(1);
  }, patienceMs);
});
