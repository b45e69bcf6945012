import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseActivityQuery } from "@/lib/activity-query";
import { consoleActor } from "@/lib/operator";
import { may, permissionsOf, roles } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import type { Result } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import type { NewAuditEntry } from "../audit/append-entry";
import { databaseCallSink } from "../audit/call-sink";
import { recordSessionEvent } from "../audit/session-entries";
import { openDatabase } from "../db/client";
import { auditEntries, commands, drafts, processes } from "../db/schema";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { accountTimeline } from "./account-timeline";
import { activity, activityPeople } from "./activity";
import type { Caller } from "./authorise";
import { callList } from "./calls";
import { myWork } from "./my-work";

let database: TestDatabase;
let app: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  database = await createTestDatabase();
  app = openDatabase(database.appUrl);
});
afterAll(async () => {
  await app?.pool.end();
  await database?.drop();
});

function caller(role: Role, slug = "growth"): Caller {
  const program = { slug, timeZone: "America/Chicago" } as Caller["program"];
  return { actor: { subject: `person-${role}`, name: `A ${role}`, roles: [role] }, program, roles: [role], permissions: permissionsOf([role]) };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.title);
  return result.value;
}

const append = (entry: Partial<NewAuditEntry>) =>
  app.db.transaction((tx) => appendEntry(tx, { program: "growth", actor: caller("program_manager").actor, action: "update-account", outcome: "done", accountId: "account_1", ...entry }));

