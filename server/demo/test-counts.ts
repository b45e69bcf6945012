import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";

export type TestCounts = { passed: number; failed: number; skipped: number; failures: string[] };

export const noTests: TestCounts = { passed: 0, failed: 0, skipped: 0, failures: [] };

export const addCounts = (one: TestCounts, other: TestCounts): TestCounts => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
  failures: [...one.failures, ...other.failures],
});

export const closingLine = ({ passed, failed, skipped }: TestCounts) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** A step that has no tests of its own counts as one. */
export const countStep = (name: string, succeeded: boolean): TestCounts =>
  succeeded ? { ...noTests, passed: 1 } : { ...noTests, failed: 1, failures: [name] };

/** Where a step failed and names no test, what it said last says why. */
export const withLastWords = (counts: TestCounts, step: string, words: string): TestCounts => ({
  ...counts,
  failures: counts.failures.map((failure) => (failure === step ? `${step}, which said last:${quoted(words)}` : failure)),
});

const quoted = (words: string) => `\n${words.replace(/^/gm, "    | ")}`;
const linesOfWhy = 12;

/** Of the first failure of a test, what it expected and what it found; the whole of it is in the log above. */
function why(message = ""): string {
  const lines = stripVTControlCharacters(message).split("\n").filter((line) => line.trim() !== "");
  return lines.length === 0 ? "" : quoted(lines.slice(0, linesOfWhy).map((line) => line.slice(0, 200)).join("\n"));
}

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults?: { name: string; status: string; message?: string; assertionResults: { fullName: string; status: string; failureMessages?: string[] }[] }[];
};

export function countVitest(name: string, file: string, succeeded: boolean): TestCounts {
  const report = readReport<VitestReport>(file);
  if (report === undefined) return countStep(name, false);
  const failures = (report.testResults ?? []).flatMap(({ name: testFile, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed").map(({ fullName, failureMessages }) => fullName + why(failureMessages?.[0]));
    return (status === "failed" && failed.length === 0 ? [`does not load${why(message)}`] : failed).map((test) => `${path.relative("", testFile)}: ${test}`);
  });
  return orOneFailure(name, succeeded, {
    failures,
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

type PlaywrightResult = { error?: { message?: string } };
type PlaywrightSpec = { file: string; title: string; ok: boolean; tests?: { results: PlaywrightResult[] }[] };
type PlaywrightSuite = { specs?: PlaywrightSpec[]; suites?: PlaywrightSuite[] };
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number }; suites?: PlaywrightSuite[] };

/** A test that passed only when tried again has failed. */
export function countPlaywright(name: string, file: string, succeeded: boolean): TestCounts {
  const report = readReport<PlaywrightReport>(file);
  if (report === undefined) return countStep(name, false);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return orOneFailure(name, succeeded, { passed: expected, failed: unexpected + flaky, skipped, failures: (report.suites ?? []).flatMap(failedSpecs) });
}

const failedSpecs = ({ specs = [], suites = [] }: PlaywrightSuite): string[] => [
  ...specs.filter(({ ok }) => !ok).map(({ file, title, tests = [] }) => `${file}: ${title}${why(tests.flatMap(({ results }) => results).find(({ error }) => error)?.error?.message)}`),
  ...suites.flatMap(failedSpecs),
];

/** A run can fail without a failed test (a file that does not load) or end well having read nothing: one failure. */
function orOneFailure(name: string, succeeded: boolean, counts: TestCounts): TestCounts {
  const sound = succeeded ? counts.passed > 0 : counts.failed > 0;
  return sound ? counts : addCounts(counts, countStep(name, false));
}

function readReport<Report>(file: string): Report | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Report) : undefined;
}
