import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

import { describeEnding, startChild } from "../supervisor/child-process";
import { startOrphanGuard } from "../supervisor/orphan-guard";
import { installChromium } from "./chromium";
import { root } from "./demo-parts";
import { passOn } from "./last-words";
import { addCounts, closingLine, countPlaywright, countStep, countVitest, noTests, withLastWords } from "./test-counts";
import type { TestCounts } from "./test-counts";

const reports = mkdtempSync(path.join(tmpdir(), "account-console-reports-"));
const say = (line: string) => void process.stdout.write(`${line}\n`);

type Step = {
  name: string;
  /** npm's arguments. */
  run: string[];
  before?: () => void;
  environment?: Record<string, string>;
  count?: (succeeded: boolean) => TestCounts;
};

const vitestReport = path.join(reports, "vitest.json");
const journeysReport = path.join(reports, "journeys.json");

const vitest = (name: string, ...more: string[]): Step => ({
  name,
  run: ["exec", "--", "vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`, ...more],
  count: (succeeded) => countVitest(name, vitestReport, succeeded),
});

const everything: Step[] = [
  { name: "lint", run: ["run", "lint"] },
  { name: "import rules", run: ["run", "lint:imports"] },
  { name: "types", run: ["run", "types"] },
  { name: "unused code", run: ["run", "lint:unused"] },
  vitest("unit, contract and server tests"),
  { name: "build", run: ["run", "build"] },
  {
    name: "browser journeys",
    before: () => installChromium(say),
    run: ["exec", "--", "playwright", "test"],
    environment: { JOURNEYS_REPORT: journeysReport },
    count: (succeeded) => countPlaywright("browser journeys", journeysReport, succeeded),
  },
];

/** For a server named by TEST_DATABASE_URL. */
const databaseTests: Step[] = [vitest("database tests", "--project", "server")];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { database: { type: "boolean" }, "counts-from": { type: "string" }, "counts-to": { type: "string" } },
  });
  const guard = startOrphanGuard();
  guard.removeFolder(reports);
  let counts = readCounts(values["counts-from"]);
  const durations: string[] = [];
  for (const step of values.database ? databaseTests : everything) {
    say(`\n== ${step.name}`);
    const startedAt = performance.now();
    const result = await runStep(step, guard);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    durations.push(`  ${seconds.padStart(7)} s  ${step.name}: ${closingLine(result)}`);
    counts = addCounts(counts, result);
  }
  rmSync(reports, { recursive: true, force: true });
  guard.close();
  say(`\nHow long each part took\n${durations.join("\n")}\n`);
  // Last, so that the end of a long log names what failed.
  if (counts.failures.length > 0) say(`Failed\n${counts.failures.map((failure) => `  ${failure}`).join("\n")}\n`);
  if (values["counts-to"] === undefined) say(closingLine(counts));
  else writeFileSync(values["counts-to"], JSON.stringify(counts));
  process.exit(counts.failed === 0 ? 0 : 1);
}

/** Of a run before this one; a run that left none has failed. */
function readCounts(file: string | undefined): TestCounts {
  if (file === undefined) return noTests;
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as TestCounts) : countStep("the run before this one", false);
}

async function runStep(step: Step, guard: ReturnType<typeof startOrphanGuard>): Promise<TestCounts> {
  try {
    step.before?.();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return countStep(step.name, false);
  }
  const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}), ...step.environment };
  const child = startChild({ command: "npm", args: ["--silent", ...step.run], environment, folder: root, stdio: ["ignore", "pipe", "pipe"], guard });
  const lastWords = passOn(child.output);
  // Playwright stops what it started on SIGINT only.
  const interrupt = () => void child.stop(60_000, "SIGINT").then(() => process.exit(1));
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  const ending = await child.ended;
  process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  if (ending.code !== 0) say(`The step ${step.name} ${describeEnding(ending)}.`);
  const succeeded = ending.code === 0;
  const counts = step.count === undefined ? countStep(step.name, succeeded) : step.count(succeeded);
  return withLastWords(counts, step.name, await lastWords());
}

await main();
