import { randomUUID } from "node:crypto";
import { eq, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { permissionsOf } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import { AgreementUnderTest } from "../agreement/agreement-under-test";
import { auditEntries } from "../db/schema";
import { agreementExceptions, agreementRuns } from "../db/schema-agreement";
import { testPrograms } from "../directory/test-programs";
import type { Slug } from "../directory/test-programs";
import { exceptionDetail } from "./agreement-exception";
import { exceptionPage, openExceptions } from "./agreement-exceptions";
import { runDetail, runList, unmappedFile, unmappedRows } from "./agreement-runs";
import type { Caller } from "./authorise";
import { railCounts } from "./rail-counts";

let world: AgreementUnderTest;
let runId = "";
const programs = testPrograms("http://127.0.0.1:9");
const accountIds = Array.from({ length: 60 }, (_, index) => `account_${String(index).padStart(3, "0")}`);

function caller(role: Role, slug: Slug = "growth"): Caller {
  const program = programs.find((known) => known.slug === slug);
  if (!program) throw new Error("no program");
  return { actor: { subject: `person-${role}`, name: `A ${role}`, roles: [role] }, program, roles: [role], permissions: permissionsOf([role]) };
}

beforeAll(async () => {
  world = await AgreementUnderTest.start();
  for (const id of accountIds) await world.shows({ id, status: "active" });
  const bad = Array.from({ length: 55 }, (_, index) => `=cmd_${index},active`);
  const received = await world.started(["account_id,status", ...accountIds.map((id) => `${id},closed`), ...bad].join("\n"));
  await world.run({ atATime: 1_000 });
  runId = received;
});
afterAll(() => world.close());

function value<T>(result: { ok: true; value: T } | { ok: false; problem: { title: string } }): T {
  if (!result.ok) throw new Error(result.problem.title);
  return result.value;
}

describe("what agreement answers", () => {
  it("is for those alone who may see it, and of their program alone", async () => {
    const [first] = value(await exceptionPage(caller("auditor"), {}, world.db)).exceptions;
    const asks = (who: Caller) => [
      exceptionPage(who, {}, world.db), exceptionDetail(who, first?.id ?? "", world.db), runList(who, world.db), runDetail(who, runId, world.db), unmappedRows(who, runId, {}, world.db), unmappedFile(who, runId, world.db),
    ];
    for (const answer of await Promise.all(asks(caller("support")))) expect(answer).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    expect(await openExceptions(caller("support"), world.db, accountIds[0] ?? "")).toEqual([]);
    const [page, detail, list, ...ofRun] = await Promise.all(asks(caller("auditor", "everyday")));
    expect([page, list]).toMatchObject([{ ok: true, value: { exceptions: [] } }, { ok: true, value: [] }]);
    for (const answer of [detail, ...ofRun]) expect(answer).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
    expect(await exceptionDetail(caller("auditor"), "not-an-id", world.db)).toMatchObject({ ok: false });
    expect(await runDetail(caller("auditor"), randomUUID(), world.db)).toMatchObject({ ok: false });
  });

  it("walks every exception once, down and up, the oldest first", async () => {
    const ada = caller("auditor");
    const top = value(await exceptionPage(ada, {}, world.db));
    const rest = value(await exceptionPage(ada, { after: top.next ?? "" }, world.db));
    expect([top.exceptions.length, rest.exceptions.length, rest.next, top.previous]).toEqual([50, 10, null, null]);
    expect([...top.exceptions, ...rest.exceptions].map(({ accountId }) => accountId).sort()).toEqual(accountIds);
    const back = value(await exceptionPage(ada, { before: rest.previous ?? "" }, world.db));
    expect(back.exceptions).toEqual(top.exceptions);
  });

  it("is narrowed by state, cause, owner and age, and says of an account that it changed since", async () => {
    const ada = caller("auditor");
    const accountId = accountIds[7] ?? "";
    await world.db.update(agreementExceptions).set({ cause: "timing", owner: "person-x", ownerName: "X", firstSeenAt: new Date(Date.now() - 40 * 86_400_000) }).where(eq(agreementExceptions.accountId, accountId));
    const found = async (query: Parameters<typeof exceptionPage>[1]) => value(await exceptionPage(ada, query, world.db)).exceptions.map((exception) => exception.accountId);
    expect(await found({ cause: "timing" })).toEqual([accountId]);
    expect(await found({ owner: "person-x" })).toEqual([accountId]);
    expect(await found({ age: "30" })).toEqual([accountId]);
    expect(await found({ age: "90" })).toEqual([]);
    expect(await found({ owner: "none", age: "7" })).toEqual([]);
    expect((await found({ cause: "none" })).includes(accountId)).toBe(false);
    await world.shows({ id: accountId, status: "closed" });
    expect(await found({ state: "resolved" })).toEqual([accountId]);
    const other = accountIds[8] ?? "";
    expect((await openExceptions(ada, world.db, other)).map(({ changedSince }) => changedSince)).toEqual([false]);
    await world.db.update(agreementExceptions).set({ theirsAsOf: new Date("2020-01-01T00:00:00Z") }).where(eq(agreementExceptions.accountId, other));
    await world.changedAtLead(other, new Date("2021-01-01T00:00:00Z"));
    const [changed] = await openExceptions(ada, world.db, other);
    expect(changed?.changedSince).toBe(true);
    expect(value(await exceptionDetail(ada, changed?.id ?? "", world.db))).toMatchObject({ now: { value: "active" }, firstRun: { id: runId, fileName: "ledger.csv" }, owners: [] });
  });

  it("gives unmapped rows by page and as a harmless file, and writes the download down", async () => {
    const ada = caller("auditor");
    const top = value(await unmappedRows(ada, runId, {}, world.db));
    const rest = value(await unmappedRows(ada, runId, { after: top.next ?? 0 }, world.db));
    expect([top.rows.length, rest.rows.length, rest.next]).toEqual([50, 5, null]);
    expect(value(await unmappedRows(ada, runId, { before: rest.previous ?? 0 }, world.db)).rows).toEqual(top.rows);
    let text = "";
    for await (const lines of value(await unmappedFile(ada, runId, world.db))) text += lines;
    const lines = text.trimEnd().split("\r\n");
    expect(lines).toHaveLength(56);
    expect(lines.filter((line) => line.includes(",=") || line.startsWith("="))).toEqual([]);
    const [entry] = await world.db.select().from(auditEntries).where(eq(auditEntries.action, "export"));
    expect(entry).toMatchObject({ actor: "person-auditor", details: { runId } });
  });

  it("says that the same file came in before, and offers the latest time of its rows", async () => {
    const content = "account_id,status,as_of\naccount_000,active,2026-05-03\naccount_001,active,2026-05-01\n";
    const one = value(await world.receive(content)).runId;
    await world.db.update(agreementRuns).set({ uploadedAt: new Date(Date.now() - 60_000) }).where(eq(agreementRuns.id, one));
    const two = value(await world.receive(content)).runId;
    expect(value(await runDetail(caller("auditor"), two, world.db))).toMatchObject({ sameAs: { id: one }, asOfText: "2026-05-03 23:59:59", status: "ready" });
  });

  it("counts what is open for the rail, no further than it shows, and lists a person's own", async () => {
    const open = await world.db.$count(agreementExceptions, isNull(agreementExceptions.resolvedAt));
    expect(value(await railCounts(caller("program_manager"), world.db))).toEqual({ agreement: { count: open, more: false } });
    expect(value(await railCounts(caller("program_manager", "everyday"), world.db))).toEqual({});
    expect(value(await railCounts(caller("support"), world.db))).toEqual({});
    await world.db.execute(sql`
      INSERT INTO agreement_exceptions SELECT (jsonb_populate_record(NULL::agreement_exceptions, to_jsonb(one) || jsonb_build_object('id', gen_random_uuid(), 'field', 'currency', 'owner', 'person-program_manager', 'owner_name', 'A program_manager'))).* FROM agreement_exceptions one WHERE resolved_at IS NULL`);
    expect(value(await railCounts(caller("program_manager"), world.db))).toEqual({ agreement: { count: 99, more: true } });
    const mine = value(await exceptionPage(caller("program_manager"), { owner: "person-program_manager" }, world.db));
    expect([mine.exceptions.length, mine.next === null, new Set(mine.exceptions.map(({ field }) => field))]).toEqual([50, false, new Set(["currency"])]);
  });
});
