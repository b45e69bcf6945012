import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "../db/schema";
import { importRows, imports } from "../db/schema-imports";
import { DirectoryUnderTest } from "../directory/directory-under-test";
import { remember } from "../directory/remember";
import { receiveImport } from "../imports/receive-import";
import { importRowPage, refusedRows } from "./import-rows";
import { importDetail, importList } from "./imports";
import type { ImportCaller } from "./imports";

let world: DirectoryUnderTest;
let importId = "";
let foreign: string[] = [];

beforeAll(async () => {
  world = await DirectoryUnderTest.start();
  foreign = (await world.accountIds("growth")).slice(0, 2);
  await remember(world.program("growth"), foreign, "looked-up", { db: world.db });
  importId = await receive([...Array.from({ length: 120 }, (_, index) => `account_new${index}`), ...foreign, "entity_1", "=cmd()", "account_new7"].join("\n"));
});
afterAll(() => world.close());

/** As an administrator of both programs would upload it. */
async function receive(content: string): Promise<string> {
  const id = randomUUID();
  const { actor } = world.caller("administrator", "everyday");
  const body = (async function* () { yield Buffer.from(content); })();
  const answer = await receiveImport(world.db, { importId: id, program: world.program("everyday"), otherPrograms: ["growth"], actor, source: "file", fileName: "ids.csv", body, declaredBytes: null });
  if (!answer.ok) throw new Error(answer.problem.title);
  return id;
}

function caller(role: Parameters<DirectoryUnderTest["caller"]>[0], readable: string[] = ["everyday", "growth"]): ImportCaller {
  return { ...world.caller(role, "everyday"), readable: new Map(readable.map((slug) => [slug, `The ${slug} program`])) };
}

const detailFor = async (who: ImportCaller, id = importId) => {
  const answer = await importDetail(who, id, world.db);
  if (!answer.ok) throw new Error(answer.problem.title);
  return answer.value;
};

describe("the queries of imports", () => {
  it.each(["program_manager", "compliance", "support"] as const)("show a %s nothing", async (role) => {
    const who = caller(role);
    const asked = [importList(who, world.db), importDetail(who, importId, world.db), importRowPage(who, importId, {}, world.db), refusedRows(who, importId, world.db)];
    for (const answer of await Promise.all(asked)) expect(answer).toMatchObject({ ok: false, problem: { kind: "forbidden", title: "Only auditors and administrators can see imports." } });
  });

  it("show an auditor what an administrator sees, and another program nothing", async () => {
    expect(await detailFor(caller("auditor"))).toEqual(await detailFor(caller("administrator")));
    expect(await importList(caller("auditor"), world.db)).toMatchObject({ ok: true, value: [{ id: importId, fileName: "ids.csv", rowCount: 125, toRead: 122 }] });
    const elsewhere: ImportCaller = { ...caller("administrator"), ...world.caller("administrator", "growth") };
    expect(await importList(elsewhere, world.db)).toEqual({ ok: true, value: [] });
    for (const id of [importId, randomUUID(), "not-an-id"]) expect(await importDetail(elsewhere, id, world.db)).toMatchObject({ ok: false });
    expect(await importRowPage(elsewhere, importId, {}, world.db)).toMatchObject({ ok: false });
    expect(await refusedRows(elsewhere, importId, world.db)).toMatchObject({ ok: false });
  });

  it("never tell that another program knows an account to those without rights there", async () => {
    const sighted = caller("administrator");
    expect((await detailFor(sighted)).found).toEqual({ new: 120, elsewhere: 2, malformed: 1, "no-lookup": 1, duplicate: 1 });
    expect(await importRowPage(sighted, importId, { kind: "elsewhere" }, world.db)).toMatchObject({ ok: true, value: { rows: [{ value: foreign[0], elsewhere: "The growth program" }, { value: foreign[1] }], next: null } });
    const blind = caller("administrator", ["everyday"]);
    expect((await detailFor(blind)).found).toEqual({ new: 122, malformed: 1, "no-lookup": 1, duplicate: 1 });
    expect(await importRowPage(blind, importId, { kind: "elsewhere" }, world.db)).toMatchObject({ ok: true, value: { rows: [] } });
    const seen = await importRowPage(blind, importId, { kind: "new", after: 119 }, world.db);
    expect(seen).toMatchObject({ ok: true, value: { rows: [{ elsewhere: null }, { value: foreign[0], elsewhere: null }, { elsewhere: null }] } });
    expect(JSON.stringify([await detailFor(blind), seen])).not.toContain("growth");
  });

  it("page through the rows of a kind without losing or repeating one", async () => {
    const walked: number[] = [];
    let after: number | undefined;
    for (;;) {
      const page = await importRowPage(caller("administrator"), importId, { kind: "new", after }, world.db);
      if (!page.ok) throw new Error(page.problem.title);
      walked.push(...page.value.rows.map(({ rowNumber }) => rowNumber));
      if (page.value.next === null) break;
      after = page.value.next;
    }
    expect(walked).toEqual(Array.from({ length: 120 }, (_, index) => index + 1));
    const back = await importRowPage(caller("administrator"), importId, { kind: "new", before: 101 }, world.db);
    expect(back.ok && back.value.rows.map(({ rowNumber }) => rowNumber)).toEqual(Array.from({ length: 50 }, (_, index) => index + 51));
    expect(back).toMatchObject({ value: { previous: 51, next: 100 } });
    expect(await importRowPage(caller("administrator"), importId, { kind: "duplicate" }, world.db)).toMatchObject({ value: { rows: [{ sameAsLine: 8 }] } });
  });

  it("give the refused rows as a file without formulas, and say so on the trail", async () => {
    const lines = await refusedRows(caller("auditor"), importId, world.db);
    if (!lines.ok) throw new Error(lines.problem.title);
    let text = "";
    for await (const some of lines.value) text += some;
    expect(text).toBe("line,id,reason\r\n123,entity_1,\"This is the id of an entity, not of an account.\"\r\n124,\"'=cmd()\",The look-up by client account id is off for this program: use the account’s id at Lead.\r\n");
    const [entry] = await world.db.select().from(auditEntries).where(eq(auditEntries.action, "export"));
    expect(entry).toMatchObject({ actor: "person-auditor", program: "everyday", details: { importId } });
  });

  it("tell the rate of the last minute and the time left while it runs, and that the same file was there before", async () => {
    const again = await receive("account_a\naccount_b\naccount_c\naccount_d");
    expect((await detailFor(caller("administrator"), again)).sameAs).toBeNull();
    const third = await receive("account_a\naccount_b\naccount_c\naccount_d");
    expect((await detailFor(caller("administrator"), third)).sameAs).toMatchObject({ id: again });
    const startedAt = new Date(Date.now() - 30_000);
    await world.db.update(imports).set({ status: "running", startedAt, runningSince: startedAt, entered: 2 }).where(eq(imports.id, again));
    expect(await detailFor(caller("administrator"), again)).toMatchObject({ rowsPerMinute: null, secondsLeft: null });
    await world.db.update(importRows).set({ state: "entered", settledAt: new Date(Date.now() - 5_000) }).where(eq(importRows.importId, again));
    const running = await detailFor(caller("administrator"), again);
    expect(running.rowsPerMinute).toBeGreaterThan(5);
    expect(running.rowsPerMinute).toBeLessThan(9);
    expect(running.secondsLeft).toBeGreaterThan(10);
  });
});
