import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "@/lib/closures/due-dates";
import { businessDate } from "@/lib/format";
import { permissionsOf } from "@/lib/permissions";
import { person } from "../commands/command-test-bed";
import type { CommandTestBed } from "../commands/command-test-bed";
import { startCommandWorld } from "../commands/command-test-world";
import type { CommandWorld } from "../commands/command-test-world";
import { runCommand } from "../commands/run-command";
import { openDatabase } from "../db/client";
import { auditEntries } from "../db/schema";
import { holds } from "../db/schema-holds";
import { evidenceOn } from "../evidence/evidence-test-bed";
import { accountDetail } from "../queries/account-detail";
import { accountTimeline } from "../queries/account-timeline";

let world: CommandWorld;
let bed: CommandTestBed;
/** The schema's owner, whom no right holds back. */
let owner: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  world = await startCommandWorld();
  ({ bed } = world);
  owner = openDatabase(world.database.ownerUrl, 2);
});
afterAll(async () => {
  await owner?.pool.end();
  await world?.close();
});

type Key = Parameters<typeof person>[0];
const carmen = person("carmen");
const done = { ok: true, value: { status: "succeeded" } };
const today = (zone = bed.program.timeZone) => businessDate(new Date(), zone);

const caller = (key: Key) => {
  const actor = person(key);
  return { actor, program: bed.program, roles: actor.roles, permissions: permissionsOf(actor.roles) };
};

async function detailFor(key: Key, accountId: string) {
  const answer = await accountDetail(caller(key), accountId, bed.deps.db);
  if (!answer.ok || !answer.value) throw new Error("not in the directory");
  return answer.value;
}

async function placed(accountId: string, input: object = {}): Promise<string> {
  const id = randomUUID();
  expect(await bed.run(carmen, "place-hold", { accountId, type: "court-or-levy", ...input }, { id })).toMatchObject(done);
  return id;
}

describe("the day on which it was served", () => {
  test("is kept, shown, and on the trail in a sentence", async () => {
    const accountId = await bed.made();
    const servedOn = addDays(today(), -3);
    const id = await placed(accountId, { reference: "Levy 26-4471", servedOn, expiresOn: today(), note: "By the sheriff" });
    expect((await detailFor("ada", accountId)).holds).toMatchObject([{ id, servedOn, expiresOn: today(), reference: "Levy 26-4471", evidence: 0, released: null }]);
    const [entry] = await bed.deps.db.select().from(auditEntries).where(eq(auditEntries.commandId, id));
    expect(entry?.details).toEqual({ hold: "court-or-levy", reference: "Levy 26-4471", servedOn, expiresOn: today(), note: "By the sheriff" });
  });

  test.each(["Pacific/Kiritimati", "America/Chicago", "Etc/GMT+12"])("is today at the latest by the calendar of %s, and an expiry today at the earliest", async (timeZone) => {
    const accountId = await bed.made();
    const deps = { ...bed.deps, programOf: () => ({ ...bed.program, timeZone }) };
    const place = (days: object) => runCommand(deps, { actor: carmen, submission: { program: bed.slug, name: "place-hold", commandId: randomUUID(), input: { accountId, type: "dispute", ...days } } });
    const now = today(timeZone);
    expect(await place({ servedOn: now, expiresOn: now })).toMatchObject(done);
    expect(await place({ servedOn: addDays(now, 1) })).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "servedOn", message: "This day has not come yet." }] } });
    expect(await place({ expiresOn: addDays(now, -1) })).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "expiresOn", message: "This day has passed." }] } });
    expect(await place({ servedOn: now, expiresOn: addDays(now, -1) })).toMatchObject({ ok: false, problem: { fields: [{ path: "expiresOn", message: "This is before the day on which it was served." }] } });
    expect(await bed.holds(accountId)).toHaveLength(1);
  });

  test("is kept by the database as it was placed, and never one to come, after the expiry or of a kind that nobody serves", async () => {
    const accountId = await bed.made();
    const id = await placed(accountId, { servedOn: today(), expiresOn: addDays(today(), 9) });
    const insert = (type: string, servedOn: string, expiresOn: string | null = null) =>
      owner.db.insert(holds).values({ id: randomUUID(), program: bed.slug, accountId, type, servedOn, expiresOn, placedBy: carmen.subject, placedByName: carmen.name });
    for (const db of [bed.deps.db, owner.db]) {
      for (const change of [sql`served_on = served_on - 1`, sql`served_on = NULL`, sql`expires_on = NULL`, sql`reference = 'Other'`, sql`placed_by = 'person-x'`]) {
        await expect(db.execute(sql`UPDATE holds SET ${change} WHERE id = ${id}`)).rejects.toThrow();
      }
      await expect(db.execute(sql`DELETE FROM holds WHERE id = ${id}`)).rejects.toThrow();
      await expect(db.execute(sql`TRUNCATE holds`)).rejects.toThrow();
    }
    await expect(insert("court-or-levy", addDays(today("Pacific/Kiritimati"), 1))).rejects.toThrow();
    await expect(insert("court-or-levy", addDays(today(), -2), addDays(today(), -3))).rejects.toThrow();
    await expect(insert("fraud", today())).rejects.toThrow();
    await insert("court-or-levy", today("Pacific/Kiritimati"));
    expect((await bed.holds(accountId)).find((hold) => hold.id === id)).toMatchObject({ servedOn: today(), expiresOn: addDays(today(), 9) });
  });
});

