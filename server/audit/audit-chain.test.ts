import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/operator";
import { openDatabase } from "../db/client";
import type { Database } from "../db/client";
import { auditEntries } from "../db/schema";
import { auditAnchors } from "../db/schema-audit";
import { createTestDatabase } from "../demo/test-database";
import type { TestDatabase } from "../demo/test-database";
import { appendEntry } from "./append-entry";
import type { NewAuditEntry } from "./append-entry";
import type { Anchor } from "./anchor";
import { canonicalText, entryHash, genesisHash } from "./canonical-entry";
import { auditChains } from "./chain-rows";
import { auditProtection } from "./protection";
import { verifyChain } from "./verify-chain";

const priya: Actor = { subject: "person-priya", name: "Priya Nair", roles: ["program_manager"] };

function entry(more: Partial<NewAuditEntry> = {}): NewAuditEntry {
  return { program: "everyday", actor: priya, action: "update-account", outcome: "done", accountId: "account_1", ...more };
}

let database: TestDatabase;
let app: ReturnType<typeof openDatabase>;
let owner: ReturnType<typeof openDatabase>;

beforeAll(async () => {
  database = await createTestDatabase();
  app = openDatabase(database.appUrl, 20);
  owner = openDatabase(database.ownerUrl, 2);
});

afterAll(async () => {
  await app?.pool.end();
  await owner?.pool.end();
  await database?.drop();
});

/** As somebody would who owns the schema and means harm. */
async function tamper(statement: ReturnType<typeof sql>): Promise<void> {
  await owner.db.transaction(async (tx) => {
    await tx.execute(sql`ALTER TABLE audit_entries DISABLE TRIGGER USER`);
    await tx.execute(statement);
    await tx.execute(sql`ALTER TABLE audit_entries ENABLE TRIGGER USER`);
  });
}

async function append(db: Database, entries: NewAuditEntry[]): Promise<void> {
  for (const item of entries) await db.transaction((tx) => appendEntry(tx, item));
}

describe("appending", () => {
  test("20 writers at once leave no gap, and the chain holds", async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, writer) => append(app.db, Array.from({ length: 10 }, (_unused, index) => entry({ program: "busy", details: { writer, index } })))),
    );
    const rows = await app.db.select({ seq: auditEntries.seq, at: auditEntries.at }).from(auditEntries).where(eq(auditEntries.chain, "busy")).orderBy(auditEntries.seq);
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    expect(rows.map(({ at }) => at.getTime())).toEqual(rows.map(({ at }) => at.getTime()).sort((a, b) => a - b));
    expect(await verifyChain(app.db, "busy")).toMatchObject({ entries: 200, findings: [] });
  });

  test("a transaction that is undone leaves neither an entry nor a gap", async () => {
    await append(app.db, [entry({ program: "undone" })]);
    const failing = app.db.transaction(async (tx) => {
      await appendEntry(tx, entry({ program: "undone" }));
      throw new Error("after the entry");
    });
    await expect(failing).rejects.toThrow("after the entry");
    await append(app.db, [entry({ program: "undone" })]);
    expect(await verifyChain(app.db, "undone")).toMatchObject({ entries: 2, findings: [] });
  });

  test("what has no program goes to the chain of the console", async () => {
    await append(app.db, [entry({ program: null, action: "sign-in", accountId: null })]);
    expect(await verifyChain(app.db, "console")).toMatchObject({ entries: 1, findings: [] });
  });

  test("whatever an entry holds, it is the same when read back", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.jsonValue(), fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()), async (text, value, details) => {
        await append(app.db, [entry({ program: "odd", actor: { ...priya, name: text }, details, changes: [{ path: text, old: undefined, new: value }], commandId: "0B6E4C3A-97E1-4F0E-9C11-2E4D2A0B3F10" })]);
      }),
      { numRuns: 60 },
    );
    await append(app.db, [entry({ program: "odd", details: { text: "a\u0000b\uD800", "k\u0000": -0, list: [undefined, 1e21, 0.1] } })]);
    expect(await verifyChain(app.db, "odd")).toMatchObject({ entries: 61, findings: [] });
  });
});

