import "server-only";
import { openDatabase } from "../db/client";
import { SettingsError, databaseSettings } from "../env";
import { auditProtection, auditProtectionWords } from "./protection";
import { auditChains, verifyChain } from "./verify-chain";
import type { ChainReport } from "./verify-chain";

/** Checks every chain of the audit trail and says what it found; ends with 1 where something is wrong. */
async function main(): Promise<number> {
  const { db, pool } = openDatabase(databaseSettings().url.reveal(), 2);
  try {
    say(`Audit entries are ${auditProtectionWords[await auditProtection(db)]}.`);
    let wrong = 0;
    for (const chain of await auditChains(db)) {
      const report = await verifyChain(db, chain);
      wrong += report.findings.length;
      reportLines(report).forEach(say);
    }
    say(wrong === 0 ? "Nothing is wrong." : "The trail was tampered with.");
    return wrong === 0 ? 0 : 1;
  } finally {
    await pool.end();
  }
}

function reportLines({ chain, entries, headHash, findings }: ChainReport): string[] {
  const head = `${chain}: ${entries} entries, head ${headHash ?? "missing"}, ${findings.length === 0 ? "intact" : "NOT intact"}`;
  return [head, ...findings.map(({ kind, words }) => `  ${kind}: ${words}`)];
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
