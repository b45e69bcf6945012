import { randomUUID } from "node:crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LeadAccount } from "@/lib/lead/account";
import { leadAccount } from "@/lib/lead/account";
import { openDatabase } from "../db/client";
import { auditEntries, commands, directoryEntries } from "../db/schema";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { verifyChain } from "../audit/verify-chain";
import { entryOf } from "./entry";
import { markMissing } from "./gone-from-lead";
import { databaseNow, rememberAnswer } from "./remember-answer";
import type { Answer } from "./remember-answer";
import { storedRelationships } from "./snapshot";
import { unattributedChanges } from "./unattributed-changes";

let database: TestDatabase;
let app: ReturnType<typeof openDatabase>;
let program = { slug: "p0" };
let programs = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  app = openDatabase(database.appUrl);
});
beforeEach(() => {
  programs += 1;
  program = { slug: `p${programs}` };
});
afterAll(async () => {
  await app?.pool.end();
  await database?.drop();
});

const accountId = "account_A1";

function account(more: Partial<LeadAccount> = {}): LeadAccount {
  return leadAccount.parse({ id: accountId, status: "active", status_reason: "active", capabilities: ["deposit"], details: { product_name: "Everyday" }, updated_at: "2026-05-01T10:00:00Z", ...more });
}

async function read(more: Partial<LeadAccount> = {}, answer: Partial<Answer> = {}) {
  const readStartedAt = answer.readStartedAt ?? (await databaseNow(app.db));
  return app.db.transaction((tx) => rememberAnswer(tx, program, { account: account(more), via: "looked-up", ...answer, readStartedAt }));
}

async function trail() {
  const rows = await app.db
    .select({ action: auditEntries.action, changes: auditEntries.changes })
    .from(auditEntries)
    .where(eq(auditEntries.program, program.slug))
    .orderBy(asc(auditEntries.seq));
  return rows.map(({ action, changes }) => [action, ...changes.map(({ path, old, new: next }) => `${path}: ${JSON.stringify(old)} > ${JSON.stringify(next)}`)].join(" | "));
}

async function record(status: "pending" | "unconfirmed" | "needs-a-person" = "pending"): Promise<string> {
  const id = randomUUID();
  await app.db.insert(commands).values({
    id, program: program.slug, name: "deactivate-account", accountId, subjectKey: accountId, input: {}, inputHash: Buffer.alloc(1), status,
    operator: "person-priya", operatorName: "Priya Nair", operatorRoles: ["program_manager"],
  });
  return id;
}

async function settle(id: string, status: "succeeded" | "rejected") {
  await app.db.update(commands).set({ status, settledAt: sql`now()` }).where(eq(commands.id, id));
}

const bodyNow = async () => (await entryOf(app.db, program, accountId))?.body;

