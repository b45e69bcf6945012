import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { roles } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import type { OfferedViews, ViewInput } from "@/lib/views/saved-view";
import { openDatabase } from "../db/client";
import type { Database } from "../db/client";
import { auditEntries } from "../db/schema";
import { savedViews } from "../db/schema-views";
import { createTestDatabase } from "../demo/test-database";
import type { Caller } from "../queries/authorise";
import { keepView, offeredViews, removeView } from "./saved-views";
import { person } from "./test-person";

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  const database = await createTestDatabase();
  const opened = openDatabase(database.appUrl);
  db = opened.db;
  close = async () => {
    await opened.pool.end();
    await database.drop();
  };
});
afterAll(() => close?.());
beforeEach(() => db.delete(savedViews));

const dormant: ViewInput = { name: "Dormant ones", text: "status=inactive&reason=dormant", shared: false, version: 0 };
const keep = async (caller: Caller, view: Partial<ViewInput> = {}, id: string = randomUUID()) => ({ id, result: await keepView(caller, id, { ...dormant, ...view }, db) });
const remove = (caller: Caller, id: string) => removeView(caller, id, db);

async function views(caller: Caller): Promise<OfferedViews> {
  const result = await offeredViews(caller, db);
  if (!result.ok) throw new Error(result.problem.title);
  return result.value;
}
const names = async (caller: Caller) => (await views(caller)).saved.map(({ name }) => name);
const trail = async (viewName: string) => (await db.select().from(auditEntries).where(and(eq(auditEntries.chain, "growth"), sql`${auditEntries.details} ->> 'view' = ${viewName}`)).orderBy(auditEntries.seq)).map(({ action, actor, changes }) => ({ action, actor, changes }));

const forbidden = { ok: false, problem: { kind: "forbidden" } };
const done = { ok: true, value: null };

describe("a personal view", () => {
  test.each(roles)("is everybody's to have, of role %s too, and nobody else's to see or to change", async (role) => {
    const owner = person(role);
    const other = person(role, "person-other");
    const { id, result } = await keep(owner);
    expect(result).toEqual(done);
    expect((await views(owner)).saved).toEqual([{ id, name: "Dormant ones", text: dormant.text, shared: false, owner: null, version: 1 }]);
    expect(await names(other)).toEqual([]);
    expect((await keep(other, { name: "Mine now" }, id)).result).toMatchObject({ ok: false, problem: { title: "There is no such view." } });
    expect(await remove(other, id)).toEqual(done);
    expect(await names(owner)).toEqual(["Dormant ones"]);
    expect(await remove(owner, id)).toEqual(done);
    expect(await names(owner)).toEqual([]);
  });

  test("belongs to one program", async () => {
    const { id } = await keep(person("support"));
    const elsewhere = person("support", "person-support", "everyday");
    expect(await names(elsewhere)).toEqual([]);
    expect((await keep(elsewhere, { version: 1 }, id)).result.ok).toBe(false);
    expect(await remove(elsewhere, id)).toEqual(done);
    expect(await names(person("support"))).toEqual(["Dormant ones"]);
  });

  test("is not for who may not see accounts", async () => {
    expect((await keep(person(null))).result).toMatchObject(forbidden);
    expect(await offeredViews(person(null), db)).toMatchObject(forbidden);
    expect(await remove(person(null), randomUUID())).toMatchObject(forbidden);
  });

  test("is renamed and replaced, said twice saves once, and is not overwritten unseen", async () => {
    const sam = person("support");
    const { id } = await keep(sam);
    expect((await keep(sam, {}, id)).result).toEqual(done);
    expect((await keep(sam, { name: "Asleep", text: "reason=dormant", version: 1 }, id)).result).toEqual(done);
    expect((await keep(sam, { name: "Asleep", text: "reason=dormant", version: 1 }, id)).result).toEqual(done);
    expect((await views(sam)).saved).toMatchObject([{ name: "Asleep", text: "reason=dormant", version: 2 }]);
    expect((await keep(sam, { name: "From an old page", version: 1 }, id)).result).toMatchObject({ ok: false, problem: { kind: "conflict" } });
    await remove(sam, id);
    expect((await keep(sam, { name: "From an old page", version: 2 }, id)).result).toMatchObject({ ok: false, problem: { kind: "conflict" } });
    expect(await names(sam)).toEqual([]);
  });

  test("keeps no search and no page, in the table either", async () => {
    const sam = person("support");
    await keep(sam, { text: "status=active&q=Robin&search=7d444840-9dc0-41d1-b245-5ffdce74fad2&after=abcdefghijk" });
    expect(await db.select({ text: savedViews.text }).from(savedViews)).toEqual([{ text: "status=active" }]);
  });

  test("has a name of its own among its owner's, whatever the case", async () => {
    const sam = person("support");
    await keep(sam);
    expect((await keep(sam, { name: "DORMANT ONES" })).result).toMatchObject({ ok: false, problem: { fields: [{ path: "name" }] } });
    expect((await keep(person("support", "person-other"))).result).toEqual(done);
  });

  test.each([
    [{ name: " " }, "name"], [{ name: "robin@example.com" }, "name"], [{ name: 7 }, "name"], [{ text: 7 }, "text"], [{ text: "x".repeat(20_000) }, "text"], [{ shared: "yes" }, "shared"], [{ version: -1 }, "version"],
  ])("is refused as %j, by the field", async (wrong, path) => {
    expect((await keep(person("support"), wrong as Partial<ViewInput>)).result).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path }] } });
  });

  test("is refused under what is no id", async () => {
    expect((await keep(person("support"), {}, "no-uuid")).result.ok).toBe(false);
    expect((await remove(person("support"), "no-uuid")).ok).toBe(false);
  });

  test("finds room for fifty", async () => {
    const sam = person("support");
    for (let n = 0; n < 50; n += 1) expect((await keep(sam, { name: `View ${n}` })).result).toEqual(done);
    expect((await keep(sam, { name: "One more" })).result).toMatchObject({ ok: false, problem: { kind: "not-possible-now" } });
  });
});