describe("the trail", () => {
  beforeAll(async () => {
    for (let index = 0; index < 120; index += 1) await append({ details: { index }, accountId: index % 2 === 0 ? "account_1" : "account_2" });
    await append({ accountId: "account_3", action: "place-hold", actor: caller("compliance").actor, details: { type: "sanctions" }, changes: [{ path: "hold", old: null, new: "sanctions" }] });
    await append({ accountId: "account_3", action: "deactivate-account", details: { reason: "frozen", note: "an SDN match", currency: "USD" } });
    await append({ accountId: "account_3", changes: [{ path: "details.credit.report.score", old: "score-before", new: "score-after" }, { path: "details.credit.limit", old: 2, new: 1 }, { path: "secret_new_field", old: 1, new: 2 }] });
    await append({ accountId: "account_3", action: "release-hold", details: { reason: "no SDN after all" } });
    await append({ accountId: "account_3", action: "settle-command", details: { reason: "SDN team said so" } });
    await append({ program: "everyday", accountId: "account_1", action: "close-account" });
  });

  test("of an account is paged newest first, there and back", async () => {
    const read = async (cursors: { after?: string; before?: string }) => valueOf(await accountTimeline(caller("support"), "account_1", cursors, app.db));
    const first = await read({});
    const second = await read({ after: first.next ?? "" });
    expect([first.entries.length, second.entries.length, second.next, first.previous]).toEqual([50, 10, null, null]);
    const all = [...first.entries, ...second.entries].map(({ seq }) => seq);
    expect(all).toEqual([...all].sort((a, b) => b - a));
    expect(new Set(all).size).toBe(60);
    expect((await read({ before: second.previous ?? "" })).entries).toEqual(first.entries);
    expect([...first.entries, ...second.entries].every(({ program }) => program === "growth")).toBe(true);
  });

  test("names the person for whom the console settled a request", async () => {
    const program = "other";
    const commandId = randomUUID();
    await app.db.insert(commands).values({
      id: commandId, program, name: "update-account", accountId: "account_4", subjectKey: "account_4", input: {}, inputHash: Buffer.from("hash"),
      status: "pending", operator: "person-priya", operatorName: "Priya Nair", operatorRoles: ["program_manager"],
    });
    await append({ program, accountId: "account_4", commandId, outcome: "asked" });
    await append({ program, accountId: "account_4", commandId, actor: consoleActor });
    await append({ program, accountId: "account_4", action: "changed-elsewhere", outcome: "observed", actor: consoleActor });
    const { entries } = valueOf(await accountTimeline(caller("support", program), "account_4", {}, app.db));
    expect(entries.map(({ onBehalfOf }) => onBehalfOf)).toEqual([null, "Priya Nair", null]);
  });

  test.each(roles)("%s learns no cause of a hold and no score without the right to it", async (role) => {
    const { entries } = valueOf(await accountTimeline(caller(role), "account_3", {}, app.db));
    const sent = JSON.stringify(entries);
    const seesAll = may([role], "read-sensitive");
    for (const secret of ["sanctions", "SDN", "score-before", "secret_new_field"]) expect(sent.includes(secret), secret).toBe(seesAll);
    const seesReasons = may([role], "read-restrictions");
    expect(entries.map(({ action }) => action)).toEqual(seesReasons ? ["settle-command", "release-hold", "update-account", "deactivate-account", "place-hold"] : ["update-account", "deactivate-account"]);
    expect(entries.find(({ action }) => action === "deactivate-account")?.details.reason).toBe(seesReasons ? "frozen" : undefined);
    expect(entries.find(({ action }) => action === "update-account")?.changes.map(({ path }) => path)).toContain("details.credit.limit");
  });

  test("of the program is filtered by person, action, outcome, account and business days", async () => {
    const read = async (address: string) => valueOf(await activity(caller("auditor"), parseActivityQuery(new URLSearchParams(address)), app.db)).entries;
    expect((await read("person=person-compliance")).map(({ action }) => action)).toEqual(["place-hold"]);
    expect(await read("action=deactivate-account")).toHaveLength(1);
    expect(await read("action=close-account")).toHaveLength(0);
    expect(await read("account=account_3&outcome=done&action=update-account")).toHaveLength(1);
    expect((await read("role=compliance")).map(({ action }) => action)).toEqual(["place-hold"]);
    expect(await read("role=auditor")).toEqual([]);
    expect(await read("role=nobody")).toHaveLength(50);
    expect(await read("to=2020-01-01")).toEqual([]);
    expect(await read("from=2020-01-01&to=2999-12-31")).toHaveLength(50);
    expect((await read("from=2026-02-30&action=x&account=%00")).length).toBe(50);
    expect(valueOf(await activityPeople(caller("auditor"), app.db))).toEqual([{ subject: "person-compliance", name: "A compliance" }, { subject: "person-program_manager", name: "A program_manager" }]);
  });

  test("is narrowed to minutes of the program's days, in an hour that comes twice as well", async () => {
    const program = "by-the-clock";
    const times = ["2026-11-20T14:29:59.999Z", "2026-11-20T14:30:00.000Z", "2026-11-20T14:30:59.999Z", "2026-11-20T14:31:00.000Z", "2026-11-01T06:30:00Z", "2026-11-01T07:30:00Z", "2026-11-01T08:30:00Z", "2026-03-08T07:59:59Z", "2026-03-08T08:00:00Z"];
    for (const [index, at] of times.entries()) {
      await app.db.insert(auditEntries).values({ chain: program, seq: index + 1, at: new Date(at), program, actor: "person-clock", actorName: "A", actorRoles: [], action: "update-account", outcome: "done", canonical: "", previous: Buffer.alloc(0), hash: Buffer.alloc(0) });
    }
    const read = async (from: string, to: string) => valueOf(await activity(caller("auditor", program), parseActivityQuery({ from, to }), app.db)).entries.map(({ at }) => at.slice(11, 19)).reverse();
    expect(await read("2026-11-20T08:30", "2026-11-20T08:30")).toEqual(["14:30:00", "14:30:59"]);
    expect(await read("2026-11-20", "2026-11-20T08:29")).toEqual(["14:29:59"]);
    expect(await read("2026-11-20T08:31", "2026-11-20")).toEqual(["14:31:00"]);
    expect(await read("2026-11-01T01:30", "2026-11-01T01:30")).toEqual(["06:30:00", "07:30:00"]);
    expect(await read("2026-11-01", "2026-11-01")).toEqual(["06:30:00", "07:30:00", "08:30:00"]);
    expect(await read("2026-03-08T01:59", "2026-03-08T01:59")).toEqual(["07:59:59"]);
    expect(await read("2026-03-08T03:00", "2026-03-08T03:00")).toEqual(["08:00:00"]);
  });

  test("is closed to those whom the policy leaves out, and the denial is on it", async () => {
    const denied = await activity(caller("support"), parseActivityQuery({}), app.db);
    expect(denied).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    const [last] = valueOf(await activity(caller("auditor"), parseActivityQuery({ outcome: "denied" }), app.db)).entries;
    expect(last).toMatchObject({ actor: { subject: "person-support" }, action: "denied", details: { permission: "read-activity" } });
  });

  test("signing in is on the console's own, being kept out of a program on the program's", async () => {
    const person = { subject: "person-nora", name: "Nora Falk" };
    await app.db.transaction((tx) => recordSessionEvent({ ...person, kind: "signed-in", sessionId: randomUUID() }, tx));
    await app.db.transaction((tx) => recordSessionEvent({ ...person, kind: "denied", program: "growth" }, tx));
    const { entries } = valueOf(await activity(caller("auditor"), parseActivityQuery({ person: "person-nora" }), app.db));
    expect(entries.map(({ chain, action, outcome }) => [chain, action, outcome])).toEqual([["growth", "denied", "denied"]]);
  });
});

