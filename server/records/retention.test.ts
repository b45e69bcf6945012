import { createHash, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canonicalJson } from "@/lib/canonical-json";
import { samplePdf } from "@/lib/evidence/sample-files";
import { permissionsOf } from "@/lib/permissions";
import { verifyChain } from "../audit/verify-chain";
import { carmen, priya } from "../closures/process-test-bed";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { startProcessWorld } from "../closures/process-test-world";
import type { ProcessWorld } from "../closures/process-test-world";
import { runCommand } from "../commands/run-command";
import { openDatabase } from "../db/client";
import { auditEntries, commands } from "../db/schema";
import { receiveEvidence } from "../evidence/receive-evidence";
import type { Caller } from "../queries/authorise";
import { retentionReport } from "../queries/retention-report";
import { readClosingRecord } from "./closing-record";
import { closedAccount, pastItsTime } from "./record-test-bed";
import { runRetention } from "./run-retention";

let world: ProcessWorld;
let bed: ProcessTestBed;
let owner: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  world = await startProcessWorld();
  ({ bed } = world);
  owner = openDatabase(world.database.ownerUrl, 2);
});
afterAll(async () => {
  await owner.pool.end();
  await world.close();
});

const stopping = new AbortController().signal;
const read = (id: string) => bed.deps.db.transaction((tx) => readClosingRecord(tx, bed.programOf(), id));
const caller = (actor = carmen): Caller => ({
  actor, program: bed.programOf(), roles: actor.roles,
  permissions: permissionsOf(actor.roles),
});
async function report() {
  const answer = await retentionReport(caller(), bed.deps.db);
  if (!answer.ok) throw new Error(answer.problem.title);
  return answer.value;
}
const purge = (listHash: string, actor = carmen) =>
  runCommand(bed.deps, { actor, submission: { program: "everyday", name: "purge-records", commandId: randomUUID(), input: { listHash, reason: "By the records committee" } } });
const run = (program = bed.programOf()) => runRetention({ db: bed.deps.db }, program, stopping);
const asConsole = (statement: ReturnType<typeof sql>) => bed.deps.db.execute(statement).then(() => "done", (error: { cause?: Error }) => String(error.cause?.message));

