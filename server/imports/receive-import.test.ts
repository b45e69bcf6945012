import { randomBytes, randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "../db/schema";
import { importRows, imports } from "../db/schema-imports";
import { DirectoryUnderTest } from "../directory/directory-under-test";
import { remember } from "../directory/remember";
import { checkedLines } from "./checked-lines";
import { discardAbandoned, discardImport } from "./discard-imports";
import { readFile } from "./read-file";
import { receiveImport } from "./receive-import";
import type { Upload } from "./receive-import";

let world: DirectoryUnderTest;
let [known, unknown, elsewhere]: [string[], string[], string[]] = [[], [], []];

beforeAll(async () => {
  world = await DirectoryUnderTest.start();
  const [here, there] = await Promise.all([world.accountIds("everyday"), world.accountIds("growth")]);
  [known, unknown, elsewhere] = [here.slice(0, 3), here.slice(3, 20), there.slice(0, 2)];
  await remember(world.program("everyday"), known, "looked-up", { db: world.db });
  await remember(world.program("growth"), elsewhere, "looked-up", { db: world.db });
});
afterAll(() => world.close());

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function receive(content: string | Buffer, over: Partial<Upload> & { size?: number } = {}) {
  const { size = 7, ...rest } = over;
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const { actor } = world.caller("administrator", "everyday");
  return receiveImport(world.db, { importId: randomUUID(), program: world.program("everyday"), otherPrograms: [], actor, source: "file", fileName: "ids.csv", body: inPieces(bytes, size), declaredBytes: bytes.length, ...rest });
}

async function received(content: string | Buffer, over: Parameters<typeof receive>[1] = {}) {
  const answer = await receive(content, over);
  if (!answer.ok) throw new Error(answer.problem.title);
  const [stored] = await world.db.select().from(imports).where(eq(imports.id, answer.value.importId));
  const rows = await world.db.select().from(importRows).where(eq(importRows.importId, answer.value.importId)).orderBy(asc(importRows.rowNumber));
  return { stored, rows, states: rows.map(({ state }) => state) };
}

const problem = async (content: string | Buffer, over: Parameters<typeof receive>[1] = {}) => {
  const before = (await world.db.select().from(imports)).length;
  const answer = await receive(content, over);
  expect(await world.db.select().from(imports)).toHaveLength(before);
  expect(await world.db.select().from(importRows).where(eq(importRows.importId, over.importId ?? randomUUID()))).toEqual([]);
  return answer.ok ? "received" : answer.problem.title;
};

describe("a file that comes in", () => {
  it("is checked row by row against the directory alone", async () => {
    const content = `account_id,branch\r\n${known[0]},a\r\n${unknown[0]},b\r\n${unknown[0]},c\r\nentity_1,d\r\n${unknown[1]}\r\n,e\r\n\r\n${unknown[2]},"x,""y"""\r\n`;
    const { stored, rows, states } = await received(content);
    expect(states).toEqual(["known", "new", "duplicate", "malformed", "malformed", "malformed", "new"]);
    expect(rows.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 9]);
    expect(rows.map(({ reason }) => reason)).toEqual([null, null, null, "other-entity", "columns", "no-id", null]);
    expect(rows[2]?.duplicateOf).toBe(2);
    expect(stored).toMatchObject({ status: "ready", rowCount: 7, bytes: Buffer.byteLength(content), found: { known: 1, new: 2, duplicate: 1, malformed: 3 }, calls: 0, fileName: "ids.csv" });
    expect(stored?.shape).toMatchObject({ format: "list", hasHeader: true });
    const [entry] = await world.db.select().from(auditEntries).where(eq(auditEntries.action, "import-received"));
    expect(entry).toMatchObject({ program: "everyday", details: { importId: stored?.id, rows: 7, new: 2 } });
  });

  it("says of another program only to those with rights there", async () => {
    const list = [...elsewhere, unknown[0]].join("\n");
    const blind = await received(list);
    expect(blind.rows.map((row) => row.elsewhere)).toEqual([null, null, null]);
    expect(blind.stored).toMatchObject({ found: { new: 3 }, foundElsewhere: {} });
    const sighted = await received(list, { otherPrograms: ["growth"] });
    expect(sighted.rows.map((row) => row.elsewhere)).toEqual(["growth", "growth", null]);
    expect(sighted.stored).toMatchObject({ found: { new: 3 }, foundElsewhere: { growth: 2 } });
  });

  it("takes client account ids only where they can be looked up, or the directory knows them", async () => {
    const [entry] = await world.db.query.directoryEntries.findMany({ where: (entry, { eq: is }) => is(entry.accountId, known[0] ?? "") });
    const header = "client_account_id|account_holder_type|account_holders|currency|status|status_reason";
    const file = [header, ...[entry?.clientAccountId, "chk-none"].map((id) => `${id}|consumer|["entity_1","entity_2"]|USD|active|active`)].join("\n");
    const off = await received(file);
    expect(off.stored?.shape).toMatchObject({ format: "accounts-file" });
    expect(off.states).toEqual(["known", "no-lookup"]);
    expect((await received(file, { program: { slug: "everyday", clientIdLookup: true } })).states).toEqual(["known", "new"]);
  });

  it("finds what stands twice over thousands of rows", async () => {
    const ids = Array.from({ length: 2_500 }, (_, index) => `account_made${index}`);
    const { states, rows } = await received([...ids, ...ids].join("\n"), { size: 64_000 });
    expect(states.filter((state) => state === "new")).toHaveLength(2_500);
    expect(rows.at(-1)).toMatchObject({ state: "duplicate", duplicateOf: 2_500, rowNumber: 5_000 });
  });

  it("is there once however often it is sent with the same id, and is nobody else's to send", async () => {
    const importId = randomUUID();
    expect(await receive("account_1", { importId })).toMatchObject({ ok: true });
    expect(await receive("account_2\naccount_3", { importId })).toMatchObject({ ok: true });
    expect(await world.db.select().from(importRows).where(eq(importRows.importId, importId))).toHaveLength(1);
    expect(await receive("account_4", { importId, actor: { subject: "person-other", name: "Other", roles: ["administrator"] } })).toMatchObject({ ok: false, problem: { kind: "conflict" } });
  });

  it("takes a byte order mark, old line ends, and a last line without one", async () => {
    expect((await received(Buffer.from(`\ufeffaccount_id\naccount_é\naccount_2`))).states).toEqual(["malformed", "new"]);
    expect((await received("account_1\raccount_2\raccount_3")).states).toEqual(["new", "new", "new"]);
  });
});