describe("a shared view", () => {
  const sharers: readonly Role[] = ["program_manager", "compliance", "administrator"];

  test.each(roles)("is shared by who may: %s", async (role) => {
    const { id, result } = await keep(person(role), { name: `Of ${role}`, shared: true });
    if (!sharers.includes(role)) {
      expect(result).toMatchObject(forbidden);
      expect(await names(person("compliance"))).toEqual([]);
      return;
    }
    expect(result).toEqual(done);
    expect((await views(person("auditor"))).saved).toMatchObject([{ id, name: `Of ${role}`, shared: true, owner: `A ${role}` }]);
    expect(await trail(`Of ${role}`)).toMatchObject([{ action: "share-view", actor: `person-${role}` }]);
  });

  test("is changed and taken back by whoever may share, and each is on the trail", async () => {
    const { id } = await keep(person("program_manager"), { name: "Team list", shared: true });
    const carmen = person("compliance");
    expect((await keep(carmen, { name: "Team list", text: "status=closed", shared: true, version: 1 }, id)).result).toEqual(done);
    expect((await keep(carmen, { name: "Team list", text: "status=closed", shared: false, version: 2 }, id)).result).toEqual(done);
    expect(await names(carmen)).toEqual([]);
    expect((await views(person("program_manager"))).saved).toMatchObject([{ name: "Team list", text: "status=closed", shared: false, owner: null }]);
    await keep(person("program_manager"), { name: "Team list", text: "status=closed", shared: true, version: 3 }, id);
    expect(await remove(carmen, id)).toEqual(done);
    expect(await trail("Team list")).toMatchObject([
      { action: "share-view" },
      { action: "change-shared-view", actor: "person-compliance", changes: [{ path: "view.text", old: dormant.text, new: "status=closed" }] },
      { action: "withdraw-view", actor: "person-compliance" },
      { action: "share-view", actor: "person-program_manager" },
      { action: "withdraw-view", actor: "person-compliance" },
    ]);
  });

  test.each(["support", "auditor"] as const)("is opened by %s, and not changed or removed", async (role) => {
    const { id } = await keep(person("compliance"), { name: "Kept as it is", shared: true });
    expect((await keep(person(role), { name: "Changed", shared: true, version: 1 }, id)).result).toMatchObject(forbidden);
    expect((await keep(person(role), { name: "Changed", shared: false, version: 1 }, id)).result).toMatchObject(forbidden);
    expect(await remove(person(role), id)).toMatchObject(forbidden);
    expect(await names(person(role))).toEqual(["Kept as it is"]);
  });

  test("has one name in the program", async () => {
    await keep(person("compliance"), { name: "One name", shared: true });
    expect((await keep(person("administrator"), { name: "one NAME", shared: true })).result).toMatchObject({ ok: false, problem: { fields: [{ path: "name" }] } });
  });

  test("a personal one leaves nothing on the trail", async () => {
    const { id } = await keep(person("compliance"), { name: "Quiet" });
    await remove(person("compliance"), id);
    expect(await trail("Quiet")).toEqual([]);
  });
});

test("the day is the program's", async () => {
  const { rows: [row] } = await db.execute<{ today: string }>(sql`SELECT (now() AT TIME ZONE 'America/Chicago')::date::text AS today`);
  expect((await views(person("support"))).today).toBe(row?.today);
});