describe("what is past its time", () => {
  test("is said before anything is done, and only whoever may sees it", async () => {
    const one = await closedAccount(bed);
    expect((await report()).items.map(({ id }) => id)).not.toContain(one.recordId);
    await pastItsTime(owner.db, [one.recordId]);
    expect(await report()).toMatchObject({ years: 7, items: [{ id: one.recordId, kind: "closing", accountId: one.accountId, retainUntil: "2017-01-15" }], runs: [], mayPurge: true });
    expect(await retentionReport(caller(priya), bed.deps.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await run()).toBe(0);
    expect(await read(one.recordId)).toMatchObject({ closing: { reason: "paid_off" }, purged: null });
  });

  test("is purged when exactly this list is confirmed; a tombstone with the hash of the record stays", async () => {
    const one = await closedAccount(bed, "letter");
    const evidenceId = randomUUID();
    const file = { evidenceId, program: bed.programOf(), actor: carmen, fileName: "letter.pdf", body: new Blob([new Uint8Array(samplePdf())]).stream(), declaredBytes: null };
    expect(await receiveEvidence(bed.deps.db, file)).toMatchObject({ ok: true });
    expect(await bed.submit(carmen, "add-evidence", { accountId: one.accountId, evidenceId, subject: { kind: "process", id: one.recordId }, description: "The letter as it was mailed" })).toMatchObject({ ok: true });
    await pastItsTime(owner.db, [one.recordId]);
    const before = await read(one.recordId);
    expect(before?.closing?.notice).toMatchObject({ recipients: [{ report: { score: { value: 541 } } }], letters: [{ text: expect.stringContaining("Your score was 541") }], lettersHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const { listHash, items } = await report();
    expect(await purge("0".repeat(64))).toMatchObject({ ok: false, problem: { title: "This is no longer the list of what is past its time." } });
    expect(await purge(listHash, priya)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await purge(listHash)).toMatchObject({ ok: true });
    expect(await purge(listHash)).toMatchObject({ ok: false, problem: { title: "Another list is being purged." } });
    expect(await run()).toBe(items.length);
    const hash = createHash("sha256").update(canonicalJson(before)).digest("hex");
    expect(await read(one.recordId)).toMatchObject({
      closing: null, calls: [], followUps: [], numberReads: [], before: null, after: null, facts: null,
      purged: { reason: "By the records committee", recordHash: hash, subject: "client_closed", by: { name: "Carmen Ortiz" } },
    });
    for (const table of ["closures", "process_decisions"]) expect((await owner.db.execute(sql`SELECT 1 FROM ${sql.identifier(table)} WHERE process_id = ${one.recordId}`)).rows).toEqual([]);
    for (const [table, column] of [["evidence", "id"], ["evidence_uploads", "id"], ["evidence_chunks", "upload_id"]] as const) {
      expect((await owner.db.execute(sql`SELECT 1 FROM ${sql.identifier(table)} WHERE ${sql.identifier(column)} = ${evidenceId}`)).rows).toEqual([]);
    }
    const holder = await bed.holder(one.accountId);
    const { rows } = await owner.db.execute<{ left: string }>(sql`
      SELECT to_jsonb(command)::text AS left FROM commands command WHERE account_id = ${one.accountId}
      UNION ALL SELECT to_jsonb(approval)::text FROM approvals approval WHERE process_id = ${one.recordId}
      UNION ALL SELECT to_jsonb(entry)::text FROM register_entries entry WHERE id = ${one.recordId}
      UNION ALL SELECT to_jsonb(process)::text FROM processes process WHERE id = ${one.recordId}`);
    expect((await owner.db.execute(sql`SELECT kind, reason, stage, notice, asked_by, approver, determination, reasons, note, recipient, method, delivered_on, notice_by, purged_at IS NULL AS held FROM register_entries WHERE id = ${one.recordId}`)).rows).toEqual([
      { kind: "closing", reason: "client_closed", stage: "closed", notice: "given", asked_by: null, approver: null, determination: null, reasons: [], note: null, recipient: null, method: null, delivered_on: null, notice_by: null, held: false },
    ]);
    expect(rows.filter(({ left }) => left.includes(holder) || left.includes("registered mail") || /Northern Credit Bureau|Quill Scores|Late payments on two cards/.test(left) || left.includes("as it was mailed"))).toEqual([]);
    expect((await bed.deps.db.select().from(auditEntries).where(eq(auditEntries.action, "record-purged"))).find(({ accountId }) => accountId === one.accountId))
      .toMatchObject({ actorName: "Carmen Ortiz", details: { record: one.recordId, recordHash: hash } });
    expect(await bed.trail(one.accountId)).toContain("request-closing done");
    expect(await verifyChain(bed.deps.db, "everyday")).toMatchObject({ findings: [] });
    expect(await report()).toMatchObject({ items: [], runs: [{ records: items.length, purged: items.length, kept: 0, endedAt: expect.any(String) }] });
  });

  test("is kept under a legal hold, also one that is placed after the list was confirmed", async () => {
    const [held, late] = [await closedAccount(bed), await closedAccount(bed)];
    await pastItsTime(owner.db, [held.recordId, late.recordId]);
    expect(await bed.submit(carmen, "place-legal-hold", { ...held, reason: "Inquiry 26-11" })).toMatchObject({ ok: true });
    const { listHash, items, heldBack } = await report();
    expect({ ids: items.map(({ id }) => id), heldBack }).toEqual({ ids: [late.recordId], heldBack: 1 });
    expect(await purge(listHash)).toMatchObject({ ok: true });
    expect(await bed.submit(carmen, "place-legal-hold", { ...late, reason: "Claim of the holder" })).toMatchObject({ ok: true });
    expect(await run()).toBe(1);
    expect(await read(late.recordId)).toMatchObject({ closing: { reason: "paid_off" }, purged: null });
    expect((await report()).runs[0]).toMatchObject({ purged: 0, kept: 1, endedAt: expect.any(String) });
  });

  test("is kept for longer where the setting says so by now", async () => {
    const one = await closedAccount(bed);
    await pastItsTime(owner.db, [one.recordId]);
    expect(await run({ ...bed.programOf(), retention: { years: 30 } })).toBeGreaterThan(0);
    expect((await read(one.recordId))?.retention.retainUntil).toBe("2040-01-15");
    expect((await report()).items.map(({ id }) => id)).not.toContain(one.recordId);
  });
});

describe("the console's own role", () => {
  test("purges only what was confirmed, is past its day and is under no hold, and deletes nothing besides", async () => {
    const one = await closedAccount(bed, "letter");
    const hash = sql`decode(repeat('00', 32), 'hex')`;
    expect(await asConsole(sql`SELECT purge_closing_record(${one.recordId}, ${randomUUID()}, ${hash})`)).toContain("may not be purged");
    const runId = randomUUID();
    await bed.deps.db.execute(sql`INSERT INTO retention_runs (id, program, list_hash, record_count, reason, confirmed_by, confirmed_by_name, confirmed_by_roles) VALUES (${runId}, 'everyday', ${hash}, 1, 'x', 'x', 'x', '{}')`);
    await bed.deps.db.execute(sql`INSERT INTO retention_run_records (run_id, record_id, program, retain_until) VALUES (${runId}, ${one.recordId}, 'everyday', '2017-01-15')`);
    expect(await asConsole(sql`SELECT purge_closing_record(${one.recordId}, ${runId}, ${hash})`)).toContain("may not be purged");
    for (const table of ["closures", "corrections", "closures_elsewhere", "process_decisions", "commands", "processes", "closure_records", "closure_addenda", "closure_calls", "closure_follow_ups", "legal_holds", "evidence", "evidence_chunks", "approvals", "audit_entries", "retention_runs"]) {
      expect(await asConsole(sql`DELETE FROM ${sql.identifier(table)}`), table).toContain("permission denied");
    }
    expect(await asConsole(sql`UPDATE closure_records SET purged_at = now()`)).toContain("permission denied");
    expect(await asConsole(sql`UPDATE closure_records SET retain_until = '2000-01-01' WHERE id = ${one.recordId}`)).toContain("never shortened");
    await owner.db.execute(sql`UPDATE retention_runs SET ended_at = now() WHERE id = ${runId}`);
    expect(await bed.deps.db.select({ id: commands.id }).from(commands).where(eq(commands.processId, one.recordId))).toHaveLength(2);
  });
});
