import { createHash, randomUUID } from "node:crypto";
import { desc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PackAsk } from "@/lib/closures/examiner-pack";
import { packGroups } from "@/lib/closures/examiner-pack";
import { anchorLine } from "../audit/anchor-line";
import { carmen, priya, sam } from "../closures/process-test-bed";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { startProcessWorld } from "../closures/process-test-world";
import type { ProcessWorld } from "../closures/process-test-world";
import { runCommand } from "../commands/run-command";
import { openDatabase } from "../db/client";
import { auditEntries, auditHeads } from "../db/schema";
import { auditAnchors, auditChecks } from "../db/schema-audit";
import { examinerPacks } from "../db/schema-packs";
import { askForPack, packsOf, previewPack } from "../queries/examiner-pack";
import { fetchPack, mostPacks } from "../queries/fetch-pack";
import { retentionReport } from "../queries/retention-report";
import { readClosingRecord } from "../records/closing-record";
import { businessToday, closedAccount, pastItsTime } from "../records/record-test-bed";
import type { Closed } from "../records/record-test-bed";
import { runRetention } from "../records/run-retention";
import type { PackVerification } from "./manifest";
import { previewOf } from "./population";
import type { Candidate } from "./population";
import { ada, archiveOf, callerOf, drawn, keepEvidence, printedText, Unpacked } from "./pack-test-bed";

let world: ProcessWorld;
let bed: ProcessTestBed;
let owner: ReturnType<typeof openDatabase>;
let [letter, plain, other]: Closed[] = [];
let [kept, withdrawn] = ["", ""];

const today = businessToday();
const period: PackAsk = { by: "period", from: today, to: today, groups: [...packGroups] };
const sample = (seed?: string): PackAsk => ({ ...period, by: "sample", each: 1, ...(seed === undefined ? {} : { seed }) });
const of = (closed: Closed | undefined): Closed => closed ?? { accountId: "", recordId: "" };

beforeAll(async () => {
  world = await startProcessWorld();
  ({ bed } = world);
  owner = openDatabase(world.database.ownerUrl, 2);
  letter = await closedAccount(bed, "letter");
  plain = await closedAccount(bed);
  other = await closedAccount(bed);
  kept = await keepEvidence(bed, letter.accountId, letter.recordId, "Letter as mailed (März).pdf", 700_000);
  withdrawn = await keepEvidence(bed, letter.accountId, letter.recordId, "wrong.pdf");
  expect(await bed.submit(carmen, "withdraw-evidence", { accountId: letter.accountId, evidenceId: withdrawn, reason: "Of another case" })).toMatchObject({ ok: true });
  expect(await bed.submit(carmen, "add-note", { accountId: letter.accountId, text: "Seen by the committee", complianceOnly: true })).toMatchObject({ ok: true });
  const open = await bed.account();
  expect(await bed.submit(priya, "request-closing", { accountId: open, processId: randomUUID(), request: await bed.request(open, { reason: "paid_off", answers: { balanceIsZero: true, balanceKnownFrom: "The ledger", remainingBalance: "none" } }) })).toMatchObject({ ok: true });
}, 120_000);
afterAll(async () => {
  await owner.pool.end();
  await world.close();
});

const lastEntries = async (most: number) => (await bed.deps.db.select().from(auditEntries).where(eq(auditEntries.chain, "everyday")).orderBy(desc(auditEntries.seq)).limit(most)).reverse();
const packRow = async (id: string) => (await bed.deps.db.select().from(examinerPacks).where(eq(examinerPacks.id, id)))[0];

