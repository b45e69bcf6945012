import { and, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { verifyChain } from "../audit/verify-chain";
import { auditEntries, directoryEntries, entities } from "../db/schema";
import { DirectoryUnderTest } from "./directory-under-test";
import { entryOf, holdersOf, relationshipsOf } from "./entry";
import { remember } from "./remember";

let world: DirectoryUnderTest;
beforeAll(async () => {
  world = await DirectoryUnderTest.start();
});
afterAll(() => world?.close());
afterEach(() => world.control("DELETE", "/faults"));

const growth = () => world.program("growth");
const look = (...ids: string[]) => remember(growth(), ids, "looked-up", { db: world.db });
const idOf = (name: string) => world.simulator.landmark(name).account_id;

async function entityReads(): Promise<number> {
  const response = await fetch(`${world.simulator.url}/_simulator/calls?program=growth`);
  const { calls } = (await response.json()) as { calls: { path: string }[] };
  return calls.filter(({ path }) => path.startsWith("/v0/entities")).length;
}

test("an account with 60 relationships over several pages is there whole, with a name for each", async () => {
  const id = idOf("sixtyRelationships");
  expect(await look(id)).toEqual([{ kind: "remembered", id, entered: true, ignored: false, changes: [] }]);
  const everyone = await relationshipsOf(world.db, growth(), id);
  expect(everyone).toHaveLength(60);
  expect(everyone.filter(({ displayName }) => displayName === null || displayName.startsWith("entity_"))).toEqual([]);
  expect(await holdersOf(world.db, growth(), id)).toHaveLength(20);
  expect((await entryOf(world.db, growth(), id))?.holderCount).toBe(20);
});

test("a second look changes nothing and reads no entity again; one of yesterday is read again", async () => {
  const id = idOf("jointHolders");
  await look(id);
  const before = await entityReads();
  expect(await look(id)).toMatchObject([{ kind: "remembered", entered: false, ignored: false, changes: [] }]);
  expect(await entityReads()).toBe(before);
  const [holder] = await holdersOf(world.db, growth(), id);
  const isHolder = and(eq(entities.program, "growth"), eq(entities.entityId, holder?.entityId ?? ""));
  await world.db.update(entities).set({ readAt: sql`now() - interval '25 hours'` }).where(isHolder);
  await look(id);
  expect(await entityReads()).toBe(before + 1);
});

test("of a person nothing is kept but name, type, the program's id and standing", async () => {
  await look(idOf("holderFailingKyc"));
  const { rows } = await world.db.execute<{ whole: string }>(sql`SELECT row_to_json(e)::text AS whole FROM entities e`);
  const whole = rows.map((row) => row.whole).join("\n");
  // No plain date, no nine digits, no address of any kind: only instants, names and words.
  expect(/"\d{4}-\d\d-\d\d"|\b\d{9}\b|\d{3}-\d\d-\d{4}|@|\+1 /.exec(whole)).toBeNull();
  const [holder] = await holdersOf(world.db, growth(), idOf("holderFailingKyc"));
  expect(holder?.standing).toMatchObject({ kyc: { result: "failed" } });
});

test("programs stay apart: the other program's account does not exist for this one", async () => {
  const [foreign = ""] = await world.accountIds("everyday");
  expect(await look(foreign)).toEqual([{ kind: "not-found", id: foreign, wasKnown: false }]);
  expect(await entryOf(world.db, growth(), foreign)).toBeUndefined();
});

test.each(["", "account_", "account_number_1", "entity_1", "account_x/../y", "account_ü"])("%j is never asked of Lead", async (id) => {
  expect(await look(id)).toEqual([{ kind: "not-found", id, wasKnown: false }]);
});

test("a change made elsewhere is seen and told", async () => {
  const id = idOf("withEsign");
  await look(id);
  await world.control("PATCH", `/accounts/${id}`, { status: "suspended", status_reason: "under_review" });
  const [outcome] = await look(id);
  expect(outcome).toMatchObject({ kind: "remembered", changes: [{ path: "status", old: "active", new: "suspended" }, { path: "status_reason", old: "active", new: "under_review" }] });
  const told = await world.db.select().from(auditEntries).where(and(eq(auditEntries.accountId, id), eq(auditEntries.action, "changed-elsewhere")));
  expect(told).toHaveLength(1);
});

describe("when Lead fails", () => {
  test.each(["internal-error", "malformed-body", "reset-before-effect"])("%s on the account leaves what was known", async (kind) => {
    const id = idOf("frozen");
    await look(id);
    const before = await entryOf(world.db, growth(), id);
    await world.control("POST", "/faults", { kind, route: "GET /v0/accounts/:id", count: 10 });
    expect(await look(id)).toMatchObject([{ kind: "unavailable", id, problem: { kind: "unavailable" } }]);
    expect(await entryOf(world.db, growth(), id)).toEqual(before);
  });

  test("without the relationships an account does not enter", async () => {
    const id = idOf("dormantCredit");
    await world.control("POST", "/faults", { kind: "unavailable", route: "GET /v0/accounts/:id/entity_relationships", count: 10 });
    expect(await look(id)).toMatchObject([{ kind: "unavailable" }]);
    expect(await entryOf(world.db, growth(), id)).toBeUndefined();
  });

  test("without its entities it does, and names come with the next look", async () => {
    const id = idOf("holderFailingOfac");
    await world.control("POST", "/faults", { kind: "unavailable", route: "GET /v0/entities/:id", count: 100 });
    expect(await look(id)).toMatchObject([{ kind: "remembered", entered: true }]);
    expect((await holdersOf(world.db, growth(), id)).map(({ displayName }) => displayName)).toEqual([null]);
    await world.control("DELETE", "/faults");
    await look(id);
    expect((await holdersOf(world.db, growth(), id))[0]?.displayName).toEqual(expect.any(String));
  });
});

test("the whole program enters, again and again with the same result, and the trail holds", async () => {
  const ids = await world.accountIds("everyday");
  expect(ids.length).toBeGreaterThan(100);
  const program = world.program("everyday");
  let seen = 0;
  const first = await remember(program, ids, "seeded", { db: world.db, concurrency: 8, onOutcome: () => (seen += 1) });
  expect(first.filter(({ kind }) => kind !== "remembered")).toEqual([]);
  expect(first.map(({ id }) => id)).toEqual(ids);
  expect(seen).toBe(ids.length);
  const again = await remember(program, ids.slice(0, 20), "seeded", { db: world.db });
  expect(again.every((outcome) => outcome.kind === "remembered" && !outcome.entered && outcome.changes.length === 0)).toBe(true);
  const [row] = await world.db.select({ count: sql<number>`count(*)::int` }).from(directoryEntries).where(eq(directoryEntries.program, "everyday"));
  expect(row?.count).toBe(ids.length);
  expect(await verifyChain(world.db, "everyday")).toMatchObject({ entries: ids.length, findings: [] });
});
