import "server-only";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Queryable } from "../db/client";
import { auditEntries, auditHeads } from "../db/schema";
import { canonicalText, entryHash, genesisHash } from "./canonical-entry";

export type AuditFindingKind = "changed" | "removed" | "inserted" | "reordered" | "truncated" | "head";

/** One thing that is wrong with a chain; `seq` is the first entry concerned. */
export type AuditFinding = { kind: AuditFindingKind; seq: number; words: string };

export type ChainReport = {
  chain: string;
  entries: number;
  /** The chain's last hash in hex: kept elsewhere, it proves later that nothing before it was rewritten. */
  headHash: string | null;
  findings: AuditFinding[];
};

type Row = typeof auditEntries.$inferSelect;
type Link = { seq: number; hash: Buffer };

const batchSize = 500;
/** A chain that is broken through and through need not be told entry by entry. */
const maxFindings = 100;

/** Walks a chain in batches, so that it may be long and still be written to: entries up to the head never change. */
export async function verifyChain(db: Queryable, chain: string): Promise<ChainReport> {
  const end = await chainEnd(db, chain);
  const findings: AuditFinding[] = [];
  let last: Link = { seq: 0, hash: genesisHash };
  let entries = 0;
  while (last.seq < end.lastSeq && findings.length < maxFindings) {
    const rows: Row[] = await entriesAfter(db, chain, last.seq);
    for (const row of rows) {
      if (row.seq > end.lastSeq) break;
      findings.push(...entryFindings(row, last));
      last = { seq: row.seq, hash: row.hash };
      entries += 1;
    }
    if (rows.length < batchSize) break;
  }
  if (findings.length < maxFindings) findings.push(...headFindings(end, last));
  return { chain, entries, headHash: end.head?.hash.toString("hex") ?? null, findings: findings.slice(0, maxFindings) };
}

/** Every chain that has a head or an entry. */
export async function auditChains(db: Queryable): Promise<string[]> {
  const [heads, entries] = await Promise.all([
    db.select({ chain: auditHeads.chain }).from(auditHeads),
    db.selectDistinct({ chain: auditEntries.chain }).from(auditEntries),
  ]);
  return [...new Set([...heads, ...entries].map(({ chain }) => chain))].sort();
}

type ChainEnd = { head: Link | undefined; lastSeq: number };

/** The head and the highest entry of one moment: one statement sees one state of the database. */
async function chainEnd(db: Queryable, chain: string): Promise<ChainEnd> {
  const lastSeq = sql<number>`coalesce((SELECT max(seq) FROM audit_entries WHERE chain = ${chain}), 0)`.mapWith(Number);
  const [row] = await db
    .select({ seq: auditHeads.seq, hash: auditHeads.hash, lastSeq })
    .from(sql`(SELECT 1) AS one`)
    .leftJoin(auditHeads, eq(auditHeads.chain, chain));
  if (!row) throw new Error(`The audit chain ${chain} could not be read.`);
  const head = row.seq === null || row.hash === null ? undefined : { seq: row.seq, hash: row.hash };
  return { head, lastSeq: row.lastSeq };
}

function entriesAfter(db: Queryable, chain: string, seq: number): Promise<Row[]> {
  return db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.chain, chain), gt(auditEntries.seq, seq)))
    .orderBy(asc(auditEntries.seq))
    .limit(batchSize);
}

function entryFindings(row: Row, last: Link): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const { seq } = row;
  if (seq !== last.seq + 1) {
    const which = seq === last.seq + 2 ? `Entry ${last.seq + 1} is` : `Entries ${last.seq + 1} to ${seq - 1} are`;
    findings.push({ kind: "removed", seq: last.seq + 1, words: `${which} missing.` });
  }
  const wasAt = placeWritten(row.canonical);
  const moved = wasAt !== undefined && wasAt !== seq;
  if (moved) findings.push({ kind: "reordered", seq, words: `Entry ${seq} was written as entry ${wasAt}.` });
  const altered = !moved && canonicalText({ ...row }) !== row.canonical;
  const hashFails = !entryHash(row.previous, row.canonical).equals(row.hash);
  if (altered || hashFails) {
    const what = altered ? "its columns do not say what was written" : "its hash does not fit its text";
    findings.push({ kind: "changed", seq, words: `Entry ${seq} was changed: ${what}.` });
  }
  const follows = seq !== last.seq + 1 || row.previous.equals(last.hash);
  if (!follows && !moved) {
    findings.push({ kind: "inserted", seq, words: `Entry ${seq} does not follow entry ${last.seq}: one of the two was put there or rewritten.` });
  }
  return findings;
}

/** The sequence number inside the hashed text; undefined where the text is no longer readable. */
function placeWritten(canonical: string): number | undefined {
  try {
    const { seq } = JSON.parse(canonical) as { seq?: unknown };
    return typeof seq === "number" ? seq : undefined;
  } catch {
    return undefined;
  }
}

function headFindings({ head, lastSeq }: ChainEnd, last: Link): AuditFinding[] {
  if (!head) return [{ kind: "head", seq: lastSeq, words: "The chain's head is missing." }];
  if (lastSeq < head.seq) {
    return [{ kind: "truncated", seq: lastSeq + 1, words: `The chain ends at entry ${lastSeq}; entries up to ${head.seq} were written.` }];
  }
  if (lastSeq > head.seq) {
    return [{ kind: "inserted", seq: head.seq + 1, words: `Entries ${head.seq + 1} to ${lastSeq} are there, but the chain was written up to ${head.seq} only.` }];
  }
  if (!head.hash.equals(last.hash)) return [{ kind: "head", seq: head.seq, words: `The chain's head does not fit entry ${lastSeq}.` }];
  return [];
}
