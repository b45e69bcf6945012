import "server-only";
import { parseArgs } from "node:util";
import { openDatabase } from "../db/client";
import type { Database } from "../db/client";
import { SettingsError, databaseSettings } from "../env";
import { readAnchors } from "./anchor-line";
import type { KeptAnchors } from "./anchor-line";
import { auditChains } from "./chain-rows";
import { auditProtection, auditProtectionWords } from "./protection";
import { verifyChain } from "./verify-chain";
import type { ChainReport } from "./verify-chain";

/** Checks every chain of the audit trail and says what it found; ends with 1 where something is wrong. `--anchors FILE`: compares with what was kept outside. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { anchors: { type: "string" } } });
  const { db, pool } = openDatabase(databaseSettings().url.reveal(), 3);
  try {
    say(`Audit entries are ${auditProtectionWords[await auditProtection(db)]}.`);
    const kept = values.anchors === undefined ? undefined : await readAnchors(values.anchors);
    const wrong = (await verifyAll(db, kept)) + (kept ? damageOf(kept, values.anchors ?? "") : 0);
    say(wrong === 0 ? "Nothing is wrong." : "The trail was tampered with.");
    return wrong === 0 ? 0 : 1;
  } finally {
    await pool.end();
  }
}

async function verifyAll(db: Database, kept: KeptAnchors | undefined): Promise<number> {
  let [wrong, entries] = [0, 0];
  const startedAt = performance.now();
  const chains = new Set([...(await auditChains(db)), ...(kept?.chains.keys() ?? [])]);
  for (const chain of [...chains].sort()) {
    const report = await verifyChain(db, chain, { anchors: kept?.chains.get(chain) });
    wrong += report.findings.length;
    entries += report.entries;
    reportLines(report).forEach(say);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  say(`${entries} entries in ${seconds.toFixed(1)} s, ${Math.round(entries / seconds)} a second.`);
  return wrong;
}

function reportLines({ chain, entries, headHash, findings }: ChainReport): string[] {
  const head = `${chain}: ${entries} entries, head ${headHash ?? "missing"}, ${findings.length === 0 ? "intact" : "NOT intact"}`;
  return [head, ...findings.map(({ kind, words }) => `  ${kind}: ${words}`)];
}

function damageOf({ chains, damaged }: KeptAnchors, file: string): number {
  const anchors = [...chains.values()].reduce((sum, ofChain) => sum + ofChain.size, 0);
  say(`Compared with ${anchors} anchors of ${file}.`);
  for (const line of damaged) say(`  damaged: Line ${line} of the file is no anchor, or contradicts one before it.`);
  return damaged.length;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof SettingsError ? error.message : `The trail could not be checked: ${error instanceof Error ? error.message : String(error)}`}\n`);
    process.exitCode = 2;
  },
);
