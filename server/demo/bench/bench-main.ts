import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

import { root } from "../demo-parts";
import { startEmbeddedDatabase } from "../embedded-database";
import { findFreePort } from "../ports";
import { fillDatabase } from "./bench-directory";
import type { FilledDirectory } from "./bench-directory";
import { figuresOf, judge, tableOf } from "./bench-report";
import type { Figures, RowReport } from "./bench-report";
import { agreementRows } from "./agreement-rows";
import { directoryRows } from "./directory-rows";
import { exportRows } from "./export-rows";
import { importRows } from "./import-rows";
import type { Measured } from "./measured";
import { overviewRows } from "./overview-rows";
import { trailRows } from "./trail-rows";

const measured: readonly Measured[] = [...directoryRows, ...exportRows, ...importRows, ...agreementRows, ...overviewRows, ...trailRows];

const say = (line: string) => void process.stdout.write(`${line}\n`);

type Asked = { sizes: number[]; every: number; json: string; serverUrl: string | undefined };

function asked(): Asked {
  const { values } = parseArgs({ options: { sizes: { type: "string", default: "10000,100000,1000000" }, every: { type: "string", default: "1" }, json: { type: "string", default: path.join(root, ".data/bench.json") } } });
  const sizes = values.sizes.split(",").map(wholeNumber("--sizes")).sort((a, b) => a - b);
  return { sizes, every: wholeNumber("--every")(values.every), json: values.json, serverUrl: process.env.DATABASE_URL || undefined };
}

const wholeNumber = (option: string) => (text: string) => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`${option}: ${JSON.stringify(text)} is no whole number from 1 on.`);
  return number;
};

/** Fails on ratios, memory and rows looked at; the targets in milliseconds are printed beside what was measured. */
async function main(): Promise<void> {
  const { sizes, every, json, serverUrl } = asked();
  process.env.DATA_ENCRYPTION_KEY ||= randomBytes(32).toString("base64");
  // A line for each of the import's calls would bury the table.
  process.env.LOG_LEVEL ||= "warn";
  const embedded = serverUrl === undefined ? await startTemporary() : undefined;
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void Promise.resolve(embedded?.stop()).finally(() => process.exit(1)));
  const filled: FilledDirectory[] = [];
  try {
    for (const accounts of sizes) filled.push(await fillOne(serverUrl ?? (embedded?.adminUrl as string), { accounts, every }));
    const reports = await measureAll(filled);
    conclude(reports, filled.map(({ bench: { accounts }, seconds }) => ({ accounts, seconds })), json);
  } finally {
    for (const { remove } of filled) await remove();
    await embedded?.stop();
  }
}

async function fillOne(serverUrl: string, { accounts, every }: { accounts: number; every: number }): Promise<FilledDirectory> {
  say(`== ${accounts.toLocaleString("en-US")} accounts`);
  const filled = await fillDatabase(serverUrl, { accounts, every, onProgress: (done) => (done % 200_000 === 0 ? say(`  ${done.toLocaleString("en-US")} entered`) : undefined) });
  say(`  filled in ${filled.seconds.toFixed(0)} s`);
  return filled;
}

/** One row at every size before the next row, so that what else the machine does meets all sizes alike. */
async function measureAll(filled: readonly FilledDirectory[]): Promise<RowReport[]> {
  const reports: RowReport[] = [];
  for (const row of measured) {
    const figures: Figures[] = [];
    for (const { bench } of filled) figures.push(figuresOf(bench.accounts, await row.measure(bench)));
    reports.push(judge(row, figures));
    say(`\n${tableOf(reports.slice(-1))}`);
  }
  return reports;
}

type Seeding = { accounts: number; seconds: number };

function conclude(reports: readonly RowReport[], seeding: readonly Seeding[], json: string): void {
  say(`\n${tableOf(reports)}\n\nSeeding: ${seeding.map(({ accounts, seconds }) => `${accounts.toLocaleString("en-US")} in ${seconds.toFixed(0)} s`).join(", ")}`);
  mkdirSync(path.dirname(json), { recursive: true });
  writeFileSync(json, `${JSON.stringify({ seeding, rows: reports }, null, 2)}\n`);
  const failures = reports.flatMap((report) => report.failures);
  say(failures.length === 0 ? "Every ratio and every count of rows is within its bound." : `\nFailed\n${failures.map((failure) => `  ${failure}`).join("\n")}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

async function startTemporary() {
  const dataDir = mkdtempSync(path.join(tmpdir(), "account-console-bench-"));
  // The database server, which may run under another account, has to enter it.
  chmodSync(dataDir, 0o755);
  return startEmbeddedDatabase({ dataDir, port: await findFreePort(), temporary: true });
}

await main();
