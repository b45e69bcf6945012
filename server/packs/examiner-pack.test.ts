import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anchorLine } from "../audit/anchor-line";
import { carmen } from "../closures/process-test-bed";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { auditEntries } from "../db/schema";
import { packsOf, previewPack } from "../queries/examiner-pack";
import { fetchPack } from "../queries/fetch-pack";
import { readClosingRecord } from "../records/closing-record";
import type { PackVerification } from "./manifest";
import { ada, archiveOf, callerOf, drawn, printedText, Unpacked } from "./pack-test-bed";
import { packRow, period, startPackWorld, today } from "./pack-test-world";
import type { PackWorld } from "./pack-test-world";

let world: PackWorld;
let bed: ProcessTestBed;
beforeAll(async () => {
  world = await startPackWorld();
  ({ bed } = world);
}, 120_000);
afterAll(() => world.close());

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
    const { recordId, accountId } = world.letter;
    const manifest = await unpacked.json();
    expect(manifest).toMatchObject({ format: "examiner-pack", pack: packId, purpose: "Examination 26-11", ask: period, asked: { name: "Ada Lindqvist", roles: ["auditor"] }, sample: null });
    expect(manifest.records.map(({ id }) => id).sort()).toEqual([world.letter, world.plain, world.other].map(({ recordId }) => recordId).sort());
    const record = await bed.deps.db.transaction((tx) => readClosingRecord(tx, bed.programOf(), recordId));
    expect(await unpacked.json(`records/${recordId}.json`)).toEqual(JSON.parse(JSON.stringify(record)));
    const { pages, text } = printedText(await unpacked.read(`records/${recordId}.pdf`));
    expect(pages).toBeGreaterThan(0);
    for (const words of ["Record of a closing", accountId, recordId, "Carmen Ortiz, compliance", "Closed by the program (client_closed)", "By registered mail", "met: delivered in time", "Letter as mailed (März).pdf", "Everyday Checking", "The account as it stood", " UTC", `page 1 of ${pages}`, ...(record?.calls.map(({ key }) => key ?? "") ?? [])]) expect(text, words).toContain(words.replace(/\s+/g, ""));
    const file = await unpacked.read(`evidence/${recordId}/${world.kept}.pdf`);
    expect(createHash("sha256").update(file).digest("hex")).toBe(record?.evidence[0]?.sha256);
    expect(manifest.files.some(({ path }) => path.includes(world.withdrawn))).toBe(false);
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
    const actions = full.filter(({ record }) => record === world.letter.recordId).map(({ canonical }) => (JSON.parse(canonical ?? "") as { action: string }).action);
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
    const row = await packRow(world, packId);
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
    const rewrite = (statement: ReturnType<typeof sql>) => world.owner.db.execute(statement).then(() => "changed", (error: { cause?: Error }) => String(error.cause?.message));
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
    const recordFile = () => `records/${world.letter.recordId}.json`;
    const evidenceFile = () => `evidence/${world.letter.recordId}/${world.kept}.pdf`;

    const ways: Record<string, { act: () => Promise<void>; mended?: boolean; named: () => string | RegExp }> = {
      "a file is changed": { act: async () => unpacked.write(evidenceFile(), Buffer.concat([await unpacked.read(evidenceFile()), Buffer.from("x")])), named: () => `${evidenceFile()} was changed.` },
      "a file is removed": { act: () => unpacked.remove(evidenceFile()), named: () => `${evidenceFile()} is missing.` },
      "a file is added": { act: () => unpacked.write("evidence/more.pdf", "x"), named: () => "evidence/more.pdf was added: the manifest does not know it." },
      "the manifest is changed": { act: async () => unpacked.write("manifest.json", (await unpacked.text("manifest.json")).replace("Examination 26-11", "Examination 26-12")), named: () => "manifest.json was changed: SHA256SUMS has another hash of it." },
      "evidence is exchanged": { act: async () => unpacked.write(evidenceFile(), await unpacked.read("verify.mjs")), mended: true, named: () => `Evidence ${world.kept} of record ${world.letter.recordId} is not the file that was kept: its hash differs.` },
      "evidence is exchanged in the record too": {
        act: async () => {
          const forged = Buffer.from("%PDF-1.4 forged");
          const record = await unpacked.json<{ evidence: { sha256: string }[] }>(recordFile());
          const [file] = record.evidence;
          if (file) file.sha256 = createHash("sha256").update(forged).digest("hex");
          await unpacked.write(recordFile(), JSON.stringify(record));
          await unpacked.write(evidenceFile(), forged);
        },
        mended: true, named: () => `Evidence ${world.kept} of record ${world.letter.recordId} is not what the trail says was added.`,
      },
      "a call is changed": { act: async () => unpacked.write("calls.jsonl", (await unpacked.text("calls.jsonl")).replace('"status":200', '"status":500')), mended: true, named: () => /The calls of record \S+ are not those of calls\.jsonl\./ },
      "a record is exchanged": { act: async () => unpacked.write(recordFile(), await unpacked.read(`records/${world.plain.recordId}.json`)), mended: true, named: () => `${recordFile()} is the record of something else.` },
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
      "an entry of another record is put to this one": { act: () => withTrail((lines) => lines.map((line) => (line.record === world.plain.recordId ? { ...line, record: world.letter.recordId } : line))), mended: true, named: () => /Entry \d+ is not about record \S+\./ },
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
