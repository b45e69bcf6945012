import "server-only";
import { createHash } from "node:crypto";
import { and, desc, eq, gte, inArray, sql } from "drizzle-orm";
import { mediaTypes } from "@/lib/evidence/evidence-file";
import { recordOutline } from "@/lib/closures/outline/record-outline";
import { recordStageWords } from "@/lib/closures/record-words";
import type { ClosingRecord, RecordedEvidence } from "@/lib/closures/closing-record";
import { businessDate } from "@/lib/format";
import type { Actor } from "@/lib/operator";
import { appendEntry } from "../audit/append-entry";
import { auditProtection, auditProtectionWords } from "../audit/protection";
import type { Database } from "../db/client";
import { auditAnchors } from "../db/schema-audit";
import type { examinerPacks } from "../db/schema-packs";
import { databaseNow } from "../directory/remember-answer";
import type { Program } from "../programs";
import { evidenceChunksOf } from "../queries/evidence";
import { readClosingRecord } from "../records/closing-record";
import { callsOf } from "../records/record-rows";
import { Archive } from "./archive";
import { manifestVersion } from "./manifest";
import type { DamagedEvidence, Manifest, PackAnchor, PackHeading, PackVerification } from "./manifest";
import { indexCsv, indexHtml, readmeText } from "./pack-index";
import type { IndexRow, PackIndex } from "./pack-index";
import { TrailExtract } from "./pack-trail";
import type { PackedTrail } from "./pack-trail";
import { candidatesOf, notEndedBy } from "./population";
import { printRecord } from "./print-record";
import { verifyScript } from "./verify-script";

export type PackRow = typeof examinerPacks.$inferSelect;
type PackDeps = { db: Database; program: Program; actor: Actor; /** For tests of a trail that is long. */ walkedBefore?: number };

const extensions: Record<string, string> = { [mediaTypes[0]]: "pdf", [mediaTypes[1]]: "jpg", [mediaTypes[2]]: "png" };
const populationFile = "sample/population.csv";

/**
 * All of a pack, file by file, as whoever takes it reads on. Each record, file and batch of the trail is a short read of its
 * own; the trail comes after the records, so that it tells of everything that they show.
 */
export class PackContents {
  private readonly rows: IndexRow[] = [];
  private readonly damaged: DamagedEvidence[] = [];
  private manifestSha256 = "";
  private archive: Archive | undefined;

  constructor(
    private readonly deps: PackDeps,
    private readonly pack: PackRow,
  ) {}

  /** How much of it has been made so far. */
  get progress(): { records: number; files: number; manifestSha256: string } {
    return { records: this.rows.length, files: this.archive?.files.length ?? 0, manifestSha256: this.manifestSha256 };
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    const { db, program } = this.deps;
    const at = await databaseNow(db);
    const archive = new Archive(at);
    this.archive = archive;
    const heading = this.heading(at);
    const earliest = yield* this.records(archive, businessDate(at, program.timeZone));
    yield* archive.add("calls.jsonl", this.calls());
    const population = yield* this.population(archive);
    const recordOfEvidence = new Map(this.rows.flatMap(({ id, evidence }) => evidence.map((file) => [file.id, id] as const)));
    const extract = new TrailExtract(db, program.slug, { recordIds: new Set(this.pack.recordIds), recordOfEvidence, earliest }, this.deps.walkedBefore);
    yield* archive.add("trail.jsonl", extract.lines());
    const trail = extract.result;
    for (const row of this.rows) row.entries = trail.entriesOf.get(row.id) ?? [];
    const verification = await this.verification(trail);
    yield* archive.addText("verification.json", pretty(verification));
    const index = await this.index(heading, verification, population);
    yield* archive.addText("index.html", indexHtml(index));
    yield* archive.addText("index.csv", indexCsv(index));
    yield* archive.addText("README.txt", readmeText(index));
    yield* archive.addText("verify.mjs", verifyScript);
    const anchors = await this.anchors(trail);
    yield* this.manifest(archive, { ...heading, sample: this.sample(), trail, anchors });
    yield* archive.end();
  }

  private heading(at: Date): PackHeading {
    const { slug, name, environment, timeZone } = this.deps.program;
    const { id, purpose, asked, askedByName, askedBy, askedByRoles, askedAt } = this.pack;
    return { pack: id, program: { slug, name, environment, timeZone }, purpose, ask: asked, asked: { name: askedByName, subject: askedBy, roles: askedByRoles, at: askedAt.toISOString() }, madeAt: at.toISOString() };
  }

  /** When the first of them began. */
  private async *records(archive: Archive, today: string): AsyncGenerator<Uint8Array, Date> {
    const { db, program } = this.deps;
    let earliest: Date | undefined;
    for (const { id, group } of await candidatesOf(db, program.slug, this.pack.recordIds)) {
      const record = await db.transaction((tx) => readClosingRecord(tx, program, id), { isolationLevel: "repeatable read", accessMode: "read only" });
      if (!record) throw new Error(`There is no record ${id} any more.`);
      const readAt = (await databaseNow(db)).toISOString();
      const json = yield* archive.addText(`records/${id}.json`, pretty(record));
      const print = await printRecord(recordOutline(record, today), `${record.account.id} · record ${id} · as it was ${readAt}`);
      const pdf = yield* archive.add(`records/${id}.pdf`, [print], { packed: true });
      const evidence: IndexRow["evidence"] = [];
      for (const file of record.evidence) {
        const path = `evidence/${id}/${file.id}.${extensions[file.contentType] ?? "bin"}`;
        yield* this.evidence(archive, record, file, path);
        evidence.push({ id: file.id, name: file.name, path });
      }
      this.rows.push({ ...rowOf(record), group, readAt, json: json.path, pdf: pdf.path, evidence, entries: [] });
      const begun = new Date(record.begunAt.utc);
      if (!earliest || begun < earliest) earliest = begun;
    }
    if (!earliest) throw new Error(`The pack ${this.pack.id} has no record.`);
    return earliest;
  }