describe("entering and changing", () => {
  test("a first answer enters the account and says so", async () => {
    expect(await read({}, { relationships: [{ entity_id: "entity_1", relationship_type: "account_holder" }] })).toEqual({ changes: [], ignored: false, entered: true });
    expect(await entryOf(app.db, program, accountId)).toMatchObject({ status: "active", holderCount: 1, enteredBy: "looked-up", sortedAt: new Date("2026-05-01T10:00:00Z"), writtenAt: null });
    expect(await trail()).toEqual(["entered-directory"]);
  });

  test("what a command opened enters without an entry of its own", async () => {
    await read({}, { via: "opened", writtenBy: { commandId: randomUUID(), isAnswer: true } });
    expect((await entryOf(app.db, program, accountId))?.writtenAt).toBeInstanceOf(Date);
    expect(await trail()).toEqual([]);
  });

  test("a difference nobody here made is changed elsewhere", async () => {
    await read();
    await read({ status: "inactive", status_reason: "frozen" });
    expect(await trail()).toEqual(["entered-directory", 'changed-elsewhere | status: "active" > "inactive" | status_reason: "active" > "frozen"']);
  });

  test("an answer that differs by updated_at alone is no change", async () => {
    await read();
    expect(await read({ updated_at: "2026-05-02T10:00:00Z" })).toMatchObject({ changes: [] });
    expect(await trail()).toEqual(["entered-directory"]);
  });

  test("nor is the same moment in another spelling", async () => {
    const documents = (at: string) => [{ document_id: "d", type: "aan", displayed_at: at }];
    await read({ created_at: "2026-05-01T10:00:00Z", documents: documents("2026-05-01T10:00:00.000Z") });
    expect(await read({ created_at: "2026-05-01T10:00:00.000+00:00", documents: documents("2026-05-01T05:00:00-05:00") })).toMatchObject({ changes: [] });
    expect((await read({ created_at: "2026-05-01T10:00:00Z", documents: documents("2026-05-01T10:00:01Z") })).changes.map(({ path }) => path)).toEqual(["documents"]);
  });

  test("people who came and went are a change, whatever the order of the list", async () => {
    const holder = { relationship_type: "account_holder" };
    await read({}, { relationships: [{ entity_id: "entity_2", ...holder }, { entity_id: "entity_1", ...holder }] });
    expect(await read({}, { relationships: [{ entity_id: "entity_1", ...holder }, { entity_id: "entity_2", ...holder }] })).toMatchObject({ changes: [] });
    const { changes } = await read({}, { relationships: [{ entity_id: "entity_3", ...holder }, { entity_id: "entity_1", relationship_type: "authorized_user" }] });
    expect(changes).toEqual([
      { path: "entity_relationships.account_holder", old: ["entity_1", "entity_2"], new: ["entity_3"] },
      { path: "entity_relationships.authorized_user", old: undefined, new: ["entity_1"] },
    ]);
    expect(await storedRelationships(app.db, program.slug, accountId)).toEqual({ account_holder: ["entity_3"], authorized_user: ["entity_1"] });
    expect((await entryOf(app.db, program, accountId))?.holderCount).toBe(1);
  });

  test("two who enter the same account at once make one entry", async () => {
    await Promise.all(Array.from({ length: 6 }, () => read()));
    expect(await trail()).toEqual(["entered-directory"]);
    expect(await verifyChain(app.db, program.slug)).toMatchObject({ findings: [] });
  });
});

