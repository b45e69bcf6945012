import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { and, eq, sql } from "drizzle-orm";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "../db/schema";
import { agreementExceptions, agreementRuns } from "../db/schema-agreement";
import type { AgreementCrashPlan } from "./agreement-crash-child";
import { agreementCrashPoints } from "./agreement-crash-points";
import { AgreementUnderTest, priya } from "./agreement-under-test";
import { resolveException } from "./change-exception";
import { cancelAgreement, startAgreement } from "./control-agreement";
import { discardAbandoned } from "./receive-agreement";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "account-console-agreement-crash-"));
const child = path.join(folder, "agreement-crash-child.mjs");
let world: AgreementUnderTest;
let programs = 0;
/** A program that no test has used before: a complete file speaks of every account of it. */
const ownProgram = () => `program-${(programs += 1)}`;

beforeAll(async () => {
  const bundled = build({
    entryPoints: [path.join(root, "server/agreement/agreement-crash-child.ts")], outfile: child, absWorkingDir: root, bundle: true, platform: "node", format: "esm",
    target: "node20", conditions: ["react-server"], external: ["pg-native"], logLevel: "error",
    banner: { js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);' },
  });
  [world] = await Promise.all([AgreementUnderTest.start(), bundled]);
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const trail = (action: "agreement-ended" | "agreement-settled" | "agreement-received", program: string) => world.db.select().from(auditEntries).where(and(eq(auditEntries.action, action), eq(auditEntries.program, program)));

describe("a ledger that is compared", () => {
  it("differs field by field, with both sides and their times; what a row leaves empty is not compared", async () => {
    const program = ownProgram();
    await world.shows({ id: "account_1", status: "active", status_reason: "active", limit: 5_000, available: 100 }, program);
    await world.shows({ id: "account_2", status: "closed", status_reason: "paid_off", closed_at: "2026-05-01T10:00:00Z" }, program);
    await world.shows({ id: "account_3", status: "inactive", status_reason: "dormant", limit: 70 }, program);
    const content = [
      "account_id,status,status_reason,closed_at,balance,available_credit,credit_limit,as_of",
      "account_1,Closed,paid_off,2026-05-03,12.50,100,6000,2026-05-04T08:00:00Z",
      "account_2,closed,charged_off,,,,,",
      "account_3,inactive,,,,,70,",
    ].join("\n");
    const runId = await world.compared(content, { program });
    expect(await world.open(undefined, program)).toEqual(["account_1 credit-limit: 6000, 5000", "account_1 status: closed, active", "account_2 status-reason: charged_off, paid_off"]);
    const [limit, status, reason] = await world.exceptions(undefined, program);
    expect(status).toMatchObject({ theirs: { value: "closed", reason: "paid_off", since: "2026-05-03" }, ours: { value: "active" }, theirsAsOf: new Date("2026-05-04T08:00:00Z"), firstRun: runId, lastRun: runId, follows: null });
    expect(limit).toMatchObject({ theirs: { value: "6000", currency: "USD" } });
    expect(reason?.theirsAsOf).toEqual(new Date("2026-05-03T12:00:00Z"));
    expect(await world.stored(runId)).toMatchObject({ status: "done", compared: 3, unmapped: 0, opened: 3, confirmed: 0, resolved: 0, leasedBy: null });
    expect(await world.rows(runId)).toEqual([]);
    expect(await trail("agreement-ended", program)).toMatchObject([{ details: { runId, opened: 3, compared: 3 } }]);
  });

  it("the same file twice changes nothing", async () => {
    const program = ownProgram();
    await world.shows({ id: "account_1", status: "active" }, program);
    await world.shows({ id: "account_2", status: "active" }, program);
    const content = "account_id,status\naccount_1,closed\naccount_2,active\n";
    await world.compared(content, { program });
    const before = await world.exceptions(undefined, program);
    const again = await world.compared(content, { program });
    const facts = ({ id, theirs, ours, firstSeenAt, firstRun, resolvedAt }: (typeof before)[number]) => ({ id, theirs, ours, firstSeenAt, firstRun, resolvedAt });
    const after = await world.exceptions(undefined, program);
    expect(after.map(facts)).toEqual(before.map(facts));
    expect(after[0]?.lastRun).toBe(again);
    expect(await world.stored(again)).toMatchObject({ opened: 0, confirmed: 1, resolved: 0 });
  });

  it("maps by either id, and lists what it cannot map instead of guessing", async () => {
    const program = ownProgram();
    const of = (id: string, own: string) => world.shows({ id, client_account_id: own, status: "active" }, program);
    await of("account_1", "own-1");
    await of("account_2", "own-2");
    await of("account_3", "own-twice");
    await of("account_4", "own-twice");
    await of("account_5", "own-5");
    await world.shows({ id: "account_other", status: "active" }, ownProgram());
    const content = [
      "account_id,client_account_id,status,status_reason,credit_limit",
      ",own-1,closed,,", "account_2,own-9,closed,,", ",own-twice,closed,,", "account_other,,closed,,", "account_5,,closed,,", ",own-5,active,,",
      "account_1,,Open,,", "account_1,,,dormat,", "account_1,,active,paid_off,", "account_1,,,,12.50", "account_1,,,,", "entity_1,,closed,,",
    ].join("\n");
    const runId = await world.compared(content, { program });
    expect(await world.open(undefined, program)).toEqual(["account_1 status: closed, active"]);
    expect((await world.rows(runId)).map(({ line, problem, detail, sameAsLine }) => [line, problem, detail ?? sameAsLine])).toEqual([
      [3, "ids-disagree", null], [4, "several-accounts", null], [5, "not-in-directory", null], [6, "same-account", 7], [7, "same-account", 6],
      [8, "status-unknown", "Open"], [9, "reason-unknown", "dormat"], [10, "reason-of-another-status", "active, paid_off"], [11, "amount", "12.50"], [12, "nothing-said", null], [13, "other-entity", null],
    ]);
    expect(await world.stored(runId)).toMatchObject({ unmapped: 11, compared: 1, rowCount: 12 });
  });

  it("names open accounts that a complete file leaves out, and only that one", async () => {
    const program = ownProgram();
    for (const [id, status] of [["account_1", "active"], ["account_2", "active"], ["account_3", "closed"], ["account_4", "inactive"]] as const) await world.shows({ id, status }, program);
    const content = "account_id,status\naccount_1,active\n";
    await world.compared(content, { program });
    expect(await world.open(undefined, program)).toEqual([]);
    await world.compared(content, { program, complete: true });
    expect(await world.open(undefined, program)).toEqual(["account_2 absent: null, active", "account_4 absent: null, inactive"]);
    await world.shows({ id: "account_4", status: "closed" }, program);
    await world.compared("account_id,status\naccount_2,active\n", { program });
    expect(await world.open(undefined, program)).toEqual([]);
    expect((await world.exceptions(undefined, program)).map(({ resolution }) => resolution)).toEqual(["agreed-by-file", "agreed-by-directory"]);
  });

  it("knows the Accounts file, and refuses one in which nothing can be compared", async () => {
    const program = ownProgram();
    await world.shows({ id: "account_1", client_account_id: "own-1", status: "active", status_reason: "active" }, program);
    const header = "client_account_id|account_holder_type|account_holders|currency|status|status_reason|effective_at";
    await world.compared(`${header}\nown-1|consumer|["entity_1","entity_2"]|USD|inactive|dormant|2026-05-01T00:00:00Z\n`, { program });
    expect(await world.open(undefined, program)).toEqual(["account_1 status: inactive, active"]);
    expect(await world.receive("account_id,balance\naccount_1,5\n")).toMatchObject({ ok: false, problem: { title: "No column has anything to compare." } });
    expect(await world.receive("account_1\naccount_2\n")).toMatchObject({ ok: false, problem: { title: "No column has anything to compare." } });
    expect(await world.receive("account_id,status,closed_at,status_since\n")).toMatchObject({ ok: false, problem: { title: "The column status_since is there twice." } });
  });
});

describe("an exception", () => {
  async function opened(program: string) {
    await world.shows({ id: "account_1", status: "active", status_reason: "active" }, program);
    await world.compared("account_id,status,status_reason\naccount_1,closed,paid_off\n", { program });
    const [exception] = await world.exceptions(undefined, program);
    if (!exception) throw new Error("nothing differs");
    return exception;
  }

  it("resolves by itself when Lead comes to show the same, reason and all, and says so on the trail", async () => {
    const program = ownProgram();
    await opened(program);
    await world.shows({ id: "account_1", status: "closed", status_reason: "charged_off" }, program);
    expect(await world.open(undefined, program)).toEqual(["account_1 status: closed, active"]);
    await world.shows({ id: "account_1", status: "closed", status_reason: "paid_off" }, program);
    expect(await world.open(undefined, program)).toEqual([]);
    expect(await trail("agreement-settled", program)).toMatchObject([{ accountId: "account_1", details: { fields: ["status"] } }]);
  });

  it("opens again as a new one that follows the old", async () => {
    const program = ownProgram();
    const first = await opened(program);
    const agreeing = await world.compared("account_id,status\naccount_1,active\n", { program });
    expect(await world.stored(agreeing)).toMatchObject({ resolved: 1 });
    await world.compared("account_id,status\naccount_1,closed\n", { program });
    const [before, after] = await world.exceptions(undefined, program);
    expect(before).toMatchObject({ id: first.id, resolution: "agreed-by-file", endedByRun: agreeing });
    expect(after).toMatchObject({ resolvedAt: null, follows: first.id });
  });

  it("that a person accepted stays so while both say the same, and no longer", async () => {
    const program = ownProgram();
    const first = await opened(program);
    const accept = () => world.db.transaction((tx) => resolveException(tx, program, first.id, priya, { cause: "known-difference", note: "Agreed with Lead." }));
    expect(await world.db.transaction((tx) => resolveException(tx, "growth", first.id, priya, { cause: "other", note: "x" }))).toMatchObject({ ok: false });
    expect(await accept()).toMatchObject({ ok: true });
    expect(await accept()).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    await world.compared("account_id,status,status_reason\naccount_1,closed,paid_off\n", { program });
    expect(await world.open(undefined, program)).toEqual([]);
    await world.compared("account_id,status,status_reason\naccount_1,inactive,frozen\n", { program });
    expect(await world.open(undefined, program)).toEqual(["account_1 status: inactive, active"]);
    const [before, after] = await world.exceptions(undefined, program);
    expect(before).toMatchObject({ resolution: "by-person", resolutionNote: "Agreed with Lead.", endedAt: expect.any(Date) });
    expect(after?.follows).toBe(first.id);
  });

  it("is not missed where Lead shows something new while its row is compared", async () => {
    const program = ownProgram();
    await world.shows({ id: "account_1", status: "active" }, program);
    const runId = await world.started("account_id,status\naccount_1,closed\n", { program });
    let change: Promise<void> | undefined;
    // The entry is held still by then: the change comes right after, and finds the exception.
    await world.run({ onPhase: (point) => { if (point === "compared-written") change = world.shows({ id: "account_1", status: "closed" }, program); } }, program);
    await change;
    expect(await world.stored(runId)).toMatchObject({ status: "done", opened: 1 });
    expect(await world.open(undefined, program)).toEqual([]);
  });
});

describe("a file", () => {
  it("is taken in whole or not at all, once, and says so on the trail", async () => {
    const program = ownProgram();
    const id = randomUUID();
    expect(await world.receive("account_id,status\naccount_1,active\n", id, program)).toEqual({ ok: true, value: { runId: id } });
    expect(await world.receive("account_id,status\naccount_1,active\n", id, program)).toMatchObject({ ok: true });
    expect(await world.stored(id)).toMatchObject({ status: "ready", rowCount: 1, shape: { columns: [{ use: "account-id" }, { use: "status" }] } });
    expect(await trail("agreement-received", program)).toHaveLength(1);
    const bad = randomUUID();
    const late = `account_id,status\n${Array.from({ length: 1_500 }, (_, index) => `account_${index},active`).join("\n")}\n`;
    expect(await world.receive(Buffer.concat([Buffer.from(late), Buffer.from([0xe9, 0x0a])]), bad, program)).toMatchObject({ ok: false, problem: { title: "Line 1,502 is not UTF-8." } });
    expect(await world.db.select().from(agreementRuns).where(eq(agreementRuns.id, bad))).toEqual([]);
    expect(await world.rows(bad)).toEqual([]);
  });

  it("whose upload was left is removed", async () => {
    const program = ownProgram();
    await world.db.insert(agreementRuns).values({ id: randomUUID(), program, status: "receiving", uploadedBy: "x", uploadedByName: "X", updatedAt: new Date(Date.now() - 3_600_000) });
    expect(await discardAbandoned(world.db, program)).toBe(1);
  });

  it("is never older than the one before, and never beside another", async () => {
    const program = ownProgram();
    await world.shows({ id: "account_1", status: "active" }, program);
    const content = "account_id,status\naccount_1,closed\n";
    await world.started(content, { program, asOf: "2026-05-03T12:00:00Z" });
    await expect(world.started(content, { program })).rejects.toThrow("Another file is being compared.");
    await world.run({}, program);
    await expect(world.started(content, { program, asOf: "2026-05-02T12:00:00Z" })).rejects.toThrow("later as-of");
    await expect(world.started(content, { program, asOf: new Date(Date.now() + 3_600_000).toISOString() })).rejects.toThrow("in the future");
  });

  it("that is canceled stops where it is", async () => {
    const program = ownProgram();
    await world.shows({ id: "account_1", status: "active" }, program);
    const runId = await world.started("account_id,status\naccount_1,closed\n", { program });
    const cancel = () => world.db.transaction((tx) => cancelAgreement(tx, { program, runId }));
    await world.run({ onPhase: async (point) => { if (point === "mapped") await cancel(); } }, program);
    expect(await world.stored(runId)).toMatchObject({ status: "canceled", compared: 0, leasedBy: null });
    expect(await world.open(undefined, program)).toEqual([]);
    expect(await cancel()).toMatchObject({ ok: false });
    expect(await world.db.transaction((tx) => startAgreement(tx, { program, runId, asOf: "2026-05-03T12:00:00Z", complete: false, actor: priya }))).toMatchObject({ ok: false });
  });
});

describe("when the process dies", () => {
  async function crash(program: string, dieAt: string): Promise<boolean> {
    const plan: AgreementCrashPlan = { databaseUrl: world.databaseUrl, program, dieAt, time: dieAt.startsWith("compared") ? 2 : 1, atATime: 2 };
    const started = spawn(process.execPath, [child], { env: { ...process.env, CRASH_PLAN: JSON.stringify(plan), LOG_LEVEL: "silent" }, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    started.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    const [code, signal] = (await once(started, "exit")) as [number | null, NodeJS.Signals | null];
    if (code !== 0 && signal !== "SIGKILL") throw new Error(`The child ended with ${code}: ${said}`);
    return signal === "SIGKILL";
  }

  it.each([...agreementCrashPoints])("at %s, another goes on, and everything is counted once", async (point) => {
    const program = ownProgram();
    for (const id of ["account_1", "account_2", "account_3", "account_4", "account_5", "account_6"]) await world.shows({ id, status: "active" }, program);
    const content = "account_id,status\naccount_1,closed\naccount_2,active\naccount_3,closed\naccount_4,closed\naccount_none,closed\n";
    const runId = await world.started(content, { program, complete: true });
    expect(await crash(program, point)).toBe(true);
    await world.due();
    await world.run({}, program);
    expect(await world.stored(runId)).toMatchObject({ status: "done", compared: 4, unmapped: 1, opened: 5, confirmed: 0, resolved: 0 });
    expect(await world.open(undefined, program)).toEqual([
      "account_1 status: closed, active", "account_3 status: closed, active", "account_4 status: closed, active", "account_5 absent: null, active", "account_6 absent: null, active",
    ]);
    expect((await world.rows(runId)).map(({ line }) => line)).toEqual([6]);
    expect(await trail("agreement-ended", program)).toHaveLength(1);
    expect(await world.db.select({ id: agreementExceptions.id }).from(agreementExceptions).where(and(eq(agreementExceptions.program, program), sql`ended_at IS NOT NULL`))).toEqual([]);
  }, 60_000);
});
