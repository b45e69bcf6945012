import "server-only";
import type { AuditFinding, Link } from "./chain-findings";

/** A chain's newest hash at one moment, as it was given away. */
export type Anchor = {
  chain: string;
  seq: number;
  /** Hex. */
  hash: string;
  /** ISO 8601, UTC. */
  at: string;
};

/** Where an anchor was kept, as a finding names it. */
export type AnchorKeeper = "this database" | "the file";

/** Compares a chain with what was anchored of it; the first entry that does not fit is told, for all after it do not fit either. */
export class AnchorComparison {
  private readonly told = new Set<AnchorKeeper>();

  compare({ seq, hash }: Link, anchor: Pick<Anchor, "hash" | "at">, keeper: AnchorKeeper): AuditFinding[] {
    if (hash.toString("hex") === anchor.hash || this.told.has(keeper)) return [];
    this.told.add(keeper);
    return [{ kind: "rewritten", seq, words: `Entry ${seq} is not the one that was anchored ${anchor.at} (kept in ${keeper}): it, or one before it, was rewritten.` }];
  }

  /** `anchor`: the furthest one, where the chain ends before it. */
  ended(lastSeq: number, anchor: Pick<Anchor, "seq" | "at"> | undefined, keeper: AnchorKeeper): AuditFinding[] {
    if (!anchor || anchor.seq <= lastSeq) return [];
    return [{ kind: "truncated", seq: lastSeq + 1, words: `The chain ends at entry ${lastSeq}; entry ${anchor.seq} was anchored ${anchor.at} (kept in ${keeper}).` }];
  }
}