describe("the hold of a freeze", () => {
  const freeze = (accountId: string, hold: object, id: string = randomUUID()) => bed.run(carmen, "deactivate-account", { accountId, reason: "frozen", note: "By the sheriff", hold: { type: "court-or-levy", reference: "Levy 26-4471", ...hold } }, { id });

  test("has its days as any other, and is refused with the freeze where they cannot be", async () => {
    const accountId = await bed.made();
    expect(await freeze(accountId, { servedOn: addDays(today(), 1) })).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "hold.servedOn", message: "This day has not come yet." }] } });
    expect(await freeze(accountId, { expiresOn: addDays(today(), -1) })).toMatchObject({ ok: false, problem: { kind: "invalid", fields: [{ path: "hold.expiresOn", message: "This day has passed." }] } });
    expect(await bed.effects({ account_id: accountId })).toEqual([]);
    const id = randomUUID();
    const days = { servedOn: addDays(today(), -1), expiresOn: addDays(today(), 30) };
    expect(await freeze(accountId, days, id)).toMatchObject(done);
    expect(await bed.holds(accountId)).toMatchObject([{ type: "court-or-levy", reference: "Levy 26-4471", note: "By the sheriff", ...days }]);
    const entries = await bed.deps.db.select().from(auditEntries).where(eq(auditEntries.commandId, id));
    expect(entries.find(({ outcome }) => outcome === "asked")?.details).toMatchObject({ hold: "court-or-levy", reference: "Levy 26-4471", ...days });
  });
});

describe("what stands behind a hold", () => {
  test("is counted hold by hold, without what was withdrawn", async () => {
    const accountId = await bed.made();
    const [first, second] = [await placed(accountId), await placed(accountId, { type: "fraud" })];
    const add = (holdId: string) => evidenceOn(bed, accountId, { subject: { kind: "hold", id: holdId }, by: "carmen" });
    const [evidenceId] = [await add(first), await add(first), await add(second)];
    const counted = async () => new Map((await detailFor("priya", accountId)).holds?.map(({ id, evidence }) => [id, evidence]));
    expect(await counted()).toEqual(new Map([[first, 2], [second, 1]]));
    expect(await bed.run(carmen, "withdraw-evidence", { evidenceId, accountId, reason: "Of another account" })).toMatchObject(done);
    expect(await counted()).toEqual(new Map([[first, 1], [second, 1]]));
  });
});

describe("released holds", () => {
  test("stay, the last one first, with who released them and why; support and administrators are sent nothing of them", async () => {
    const accountId = await bed.made();
    const [levy, fraud, open] = [await placed(accountId, { type: "other", reference: "Levy 26-4471", servedOn: today() }), await placed(accountId, { type: "fraud" }), await placed(accountId, { type: "returned-mail" })];
    for (const [holdId, reason] of [[levy, "The levy was paid"], [fraud, "Nothing in it"]] as const) {
      expect(await bed.run(carmen, "release-hold", { accountId, holdId, reason })).toMatchObject(done);
    }
    for (const key of ["carmen", "priya", "ada"] as const) {
      const { holds: shown, releasedHolds } = await detailFor(key, accountId);
      expect(shown?.map(({ id }) => id)).toEqual([open]);
      expect(releasedHolds).toMatchObject([
        { id: fraud, released: { by: "Carmen Ortiz", reason: "Nothing in it", approvedBy: null } },
        { id: levy, servedOn: today(), reference: "Levy 26-4471", released: { by: "Carmen Ortiz", reason: "The levy was paid", approvedBy: null } },
      ]);
    }
    for (const key of ["sam", "alex"] as const) {
      const detail = await detailFor(key, accountId);
      expect(detail).toMatchObject({ holds: null, releasedHolds: null, row: { restricted: true, openHolds: null } });
      const timeline = await accountTimeline(caller(key), accountId, {}, bed.deps.db);
      const sent = JSON.stringify([detail, timeline]);
      for (const cause of ["evy", "raud", "eturned", "paid", "Nothing in it", "servedOn"]) expect(sent, `${key} ${cause}`).not.toContain(cause);
    }
  });
});
