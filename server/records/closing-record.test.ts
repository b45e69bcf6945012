import { createHash, randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addMonths } from "@/lib/closures/retention";
import { confirmationText } from "@/lib/closures/reasons";
import { samplePdf } from "@/lib/evidence/sample-files";
import { businessDate } from "@/lib/format";
import type { Permission } from "@/lib/permissions";
import { clientClosedSample, paidOffSample } from "../closures/closing-samples";
import { correctionSample } from "../closures/correction-samples";
import { carmen, priya } from "../closures/process-test-bed";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { startProcessWorld } from "../closures/process-test-world";
import type { ProcessWorld } from "../closures/process-test-world";
import { leadCalls } from "../db/schema";
import { openDatabase } from "../db/client";
import { receiveEvidence } from "../evidence/receive-evidence";
import type { Caller } from "../queries/authorise";
import { closingRecord, exportClosingRecord } from "../queries/closing-record";
import { followUpsToDo } from "../queries/work-queue";
import { readClosingRecord } from "./closing-record";

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
beforeEach(() => bed.control("DELETE", "/faults"));

type One = { accountId: string; processId: string };
const today = () => businessDate(new Date(), "America/Chicago");
const read = (id: string) => bed.deps.db.transaction((tx) => readClosingRecord(tx, bed.programOf(), id));
const decide = (one: One) => bed.submit(carmen, "decide-closing", { ...one, decision: "approve", comment: "As the file says", typed: confirmationText(one.accountId) });

async function asked(sample: "letter" | "plain"): Promise<One> {
  const one = { accountId: await bed.account(), processId: randomUUID() };
  const request = await bed.request(one.accountId, { ...(sample === "plain" ? paidOffSample() : clientClosedSample(one.accountId, await bed.holder(one.accountId))), note: "Agreed by telephone" });
  expect(await bed.submit(priya, "request-closing", { ...one, request })).toMatchObject({ ok: true });
  return one;
}

async function closedWithLetter(): Promise<One> {
  const one = await asked("letter");
  expect(await decide(one)).toMatchObject({ ok: true });
  expect(await bed.submit(carmen, "send-closing-letter", { ...one, delivered: { on: today(), time: null } })).toMatchObject({ ok: true });
  expect(await bed.process(one.processId)).toMatchObject({ stage: "closed" });
  return one;
}