test("my work is what I started here: what waits first, and no step of a process twice", async () => {
  const me = "person-support";
  const processId = randomUUID();
  await app.db.insert(processes).values({ id: processId, program: "growth", accountId: "account_9", kind: "closing", stage: "asked", plan: {}, planHash: Buffer.alloc(1), startedBy: me, startedByName: "Sam", startedByRoles: [] });
  const command = (more: Partial<typeof commands.$inferInsert>): typeof commands.$inferInsert => {
    const id = randomUUID();
    return { id, program: "growth", name: "activate-account", accountId: "account_5", subjectKey: id, input: {}, inputHash: Buffer.alloc(1), status: "succeeded", settledAt: new Date(), operator: me, operatorName: "Sam", operatorRoles: [], ...more };
  };
  await app.db.insert(commands).values([
    command({ askedAt: new Date("2026-01-03T00:00:00Z") }),
    command({ askedAt: new Date("2026-01-01T00:00:00Z"), status: "unconfirmed", settledAt: null }),
    command({ processId }),
    command({ operator: "person-else" }),
    command({ program: "everyday" }),
  ]);
  await app.db.insert(drafts).values({ owner: me, program: "growth", form: "open-account", subject: "new", content: Buffer.from("x"), updatedAt: new Date("2026-01-02T00:00:00Z") });
  const work = valueOf(await myWork(caller("support"), app.db));
  expect(work.map((item) => (item.kind === "command" ? item.receipt.status : item.kind))).toEqual(["process", "draft", "unconfirmed", "succeeded"]);
});

test("the calls to Lead are listed for those who may see them, by account and command", async () => {
  const sink = databaseCallSink(app.db);
  const commandId = randomUUID();
  const base = { program: "growth", method: "GET", outcome: "answered" as const, status: 200, durationMs: 3, tries: 1 };
  for (let index = 0; index < 55; index += 1) await sink.record({ ...base, path: `/v0/accounts/account_${index}/entity_relationships?limit=100`, startedAt: new Date(1_700_000_000_000 + index * 1000) });
  await sink.record({ ...base, method: "POST", path: "/v0/accounts", commandId, startedAt: new Date(1_800_000_000_000), responseBody: { id: "account_new", odd: "a\u0000" }, requestBody: { capabilities: ["deposit"] } });
  const read = async (query: Parameters<typeof callList>[1]) => valueOf(await callList(caller("auditor"), query, app.db));
  const first = await read({});
  expect(first.calls).toHaveLength(50);
  expect((await read({ after: first.next ?? "" })).calls).toHaveLength(6);
  expect((await read({ commandId })).calls).toMatchObject([{ accountId: "account_new", request: { capabilities: ["deposit"] }, response: { odd: "a\uFFFD" } }]);
  expect((await read({ accountId: "account_7" })).calls).toHaveLength(1);
  expect((await read({ commandId: "'; --" })).calls).toEqual([]);
  expect(await callList(caller("support"), {}, app.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
});