describe("a pack of a period", () => {
  let unpacked: Unpacked;
  let archive: Buffer;
  let packId = "";
  let told: Awaited<ReturnType<typeof previewPack>>;
  beforeAll(async () => {
    expect(await previewPack(callerOf(bed, ada), period, bed.deps.db)).toMatchObject({
      ok: true, value: { records: 3, evidenceFiles: 1, evidenceBytes: 700_100, upTo: false, notEnded: 1, trailEntries: expect.any(Number), obstacle: null, figures: expect.arrayContaining([{ group: "paid_off", ended: 2, taken: 2, purged: 0 }, { group: "client_closed", ended: 1, taken: 1, purged: 0 }]) },
    });
    told = await previewPack(callerOf(bed, ada), period, bed.deps.db);
    packId = await drawn(bed, period);
    archive = await archiveOf(bed, packId);
    unpacked = await Unpacked.of(archive);
  }, 120_000);
  afterAll(() => unpacked.remove());

  test("holds each record as JSON and on paper, its evidence, its calls, an index and what verifying found", async () => {
    const { recordId, accountId } = of(letter);
    const manifest = await unpacked.json();
    expect(manifest).toMatchObject({ format: "examiner-pack", pack: packId, purpose: "Examination 26-11", ask: period, asked: { name: "Ada Lindqvist", roles: ["auditor"] }, sample: null });
    expect(manifest.records.map(({ id }) => id).sort()).toEqual([letter, plain, other].map((one) => of(one).recordId).sort());
    const record = await bed.deps.db.transaction((tx) => readClosingRecord(tx, bed.programOf(), recordId));
    expect(await unpacked.json(`records/${recordId}.json`)).toEqual(JSON.parse(JSON.stringify(record)));
    const { pages, text } = printedText(await unpacked.read(`records/${recordId}.pdf`));
    expect(pages).toBeGreaterThan(0);
    for (const words of ["Record of a closing", accountId, recordId, "Carmen Ortiz, compliance", "Closed by the program (client_closed)", "By registered mail", "met: delivered in time", "Letter as mailed (März).pdf", "Everyday Checking", "The account as it stood", " UTC", `page 1 of ${pages}`, ...(record?.calls.map(({ key }) => key ?? "") ?? [])]) expect(text, words).toContain(words.replace(/\s+/g, ""));
    const file = await unpacked.read(`evidence/${recordId}/${kept}.pdf`);
    expect(createHash("sha256").update(file).digest("hex")).toBe(record?.evidence[0]?.sha256);
    expect(manifest.files.some(({ path }) => path.includes(withdrawn))).toBe(false);
    const calls = (await unpacked.text("calls.jsonl")).trim().split("\n").map((line) => JSON.parse(line) as { record: string; step: string });
    expect(calls.filter((call) => call.record === recordId).map(({ step }) => step)).toEqual(["record-notice", "close"]);
    expect(await unpacked.json<PackVerification>("verification.json")).toMatchObject({ trail: { chain: "everyday", findings: [], before: { how: "walked" } }, damagedEvidence: [] });
    const csv = (await unpacked.text("index.csv")).trim().split("\r\n");
    expect(csv).toHaveLength(4);
    expect(csv.find((line) => line.startsWith(recordId))).toContain(`client_closed,${accountId},Everyday Checking,${today},Closed,Priya Nair,Carmen Ortiz`);
    expect(await unpacked.text("index.html")).toContain("Notes of compliance; 1 case that was begun by the last day and had not ended");
  });

  test("has the trail from the first entry about a record on: those in full, of all others the hashes alone", async () => {
    const manifest = await unpacked.json();
    const lines = (await unpacked.text("trail.jsonl")).trim().split("\n").map((line) => JSON.parse(line) as { seq: number; record?: string; canonical?: string });
    expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: lines.length }, (_, index) => (manifest.trail.first?.seq ?? 0) + index));
    const full = lines.filter(({ canonical }) => canonical !== undefined);
    expect(full.length).toBeLessThan(lines.length);
    const actions = full.filter(({ record }) => record === of(letter).recordId).map(({ canonical }) => (JSON.parse(canonical ?? "") as { action: string }).action);
    for (const action of ["request-closing", "decide-closing", "send-closing-letter", "record-notice", "close-account", "process-stage", "add-evidence", "withdraw-evidence", "read-evidence"]) expect(actions).toContain(action);
    const whole = await unpacked.text("trail.jsonl");
    expect(whole).not.toContain("Seen by the committee");
    expect(actions).not.toContain("add-note");
    expect(told.ok && told.value.trailEntries).toBeGreaterThan(full.length - 5);
    for (const { id, entries } of manifest.records) expect(entries).toEqual(full.filter(({ record }) => record === id).map(({ seq }) => seq));
  });

  test("is checked by its own script, offline and without this project, and the sums by sha256sum", async () => {
    const { code, said } = await unpacked.verify();
    expect(said).toContain("Nothing is wrong.");
    expect(code).toBe(0);
    const row = await packRow(packId);
    expect(said).toContain(row?.manifestSha256?.toString("hex"));
    expect(await unpacked.verify("--manifest", row?.manifestSha256?.toString("hex") ?? "")).toMatchObject({ code: 0 });
    expect(await unpacked.verify("--manifest", "0".repeat(64))).toMatchObject({ code: 1, said: expect.stringContaining("not the one whose hash was given") });
    const sums = (await unpacked.text("SHA256SUMS")).trim().split("\n").map((line) => line.split("  "));
    for (const [hash, name = ""] of sums) expect(createHash("sha256").update(await unpacked.read(name)).digest("hex"), name).toBe(hash);
    expect(sums.map(([, name]) => name)).toContain("verify.mjs");
  });

  test("is compared with hashes that were kept outside", async () => {
    const manifest = await unpacked.json();
    const anchored = manifest.trail.last;
    const line = (hash: string) => anchorLine(new Date(), [{ chain: "everyday", seq: anchored?.seq ?? 0, hash: Buffer.from(hash, "hex") }]);
    await unpacked.write("../anchors-of-the-test.jsonl", line(anchored?.hash ?? ""));
    expect(await unpacked.verify("--anchors", "../anchors-of-the-test.jsonl")).toMatchObject({ code: 0, said: expect.stringContaining("Compared with 1 anchors") });
    await unpacked.write("../anchors-of-the-test.jsonl", line("ab".repeat(32)));
    expect(await unpacked.verify("--anchors", "../anchors-of-the-test.jsonl")).toMatchObject({ code: 1, said: expect.stringContaining("is not the one that was anchored") });
    await unpacked.remove("../anchors-of-the-test.jsonl");
  });

  test("is made once: its hash is on the screen and in the trail, and stays", async () => {
    const sha256 = createHash("sha256").update(archive).digest("hex");
    expect(await packsOf(callerOf(bed, carmen), bed.deps.db)).toMatchObject({ ok: true, value: [{ id: packId, askedBy: "Ada Lindqvist", records: 3, purpose: "Examination 26-11", made: { sha256, bytes: archive.length }, standing: "made", own: false }] });
    const told = (await bed.deps.db.select().from(auditEntries).where(sql`details->>'pack' = ${packId}`).orderBy(auditEntries.seq)).map(({ action, outcome, actorName, details }) => ({ action, outcome, actorName, sha256: details.sha256 }));
    expect(told.filter(({ action }) => action !== "read-evidence")).toEqual([
      { action: "draw-examiner-pack", outcome: "observed", actorName: "Ada Lindqvist", sha256: undefined },
      { action: "export", outcome: "asked", actorName: "Ada Lindqvist", sha256: undefined },
      { action: "export", outcome: "done", actorName: "Ada Lindqvist", sha256 },
    ]);
    expect(told.filter(({ action }) => action === "read-evidence")).toHaveLength(1);
    expect(await fetchPack(callerOf(bed, ada), packId, new AbortController().signal, { db: bed.deps.db })).toMatchObject({ ok: false, problem: { title: "This pack was made already: there is one archive of each." } });
    const rewrite = (statement: ReturnType<typeof sql>) => owner.db.execute(statement).then(() => "changed", (error: { cause?: Error }) => String(error.cause?.message));
    expect(await rewrite(sql`UPDATE examiner_packs SET sha256 = ${Buffer.alloc(32)} WHERE id = ${packId}`)).toContain("kept as it was");
    expect(await rewrite(sql`DELETE FROM examiner_packs WHERE id = ${packId}`)).toContain("kept as it was");
  });

  describe("that was tampered with is found out, and what was done is named", () => {
    type Line = Record<string, unknown> & { seq: number };
    const withTrail = async (change: (lines: Line[]) => Line[]) => {
      const lines = (await unpacked.text("trail.jsonl")).trim().split("\n").map((line) => JSON.parse(line) as Line);
      await unpacked.write("trail.jsonl", change(lines).map((line) => `${JSON.stringify(line)}\n`).join(""));
    };
    /** The forger mends the manifest and the sums as well, so that no hash of a file tells. */
    const mendSums = async () => {
      const manifest = await unpacked.json();
      for (const file of manifest.files) {
        const content = await unpacked.read(file.path);
        Object.assign(file, { bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") });
      }
      const text = `${JSON.stringify(manifest, null, 2)}\n`;
      await unpacked.write("manifest.json", text);
      await unpacked.write("SHA256SUMS", `${createHash("sha256").update(text).digest("hex")}  manifest.json\n`);
    };
    const middle = (lines: readonly Line[]) => lines.findIndex(({ canonical }, index) => canonical !== undefined && index > 2 && index < lines.length - 3);
    const recordFile = () => `records/${of(letter).recordId}.json`;
    const evidenceFile = () => `evidence/${of(letter).recordId}/${kept}.pdf`;

    const ways: Record<string, { act: () => Promise<void>; mended?: boolean; named: () => string | RegExp }> = {
      "a file is changed": { act: async () => unpacked.write(evidenceFile(), Buffer.concat([await unpacked.read(evidenceFile()), Buffer.from("x")])), named: () => `${evidenceFile()} was changed.` },
      "a file is removed": { act: () => unpacked.remove(evidenceFile()), named: () => `${evidenceFile()} is missing.` },
      "a file is added": { act: () => unpacked.write("evidence/more.pdf", "x"), named: () => "evidence/more.pdf was added: the manifest does not know it." },
      "the manifest is changed": { act: async () => unpacked.write("manifest.json", (await unpacked.text("manifest.json")).replace("Examination 26-11", "Examination 26-12")), named: () => "manifest.json was changed: SHA256SUMS has another hash of it." },
      "evidence is exchanged": { act: async () => unpacked.write(evidenceFile(), await unpacked.read("verify.mjs")), mended: true, named: () => `Evidence ${kept} of record ${of(letter).recordId} is not the file that was kept: its hash differs.` },
      "evidence is exchanged in the record too": {
        act: async () => {
          const forged = Buffer.from("%PDF-1.4 forged");
          const record = await unpacked.json<{ evidence: { sha256: string }[] }>(recordFile());
          const [file] = record.evidence;
          if (file) file.sha256 = createHash("sha256").update(forged).digest("hex");
          await unpacked.write(recordFile(), JSON.stringify(record));
          await unpacked.write(evidenceFile(), forged);
        },
        mended: true, named: () => `Evidence ${kept} of record ${of(letter).recordId} is not what the trail says was added.`,
      },
      "a call is changed": { act: async () => unpacked.write("calls.jsonl", (await unpacked.text("calls.jsonl")).replace('"status":200', '"status":500')), mended: true, named: () => /The calls of record \S+ are not those of calls\.jsonl\./ },
      "a record is exchanged": { act: async () => unpacked.write(recordFile(), await unpacked.read(`records/${of(plain).recordId}.json`)), mended: true, named: () => `${recordFile()} is the record of something else.` },
      "an entry is changed": { act: () => withTrail((lines) => lines.map((line, index) => (index === middle(lines) ? { ...line, canonical: String(line.canonical).replace("Ortiz", "Other").replace("Nair", "Other") } : line))), mended: true, named: () => /Entry \d+ of the trail was changed: its hash does not fit its text\./ },
      "an entry is changed with its hash": {
        act: () => withTrail((lines) => lines.map((line, index) => {
          if (index !== middle(lines)) return line;
          const canonical = String(line.canonical).replace("Ortiz", "Other").replace("Nair", "Other");
          return { ...line, canonical, hash: createHash("sha256").update(Buffer.from(String(line.previous), "hex")).update(canonical).digest("hex") };
        })),
        mended: true, named: () => /Entry \d+ of the trail does not follow entry \d+\./,
      },
      "an entry is removed": { act: () => withTrail((lines) => lines.filter((_, index) => index !== middle(lines))), mended: true, named: () => /Entries (\d+) to \1 of the trail are missing\./ },
      "an entry is left as a link alone": { act: () => withTrail((lines) => lines.map((line, index) => (index === middle(lines) ? { seq: line.seq, previous: line.previous, hash: line.hash } : line))), mended: true, named: () => /Entry \d+, which is about record \S+, is missing from the trail or not there in full\./ },
      "entries are reordered": { act: () => withTrail((lines) => lines.toSpliced(middle(lines), 2, ...lines.slice(middle(lines), middle(lines) + 2).reverse())), mended: true, named: () => /Entry \d+ of the trail is out of order\./ },
      "the trail is cut off": { act: () => withTrail((lines) => lines.slice(0, -2)), mended: true, named: () => /The trail does not end with entry \d+ as it did: it was cut off or rewritten\./ },
      "an entry of another record is put to this one": { act: () => withTrail((lines) => lines.map((line) => (line.record === of(plain).recordId ? { ...line, record: of(letter).recordId } : line))), mended: true, named: () => /Entry \d+ is not about record \S+\./ },
    };

    test.each(Object.keys(ways))("%s", async (way) => {
      const { act, mended = false, named } = ways[way] ?? { act: () => Promise.resolve(), named: () => "" };
      const untouched = unpacked;
      unpacked = await Unpacked.of(archive);
      try {
        await act();
        if (mended) await mendSums();
        const { code, said } = await unpacked.verify();
        expect(said).toMatch(named());
        expect(said).toContain("PROBLEM: ");
        expect(code).toBe(1);
      } finally {
        await unpacked.remove();
        unpacked = untouched;
      }
    });
  });
});

