import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyChain } from "../audit/verify-chain";
import { carmen } from "../closures/process-test-bed";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { startProcessWorld } from "../closures/process-test-world";
import type { ProcessWorld } from "../closures/process-test-world";
import { runCommand } from "../commands/run-command";
import { openDatabase } from "../db/client";
import { callPace } from "../directory/call-pace";
import { readClosingRecord } from "./closing-record";
import { numberReadPhases, readNumbersDue } from "./read-numbers";
import { closedAccount, listNumbers, pastItsTime } from "./record-test-bed";
import type { RecordsCrashPlan } from "./records-crash-child";
import { dueForPurge, listHash } from "./retention-list";
import { purgePhases, runRetention } from "./run-retention";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Each starts a process of its own. */
const patienceMs = 120_000;
const stopping = new AbortController().signal;

let world: ProcessWorld;
let bed: ProcessTestBed;
let owner: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  process.env["DATA_ENCRYPTION_KEY"] = Buffer.alloc(32, 7).toString("base64");
  world = await startProcessWorld();
  ({ bed } = world);
  owner = openDatabase(world.database.ownerUrl, 2);
});
afterAll(async () => {
  await owner.pool.end();
  await world.close();
});

async function crash(part: RecordsCrashPlan["part"], dieAt: string): Promise<void> {
  const plan: RecordsCrashPlan = { part, dieAt, databaseUrl: world.database.appUrl, simulatorUrl: world.simulator.url };
  const child = spawn(process.execPath, ["--import", "tsx", "--conditions=react-server", path.join(root, "server/records/records-crash-child.ts")], { cwd: root, env: { ...process.env, CRASH_PLAN: JSON.stringify(plan), LOG_LEVEL: "silent" }, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  expect(signal, said).toBe("SIGKILL");
}

const count = async (action: string, recordId: string) => (await bed.deps.db.execute<{ n: number }>(sql`SELECT count(*)::int AS n FROM audit_entries WHERE action = ${action} AND details->>'record' = ${recordId}`)).rows[0]?.n;

describe("a read of account numbers is done once, and told once", () => {
  test.each([...numberReadPhases])("when the worker dies at %s", async (phase) => {
    const one = await closedAccount(bed);
    await bed.control("POST", "/account-numbers", { program: "everyday", body: { account_id: one.accountId, entity_id: await bed.holder(one.accountId) } });
    await listNumbers(bed);
    await bed.deps.db.execute(sql`UPDATE closure_number_reads SET next_look_at = now() - interval '1 second' WHERE record_id = ${one.recordId} AND round = 'day-1'`);
    await crash("numbers", phase);
    await bed.deps.db.execute(sql`UPDATE closure_number_reads SET leased_until = now() - interval '1 second' WHERE state = 'waiting' AND leased_until IS NOT NULL`);
    await readNumbersDue({ db: bed.deps.db, pace: callPace(bed.deps.db, bed.programOf(), bed.deps.sink) }, bed.programOf(), stopping);
    const record = await readClosingRecord(bed.deps.db, bed.programOf(), one.recordId);
    expect(record?.numberReads[0]).toMatchObject({ round: "day-1", readAt: { utc: expect.any(String) } });
    expect(await count("numbers-read", one.recordId)).toBe(1);
  }, patienceMs);
});

describe("each record of a confirmed list is purged once, and told once", () => {
  test.each([...purgePhases])("when the worker dies at %s", async (phase) => {
    const both = [await closedAccount(bed), await closedAccount(bed)].map(({ recordId }) => recordId);
    await pastItsTime(owner.db, both);
    const hash = listHash(await dueForPurge(bed.deps.db, bed.programOf()));
    expect(await runCommand(bed.deps, { actor: carmen, submission: { program: "everyday", name: "purge-records", commandId: randomUUID(), input: { listHash: hash, reason: "By the records committee" } } })).toMatchObject({ ok: true });
    await crash("retention", phase);
    // The database lets go of what the dead held as soon as it sees that it is gone.
    const unfinished = async () => {
      await runRetention({ db: bed.deps.db }, bed.programOf(), stopping);
      return (await bed.deps.db.execute(sql`SELECT 1 FROM retention_runs WHERE ended_at IS NULL`)).rows.length;
    };
    await expect.poll(unfinished).toBe(0);
    for (const id of both) {
      expect((await readClosingRecord(bed.deps.db, bed.programOf(), id))?.purged).toMatchObject({ by: { name: "Carmen Ortiz" } });
      expect(await count("record-purged", id)).toBe(1);
    }
    expect(await verifyChain(bed.deps.db, "everyday")).toMatchObject({ findings: [] });
  }, patienceMs);
});
