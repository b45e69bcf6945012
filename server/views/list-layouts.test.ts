import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { roles } from "@/lib/permissions";
import { usualLayout } from "@/lib/views/list-layout";
import type { ListLayout } from "@/lib/views/list-layout";
import { openDatabase } from "../db/client";
import type { Database } from "../db/client";
import { listLayouts } from "../db/schema-views";
import { createTestDatabase } from "../demo/test-database";
import { forgetOwnLayout, keepOwnLayout, ownLayout } from "./list-layouts";
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
beforeEach(() => db.delete(listLayouts));

const own: ListLayout = { columns: ["status", "account", "read"], density: "compact", widths: { status: 240 } };
const usual = { ok: true, value: null };

test.each(roles)("a layout is its owner's alone, in one program, for %s", async (role) => {
  const owner = person(role);
  expect(await ownLayout(owner, db)).toEqual(usual);
  expect(await keepOwnLayout(owner, own, db)).toEqual({ ok: true, value: null });
  expect(await ownLayout(owner, db)).toEqual({ ok: true, value: own });
  expect(await ownLayout(person(role, "person-other"), db)).toEqual(usual);
  expect(await ownLayout(person(role, owner.actor.subject, "everyday"), db)).toEqual(usual);
});

test("the last one stays, until it is as usual again", async () => {
  const sam = person("support");
  await keepOwnLayout(sam, own, db);
  await keepOwnLayout(sam, usualLayout, db);
  expect(await ownLayout(sam, db)).toEqual({ ok: true, value: usualLayout });
  expect(await forgetOwnLayout(sam, db)).toEqual({ ok: true, value: null });
  expect(await ownLayout(sam, db)).toEqual(usual);
});

test.each([
  ["no columns", { ...own, columns: [] }, "columns"],
  ["a column twice", { ...own, columns: ["account", "status", "status"] }, "columns"],
  ["none for the account", { ...own, columns: ["status"] }, "columns"],
  ["an unknown column", { ...own, columns: ["account", "holder_name"] }, "columns[1]"],
  ["another density", { ...own, density: "tiny" }, "density"],
  ["a width of nothing", { ...own, widths: { status: 0 } }, "widths.status"],
])("%s is refused by its field, and nothing is kept", async (_, layout, path) => {
  expect(await keepOwnLayout(person("support"), layout, db)).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path }] } });
  expect(await ownLayout(person("support"), db)).toEqual(usual);
});

test("what a later release kept is shown as usual", async () => {
  await db.insert(listLayouts).values({ owner: "person-support", program: "growth", layout: { ...own, columns: ["account", "a-new-column"] } });
  expect(await ownLayout(person("support"), db)).toEqual(usual);
});

test("who may not see accounts keeps none", async () => {
  for (const refused of [await ownLayout(person(null), db), await keepOwnLayout(person(null), own, db), await forgetOwnLayout(person(null), db)]) {
    expect(refused).toMatchObject({ ok: false, problem: { kind: "forbidden" } });
  }
});