describe("verifying", () => {
  let chain = "";
  let count = 0;

  beforeEach(async () => {
    count += 1;
    chain = `tampered-${count}`;
    await append(app.db, Array.from({ length: 6 }, (_, index) => entry({ program: chain, details: { index } })));
    expect(await verifyChain(app.db, chain)).toMatchObject({ entries: 6, findings: [] });
  });

  const found = async () => (await verifyChain(app.db, chain)).findings.map(({ kind, seq }) => `${kind} ${seq}`);

  test.each([
    ["actor_name", sql`actor_name = 'Somebody else'`],
    ["at", sql`at = at + interval '1 hour'`],
    ["outcome", sql`outcome = 'refused'`],
    ["details", sql`details = '{"index": 99}'`],
    ["changes", sql`changes = '[{"path": "status", "old": "active", "new": "closed"}]'`],
    ["actor_roles", sql`actor_roles = '{compliance}'`],
    ["command_id", sql`command_id = gen_random_uuid()`],
  ])("a changed %s is found", async (_column, change) => {
    await tamper(sql`UPDATE audit_entries SET ${change} WHERE chain = ${chain} AND seq = 3`);
    expect(await found()).toEqual(["changed 3"]);
  });

  test("a change that also rewrites the text is found by the hash", async () => {
    await tamper(sql`UPDATE audit_entries SET actor_name = 'Eve', canonical = replace(canonical, 'Priya Nair', 'Eve') WHERE chain = ${chain} AND seq = 3`);
    expect(await found()).toEqual(["changed 3"]);
  });

  test("a change that also rewrites text and hash is found by the next entry", async () => {
    await tamper(sql`UPDATE audit_entries SET actor_name = 'Eve', canonical = replace(canonical, 'Priya Nair', 'Eve'),
      hash = sha256(previous || convert_to(replace(canonical, 'Priya Nair', 'Eve'), 'UTF8')) WHERE chain = ${chain} AND seq = 3`);
    expect(await found()).toEqual(["inserted 4"]);
  });

  test("a removed entry is found", async () => {
    await tamper(sql`DELETE FROM audit_entries WHERE chain = ${chain} AND seq IN (3, 4)`);
    expect(await found()).toEqual(["removed 3"]);
  });

  test("a removed entry whose gap was closed is found", async () => {
    await tamper(sql`DELETE FROM audit_entries WHERE chain = ${chain} AND seq = 3`);
    for (const seq of [4, 5, 6]) await tamper(sql`UPDATE audit_entries SET seq = seq - 1 WHERE chain = ${chain} AND seq = ${seq}`);
    expect(await found()).toEqual(["reordered 3", "reordered 4", "reordered 5", "truncated 6"]);
  });

  test("entries that changed places are found", async () => {
    for (const [from, to] of [[2, 99], [4, 2], [99, 4]]) await tamper(sql`UPDATE audit_entries SET seq = ${to} WHERE chain = ${chain} AND seq = ${from}`);
    expect(await found()).toEqual(expect.arrayContaining(["reordered 2", "reordered 4"]));
  });

  test("an inserted entry is found", async () => {
    for (const seq of [6, 5, 4]) await tamper(sql`UPDATE audit_entries SET seq = seq + 1 WHERE chain = ${chain} AND seq = ${seq}`);
    await tamper(sql`INSERT INTO audit_entries SELECT chain, 4, at, program, actor, actor_name, actor_roles, action, outcome, account_id, command_id, process_id, changes, details, canonical, previous, hash
      FROM audit_entries WHERE chain = ${chain} AND seq = 3`);
    expect(await found()).toEqual(expect.arrayContaining(["reordered 4", "reordered 5", "inserted 7"]));
  });

  test("an entry put after the head is found", async () => {
    await tamper(sql`INSERT INTO audit_entries SELECT chain, 7, at, program, actor, actor_name, actor_roles, action, outcome, account_id, command_id, process_id, changes, details, canonical, hash, hash
      FROM audit_entries WHERE chain = ${chain} AND seq = 6`);
    expect(await found()).toContain("inserted 7");
  });

  test("a chain that was cut off is found, also when all of it is gone", async () => {
    await tamper(sql`DELETE FROM audit_entries WHERE chain = ${chain} AND seq > 4`);
    expect(await found()).toEqual(["truncated 5"]);
    await tamper(sql`DELETE FROM audit_entries WHERE chain = ${chain}`);
    expect(await found()).toEqual(["truncated 1"]);
  });

  test("entries that were emptied in place, and a chain whose middle is another's, are found", async () => {
    await tamper(sql`UPDATE audit_entries SET canonical = '', hash = previous WHERE chain = ${chain} AND seq = 2`);
    expect(await found()).toEqual(expect.arrayContaining(["changed 2", "inserted 3"]));
    const other = `${chain}-other`;
    await append(app.db, Array.from({ length: 3 }, (_, index) => entry({ program: other, details: { index } })));
    await tamper(sql`UPDATE audit_entries mine SET canonical = theirs.canonical, previous = theirs.previous, hash = theirs.hash FROM audit_entries theirs WHERE mine.chain = ${chain} AND mine.seq = 3 AND theirs.chain = ${other} AND theirs.seq = 3`);
    expect(await found()).toContain("changed 3");
  });

  test("a head that was put back is found", async () => {
    await tamper(sql`DELETE FROM audit_entries WHERE chain = ${chain} AND seq = 6`);
    await owner.db.execute(sql`UPDATE audit_heads SET seq = 5 WHERE chain = ${chain}`);
    expect(await found()).toEqual(["head 5"]);
    await owner.db.execute(sql`DELETE FROM audit_heads WHERE chain = ${chain}`);
    expect(await found()).toEqual(["head 5"]);
  });
});