describe("the record of a closing", () => {
  test("holds who asked and approved, the letter, the account before and after, and both calls with their keys", async () => {
    const one = await closedWithLetter();
    const record = await read(one.processId);
    const holder = await bed.holder(one.accountId);
    expect(record).toMatchObject({
      version: 1, id: one.processId, kind: "closing", stage: "closed",
      program: { slug: "everyday", timeZone: "America/Chicago", environment: "simulator" },
      account: { id: one.accountId, holders: [{ entityId: holder, name: expect.any(String) }] },
      closing: {
        reason: "client_closed", note: "Agreed by telephone", determination: { kind: "not-applicable" }, actionTakenOn: today(),
        requested: { name: "Priya Nair", subject: "person-priya nair", roles: ["program_manager"], at: { utc: expect.stringMatching(/Z$/), business: expect.stringMatching(/ C[SD]T$/) } },
        decided: { name: "Carmen Ortiz", decision: "approved", roles: ["compliance"], comment: "As the file says" },
        notice: { path: "letter", recipients: [{ entityId: holder }], method: "other", otherMethod: "By registered mail" },
        delivery: { deliveredOn: today(), timeKnown: false, act: { name: "Carmen Ortiz" } },
        noticeInTime: true,
      },
      facts: { status: "active", openHolds: [], balance: null },
      before: { status: "active" }, after: { status: "closed", status_reason: "client_closed" },
      goes: [{ attempt: 1, name: "Carmen Ortiz" }],
      retention: { endedOn: today(), notifiedOn: today(), retainUntil: addMonths(today(), 84) },
    });
    expect(record?.changes).toContainEqual({ path: "status", old: "active", new: "closed" });
    const steps = await bed.steps(one.processId);
    expect(record?.calls.map(({ step, key, status, method }) => ({ step, key, status, method }))).toEqual([
      { step: "record-notice", key: steps[0]?.id, status: 200, method: "PATCH" },
      { step: "close", key: steps[1]?.id, status: 200, method: "POST" },
    ]);
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  });

  test("keeps its calls when the call log has lost them, and nobody changes them", async () => {
    const one = await closedWithLetter();
    await bed.deps.db.delete(leadCalls);
    expect((await read(one.processId))?.calls.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual(["record-notice answered", "close answered"]);
    const change = (statement: ReturnType<typeof sql>) => owner.db.execute(statement).then(() => "changed", (error: { cause?: Error }) => String(error.cause?.message));
    expect(await change(sql`UPDATE closure_calls SET status = 500 WHERE record_id = ${one.processId}`)).toContain("append-only");
    expect(await change(sql`DELETE FROM closure_calls WHERE record_id = ${one.processId}`)).toContain("append-only");
    expect(await change(sql`UPDATE closure_records SET retain_until = retain_until - 1 WHERE id = ${one.processId}`)).toContain("never shortened");
  });

  test("names each file that was kept for it, with its hash, and leaves out what was added by mistake", async () => {
    const one = await asked("plain");
    const [kept, mistaken] = [randomUUID(), randomUUID()];
    for (const evidenceId of [kept, mistaken]) {
      const upload = { evidenceId, program: bed.programOf(), actor: carmen, fileName: "receipt.pdf", body: new Blob([new Uint8Array(samplePdf())]).stream(), declaredBytes: null };
      expect(await receiveEvidence(bed.deps.db, upload)).toMatchObject({ ok: true });
      const subject = { kind: "process", id: one.processId };
      expect(await bed.submit(carmen, "add-evidence", { accountId: one.accountId, evidenceId, subject, description: "The last payment" })).toMatchObject({ ok: true });
    }
    expect(await bed.submit(carmen, "withdraw-evidence", { accountId: one.accountId, evidenceId: mistaken, reason: "Sent twice" })).toMatchObject({ ok: true });
    const sha256 = createHash("sha256").update(samplePdf()).digest("hex");
    expect((await read(one.processId))?.evidence).toMatchObject([{ id: kept, name: "receipt.pdf", contentType: "application/pdf", bytes: samplePdf().length, sha256, added: { name: "Carmen Ortiz" } }]);
  });

  test("leaves its checklist and two reads of the account numbers, in the transaction that closes", async () => {
    const one = await asked("plain");
    expect((await read(one.processId))?.followUps).toEqual([]);
    expect(await decide(one)).toMatchObject({ ok: true });
    const record = await read(one.processId);
    expect(record?.followUps.map(({ code, owner: role, state }) => ({ code, role, state }))).toEqual(
      ["account-numbers", "cards", "authorized-users", "recurring-debits"].map((code) => ({ code, role: "program_manager", state: "open" })),
    );
    expect(record?.numberReads.map(({ round, readAt }) => ({ round, readAt }))).toEqual([{ round: "day-1", readAt: null }, { round: "day-10", readAt: null }]);
    expect(record?.closing).toMatchObject({ notice: null, noticeDueOn: null, noticeInTime: null });
  });
});

describe("a case that was stopped after the letter", () => {
  async function letterOut(): Promise<One> {
    const one = await asked("letter");
    expect(await decide(one)).toMatchObject({ ok: true });
    expect(await world.halted.submit(carmen, "send-closing-letter", { ...one, delivered: { on: today(), time: null } })).toMatchObject({ ok: true });
    await bed.deps.db.execute(sql`UPDATE processes SET leased_by = NULL, leased_until = NULL WHERE id = ${one.processId}`);
    return one;
  }

  test("is only abandoned, by compliance, with a corrective letter, which its record has", async () => {
    const one = await letterOut();
    expect(await bed.submit(carmen, "decide-closing", { ...one, decision: "decline", comment: "Too late" })).toMatchObject({ ok: false, problem: { title: "This closing is decided already." } });
    const abandon = (actor: typeof carmen, over: object = {}) => bed.submit(actor, "abandon-closing", { ...one, reason: "The holder settled", ...over });
    expect(await abandon(priya, { correctiveLetter: { on: today(), text: "Your account stays open." } })).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await abandon(carmen)).toMatchObject({ ok: false, problem: { fields: [{ path: "correctiveLetter.on" }] } });
    expect(await abandon(carmen, { correctiveLetter: { on: today(), text: "Your account stays open." } })).toMatchObject({ ok: true });
    expect(await read(one.processId)).toMatchObject({
      stage: "abandoned",
      closing: { delivery: { deliveredOn: today() }, closedAt: null, abandoned: { name: "Carmen Ortiz", reason: "The holder settled", correctiveLetter: { on: today(), text: "Your account stays open." } } },
      followUps: [], numberReads: [], after: null, retention: { endedOn: today(), notifiedOn: today() },
    });
  });
});

