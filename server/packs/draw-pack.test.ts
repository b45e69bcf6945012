import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PackAsk } from "@/lib/closures/examiner-pack";
import { carmen, priya, sam } from "../closures/process-test-bed";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { runCommand } from "../commands/run-command";
import { auditHeads } from "../db/schema";
import { auditAnchors, auditChecks } from "../db/schema-audit";
import { askForPack, packsOf, previewPack } from "../queries/examiner-pack";
import { fetchPack } from "../queries/fetch-pack";
import { retentionReport } from "../queries/retention-report";
import { closedAccount, pastItsTime } from "../records/record-test-bed";
import { runRetention } from "../records/run-retention";
import type { PackVerification } from "./manifest";
import { previewOf } from "./population";
import type { Candidate } from "./population";
import { ada, archiveOf, callerOf, drawn, printedText, Unpacked } from "./pack-test-bed";
import { lastEntries, packRow, period, sample, startPackWorld, today } from "./pack-test-world";
import type { PackWorld } from "./pack-test-world";

let world: PackWorld;
let bed: ProcessTestBed;
beforeAll(async () => {
  world = await startPackWorld();
  ({ bed } = world);
}, 120_000);
afterAll(() => world.close());

describe("a sample", () => {
  test("takes one of each reason by the seed, can be drawn again from the pack, and a choice of one's own is found out", async () => {
    const archive = await archiveOf(bed, await drawn(bed, sample("committee-7")));
    const again = await drawn(bed, sample("committee-7"));
    const unpacked = await Unpacked.of(archive);
    const manifest = await unpacked.json();
    expect(manifest.sample).toEqual({ seed: "committee-7", each: 1, population: "sample/population.csv" });
    expect(manifest.records.map(({ group }) => group).sort()).toEqual(["client_closed", "paid_off"]);
    expect((await packRow(world, again))?.recordIds.toSorted()).toEqual(manifest.records.map(({ id }) => id).toSorted());
    expect((await unpacked.text("sample/population.csv")).trim().split("\n")).toHaveLength(4);
    expect(await unpacked.verify()).toMatchObject({ code: 0 });
    await unpacked.write("manifest.json", JSON.stringify({ ...manifest, sample: { ...manifest.sample, seed: "another", each: 2 } }));
    expect(await unpacked.verify()).toMatchObject({ code: 1, said: expect.stringContaining("was drawn and is not in the pack.") });
    await unpacked.remove();
  });

  test("without a seed gets one that nobody chose, kept with it and in the trail", async () => {
    expect(await previewPack(callerOf(bed, ada), sample(), bed.deps.db)).toMatchObject({ ok: true, value: { records: 2, upTo: true, evidenceFiles: 1 } });
    const [one, two] = [await packRow(world, await drawn(bed, sample())), await packRow(world, await drawn(bed, sample()))];
    const seedOf = (row: typeof one) => (row?.asked.by === "sample" ? row.asked.seed : undefined);
    expect(seedOf(one)).toMatch(/^[0-9a-f]{24}$/);
    expect(seedOf(one)).not.toBe(seedOf(two));
    const [entry] = await lastEntries(world, 1);
    expect(entry).toMatchObject({ action: "draw-examiner-pack", details: { pack: two?.id, seed: seedOf(two), records: 2, population: 3 } });
  });
});

test("what is too much for one pack is said before it is asked for", () => {
  const records = (count: number, evidence = { files: 1, bytes: 1_000 }): Candidate[] => Array.from({ length: count }, (_, index) => ({ id: `record-${index}`, kind: "closing", group: "paid_off", accountId: "account_1", endedOn: today, purged: false, evidence }));
  const obstacle = (population: Candidate[], ask: PackAsk = period, trailEntries = 10) => previewOf(population, ask, { notEnded: 0, trailEntries }).obstacle;
  expect(obstacle(records(500))).toBeNull();
  expect(obstacle(records(501))).toContain("at most 500 records");
  expect(obstacle(records(501), { ...sample("x"), each: 100 } as PackAsk)).toBeNull();
  expect(obstacle(records(20_001), { ...sample("x"), each: 100 } as PackAsk)).toContain("More than 20,000 cases");
  expect(obstacle(records(500, { files: 11, bytes: 1 }))).toContain("at most 5,000 files");
  expect(obstacle(records(2, { files: 1, bytes: 536_870_913 }))).toContain("at most 1 GB");
  expect(obstacle(records(2), period, 20_000_001)).toContain("more than 20,000,000 entries");
});

describe("who makes one", () => {
  test("compliance and auditors; others are refused, and it is on the trail", async () => {
    const packId = await drawn(bed, period, carmen);
    for (const actor of [priya, sam]) {
      const caller = callerOf(bed, actor);
      for (const answer of [previewPack(caller, period, bed.deps.db), packsOf(caller, bed.deps.db), askForPack(caller, { packId: randomUUID(), purpose: "x", ask: period }, bed.deps.db), fetchPack(caller, packId, new AbortController().signal, { db: bed.deps.db })]) {
        expect(await answer).toMatchObject({ ok: false, problem: { kind: "forbidden", title: "Only compliance and auditors can make examiner’s packs." } });
        expect((await lastEntries(world, 1))[0]).toMatchObject({ action: "denied", actorName: actor.name, details: { permission: "export-examiner-pack" } });
      }
    }
    expect(await fetchPack(callerOf(bed, ada), packId, new AbortController().signal, { db: bed.deps.db })).toMatchObject({ ok: false, problem: { title: "There is no such pack of yours in this program." } });
  });

  test("says what it is for, without what is confidential, and of what there is", async () => {
    const ask = (input: object) => askForPack(callerOf(bed, ada), { packId: randomUUID(), purpose: "Examination", ask: period, ...input }, bed.deps.db);
    expect(await ask({ purpose: " " })).toMatchObject({ ok: false, problem: { fields: [{ path: "purpose" }] } });
    expect(await ask({ purpose: "The SAR of May" })).toMatchObject({ ok: false, problem: { fields: [{ path: "purpose", message: expect.stringContaining("confidential") }] } });
    expect(await ask({ ask: { ...period, from: "2026-02-30" } })).toMatchObject({ ok: false, problem: { fields: [{ path: "ask.from" }] } });
    expect(await ask({ ask: { ...period, from: "2001-01-01", to: "2001-12-31" } })).toMatchObject({ ok: false, problem: { title: "No case of these reasons ended in this period." } });
    const packId = randomUUID();
    expect([await ask({ packId }), await ask({ packId })]).toEqual([{ ok: true, value: { packId } }, { ok: true, value: { packId } }]);
    expect(await askForPack(callerOf(bed, carmen), { packId, purpose: "Mine", ask: period }, bed.deps.db)).toMatchObject({ ok: false });
  });
});