describe("a chain that was rewritten with everything that belongs to it", () => {
  let chain = "";
  let count = 0;
  let kept: Map<number, Anchor>;

  beforeEach(async () => {
    count += 1;
    chain = `rewritten-${count}`;
    kept = new Map();
    for (let seq = 1; seq <= 6; seq += 1) {
      await append(app.db, [entry({ program: chain, details: { seq } })]);
      if (seq % 2 === 1) continue;
      const { headHash } = await verifyChain(app.db, chain);
      kept.set(seq, { chain, seq, hash: headHash ?? "", at: "2026-11-20T15:00:00.000Z" });
      await app.db.insert(auditAnchors).values({ chain, seq, hash: Buffer.from(headHash ?? "", "hex"), target: "file", anchoredAt: new Date("2026-11-20T15:00:00Z") });
    }
    expect(await found({ outside: true })).toEqual([]);
  });

  const found = async ({ outside }: { outside: boolean }) => (await verifyChain(app.db, chain, outside ? { anchors: kept } : {})).findings.map(({ kind, seq }) => `${kind} ${seq}`);

  /** Every column, text and hash from an entry on, and the head: as if it had been written so. */
  async function rewriteFrom(from: number): Promise<void> {
    const rows = await owner.db.select().from(auditEntries).where(eq(auditEntries.chain, chain)).orderBy(auditEntries.seq);
    let previous = rows[from - 2]?.hash ?? genesisHash;
    for (const row of rows.slice(from - 1)) {
      const told = { ...row, actorName: "Eve" };
      const canonical = canonicalText(told);
      const hash = entryHash(previous, canonical);
      await tamper(sql`UPDATE audit_entries SET actor_name = 'Eve', canonical = ${canonical}, previous = ${previous}, hash = ${hash} WHERE chain = ${chain} AND seq = ${row.seq}`);
      previous = hash;
    }
    await owner.db.execute(sql`UPDATE audit_heads SET hash = ${previous} WHERE chain = ${chain}`);
  }

  async function cutAfter(seq: number): Promise<void> {
    await tamper(sql`DELETE FROM audit_entries WHERE chain = ${chain} AND seq > ${seq}`);
    await owner.db.execute(seq === 0 ? sql`DELETE FROM audit_heads WHERE chain = ${chain}` : sql`UPDATE audit_heads SET seq = ${seq}, hash = (SELECT hash FROM audit_entries WHERE chain = ${chain} AND seq = ${seq}) WHERE chain = ${chain}`);
  }

  async function withoutAnchors(): Promise<void> {
    await owner.db.execute(sql`ALTER TABLE audit_anchors DISABLE TRIGGER USER`);
    await owner.db.execute(sql`DELETE FROM audit_anchors WHERE chain = ${chain}`);
    await owner.db.execute(sql`ALTER TABLE audit_anchors ENABLE TRIGGER USER`);
  }

  test("is found by the first anchor after it, and without one fits in itself", async () => {
    await rewriteFrom(3);
    expect(await found({ outside: false })).toEqual(["rewritten 4"]);
    await withoutAnchors();
    expect(await found({ outside: false })).toEqual([]);
    expect(await found({ outside: true })).toEqual(["rewritten 4"]);
  });

  test("a tail that was cut off together with the head is found", async () => {
    await cutAfter(5);
    expect(await found({ outside: false })).toEqual(["truncated 6"]);
    await withoutAnchors();
    expect(await found({ outside: false })).toEqual([]);
    expect(await found({ outside: true })).toEqual(["truncated 6"]);
  });

  test("a chain that is gone with its head and its anchors is found by what was kept outside", async () => {
    await cutAfter(0);
    expect(await auditChains(app.db)).toContain(chain);
    await withoutAnchors();
    expect(await auditChains(app.db)).not.toContain(chain);
    expect(await found({ outside: true })).toContain("truncated 1");
  });

  test("an anchor that was changed in the database contradicts the chain", async () => {
    await owner.db.execute(sql`ALTER TABLE audit_anchors DISABLE TRIGGER USER`);
    await owner.db.execute(sql`UPDATE audit_anchors SET hash = sha256('x') WHERE chain = ${chain} AND seq = 2`);
    await owner.db.execute(sql`ALTER TABLE audit_anchors ENABLE TRIGGER USER`);
    expect(await found({ outside: true })).toEqual(["rewritten 2"]);
  });
});