describe("a sample", () => {
  test("takes one of each reason by the seed, can be drawn again from the pack, and a choice of one's own is found out", async () => {
    const archive = await archiveOf(bed, await drawn(bed, sample("committee-7")));
    const again = await drawn(bed, sample("committee-7"));
    const unpacked = await Unpacked.of(archive);
    const manifest = await unpacked.json();
    expect(manifest.sample).toEqual({ seed: "committee-7", each: 1, population: "sample/population.csv" });
    expect(manifest.records.map(({ group }) => group).sort()).toEqual(["client_closed", "paid_off"]);
    expect((await packRow(again))?.recordIds.toSorted()).toEqual(manifest.records.map(({ id }) => id).toSorted());
    expect((await unpacked.text("sample/population.csv")).trim().split("\n")).toHaveLength(4);
    expect(await unpacked.verify()).toMatchObject({ code: 0 });
    await unpacked.write("manifest.json", JSON.stringify({ ...manifest, sample: { ...manifest.sample, seed: "another", each: 2 } }));
    expect(await unpacked.verify()).toMatchObject({ code: 1, said: expect.stringContaining("was drawn and is not in the pack.") });
    await unpacked.remove();
  });

  test("without a seed gets one that nobody chose, kept with it and in the trail", async () => {
    expect(await previewPack(callerOf(bed, ada), sample(), bed.deps.db)).toMatchObject({ ok: true, value: { records: 2, upTo: true, evidenceFiles: 1 } });
    const [one, two] = [await packRow(await drawn(bed, sample())), await packRow(await drawn(bed, sample()))];
    const seedOf = (row: typeof one) => (row?.asked.by === "sample" ? row.asked.seed : undefined);
    expect(seedOf(one)).toMatch(/^[0-9a-f]{24}$/);
    expect(seedOf(one)).not.toBe(seedOf(two));
    const [entry] = await lastEntries(1);
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
        expect((await lastEntries(1))[0]).toMatchObject({ action: "denied", actorName: actor.name, details: { permission: "export-examiner-pack" } });
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

describe("while it leaves", () => {
  const begun = async (packId: string, signal = new AbortController().signal) => {
    const file = await fetchPack(callerOf(bed, ada), packId, signal, { db: bed.deps.db });
    if (!file.ok) throw new Error(file.problem.title);
    return file.value.pieces;
  };

  test("a browser that goes ends it; the trail says how far it came, and it can be fetched again", async () => {
    const packId = await drawn(bed, period);
    const gone = new AbortController();
    const pieces = await begun(packId, gone.signal);
    for (let taken = 0; taken < 3; taken += 1) expect((await pieces.next()).done).toBe(false);
    expect(await fetchPack(callerOf(bed, ada), packId, new AbortController().signal, { db: bed.deps.db })).toMatchObject({ ok: false, problem: { title: "This pack is being made at this moment." } });
    gone.abort();
    await expect(async () => { while (!(await pieces.next()).done); }).rejects.toThrow("broken off");
    await expect.poll(async () => (await lastEntries(1))[0]).toMatchObject({ action: "export", outcome: "observed", details: { what: "examiner-pack", pack: packId, brokenOff: "taker-gone", records: expect.any(Number) } });
    expect(await packRow(packId)).toMatchObject({ leasedBy: null, madeAt: null });
    expect((await archiveOf(bed, packId)).length).toBeGreaterThan(700_000);
  });

  test("few are made at once, and one whose console died is free again", async () => {
    const ids = [];
    for (let count = 0; count <= mostPacks; count += 1) ids.push(await drawn(bed, period));
    const running = [];
    for (const id of ids.slice(0, mostPacks)) running.push(await begun(id));
    const last = ids.at(-1) ?? "";
    expect(await fetchPack(callerOf(bed, ada), last, new AbortController().signal, { db: bed.deps.db })).toMatchObject({ ok: false, problem: { kind: "unavailable", title: "Too many packs are made at once." } });
    await bed.deps.db.execute(sql`UPDATE examiner_packs SET leased_until = now() - interval '1 second' WHERE id = ${ids[0]}`);
    const taken = await begun(ids[0] ?? "");
    for (const pieces of [...running, taken]) {
      await pieces.next();
      await pieces.return(undefined);
    }
    expect(await packRow(ids[0] ?? "")).toMatchObject({ leasedBy: null, madeAt: null });
  });

  test("no more than a piece of it is in memory, however large the evidence", async () => {
    const pieces = await begun(await drawn(bed, period));
    let most = 0;
    let all = 0;
    for await (const piece of pieces) {
      most = Math.max(most, piece.byteLength);
      all += piece.byteLength;
    }
    expect(all).toBeGreaterThan(700_000);
    expect(most).toBeLessThan(200_000);
  });

  test("damaged evidence is in it as it is, and told", async () => {
    const packId = await drawn(bed, period);
    await owner.db.execute(sql`ALTER TABLE evidence_chunks DISABLE TRIGGER USER`);
    await owner.db.execute(sql`UPDATE evidence_chunks SET content = set_byte(content, 10, 0) WHERE upload_id = ${kept} AND position = (SELECT min(position) FROM evidence_chunks WHERE upload_id = ${kept})`);
    const unpacked = await Unpacked.of(await archiveOf(bed, packId));
    expect(await unpacked.verify()).toMatchObject({ code: 1, said: expect.stringContaining(`Found when the pack was made: evidence ${kept} was not what was added.`) });
    expect((await lastEntries(3)).map(({ action }) => action)).toContain("evidence-damaged");
    await unpacked.remove();
  });
});

test("a record that was purged is there as that: when, by whom and by what decision", async () => {
  const one = await closedAccount(bed);
  await pastItsTime(owner.db, [one.recordId]);
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
    await owner.db.execute(sql`ALTER TABLE closure_records DISABLE TRIGGER USER`);
    // The trail is looked through from an hour before a record begins: from the tenth entry before the last.
    const tenthBefore = sql`(SELECT at FROM audit_entries WHERE chain = 'everyday' AND seq = ${(head?.seq ?? 0) - 10})`;
    await owner.db.execute(sql`UPDATE closure_records SET ended_on = '2031-01-01', begun_at = ${tenthBefore} + interval '1 hour', retain_until = '2041-01-01' WHERE id = ${late.recordId}`);
    await owner.db.execute(sql`ALTER TABLE closure_records ENABLE TRIGGER USER`);
    const later: PackAsk = { ...period, from: "2031-01-01", to: "2031-01-01" };
    const before = async () => {
      const unpacked = await Unpacked.of(await archiveOf(bed, await drawn(bed, later), { walkedBefore: 3 }));
      const { trail } = await unpacked.json<PackVerification>("verification.json");
      await unpacked.remove();
      return trail;
    };
    expect((await before()).before).toMatchObject({ how: "not-checked" });
    await owner.db.insert(auditChecks).values({ id: randomUUID(), program: "everyday", askedBy: "ada", askedByName: "Ada", status: "done", endedAt: new Date("2026-11-20T15:00:00Z"), reports: [{ chain: "everyday", entries: 1_000_000, headHash: null, findings: [] }] });
    const { before: checked, entries, findings } = await before();
    expect(checked).toMatchObject({ how: "checked", at: "2026-11-20T15:00:00.000Z", findings: 0 });
    expect(checked.how === "checked" && checked.upTo).toBeGreaterThan((head?.seq ?? 0) - 60);
    expect(findings).toEqual([]);
    expect(entries).toBeLessThan(60);
  });

  test("that was tampered with before is told in the pack", async () => {
    const [head] = await bed.deps.db.select().from(auditHeads).where(eq(auditHeads.chain, "everyday"));
    await owner.db.insert(auditAnchors).values({ chain: "everyday", seq: head?.seq ?? 1, hash: Buffer.alloc(32, 1), target: "file", anchoredAt: new Date() });
    const unpacked = await Unpacked.of(await archiveOf(bed, await drawn(bed, { ...period, groups: ["paid_off"] })));
    expect(await unpacked.verify()).toMatchObject({ code: 1, said: expect.stringMatching(/Found when the pack was made: Entry \d+ is not the one that was anchored/) });
    await unpacked.remove();
  });
});
