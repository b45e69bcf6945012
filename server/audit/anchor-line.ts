import "server-only";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { Anchor } from "./anchor";

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const lineSchema = z.object({
  anchored_at: z.iso.datetime(),
  chains: z.array(z.object({ chain: z.string().min(1), seq: z.int().min(1), hash: hex })),
});

/** One line for all chains of one moment: what the file holds and what is posted. */
export function anchorLine(at: Date, heads: readonly { chain: string; seq: number; hash: Buffer }[]): string {
  return `${JSON.stringify({ anchored_at: at.toISOString(), chains: heads.map(({ chain, seq, hash }) => ({ chain, seq, hash: hash.toString("hex") })) })}\n`;
}

export type KeptAnchors = {
  /** By chain, then by the entry's number. */
  chains: Map<string, Map<number, Anchor>>;
  /** Numbers of lines that are no anchors, from 1. */
  damaged: number[];
};

/** Reads lines as `anchorLine` writes them. Where a hash was given twice the first one stands, and a second one that differs is damage. */
export async function readAnchors(file: string): Promise<KeptAnchors> {
  const kept: KeptAnchors = { chains: new Map(), damaged: [] };
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() !== "" && !keep(kept.chains, line)) kept.damaged.push(number);
  }
  return kept;
}

function keep(chains: KeptAnchors["chains"], line: string): boolean {
  const parsed = lineSchema.safeParse(jsonOf(line));
  if (!parsed.success) return false;
  const { anchored_at: at, chains: heads } = parsed.data;
  return heads.every(({ chain, seq, hash }) => {
    const ofChain = chains.get(chain) ?? new Map<number, Anchor>();
    chains.set(chain, ofChain);
    const known = ofChain.get(seq);
    if (!known) ofChain.set(seq, { chain, seq, hash, at });
    return known === undefined || known.hash === hash;
  });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
