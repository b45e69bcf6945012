import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import type { StoredEntry } from "../audit/chain-findings";
import { walkChain } from "../audit/verify-chain";
import type { ChainReport } from "../audit/verify-chain";
import type { Database } from "../db/client";
import { auditEntries } from "../db/schema";
import { auditChecks } from "../db/schema-audit";

/** What makes an entry concern a record: it names the process, the record, or a file that is kept for it. */
export type TrailSubjects = { recordIds: ReadonlySet<string>; /** By the file's id. */ recordOfEvidence: ReadonlyMap<string, string>; /** When the first of the records began. */ earliest: Date };

/** How the entries before the first one that was read now are known to be in order. */
export type TrailBefore = { how: "walked" } | { how: "checked"; upTo: number; at: string; findings: number } | { how: "not-checked"; upTo: number };

export type PackedTrail = {
  chain: string;
  /** Null where nothing concerns any record. */
  first: { seq: number; previous: string } | null;
  last: { seq: number; hash: string } | null;
  inFull: number;
  entriesOf: Map<string, number[]>;
  before: TrailBefore;
  report: ChainReport;
};

/** A chain that is longer before the records is not read again from its beginning: the last check of it stands for that part. */
export const mostWalkedBefore = 200_000;

/** Nobody reads in a pack what compliance wrote for itself. */
const isOfComplianceAlone = ({ action, details }: StoredEntry) => action === "add-note" && details.audience === "compliance";

/**
 * The program's chain from the first entry that concerns a record up to its end: those that do in full, the others as links
 * alone, so that the chain can be followed and nothing else is told. What is read is verified on the way.
 */
export class TrailExtract {
  private before: TrailBefore = { how: "walked" };
  private first: PackedTrail["first"] = null;
  private last: PackedTrail["last"] = null;
  private inFull = 0;
  private readonly entriesOf = new Map<string, number[]>();
  private report: ChainReport | undefined;

  constructor(
    private readonly db: Database,
    private readonly chain: string,
    private readonly subjects: TrailSubjects,
    private readonly walkedBefore = mostWalkedBefore,
  ) {}

  async *lines(): AsyncGenerator<Uint8Array> {
    const walk = walkChain(this.db, this.chain, { from: await this.beginning() });
    for (let part = await walk.next(); ; part = await walk.next()) {
      if (part.done) {
        this.report = part.value;
        return;
      }
      const text = part.value.rows.map((row) => this.line(row)).join("");
      if (text !== "") yield Buffer.from(text, "utf8");
    }
  }

  /** Once all lines were read. */
  get result(): PackedTrail {
    const { chain, first, last, inFull, entriesOf, before, report } = this;
    if (!report) throw new Error("The trail was not read to its end.");
    return { chain, first, last, inFull, entriesOf, before, report };
  }

  private line(row: StoredEntry): string {
    const record = this.recordOf(row);
    if (record === undefined && this.first === null) return "";
    const link = { seq: row.seq, previous: row.previous.toString("hex"), hash: row.hash.toString("hex") };
    this.first ??= { seq: link.seq, previous: link.previous };
    this.last = { seq: link.seq, hash: link.hash };
    if (record === undefined) return `${JSON.stringify(link)}\n`;
    this.inFull += 1;
    const own = this.entriesOf.get(record) ?? [];
    own.push(row.seq);
    this.entriesOf.set(record, own);
    return `${JSON.stringify({ ...link, record, canonical: row.canonical })}\n`;
  }

  private recordOf(row: StoredEntry): string | undefined {
    const { recordIds, recordOfEvidence } = this.subjects;
    const { record, evidenceId } = row.details;
    if (isOfComplianceAlone(row)) return undefined;
    if (row.processId !== null && recordIds.has(row.processId)) return row.processId;
    if (typeof record === "string" && recordIds.has(record)) return record;
    return typeof evidenceId === "string" ? recordOfEvidence.get(evidenceId) : undefined;
  }

  /** The entry to go on after; undefined for the chain's beginning. */
  private async beginning(): Promise<{ seq: number; hash: Buffer } | undefined> {
    const { db, chain, subjects } = this;
    const since = sql`${auditEntries.at} >= ${subjects.earliest.toISOString()}::timestamptz - interval '1 hour'`;
    const [first] = await db.select({ seq: auditEntries.seq }).from(auditEntries).where(and(eq(auditEntries.program, chain), eq(auditEntries.chain, chain), since)).orderBy(auditEntries.at, auditEntries.seq).limit(1);
    const upTo = (first?.seq ?? 1) - 1;
    if (upTo <= this.walkedBefore) return undefined;
    const [link] = await db.select({ seq: auditEntries.seq, hash: auditEntries.hash }).from(auditEntries).where(and(eq(auditEntries.chain, chain), eq(auditEntries.seq, upTo)));
    if (!link) return undefined;
    this.before = await this.checkedBefore(upTo);
    return link;
  }

  private async checkedBefore(upTo: number): Promise<TrailBefore> {
    const [check] = await this.db.select().from(auditChecks).where(and(eq(auditChecks.program, this.chain), eq(auditChecks.status, "done"))).orderBy(desc(auditChecks.endedAt)).limit(1);
    const report = check?.reports?.find(({ chain }) => chain === this.chain);
    if (!check?.endedAt || !report || report.entries < upTo) return { how: "not-checked", upTo };
    return { how: "checked", upTo, at: check.endedAt.toISOString(), findings: report.findings.filter(({ seq }) => seq <= upTo).length };
  }
}
