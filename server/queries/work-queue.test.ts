import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { may, permissions } from "@/lib/permissions";
import type { Permission, Role } from "@/lib/permissions";
import { appendEntry } from "../audit/append-entry";
import { recordSessionEvent } from "../audit/session-entries";
import { openDatabase } from "../db/client";
import { commands } from "../db/schema";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import type { Caller } from "./authorise";
import { operatorNames } from "./operator-names";
import { hasWorkQueue, workQueue } from "./work-queue";

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
  const held = (Object.keys(permissions) as Permission[]).filter((permission) => may([role], permission));
  const program = { slug, timeZone: "America/Chicago" } as Caller["program"];
  return { actor: { subject: `person-${role}`, name: `A ${role}`, roles: [role] }, program, roles: [role], permissions: new Set(held) };
}

const changes = [
  { path: "status", old: "active", new: "inactive" },
  { path: "details.credit.report", old: null, new: { score: 700 } },
];

const problem = { kind: "unconfirmed" as const, title: "What this relied on changed.", differences: [{ path: "status_reason", seen: "dormant", now: "frozen" }] };

async function stopped(program = "growth"): Promise<string> {
  const id = randomUUID();
  const { actor } = caller("program_manager");
  await app.db.insert(commands).values({
    id, program, name: "deactivate-account", accountId: `account_${id.slice(0, 8)}`, subjectKey: id, input: {}, inputHash: Buffer.from("x"),
    status: "needs-a-person", operator: actor.subject, operatorName: actor.name, operatorRoles: ["program_manager"], sends: 3, problem,
  });
  await app.db.transaction((tx) => appendEntry(tx, { program, actor, action: "deactivate-account", outcome: "asked", commandId: id, changes }));
  return id;
}

describe("what waits in a program", () => {
  test("compliance gets what needs a person, with what it asked for", async () => {
    const id = await stopped();
    await stopped("everyday");
    const queue = await workQueue(caller("compliance"), app.db);
    expect(queue).toMatchObject({ ok: true, value: { maySettle: true, processes: [], needsAPerson: [{ commandId: id, sends: 3, askedBy: "A program_manager", changes }] } });
  });

  test("an administrator sees it masked, and settles nothing", async () => {
    const queue = await workQueue(caller("administrator"), app.db);
    expect(queue).toMatchObject({ ok: true, value: { maySettle: false, processes: null } });
    expect(queue.ok && queue.value.needsAPerson[0]?.changes).toEqual([changes[0]]);
    expect(queue.ok && queue.value.needsAPerson[0]?.problem).toEqual({ kind: problem.kind, title: problem.title });
  });

  test("an auditor sees all of it, and settles nothing", async () => {
    const queue = await workQueue(caller("auditor"), app.db);
    expect(queue).toMatchObject({ ok: true, value: { maySettle: false, processes: null } });
    expect(queue.ok && queue.value.needsAPerson[0]?.changes).toEqual(changes);
    expect(queue.ok && queue.value.needsAPerson[0]?.problem).toEqual(problem);
  });

  test.each(["program_manager", "support"] as const)("%s sees nothing of it, and is refused", async (role) => {
    expect(hasWorkQueue(caller(role))).toBe(false);
    expect(await workQueue(caller(role), app.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  });
});

describe("the names of those who called Lead", () => {
  test("come from the program's trail, or else from a sign-in", async () => {
    const newcomer = { subject: "person-new", name: "Newly Come" };
    await app.db.transaction((tx) => recordSessionEvent({ kind: "signed-in", sessionId: randomUUID(), ...newcomer }, tx));
    const names = await operatorNames(caller("auditor"), ["person-new", "person-program_manager", "person-new", "nobody"], app.db);
    expect(names).toEqual({ "person-new": "Newly Come", "person-program_manager": "A program_manager" });
  });

  test("are nothing to those who may not read the calls", async () => {
    expect(await operatorNames(caller("support"), ["person-new"], app.db)).toEqual({});
  });
});