  /** That it is read is on the trail before it leaves; what it was found to be, after. */
  private async *evidence(archive: Archive, record: ClosingRecord, file: RecordedEvidence, path: string): AsyncGenerator<Uint8Array> {
    const { db, program, actor } = this.deps;
    const told = (action: "read-evidence" | "evidence-damaged") => db.transaction((tx) => appendEntry(tx, {
      program: program.slug, actor, action, outcome: action === "read-evidence" ? "done" : "observed", accountId: record.account.id,
      details: { evidenceId: file.id, file: file.name, bytes: file.bytes, sha256: file.sha256, pack: this.pack.id },
    }));
    await told("read-evidence");
    const packed = yield* archive.add(path, evidenceChunksOf(db, file.id), { packed: true });
    if (packed.sha256 === file.sha256) return;
    await told("evidence-damaged");
    this.damaged.push({ record: record.id, evidence: file.id, expected: file.sha256, found: packed.sha256 });
  }

  private async *calls(): AsyncGenerator<Uint8Array> {
    const { db, program } = this.deps;
    for (const { id } of this.rows) {
      const calls = await callsOf(db, id, program.timeZone);
      if (calls.length > 0) yield Buffer.from(calls.map((call) => `${JSON.stringify({ record: id, ...call })}\n`).join(""), "utf8");
    }
  }

  private async *population(archive: Archive): AsyncGenerator<Uint8Array, PackIndex["drawnFrom"]> {
    const { db, program } = this.deps;
    if (this.pack.population === null) return null;
    const all = await candidatesOf(db, program.slug, this.pack.population);
    yield* archive.addText(populationFile, ["record,reason\n", ...all.map(({ id, group }) => `${id},${group}\n`)].join(""));
    const count = (rows: readonly { group: string }[], group: string) => rows.filter((row) => row.group === group).length;
    return this.pack.asked.groups.map((group) => ({ group, ended: count(all, group), taken: count(this.rows, group) }));
  }

  private sample(): Manifest["sample"] {
    const { asked } = this.pack;
    return asked.by === "sample" ? { seed: asked.seed ?? "", each: asked.each, population: populationFile } : null;
  }

  private async verification({ chain, before, report }: PackedTrail): Promise<PackVerification> {
    const { db } = this.deps;
    const { entries, headHash, findings } = report;
    const protection = auditProtectionWords[await auditProtection(db)];
    return { verifiedAt: (await databaseNow(db)).toISOString(), trail: { chain, entries, headHash, findings, before }, protection, damagedEvidence: this.damaged };
  }

  private async index(heading: PackHeading, verification: PackVerification, drawnFrom: PackIndex["drawnFrom"]): Promise<PackIndex> {
    const notEnded = await notEndedBy(this.deps.db, this.deps.program, this.pack.asked.to);
    return { heading, rows: this.rows, drawnFrom, seed: this.sample()?.seed ?? null, notEnded, verification };
  }

  /** The newest of them that lie in the extract, one of each target. */
  private async anchors({ chain, first, last }: PackedTrail): Promise<PackAnchor[]> {
    if (!first || !last) return [];
    const rows = await this.deps.db
      .selectDistinctOn([auditAnchors.target])
      .from(auditAnchors)
      .where(and(eq(auditAnchors.chain, chain), gte(auditAnchors.seq, first.seq), sql`${auditAnchors.seq} <= ${last.seq}`, inArray(auditAnchors.target, ["file", "url"])))
      .orderBy(auditAnchors.target, desc(auditAnchors.seq));
    return rows.map(({ seq, hash, anchoredAt, target }) => ({ seq, hash: hash.toString("hex"), at: anchoredAt.toISOString(), target }));
  }

  private async *manifest(archive: Archive, { trail, ...of }: PackHeading & Pick<Manifest, "sample" | "anchors"> & { trail: PackedTrail }): AsyncGenerator<Uint8Array> {
    const { chain, first, last, inFull } = trail;
    const records = this.rows.map(({ id, kind, group, accountId, endedOn, readAt, purged, json, pdf, entries, evidence }) => ({ id, kind, group, accountId, endedOn, readAt, purged, json, pdf, entries, evidence }));
    const manifest: Manifest = { format: "examiner-pack", version: manifestVersion, ...of, records, trail: { chain, first, last, inFull }, files: [...archive.files] };
    const text = pretty(manifest);
    this.manifestSha256 = createHash("sha256").update(text).digest("hex");
    yield* archive.addText("manifest.json", text);
    yield* archive.addText("SHA256SUMS", archive.files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join(""));
  }
}

const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function rowOf(record: ClosingRecord): Omit<IndexRow, "group" | "readAt" | "json" | "pdf" | "evidence" | "entries"> {
  const { id, kind, account, closing, correction, elsewhere, retention, purged } = record;
  return {
    id, kind, accountId: account.id, productName: account.productName, endedOn: retention.endedOn, standing: recordStageWords(record),
    askedBy: closing?.requested.name ?? correction?.started.name ?? "",
    decidedBy: closing?.decided?.name ?? elsewhere?.completed?.name ?? "",
    noticeDueOn: closing?.noticeDueOn ?? "", noticeInTime: closing?.noticeInTime ?? null,
    purged: purged && { at: purged.by.at.utc, by: purged.by.name, reason: purged.reason, run: purged.run, recordHash: purged.recordHash },
  };
}
