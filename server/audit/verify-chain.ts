import "server-only";
import type { Queryable } from "../db/client";
import { AnchorComparison } from "./anchor";
import type { Anchor } from "./anchor";
import { genesisHash } from "./canonical-entry";
import { entryFindings, headFindings } from "./chain-findings";
import type { AuditFinding, Link, StoredEntry } from "./chain-findings";
import { anchorsBetween, chainEnd, entriesAfter, entriesAtATime } from "./chain-rows";
import type { AnchoredEnd } from "./chain-rows";

export type ChainReport = {
  chain: string;
  entries: number;
  /** The chain's last hash in hex: kept elsewhere, it proves later that nothing before it was rewritten. */
  headHash: string | null;
  findings: AuditFinding[];
};

export type Verifying = {
  /** What was kept outside of this chain, by its entries' numbers; read before the walk begins. */
  anchors?: ReadonlyMap<number, Anchor>;
  /** Called after each batch; a rejection ends the walk. */
  onProgress?(entries: number): Promise<void>;
};

/** A chain that is broken through and through need not be told entry by entry. */
const maxFindings = 100;

/** Walks a chain in batches, so that it may be long and still be written to: entries up to the head never change. */
export async function verifyChain(db: Queryable, chain: string, verifying: Verifying = {}): Promise<ChainReport> {
  const walk = walkChain(db, chain, verifying);
  for (let part = await walk.next(); ; part = await walk.next()) {
    if (part.done) return part.value;
    await verifying.onProgress?.(part.value.entries);
  }
}

/** The entries of one batch, and how many have been read with them. */
export type WalkedPart = { rows: StoredEntry[]; entries: number };

/** The same walk for whoever needs the entries as well; the next batch is read while one is looked at. `from`: the entry it goes on after. */
export async function* walkChain(db: Queryable, chain: string, { anchors, from = { seq: 0, hash: genesisHash } }: Pick<Verifying, "anchors"> & { from?: Link } = {}): AsyncGenerator<WalkedPart, ChainReport> {
  const end = await chainEnd(db, chain);
  const walk = new ChainWalk(end, anchors ?? new Map(), from);
  let ahead = entriesAfter(db, chain, from.seq);
  while (walk.goesOn) {
    const rows = await ahead;
    const following = rows.length < entriesAtATime ? undefined : (rows.at(-1)?.seq ?? end.lastSeq);
    if (following !== undefined) {
      // The database reads on while these are hashed; where the walk ends before, its failure is nobody's.
      ahead = entriesAfter(db, chain, following);
      ahead.catch(() => undefined);
    }
    const anchored = end.anchored && rows[0] ? await anchorsBetween(db, chain, rows[0].seq, rows.at(-1)?.seq ?? 0) : new Map<number, Pick<Anchor, "hash" | "at">>();
    for (const row of rows) walk.take(row, anchored.get(row.seq));
    yield { rows: (rows.at(-1)?.seq ?? 0) > end.lastSeq ? rows.filter(({ seq }) => seq <= end.lastSeq) : rows, entries: walk.entries };
    if (following === undefined) break;
  }
  return { chain, entries: walk.entries, headHash: end.head?.hash.toString("hex") ?? null, findings: walk.conclude() };
}

class ChainWalk {
  entries = 0;
  private readonly findings: AuditFinding[] = [];
  private readonly comparison = new AnchorComparison();

  constructor(
    private readonly end: AnchoredEnd,
    private readonly outside: ReadonlyMap<number, Anchor>,
    private last: Link,
  ) {}

  get goesOn(): boolean {
    return this.last.seq < this.end.lastSeq && this.findings.length < maxFindings;
  }

  /** What was written after the walk began is left for the next one. */
  take(row: StoredEntry, anchored: Pick<Anchor, "hash" | "at"> | undefined): void {
    if (row.seq > this.end.lastSeq) return;
    this.findings.push(...entryFindings(row, this.last));
    const kept = this.outside.get(row.seq);
    if (anchored) this.findings.push(...this.comparison.compare(row, anchored, "this database"));
    if (kept) this.findings.push(...this.comparison.compare(row, kept, "the file"));
    this.last = { seq: row.seq, hash: row.hash };
    this.entries += 1;
  }

  conclude(): AuditFinding[] {
    if (this.findings.length < maxFindings) {
      const { lastSeq, anchored } = this.end;
      const furthest = [...this.outside.values()].reduce<Anchor | undefined>((most, anchor) => (most && most.seq > anchor.seq ? most : anchor), undefined);
      this.findings.push(...headFindings(this.end, this.last), ...this.comparison.ended(lastSeq, anchored, "this database"), ...this.comparison.ended(lastSeq, furthest, "the file"));
    }
    return this.findings.slice(0, maxFindings);
  }
}
