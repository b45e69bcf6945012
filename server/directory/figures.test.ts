import { randomUUID } from "node:crypto";
import { asc, eq, gt } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { carmen, priya } from "../closures/process-test-bed";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { startProcessWorld } from "../closures/process-test-world";
import type { ProcessWorld } from "../closures/process-test-world";
import { directoryBuckets, directoryFigureChanges, directoryFigures, directoryKeys } from "../db/schema-directory";
import { RegisterTestBed } from "../register/register-test-bed";
import { addUpFigures } from "./figures";
import { remember } from "./remember";

let world: ProcessWorld;
let bed: ProcessTestBed;
beforeAll(async () => {
  world = await startProcessWorld();
  ({ bed } = world);
});
afterAll(() => world.close());

let last = 0;
beforeEach(async () => {
  last = (await bed.deps.db.select().from(directoryFigureChanges)).at(-1)?.id ?? last;
});

/** What was kept since the test began, as "+1 active active". */
async function keptChanges(): Promise<string[]> {
  const rows = await bed.deps.db
    .select({ accounts: directoryFigureChanges.accounts, status: directoryBuckets.status, reason: directoryBuckets.statusReason, inactiveSince: directoryFigureChanges.inactiveSince })
    .from(directoryFigureChanges)
    .innerJoin(directoryBuckets, eq(directoryBuckets.bucket, directoryFigureChanges.bucket))
    .where(gt(directoryFigureChanges.id, last))
    .orderBy(asc(directoryFigureChanges.id));
  for (const { status, inactiveSince } of rows) expect(inactiveSince !== null).toBe(status === "inactive");
  return rows.map(({ accounts, status, reason }) => `${accounts > 0 ? "+" : ""}${accounts} ${status} ${reason ?? ""}`);
}

const sinceOf = async (accountId: string) => (await bed.deps.db.select().from(directoryKeys).where(eq(directoryKeys.accountId, accountId)))[0]?.inactiveSince;

test("an import or a look-up enters an account, and the same read again changes nothing", async () => {
  const accountId = await bed.account();
  expect(await keptChanges()).toEqual(["+1 active active"]);
  await remember(bed.programOf(), [accountId], "imported", { db: bed.deps.db });
  expect(await keptChanges()).toEqual(["+1 active active"]);
});

test("a refresh that shows a change elsewhere moves it, and so does each command", async () => {
  const accountId = await bed.account();
  await bed.control("PATCH", `/accounts/${accountId}`, { status: "inactive", status_reason: "dormant" });
  await bed.remember(accountId);
  expect(await keptChanges()).toEqual(["+1 active active", "-1 active active", "+1 inactive dormant"]);
  const since = await sinceOf(accountId);
  expect(since).toBeInstanceOf(Date);

  // Another change of an account that stays inactive for its reason leaves its age as it is.
  await bed.control("PATCH", `/accounts/${accountId}`, { details: { product_name: "Everyday Plus" } });
  await bed.remember(accountId);
  expect(await sinceOf(accountId)).toEqual(since);

  const processId = randomUUID();
  expect(await bed.submit(carmen, "change-inactive-reason", { act: "start", processId, accountId, reason: "other", note: "It was never dormant" })).toMatchObject({ ok: true });
  expect((await keptChanges()).slice(3)).toEqual(["-1 inactive dormant", "+1 active active", "-1 active active", "+1 inactive other"]);
  expect((await sinceOf(accountId))?.getTime()).toBeGreaterThanOrEqual(since?.getTime() ?? Infinity);
});

test("a command of a person is kept in the transaction of its outcome", async () => {
  const register = new RegisterTestBed(bed);
  const accountId = await bed.account();
  expect(await register.run(priya, "deactivate-account", { accountId, reason: "dormant", note: "No activity for a year" })).toMatchObject({ ok: true, value: { status: "succeeded" } });
  expect(await keptChanges()).toEqual(["+1 active active", "-1 active active", "+1 inactive dormant"]);
});

test("what is added up is counted once, by however many workers", async () => {
  const { db } = bed.deps;
  await Promise.all(Array.from({ length: 4 }, () => addUpFigures(db, bed.programOf(), 3)));
  while ((await addUpFigures(db, bed.programOf(), 3)) > 0);
  expect(await db.select().from(directoryFigureChanges)).toEqual([]);
  const accounts = (await db.select().from(directoryFigures)).filter(({ measure }) => measure === "accounts").reduce((sum, one) => sum + one.accounts, 0);
  expect(accounts).toBe((await db.select().from(directoryKeys)).length);
  expect(await addUpFigures(db, bed.programOf())).toBe(0);
});
