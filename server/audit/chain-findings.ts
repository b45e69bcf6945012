import "server-only";
import { canonicalText, entryHash } from "./canonical-entry";
import type { EntryContent } from "./canonical-entry";

export type AuditFindingKind = "changed" | "removed" | "inserted" | "reordered" | "truncated" | "rewritten" | "head";

/** One thing that is wrong with a chain; `seq` is the first entry concerned. */
export type AuditFinding = { kind: AuditFindingKind; seq: number; words: string };

export type StoredEntry = EntryContent & { canonical: string; previous: Buffer; hash: Buffer };
export type Link = { seq: number; hash: Buffer };

/** What an entry shows by itself and after the one before it. */
export function entryFindings(row: StoredEntry, last: Link): AuditFinding[] {
  const follows = row.seq === last.seq + 1;
  const altered = canonicalText(row) !== row.canonical;
  const hashFails = !entryHash(row.previous, row.canonical).equals(row.hash);
  const isLinked = !follows || row.previous.equals(last.hash);
  return follows && isLinked && !altered && !hashFails ? [] : wordsOf(row, last, { altered, hashFails, isLinked });
}

type Failed = { altered: boolean; hashFails: boolean; isLinked: boolean };

function wordsOf({ seq, canonical }: StoredEntry, last: Link, { altered, hashFails, isLinked }: Failed): AuditFinding[] {
  const findings: AuditFinding[] = [];
  if (seq !== last.seq + 1) {
    const which = seq === last.seq + 2 ? `Entry ${last.seq + 1} is` : `Entries ${last.seq + 1} to ${seq - 1} are`;
    findings.push({ kind: "removed", seq: last.seq + 1, words: `${which} missing.` });
  }
  const wasAt = placeWritten(canonical);
  const moved = wasAt !== undefined && wasAt !== seq;
  if (moved) findings.push({ kind: "reordered", seq, words: `Entry ${seq} was written as entry ${wasAt}.` });
  if ((altered && !moved) || hashFails) {
    const what = altered && !moved ? "its columns do not say what was written" : "its hash does not fit its text";
    findings.push({ kind: "changed", seq, words: `Entry ${seq} was changed: ${what}.` });
  }
  if (!isLinked && !moved) {
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

/** Where a chain ended at one moment. */
export type ChainEnd = { head: Link | undefined; lastSeq: number };

export function headFindings({ head, lastSeq }: ChainEnd, last: Link): AuditFinding[] {
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