describe("what is older than what we know", () => {
  test("a read that began before the last write is ignored", async () => {
    await read();
    const before = await databaseNow(app.db);
    await read({ status: "inactive" }, { writtenBy: { commandId: randomUUID(), isAnswer: true } });
    expect(await read({}, { readStartedAt: before })).toEqual({ changes: [], ignored: true, entered: false });
    expect(await bodyNow()).toMatchObject({ status: "inactive" });
    expect(await trail()).toEqual(["entered-directory"]);
  });

  test("however reads and writes interleave, the newest that began after the last write stands", async () => {
    const steps = fc.array(fc.record({ at: fc.integer({ min: 0, max: 20 }), grade: fc.integer({ min: 0, max: 9 }) }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(steps, async (reads) => {
        programs += 1;
        program = { slug: `p${programs}` };
        const start = Date.parse("2020-01-01T00:00:00Z");
        let newest = -1;
        let expected = -1;
        for (const { at, grade } of reads) {
          await read({ metadata: { grade: String(grade) } }, { readStartedAt: new Date(start + at * 1000) });
          if (at >= newest) [newest, expected] = [at, grade];
        }
        expect(await bodyNow()).toMatchObject({ metadata: { grade: String(expected) } });
      }),
      { numRuns: 25 },
    );
  });

  test("an older answer that Lead does not know the id changes nothing", async () => {
    const before = await databaseNow(app.db);
    await read({}, { readStartedAt: new Date(before.getTime() + 1000) });
    expect(await app.db.transaction((tx) => markMissing(tx, program.slug, accountId, before))).toBe(true);
    expect((await entryOf(app.db, program, accountId))?.missingSince).toBeNull();
  });

  test("gone from Lead is said once, and so is its return", async () => {
    await read();
    const gone = async () => app.db.transaction(async (tx) => markMissing(tx, program.slug, accountId, await databaseNow(app.db)));
    expect([await gone(), await gone()]).toEqual([true, true]);
    expect((await entryOf(app.db, program, accountId))?.missingSince).toBeInstanceOf(Date);
    await read();
    expect((await entryOf(app.db, program, accountId))?.missingSince).toBeNull();
    expect(await trail()).toEqual(["entered-directory", "gone-from-lead", "back-at-lead"]);
  });
});

describe("whose a difference is", () => {
  const frozen = { status: "inactive", status_reason: "frozen" };
  const limited = { metadata: { limit: "1" } };

  test.each(["pending", "unconfirmed", "needs-a-person"] as const)("nobody is named while a command is %s; it is when it succeeds", async (status) => {
    await read();
    const commandId = await record(status);
    expect(await read(frozen)).toEqual({ changes: [], ignored: false, entered: false });
    expect(await bodyNow()).toMatchObject(frozen);
    expect(await trail()).toEqual(["entered-directory"]);
    const { changes } = await read(frozen, { writtenBy: { commandId, isAnswer: true } });
    await settle(commandId, "succeeded");
    expect(changes.map(({ path }) => path)).toEqual(["status", "status_reason"]);
    await read(frozen);
    expect(await trail()).toEqual(["entered-directory"]);
  });

  test("what was seen meanwhile is changed elsewhere when the command came to nothing", async () => {
    await read();
    const commandId = await record();
    await read(limited);
    await read({ ...limited, ...frozen });
    await settle(commandId, "rejected");
    await read({ ...limited, ...frozen });
    await read({ ...limited, ...frozen });
    expect(await trail()).toEqual(["entered-directory", 'changed-elsewhere | metadata.limit: undefined > "1" | status: "active" > "inactive" | status_reason: "active" > "frozen"']);
    expect(await app.db.select().from(unattributedChanges).where(eq(unattributedChanges.program, program.slug))).toEqual([]);
  });

  test("a command on another account waits for nobody", async () => {
    await read();
    await record();
    await app.db.update(commands).set({ accountId: "account_B2" }).where(and(eq(commands.program, program.slug)));
    await read(frozen);
    expect(await trail()).toHaveLength(2);
  });
});

describe("what Lead may send", () => {
  test("only an id", async () => {
    await app.db.transaction(async (tx) => rememberAnswer(tx, program, { account: leadAccount.parse({ id: accountId }), via: "seeded", readStartedAt: await databaseNow(app.db) }));
    expect(await entryOf(app.db, program, accountId)).toMatchObject({ status: "unknown", statusReason: null, capabilities: [], holderType: null, creditLimit: null, leadUpdatedAt: null });
  });

  test("values that came after us, and some that cannot be", async () => {
    const odd = account({
      status: "suspended",
      status_reason: "under_review",
      capabilities: ["deposit", "escrow"],
      entities: { account_holder_type: "trust" },
      metadata: { Straße: "Zoë", "long": "x".repeat(10_000), "nul\u0000": "a\u0000", count: 7 },
      details: { product_name: "Zoë’s ÄCCOUNT", credit: { limit: 1e300, available_credit: -5, scra: { start_date: "2026-02-30", end_date: "2026-03-01" } } },
      surprise: { nested: [1, "two"] },
      updated_at: "yesterday",
    });
    const first = await app.db.transaction(async (tx) => rememberAnswer(tx, program, { account: odd, via: "seeded", readStartedAt: await databaseNow(app.db) }));
    expect(first.entered).toBe(true);
    const [row] = await app.db.select().from(directoryEntries).where(eq(directoryEntries.program, program.slug));
    expect(row).toMatchObject({ status: "suspended", statusReason: "under_review", holderType: "trust", creditLimit: null, availableCredit: -5, scraStart: null, scraEnd: "2026-03-01", leadUpdatedAt: null, productFolded: "zoe’s account" });
    expect(row?.metadataPairs).toContain("strasse:zoe");
    expect(row?.body).toMatchObject({ surprise: { nested: [1, "two"] } });
    expect(await read(odd)).toMatchObject({ changes: [] });
  });
});
