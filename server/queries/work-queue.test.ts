import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addBusinessDays } from "@/lib/business-days";
import { addDays } from "@/lib/closures/due-dates";
import type { FieldChange } from "@/lib/fields/field-changes";
import { businessDate } from "@/lib/format";
import { consoleActor } from "@/lib/operator";
import { permissionsOf } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import { firstOfSection, workDays, workSections } from "@/lib/work-queue";
import type { SectionState, WorkSection } from "@/lib/work-queue";
import { appendEntry } from "../audit/append-entry";
import { recordSessionEvent } from "../audit/session-entries";
import { openDatabase } from "../db/client";
import { auditEntries, commands, directoryEntries } from "../db/schema";
import { holds } from "../db/schema-holds";
import { closureFollowUps, closureRecords } from "../db/schema-records";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import type { Caller } from "./authorise";
import { operatorNames } from "./operator-names";
import { needsAPerson } from "./needs-a-person";
import { workQueue, workWaitingCount } from "./work-queue";

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
    const queue = await workQueue(caller("compliance"), undefined, app.db);
    expect(queue).toMatchObject({ ok: true, value: { maySettle: true, needsAPerson: [{ commandId: id, sends: 3, askedBy: "A program_manager", changes }] } });
    expect(queue.ok && queue.value.sections.map(({ key, count }) => [key, count.count])).toEqual(workSections.map((key) => [key, key === "unconfirmed" ? 1 : 0]));
  });

  test("an auditor sees all of it, and settles nothing", async () => {
    const queue = await workQueue(caller("auditor"), undefined, app.db);
    expect(queue).toMatchObject({ ok: true, value: { maySettle: false, mayCompleteClosures: false } });
    expect(queue.ok && queue.value.needsAPerson[0]?.changes).toEqual(changes);
    expect(queue.ok && queue.value.needsAPerson[0]?.problem).toEqual(problem);
  });

  test("an administrator sees what needs a person masked, in their own work", async () => {
    const [one] = await needsAPerson(caller("administrator"), app.db);
    expect(one?.changes).toEqual([changes[0]]);
    expect(one?.problem).toEqual({ kind: problem.kind, title: problem.title });
  });

  test.each(["program_manager", "support", "administrator"] as const)("%s sees nothing of the queue, and is refused on the trail", async (role) => {
    expect(await workQueue(caller(role), undefined, app.db)).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
    const denied = await app.db.select().from(auditEntries).where(eq(auditEntries.actor, `person-${role}`));
    expect(denied.filter(({ action }) => action === "denied").map(({ details }) => details.permission)).toEqual(["read-work-queue"]);
  });
});

const today = () => businessDate(new Date(), "America/Chicago");
const section = async (key: WorkSection, only?: WorkSection): Promise<SectionState | undefined> => {
  const queue = await workQueue(caller("compliance", "queue"), only, app.db);
  return queue.ok ? queue.value.sections.find((one) => one.key === key) : undefined;
};

async function account(id: string): Promise<string> {
  const now = new Date();
  await app.db.insert(directoryEntries).values({ program: "queue", accountId: id, status: "active", productName: "Growth Card", currency: "USD", sortedAt: now, body: { id }, enteredBy: "seeded", readAt: now }).onConflictDoNothing();
  return id;
}

describe("a section", () => {
  test("lists holds that run out within five business days and those that did, overdue first, and no other", async () => {
    const accountId = await account("account_hold");
    const place = (type: string, expiresOn: string | null, released = false) =>
      app.db.insert(holds).values({ id: randomUUID(), program: "queue", accountId, type, placedBy: "person-x", placedByName: "X", expiresOn, ...(released ? { releasedBy: "person-x", releasedByName: "X", releasedAt: new Date(), releasedReason: "Over" } : {}) });
    await place("fraud", addBusinessDays(today(), workDays));
    await place("sanctions", addDays(addBusinessDays(today(), workDays), 1));
    await place("dispute", null);
    await place("other", addDays(today(), -1), true);
    await place("court-or-levy", addDays(today(), -30));
    const found = await section("holds");
    expect(found).toMatchObject({ count: { count: 2, more: false }, overdue: 1 });
    expect(found?.items.map(({ what, due, accountId: of, owner, path }) => [what, due?.state, of, owner, path])).toEqual([
      ["Hold: court order or levy", "overdue", accountId, "Compliance", `accounts/${accountId}`],
      ["Hold: fraud", "later", accountId, "Compliance", `accounts/${accountId}`],
    ]);
  });

  test("shows the most urgent eight and says how many there are, and all of them when it is looked at alone", async () => {
    const accountId = await account("account_many");
    for (const [index, id] of Array.from({ length: 40 }, () => randomUUID()).entries()) {
      await app.db.insert(closureRecords).values({ id, program: "queue", accountId, kind: "closing" });
      await app.db.insert(closureFollowUps).values({ recordId: id, code: "cards", program: "queue", accountId, position: 1, owner: "program_manager", dueOn: addDays(today(), index - 3) });
    }
    const first = await section("follow-ups");
    expect(first).toMatchObject({ count: { count: 40, more: false }, overdue: 3 });
    expect(first?.items.map(({ due }) => due?.on)).toEqual(Array.from({ length: firstOfSection }, (_, index) => addDays(today(), index - 3)));
    expect((await section("follow-ups", "follow-ups"))?.items).toHaveLength(40);
    expect((await section("holds", "follow-ups"))?.items).toEqual([]);
    expect(await workWaitingCount(app.db, caller("compliance", "queue"))).toEqual({ count: 42, more: false });
  });

  test("names what changed elsewhere and matters, the newest first, and leaves out balances, closures and what is long past", async () => {
    const accountId = await account("account_changed");
    const seen = (changed: FieldChange[], details = {}) =>
      app.db.transaction((tx) => appendEntry(tx, { program: "queue", actor: consoleActor, action: "changed-elsewhere", outcome: "observed", accountId, changes: changed, details }));
    await seen([{ path: "details.credit.limit", old: 1_000_000, new: 850_000 }, { path: "details.credit.available_credit", old: 1, new: 2 }]);
    await seen([{ path: "details.credit.available_credit", old: 5, new: 6 }]);
    await seen([{ path: "status", old: "active", new: "closed" }]);
    await seen([{ path: "status", old: "active", new: "inactive" }, { path: "status_reason", old: "active", new: "dormant" }, { path: "capabilities", old: [], new: ["deposit"] }]);
    const found = await section("changed-elsewhere");
    expect(found?.items.map(({ what, path, owner }) => [what, path, owner])).toEqual([
      ["Status changed from Active to Inactive; Status reason changed from Active to Dormant and 1 more", `accounts/${accountId}`, null],
      ["Limit lowered from $10,000.00 to $8,500.00", `accounts/${accountId}`, null],
    ]);
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