describe("a file that cannot be used leaves nothing behind", () => {
  const latin1 = Buffer.from("account_id,branch\naccount_1,a\naccount_2,caf\u00e9\n", "latin1");
  const cases: [string, string | Buffer, string][] = [
    ["empty", "", "The file is empty."],
    ["blank lines alone", "\n\n \n", "The file is empty."],
    ["a header alone", "account_id\n", "The file has a header and no rows."],
    ["semicolons", "account_id;branch\naccount_1;a\n", "The columns are separated by semicolons."],
    ["misspelt header", "acount_id,branch\naccount_1,a\n", "No column is named account_id or client_account_id."],
    ["UTF-16 with a mark", Buffer.from("\ufeffaccount_id\naccount_1\n", "utf16le"), "The file is encoded in UTF-16."],
    ["UTF-16 without one", Buffer.from("account_id\naccount_1\n", "utf16le"), "The file is encoded in UTF-16."],
    ["Latin-1", latin1, "Line 3 is not UTF-8."],
    ["a ZIP", Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), randomBytes(2_000)]), "This is an archive or a workbook (ZIP), not a text file."],
    ["gzip", Buffer.concat([Buffer.from([0x1f, 0x8b]), randomBytes(2_000)]), "This is an archive or a workbook (ZIP), not a text file."],
    ["zero bytes", Buffer.from("account_1\nacc\0unt\n"), "This is not a text file."],
    ["a row of 1 MB", `account_1\n${"x".repeat(1_048_576)}\naccount_2\n`, "The row at line 2 is longer than 64 KB."],
    ["200 columns", `${Array.from({ length: 200 }, (_, index) => `c${index}`).join(",")}\n`, "The file has 200 columns; at most 100 are read."],
    ["a quote left open", `account_id,note\naccount_1,"it begins\naccount_2,b\n`, "A quote that opens at line 2 is never closed."],
    ["a quote left open over many rows", `account_id,note\naccount_1,"it begins\n${"account_2,b\n".repeat(20_000)}`, "The row at line 2 is longer than 64 KB."],
  ];
  it.each(cases)("%s", async (_name, content, title) => {
    const importId = randomUUID();
    expect(await problem(content, { importId, size: 5_000 })).toBe(title);
  });

  it("cut short, by what was said and by the connection, after rows were written", async () => {
    const list = Array.from({ length: 3_000 }, (_, index) => `account_cut${index}`).join("\n");
    const importId = randomUUID();
    expect(await problem(list, { importId, declaredBytes: list.length + 1, size: 10_000 })).toBe("The file did not arrive whole.");
    const breaking = async function* () {
      yield* inPieces(Buffer.from(list), 10_000);
      throw new Error("aborted");
    };
    expect(await problem(list, { importId, body: breaking() })).toBe("The file did not arrive whole.");
  });

  it("too long, in bytes and in rows", async () => {
    const meter = { bytes: 0, sha256: () => Buffer.alloc(0) };
    const all = async () => { for await (const lines of checkedLines(inPieces(Buffer.from("account_1\naccount_2\n"), 4), meter, undefined, 12)) void lines; };
    await expect(all()).rejects.toThrow("The file is larger than");
    const rows = async () => { for await (const some of readFile(checkedLines(inPieces(Buffer.from("a\nb\nc\n"), 2), { ...meter, bytes: 0 }), () => undefined, 2)) void some; };
    await expect(rows()).rejects.toThrow("The file has more than");
  });

  it("whose process died is removed once nothing has come in for long; one that goes on is not, nor one that is whole", async () => {
    const importId = randomUUID();
    const row = { id: importId, program: "everyday", status: "receiving" as const, source: "file" as const, uploadedBy: "a", uploadedByName: "A" };
    await world.db.insert(imports).values(row);
    await world.db.insert(importRows).values({ importId, rowNumber: 1, program: "everyday", line: 1, idKind: "account", value: "account_1", state: "new" });
    expect(await discardAbandoned(world.db, "everyday")).toBe(0);
    await world.db.update(imports).set({ updatedAt: new Date(Date.now() - 16 * 60_000) }).where(eq(imports.id, importId));
    expect(await discardAbandoned(world.db, "growth")).toBe(0);
    expect(await discardAbandoned(world.db, "everyday")).toBe(1);
    expect(await world.db.select().from(importRows).where(eq(importRows.importId, importId))).toEqual([]);
    const { stored, rows } = await received("account_1");
    await discardImport(world.db, stored?.id ?? "");
    expect(await world.db.select().from(importRows).where(eq(importRows.importId, stored?.id ?? ""))).toHaveLength(rows.length);
  });
});
