import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bedCredentials, bedEnvironment, CommandTestBed } from "../commands/command-test-bed";
import { verifyChain } from "../audit/verify-chain";
import { accountNumbers, announcedAccounts, leadWalks, settlementAccounts } from "../db/schema-intake";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { settlementPhases, checkSettlement } from "../directory/account-number-settlement";
import { entryOf } from "../directory/entry";
import { startSimulator } from "../simulator/start-simulator";
import type { RunningSimulator } from "../simulator/start-simulator";
import { announcedPhases, workOnAnnounced } from "./announced-work";
import { receiveAnnouncement } from "./announcements";
import type { IntakeCrashPlan } from "./intake-crash-child";
import { secretOf, signedRequestOf } from "./intake-under-test";
import { workOnEvents } from "./lead-events";
import { eventList } from "./lead-lists";
import { walkOn, walkPhases } from "./lead-walk";
import { Secret } from "../secret";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Each starts a process of its own. */
const patienceMs = 120_000;

let database: TestDatabase;
let simulator: RunningSimulator;
let bed: CommandTestBed;
beforeAll(async () => {
  [database, simulator] = await Promise.all([createTestDatabase(), startSimulator({ credentials: bedCredentials })]);
  bed = await CommandTestBed.open({ databaseUrl: database.appUrl, simulatorUrl: simulator.url, attemptTimeoutMs: 4_000, actionDeadlineMs: 10_000 });
});
afterAll(async () => {
  await bed?.close();
  await simulator?.close();
  await database?.drop();
});

const db = () => bed.deps.db;

/** Does one part in a process of its own, which dies at the phase. */
async function crash(part: IntakeCrashPlan["part"], dieAt: string): Promise<void> {
  const plan: IntakeCrashPlan = { part, dieAt, program: bed.slug, databaseUrl: database.appUrl };
  const env = { ...process.env, ...bedEnvironment({ databaseUrl: database.appUrl, simulatorUrl: simulator.url, attemptTimeoutMs: 4_000, actionDeadlineMs: 10_000 }), CRASH_PLAN: JSON.stringify(plan), LOG_LEVEL: "silent" };
  const child = spawn(process.execPath, ["--import", "tsx", "--conditions=react-server", path.join(root, "server/intake/intake-crash-child.ts")], { cwd: root, env, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  expect(signal, said).toBe("SIGKILL");
}

async function control<T>(route: string, body: unknown): Promise<T> {
  const answer = await fetch(`${simulator.url}/_simulator${route}`, { method: "POST", body: JSON.stringify(body) });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return (await answer.json()) as T;
}

/** An account with a number that settles to it, known to Lead alone. */
async function numberedAccount(): Promise<{ accountId: string; numberId: string }> {
  const known = (await (await fetch(`${simulator.url}/_simulator/landmarks`)).json()) as { landmarks: Record<string, Record<string, { entity_id: string }>> };
  const entity = known.landmarks[bed.slug]?.withEsign?.entity_id ?? Object.values(known.landmarks[bed.slug] ?? {}).find(({ entity_id: id }) => id)?.entity_id;
  const { id: accountId } = await control<{ id: string }>("/accounts", { program: bed.slug, body: { capabilities: ["deposit"], entities: { account_holders: [entity] }, details: { product_name: "Everyday Checking" }, documents: [] } });
  const { id: numberId } = await control<{ id: string }>("/account-numbers", { program: bed.slug, body: { account_id: accountId, entity_id: entity } });
  return { accountId, numberId };
}

describe("an announced account enters once, and is told once", () => {
  it.each([...announcedPhases])("when the worker dies at %s, and one that was accepted before the worker began", async (phase) => {
    const { accountId } = await numberedAccount();
    const program = { ...bed.program, announcements: { secrets: [new Secret(secretOf("everyday", "announcements"))], toleranceSeconds: 300 } };
    const request = signedRequestOf({ account_ids: [accountId] }, { secret: secretOf("everyday", "announcements") }, "announcement-signature", "v1");
    expect((await receiveAnnouncement(request, bed.slug, { db: db(), programOf: () => program })).status).toBe(202);
    await crash("announced", phase);
    expect(await workOnAnnounced({ db: db() }, bed.program)).toEqual({ settled: 0, unavailable: false });
    await db().update(announcedAccounts).set({ leasedUntil: new Date(0) }).where(eq(announcedAccounts.state, "waiting"));
    await workOnAnnounced({ db: db() }, bed.program);
    const [row] = await db().select({ state: announcedAccounts.state, leasedBy: announcedAccounts.leasedBy }).from(announcedAccounts).where(eq(announcedAccounts.accountId, accountId));
    expect(row).toEqual({ state: phase === "remembered" ? "known" : "entered", leasedBy: null });
    expect((await entryOf(db(), bed.program, accountId))?.enteredBy).toBe("announced");
    const { rows } = await db().execute(sql`SELECT 1 FROM audit_entries WHERE account_id = ${accountId} AND action = 'entered-directory'`);
    expect(rows).toHaveLength(1);
  }, patienceMs);
});

describe("a walk goes on where it was", () => {
  it.each([...walkPhases])("when the worker dies at %s", async (phase) => {
    const { numberId } = await numberedAccount();
    await db().delete(leadWalks);
    await crash("walk", phase);
    const list = eventList(db(), bed.program, 300);
    if (phase !== "kept") expect(await walkOn({ db: db() }, bed.slug, list)).toBe("nothing-due");
    await db().update(leadWalks).set({ leasedUntil: sql`now() - interval '1 second'` });
    for (let step = await walkOn({ db: db() }, bed.slug, list); step === "page-kept"; ) step = await walkOn({ db: db() }, bed.slug, list);
    while ((await workOnEvents(db(), bed.slug)) > 0);
    const [number] = await db().select({ status: accountNumbers.status }).from(accountNumbers).where(eq(accountNumbers.accountNumberId, numberId));
    expect(number).toEqual({ status: "active" });
    expect((await db().select({ finishedAt: leadWalks.finishedAt }).from(leadWalks))[0]?.finishedAt).toBeInstanceOf(Date);
  }, patienceMs);
});

describe("a number's own account is confirmed once", () => {
  it.each([...settlementPhases])("when the worker dies at %s", async (phase) => {
    const { accountId, numberId } = await numberedAccount();
    await db().delete(leadWalks);
    const list = eventList(db(), bed.program, 300);
    for (let step = await walkOn({ db: db() }, bed.slug, list); step === "page-kept"; ) step = await walkOn({ db: db() }, bed.slug, list);
    while ((await workOnEvents(db(), bed.slug)) > 0);
    await db().update(settlementAccounts).set({ hasUnchecked: false }).where(sql`account_id <> ${accountId}`);
    await crash("settlement", phase);
    await db().update(settlementAccounts).set({ leasedUntil: new Date(0) });
    while ((await checkSettlement({ db: db() }, bed.program)).checked > 0);
    const [number] = await db().select({ own: accountNumbers.isOwnAccount }).from(accountNumbers).where(eq(accountNumbers.accountNumberId, numberId));
    expect(number).toEqual({ own: true });
    expect((await entryOf(db(), bed.program, accountId))?.enteredBy).toBe("account-number");
    expect(await verifyChain(db(), bed.slug)).toMatchObject({ findings: [] });
  }, patienceMs);
});
