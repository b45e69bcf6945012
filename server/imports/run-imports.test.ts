import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { build } from "esbuild";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { databaseCallSink } from "../audit/call-sink";
import { auditEntries, directoryEntries, leadCalls } from "../db/schema";
import { callPaces, importRows, imports } from "../db/schema-imports";
import { DirectoryUnderTest } from "../directory/directory-under-test";
import { controlImport } from "./control-import";
import type { ImportAct } from "./control-import";
import type { ImportCrashPlan } from "./import-crash-child";
import { importPhases } from "./import-phases";
import { receiveImport } from "./receive-import";
import { runImports } from "./run-imports";
import type { ImportDeps } from "./run-imports";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "account-console-import-crash-"));
const child = path.join(folder, "import-crash-child.mjs");

let world: DirectoryUnderTest;
let ids: string[] = [];
let fresh = 0;
/** Accounts of the simulator that no test has used before. */
const take = (many: number) => ids.slice(fresh, (fresh += many));

beforeAll(async () => {
  const bundled = build({
    entryPoints: [path.join(root, "server/imports/import-crash-child.ts")], outfile: child, absWorkingDir: root, bundle: true, platform: "node", format: "esm",
    target: "node20", conditions: ["react-server"], external: ["pg-native"], logLevel: "error",
    banner: { js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);' },
  });
  [world] = await Promise.all([DirectoryUnderTest.start(), bundled]);
  ids = await world.accountIds("growth");
});
afterEach(async () => {
  await world.control("DELETE", "/faults");
  // What a failed test leaves running must not be taken up by the next.
  await world.db.update(imports).set({ status: "canceled", endedAt: sql`now()` }).where(inArray(imports.status, ["running", "paused", "ready"]));
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const alex = { subject: "person-alex", name: "Alex Moreau", roles: ["administrator"] } as const;
const slug = "growth";
const program = (over: { clientIdLookup?: boolean; backgroundCallsPerSecond?: number } = {}) => ({ ...world.program(slug), backgroundCallsPerSecond: 200, ...over });

async function receive(content: string, over: { clientIdLookup?: boolean } = {}): Promise<string> {
  const importId = randomUUID();
  const body = (async function* () { yield Buffer.from(content); })();
  const answer = await receiveImport(world.db, { importId, program: program(over), otherPrograms: [], actor: alex, source: "paste", fileName: null, body, declaredBytes: null });
  if (!answer.ok) throw new Error(answer.problem.title);
  return importId;
}

const act = (importId: string, what: ImportAct) => world.db.transaction((tx) => controlImport(tx, what, { program: slug, importId, actor: alex }));

async function started(content: string, over: { clientIdLookup?: boolean } = {}): Promise<string> {
  const importId = await receive(content, over);
  expect(await act(importId, "start")).toMatchObject({ ok: true });
  return importId;
}

const deps = (over: Partial<ImportDeps> = {}): ImportDeps => ({ db: world.db, sink: databaseCallSink(world.db), leaseMs: 30_000, beatMs: 20, onPhase: () => undefined, ...over });
const run = (over: Parameters<typeof program>[0] = {}, stopping = new AbortController().signal, more: Partial<ImportDeps> = {}) => runImports(deps(more), program(over), stopping);

const row = async (importId: string) => (await world.db.select().from(imports).where(eq(imports.id, importId)))[0];
const rows = (importId: string) => world.db.select().from(importRows).where(eq(importRows.importId, importId)).orderBy(asc(importRows.rowNumber));
const states = async (importId: string) => (await rows(importId)).map(({ state, reason }) => (reason === null ? state : `${state} ${reason}`));
const entries = (of: string[]) => world.db.select().from(directoryEntries).where(and(eq(directoryEntries.program, slug), inArray(directoryEntries.accountId, of)));
const audited = (of: string[]) => world.db.select().from(auditEntries).where(and(eq(auditEntries.action, "entered-directory"), inArray(auditEntries.accountId, of)));
const due = (importId: string) => world.db.update(imports).set({ nextLookAt: null, leasedUntil: null }).where(eq(imports.id, importId));

describe("an import that runs", () => {
  it("enters each new account through Lead, in the name of who started it, and changes nothing the second time", async () => {
    const [wanted, foreign] = [take(4), (await world.accountIds("everyday"))[0] ?? ""];
    const content = [...wanted, foreign, "account_none", wanted[0]].join("\n");
    const importId = await started(content);
    expect(await run()).toBe(6);
    expect(await states(importId)).toEqual(["entered", "entered", "entered", "entered", "refused unknown-id", "refused unknown-id", "duplicate"]);
    expect(await row(importId)).toMatchObject({ status: "done", entered: 4, knownMeanwhile: 0, refused: 2, leasedBy: null, problem: null });
    expect((await entries(wanted)).map(({ enteredBy }) => enteredBy)).toEqual(wanted.map(() => "imported"));
    expect((await audited(wanted)).map(({ actorName, details }) => [actorName, details.via])).toEqual(wanted.map(() => ["Alex Moreau", "imported"]));
    const [ended] = await world.db.select().from(auditEntries).where(and(eq(auditEntries.action, "import-ended"), sql`${auditEntries.details}->>'importId' = ${importId}`));
    expect(ended?.details).toMatchObject({ entered: 4, known: 0, refused: 2 });

    const again = await receive(content);
    expect((await states(again)).slice(0, 4)).toEqual(["known", "known", "known", "known"]);
    const before = await entries(wanted);
    await act(again, "start");
    await run();
    expect(await entries(wanted)).toEqual(before);
  });

  it("counts every call, and names no person for them", async () => {
    const wanted = take(3);
    await world.db.delete(leadCalls);
    const importId = await started(wanted.join("\n"));
    await run();
    const calls = await world.db.select().from(leadCalls).where(isNull(leadCalls.operator));
    expect((await row(importId))?.calls).toBe(calls.reduce((sum, { tries }) => sum + tries, 0));
    expect(await world.db.select().from(leadCalls).where(eq(leadCalls.operator, alex.subject))).toEqual([]);
  });

  it("resolves client account ids where the look-up is on, and refuses them where it was turned off", async () => {
    const [first = "", second = ""] = take(2);
    for (const [index, id] of [first, second].entries()) await world.control("PATCH", `/accounts/${id}`, { client_account_id: `own-${fresh}-${index}` });
    const importId = await started(`client_account_id\nown-${fresh}-0\nown-none\nown-${fresh}-1\n`);
    await run();
    expect(await states(importId)).toEqual(["entered", "refused unknown-client-id", "entered"]);
    expect((await rows(importId)).map(({ accountId }) => accountId)).toEqual([first, null, second]);
    const off = await started("own-later");
    await run({ clientIdLookup: false });
    expect(await states(off)).toEqual(["refused lookup-off"]);
  });

  it("stops where it is paused or canceled, and goes on from there", async () => {
    const wanted = take(9);
    const importId = await started(wanted.join("\n"));
    let read = 0;
    const pausing = { onPhase: async (phase: string) => { if (phase === "remembered" && (read += 1) === 3) await act(importId, "pause"); } };
    await run({ backgroundCallsPerSecond: 20 }, undefined, pausing);
    const settled = (await states(importId)).filter((state) => state === "entered").length;
    expect(settled).toBeGreaterThan(0);
    expect(settled).toBeLessThan(9);
    expect(await row(importId)).toMatchObject({ status: "paused", entered: settled, leasedBy: null });
    expect(await run()).toBe(0);
    expect(await act(importId, "start")).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    expect(await act(importId, "resume")).toMatchObject({ ok: true });
    expect(await run()).toBe(9 - settled);
    expect(await row(importId)).toMatchObject({ status: "done", entered: 9 });
    const canceled = await started(take(2).join("\n"));
    await act(canceled, "cancel");
    expect(await run()).toBe(0);
    expect(await states(canceled)).toEqual(["new", "new"]);
    expect(await act(canceled, "resume")).toMatchObject({ ok: false });
  });

  it("ends its round cleanly when the worker is asked to stop, with what it read written down", async () => {
    const importId = await started(take(12).join("\n"));
    const stopping = new AbortController();
    let read = 0;
    await run({ backgroundCallsPerSecond: 20 }, stopping.signal, { onPhase: (phase) => { if (phase === "remembered" && (read += 1) === 3) stopping.abort(); } });
    const after = await row(importId);
    expect(after).toMatchObject({ status: "running", leasedBy: null });
    expect(after?.entered).toBeGreaterThanOrEqual(3);
    expect(after?.entered).toBeLessThan(12);
    await run();
    expect(await row(importId)).toMatchObject({ status: "done", entered: 12 });
  });

  it("waits while Lead cannot be asked, says why, and loses no row", async () => {
    const importId = await started(take(3).join("\n"));
    await world.control("POST", "/faults", { route: "GET /v0/accounts/:id", kind: "unavailable", count: 100 });
    expect(await run()).toBe(0);
    expect(await row(importId)).toMatchObject({ status: "running", stalls: 1, refused: 0, problem: { title: "Lead reports a failure on its side." } });
    expect(await run()).toBe(0);
    await due(importId);
    await run();
    expect(await row(importId)).toMatchObject({ stalls: 2 });
    await world.control("DELETE", "/faults");
    await due(importId);
    await run();
    expect(await row(importId)).toMatchObject({ status: "done", entered: 3, stalls: 0, problem: null });
  });

  it("is read by one worker at a time, and taken over once its holder is silent", async () => {
    const importId = await started(take(3).join("\n"));
    await world.db.update(imports).set({ leasedBy: randomUUID(), leasedUntil: sql`now() + interval '1 hour'` }).where(eq(imports.id, importId));
    expect(await run()).toBe(0);
    await world.db.update(imports).set({ leasedUntil: sql`now() - interval '1 second'` }).where(eq(imports.id, importId));
    expect(await run()).toBe(3);
  });
});

describe("when the process dies", () => {
  async function crash(dieAt: string, time: number): Promise<boolean> {
    const plan: ImportCrashPlan = { databaseUrl: world.databaseUrl, simulatorUrl: world.simulator.url, program: slug, dieAt, time };
    const started = spawn(process.execPath, [child], { env: { ...process.env, CRASH_PLAN: JSON.stringify(plan), LOG_LEVEL: "silent" }, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    started.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    const [code, signal] = (await once(started, "exit")) as [number | null, NodeJS.Signals | null];
    if (code !== 0 && signal !== "SIGKILL") throw new Error(`The child ended with ${code}: ${said}`);
    return signal === "SIGKILL";
  }

  const several: readonly string[] = ["asking", "remembered"];
  it.each([...importPhases])("at %s, another goes on: every account enters once and every row is told once", async (phase) => {
    const wanted = take(5);
    const importId = await started([...wanted, "account_none"].join("\n"));
    expect(await crash(phase, several.includes(phase) ? 3 : 1)).toBe(true);
    await due(importId);
    await run();
    expect(await states(importId)).toEqual([...wanted.map(() => "entered"), "refused unknown-id"]);
    expect(await row(importId)).toMatchObject({ status: "done", entered: 5, knownMeanwhile: 0, refused: 1 });
    expect(await audited(wanted)).toHaveLength(5);
    const ended = await world.db.select().from(auditEntries).where(and(eq(auditEntries.action, "import-ended"), sql`${auditEntries.details}->>'importId' = ${importId}`));
    expect(ended).toHaveLength(1);
  }, 60_000);
});

describe("the pace of calls", () => {
  const paceOf = async () => (await world.db.select().from(callPaces).where(eq(callPaces.program, slug)))[0];

  it("keeps to the program's rate", async () => {
    const importId = await started(take(20).join("\n"));
    const startedAt = performance.now();
    await run({ backgroundCallsPerSecond: 20 });
    const tookSeconds = (performance.now() - startedAt) / 1_000;
    const rate = ((await row(importId))?.calls ?? 0) / tookSeconds;
    expect(rate).toBeLessThan(23);
    expect(rate).toBeGreaterThan(10);
  });

  it("slows down on 429 and stays away for as long as Lead asks", async () => {
    await world.db.delete(leadCalls);
    await world.control("POST", "/faults", { route: "GET /v0/accounts/:id", kind: "rate-limited", retryAfterSeconds: 2 });
    const importId = await started(take(6).join("\n"));
    await run({ backgroundCallsPerSecond: 50 });
    expect(await row(importId)).toMatchObject({ status: "done", entered: 6 });
    expect((await paceOf())?.share).toBe(0.5);
    expect((await paceOf())?.slowedAt).not.toBeNull();
    await world.db.update(callPaces).set({ share: 1, slowedAt: null });
  });

  it("gives way to people's own calls", async () => {
    const importId = await started(take(1).join("\n"));
    await run();
    const person = { id: randomUUID(), program: slug, operator: "person-priya", method: "GET", path: "/v0/accounts/account_1", outcome: "answered", tries: 30, startedAt: new Date(Date.now() + 1_000), durationMs: 1 };
    await world.db.insert(leadCalls).values([person, { ...person, id: randomUUID(), program: "everyday" }]);
    const next = await started(take(1).join("\n"));
    const startedAt = performance.now();
    await run({ backgroundCallsPerSecond: 20 });
    // 30 calls at 20 a second come first.
    expect((performance.now() - startedAt) / 1_000).toBeGreaterThan(1.4);
    expect(await row(next)).toMatchObject({ status: "done" });
    expect(await row(importId)).toMatchObject({ status: "done" });
  });
});