describe("the records of one account know of each other", () => {
  test("a correction that makes it active again ends what the closing left to do", async () => {
    const one = await asked("plain");
    expect(await decide(one)).toMatchObject({ ok: true });
    const processId = randomUUID();
    const plan = { ...correctionSample(one.accountId, await bed.holder(one.accountId)), errorClass: "wrong-account", target: "active", trueClosedOn: undefined, closedAgain: undefined };
    expect(await bed.submit(carmen, "correct-closure", { act: "start", processId, accountId: one.accountId, plan })).toMatchObject({ ok: true });
    expect(await bed.process(processId)).toMatchObject({ stage: "done" });
    expect(await read(processId)).toMatchObject({
      kind: "correction", stage: "done",
      correction: { errorClass: "wrong-account", target: "active", reasonBefore: "paid_off", started: { name: "Carmen Ortiz" }, reopenedAt: { utc: expect.any(String) } },
      before: { status: "closed" }, after: { status: "active" },
      calls: [{ step: "reopen", status: 200 }], related: [{ id: one.processId, kind: "closing" }], retention: { endedOn: today() },
    });
    const closing = await read(one.processId);
    expect(closing?.related).toMatchObject([{ id: processId, kind: "correction", words: "Wrong account" }]);
    expect(new Set(closing?.followUps.map(({ state, settled }) => `${state} ${settled?.name}`))).toEqual(new Set(["not-applicable Console"]));
    expect(closing?.numberReads).toEqual([]);
  });

  test("a closure made elsewhere has what is known of it, and what compliance completed", async () => {
    const accountId = await bed.account();
    await bed.control("PATCH", `/accounts/${accountId}`, { status: "closed", status_reason: "paid_off", details: { closed_at: "2026-10-01T10:00:00Z" } });
    await bed.remember(accountId);
    const { rows } = await bed.deps.db.execute<{ id: string }>(sql`SELECT id FROM closures_elsewhere WHERE account_id = ${accountId}`);
    const id = rows[0]?.id ?? "";
    expect(await read(id)).toMatchObject({ kind: "elsewhere", stage: "waiting", elsewhere: { reason: "paid_off", statusBefore: "active", completed: null }, retention: { retainUntil: null } });
    expect(await bed.submit(carmen, "complete-closed-elsewhere", { accountId, closureId: id, finding: "lead", reason: "Lead wrote to us" })).toMatchObject({ ok: true });
    expect(await read(id)).toMatchObject({
      stage: "completed", elsewhere: { closedAt: { utc: "2026-10-01T10:00:00.000Z" }, completed: { finding: "lead", comment: "Lead wrote to us", name: "Carmen Ortiz" } },
      retention: { endedOn: today(), retainUntil: addMonths(today(), 84) },
    });
  });

  test("none is found under another program, or before it is written down", async () => {
    const one = await asked("plain");
    const other = bed.deps.programOf("growth");
    if (!other) throw new Error("The demo has two programs.");
    expect(await readClosingRecord(bed.deps.db, other, one.processId)).toBeNull();
    expect(await read(randomUUID())).toBeNull();
  });
});

describe("who gets it", () => {
  const caller = (...held: Permission[]): Caller => ({ actor: carmen, program: bed.programOf(), roles: carmen.roles, permissions: new Set(held) });

  test("nobody without closure records; as a file, only with the entry of its export", async () => {
    const one = await asked("plain");
    expect(await closingRecord(caller(), one.processId, bed.deps.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await exportClosingRecord(caller("read-closures"), one.processId, bed.deps.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await closingRecord(caller("read-closures"), "nothing", bed.deps.db)).toEqual({ ok: true, value: null });
    const file = await exportClosingRecord(caller("read-closures", "export"), one.processId, bed.deps.db);
    expect(file).toMatchObject({ ok: true, value: { fileName: `closing-${one.accountId}-${today()}.json` } });
    expect(file.ok && file.value && JSON.parse(file.value.json)).toEqual(await read(one.processId));
    expect((await bed.trail(one.accountId)).filter((entry) => entry.startsWith("export"))).toEqual(["export done"]);
  });

  test("what is left to do is found by whoever may see closure records", async () => {
    const one = await asked("plain");
    expect(await decide(one)).toMatchObject({ ok: true });
    expect(await followUpsToDo(caller("settle-follow-up"), bed.deps.db)).toBeNull();
    const open = (await followUpsToDo(caller("read-closures", "settle-follow-up"), bed.deps.db))?.items.filter(({ path }) => path === `closures/${one.processId}`);
    expect(open?.map(({ id }) => id.split(":")[1])).toEqual(["authorized-users", "cards", "recurring-debits", "account-numbers"]);
    expect(open?.[1]).toMatchObject({ accountId: one.accountId, productName: "Everyday Checking", what: "Close the cards", owner: "Program manager", due: { words: "1 business day left", state: "soon" } });
  });
});
