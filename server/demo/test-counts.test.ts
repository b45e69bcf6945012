import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { addCounts, closingLine, countPlaywright, countStep, countVitest, withLastWords } from "./test-counts";

let folder: string;
const report = (content: object) => {
  const file = path.join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
};
const vitestReport = (passed: number, failed: number) => report({ numPassedTests: passed, numFailedTests: failed, numPendingTests: 2, numTodoTests: 1 });

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "account-console-counts-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("adds up the parts to the closing line", () => {
  const journeys = countPlaywright("journeys", report({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } }), false);
  const total = [countStep("lint", true), countStep("types", false), countVitest("unit", vitestReport(10, 0), true), journeys].reduce(addCounts);
  expect(closingLine(total)).toBe("15 passed, 3 failed, 5 skipped");
  expect(total.failures).toEqual(["types"]);
});

test("names what failed", () => {
  const unit = { name: path.resolve("lib/a.test.ts"), status: "failed", assertionResults: [{ fullName: "a > holds", status: "failed" }, { fullName: "a > b", status: "passed" }] };
  const broken = { name: path.resolve("lib/b.test.ts"), status: "failed", assertionResults: [] };
  const vitest = report({ numPassedTests: 1, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults: [unit, broken] });
  expect(countVitest("unit", vitest, false).failures).toEqual(["lib/a.test.ts: a > holds", "lib/b.test.ts: does not load"]);
  const inner = { specs: [{ file: "a.spec.ts", title: "signs in", ok: false }, { file: "a.spec.ts", title: "signs out", ok: true }] };
  const journeys = report({ stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 }, suites: [{ suites: [inner] }] });
  expect(countPlaywright("journeys", journeys, false).failures).toEqual(["a.spec.ts: signs in"]);
});

test("says in a few lines why each failed", () => {
  const message = ["\u001b[31mError: expected\u001b[39m", "", ...Array.from({ length: 30 }, (_, at) => `line ${at}`)].join("\n");
  const told = (file: string) => [`${file}`, "    | Error: expected", ...Array.from({ length: 11 }, (_, at) => `    | line ${at}`)].join("\n");
  const unit = { name: path.resolve("lib/a.test.ts"), status: "failed", assertionResults: [{ fullName: "holds", status: "failed", failureMessages: [message, "another"] }] };
  const broken = { name: path.resolve("lib/b.test.ts"), status: "failed", message, assertionResults: [] };
  const vitest = report({ numPassedTests: 1, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults: [unit, broken] });
  expect(countVitest("unit", vitest, false).failures).toEqual([told("lib/a.test.ts: holds"), told("lib/b.test.ts: does not load")]);
  const spec = { file: "a.spec.ts", title: "signs in", ok: false, tests: [{ results: [{}, { error: { message } }] }] };
  expect(countPlaywright("journeys", report({ stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 }, suites: [{ specs: [spec] }] }), false).failures).toEqual([told("a.spec.ts: signs in")]);
});

test("a run that fails without a failed test, leaves no report, or reads no test, is a failure", () => {
  expect(countVitest("unit", vitestReport(10, 0), false)).toMatchObject({ passed: 10, failed: 1, failures: ["unit"] });
  expect(countVitest("unit", path.join(folder, "absent.json"), true)).toMatchObject({ passed: 0, failed: 1 });
  expect(countVitest("unit", vitestReport(0, 0), true)).toMatchObject({ passed: 0, failed: 1 });
  expect(countPlaywright("journeys", path.join(folder, "absent.json"), false)).toMatchObject({ failed: 1 });
});

test("a step that names no failed test says what it said last", () => {
  const counts = addCounts(countStep("lint", true), countStep("build", false));
  expect(withLastWords(counts, "build", "one\ntwo").failures).toEqual(["build, which said last:\n    | one\n    | two"]);
  expect(withLastWords({ ...counts, failures: ["a.test.ts: holds"] }, "unit", "one").failures).toEqual(["a.test.ts: holds"]);
});