test("a record that was purged is there as that: when, by whom and by what decision", async () => {
  const one = await closedAccount(bed);
  await pastItsTime(world.owner.db, [one.recordId]);
  const due = await retentionReport(callerOf(bed, carmen), bed.deps.db);
  const listHash = due.ok ? due.value.listHash : "";
  expect(await runCommand(bed.deps, { actor: carmen, submission: { program: "everyday", name: "purge-records", commandId: randomUUID(), input: { listHash, reason: "By the records committee" } } })).toMatchObject({ ok: true });
  expect(await runRetention({ db: bed.deps.db }, bed.programOf(), new AbortController().signal)).toBe(1);
  const then: PackAsk = { ...period, from: "2010-01-01", to: "2010-12-31" };
  expect(await previewPack(callerOf(bed, ada), then, bed.deps.db)).toMatchObject({ ok: true, value: { figures: expect.arrayContaining([{ group: "paid_off", ended: 1, taken: 1, purged: 1 }]) } });
  const unpacked = await Unpacked.of(await archiveOf(bed, await drawn(bed, then)));
  const [record] = (await unpacked.json()).records;
  expect(record).toMatchObject({ id: one.recordId, purged: { by: "Carmen Ortiz", reason: "By the records committee", run: expect.any(String), recordHash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  const { text } = printedText(await unpacked.read(`records/${one.recordId}.pdf`));
  for (const words of ["Purged by", "By the records committee", record?.purged?.recordHash ?? "?"]) expect(text).toContain(words.replace(/\s+/g, ""));
  expect(await unpacked.text("index.html")).toMatch(/Purged \S+Z by Carmen Ortiz: By the records committee \(list /);
  expect(await unpacked.verify()).toMatchObject({ code: 0 });
  await unpacked.remove();
});

describe("a trail that is long before the records", () => {
  test("is not read from its beginning: the last check stands for that part, with its time, or nothing does", async () => {
    const late = await closedAccount(bed);
    const [head] = await bed.deps.db.select().from(auditHeads).where(eq(auditHeads.chain, "everyday"));
    await world.owner.db.execute(sql`ALTER TABLE closure_records DISABLE TRIGGER USER`);
    // The trail is looked through from an hour before a record begins: from the tenth entry before the last.
    const tenthBefore = sql`(SELECT at FROM audit_entries WHERE chain = 'everyday' AND seq = ${(head?.seq ?? 0) - 10})`;
    await world.owner.db.execute(sql`UPDATE closure_records SET ended_on = '2031-01-01', begun_at = ${tenthBefore} + interval '1 hour', retain_until = '2041-01-01' WHERE id = ${late.recordId}`);
    await world.owner.db.execute(sql`ALTER TABLE closure_records ENABLE TRIGGER USER`);
    const later: PackAsk = { ...period, from: "2031-01-01", to: "2031-01-01" };
    const before = async () => {
      const unpacked = await Unpacked.of(await archiveOf(bed, await drawn(bed, later), { walkedBefore: 3 }));
      const { trail } = await unpacked.json<PackVerification>("verification.json");
      await unpacked.remove();
      return trail;
    };
    expect((await before()).before).toMatchObject({ how: "not-checked" });
    await world.owner.db.insert(auditChecks).values({ id: randomUUID(), program: "everyday", askedBy: "ada", askedByName: "Ada", status: "done", endedAt: new Date("2026-11-20T15:00:00Z"), reports: [{ chain: "everyday", entries: 1_000_000, headHash: null, findings: [] }] });
    const { before: checked, entries, findings } = await before();
    expect(checked).toMatchObject({ how: "checked", at: "2026-11-20T15:00:00.000Z", findings: 0 });
    expect(checked.how === "checked" && checked.upTo).toBeGreaterThan((head?.seq ?? 0) - 60);
    expect(findings).toEqual([]);
    expect(entries).toBeLessThan(60);
  });

  test("that was tampered with before is told in the pack", async () => {
    const [head] = await bed.deps.db.select().from(auditHeads).where(eq(auditHeads.chain, "everyday"));
    await world.owner.db.insert(auditAnchors).values({ chain: "everyday", seq: head?.seq ?? 1, hash: Buffer.alloc(32, 1), target: "file", anchoredAt: new Date() });
    const unpacked = await Unpacked.of(await archiveOf(bed, await drawn(bed, { ...period, groups: ["paid_off"] })));
    expect(await unpacked.verify()).toMatchObject({ code: 1, said: expect.stringMatching(/Found when the pack was made: Entry \d+ is not the one that was anchored/) });
    await unpacked.remove();
  });
});