test("the canonical text is JSON with sorted keys, whatever it holds", () => {
  const sortedKeys = (_key: string, value: unknown): unknown =>
    typeof value !== "object" || value === null || Array.isArray(value) ? value : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  const content = fc.record({ actor: fc.string({ unit: "binary" }), details: fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()), changes: fc.array(fc.record({ path: fc.string(), old: fc.option(fc.jsonValue(), { nil: undefined }), new: fc.jsonValue() })) });
  fc.assert(
    fc.property(content, (some) => {
      const whole = { chain: "everyday", seq: 7, at: new Date(0), program: null, actorName: "Priya \u2028 Nair", actorRoles: ["support"], action: "add-note", outcome: "done", accountId: null, commandId: null, processId: null, ...some };
      expect(canonicalText(whole)).toBe(JSON.stringify({ version: 1, ...whole, at: whole.at.toISOString() }, sortedKeys));
    }),
    { numRuns: 300 },
  );
});

describe("protection", () => {
  test.each([
    ["update", sql`UPDATE audit_entries SET actor_name = 'Eve'`],
    ["delete", sql`DELETE FROM audit_entries`],
    ["truncate", sql`TRUNCATE audit_entries`],
    ["update anchors in place of", sql`UPDATE audit_anchors SET seq = 0`],
    ["delete anchors in place of", sql`DELETE FROM audit_anchors`],
    ["truncate anchors in place of", sql`TRUNCATE audit_anchors`],
  ])("neither the console's role nor the owner can %s entries", async (_verb, statement) => {
    await append(app.db, [entry({ program: "protected" })]);
    await app.db.insert(auditAnchors).values({ chain: "protected", seq: 1, hash: genesisHash, target: "url", anchoredAt: new Date() }).onConflictDoNothing();
    await expect(app.db.execute(statement)).rejects.toMatchObject({ cause: { code: "42501" } });
    await expect(owner.db.execute(statement)).rejects.toMatchObject({ cause: { code: "42501" } });
  });

  test.each([
    ["put the triggers out of action", sql`ALTER TABLE audit_entries DISABLE TRIGGER USER`],
    ["take a trigger away", sql`DROP TRIGGER audit_entries_no_change ON audit_entries`],
    ["act as a replica, for which triggers are silent", sql`SET session_replication_role = replica`],
    ["take a head away", sql`DELETE FROM audit_heads`],
  ])("the console's role cannot %s", async (_what, statement) => {
    await expect(app.db.execute(statement)).rejects.toMatchObject({ cause: { code: "42501" } });
  });

  test("what the console's role can do beside appending is found", async () => {
    await append(app.db, [1, 2, 3].map((index) => entry({ program: "meddled", details: { index } })));
    const found = async () => (await verifyChain(app.db, "meddled")).findings.map(({ kind, seq }) => `${kind} ${seq}`);
    await app.db.execute(sql`UPDATE audit_heads SET seq = 2 WHERE chain = 'meddled'`);
    expect(await found()).toEqual(["inserted 3"]);
    await app.db.execute(sql`UPDATE audit_heads SET seq = 4 WHERE chain = 'meddled'`);
    expect(await found()).toEqual(["truncated 4"]);
    await app.db.execute(sql`UPDATE audit_heads SET seq = 3 WHERE chain = 'meddled'`);
    expect(await found()).toEqual([]);
    await app.db.execute(sql`INSERT INTO audit_entries SELECT chain, 4, at, program, 'person-eve', actor_name, actor_roles, action, outcome, account_id, command_id, process_id, changes, details, canonical, hash, sha256(hash) FROM audit_entries WHERE chain = 'meddled' AND seq = 3`);
    expect(await found()).toEqual(expect.arrayContaining(["reordered 4", "changed 4", "inserted 4"]));
  });

  test("says by what entries are protected", async () => {
    expect(await auditProtection(app.db)).toBe("role-and-trigger");
    expect(await auditProtection(owner.db)).toBe("trigger-only");
  });
});
