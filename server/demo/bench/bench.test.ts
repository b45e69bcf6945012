import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../test-database";
import type { TestDatabase } from "../test-database";
import { fill } from "./bench-directory";
import { figuresOf, judge, tableOf } from "./bench-report";
import { agreementRows } from "./agreement-rows";
import { directoryRows } from "./directory-rows";
import { importRows } from "./import-rows";
import { askAll } from "./measured";
import type { Measured } from "./measured";
import { trailRows } from "./trail-rows";

describe("what the bench says", () => {
  const row = (more: Partial<Measured>): Measured => ({ name: "a page", unit: "ms", target: 25, measure: async () => ({ values: [1], rows: 0 }), ...more });
  const sizes = (small: number, large: number, rows = 10) => [figuresOf(10, { values: [small], rows }), figuresOf(1_000, { values: [large], rows })];

  test.each([
    ["a ratio within its bound", row({ mostTimes: 3 }), sizes(10, 30), 0],
    ["a ratio beyond it", row({ mostTimes: 3 }), sizes(10, 31), 1],
    ["milliseconds beyond the target", row({}), sizes(100, 1_000), 0],
    ["times too short to tell apart", row({ mostTimes: 1.5 }), sizes(0.1, 0.9), 0],
    ["rows beyond their bound, at each size", row({ mostRows: () => 9 }), sizes(1, 1), 2],
    ["a value beyond its limit", row({ unit: "MB", most: 64 }), sizes(60, 65), 1],
    ["a value below its limit", row({ unit: "%", least: 90 }), sizes(89, 95), 1],
    ["nothing measured", row({}), [figuresOf(10, { values: [], rows: 0 })], 1],
  ])("%s", (_name, measured, figures, failures) => {
    expect(judge(measured, figures).failures).toHaveLength(failures);
  });

  test("median and p95 are values that were measured", () => {
    expect(figuresOf(10, { values: Array.from({ length: 100 }, (_, index) => 100 - index), rows: null })).toMatchObject({ median: 50, p95: 95, count: 100 });
    expect(tableOf([judge(row({ mostTimes: 3 }), sizes(10, 20))])).toMatch(/a page\s+10\s+1\s+10\.0[^]*1,000[^]*25 ms\s+10\s+2\.00 of 3/);
  });
});

describe("on a small directory", () => {
  let database: TestDatabase;
  let filled: Awaited<ReturnType<typeof fill>>;
  beforeAll(async () => {
    process.env["DATA_ENCRYPTION_KEY"] = Buffer.alloc(32, 7).toString("base64");
    database = await createTestDatabase();
    filled = await fill(database.ownerUrl, { accounts: 3_000, every: 40 });
  });
  afterAll(async () => {
    await filled?.close();
    await database?.drop();
  });

  test.each(directoryRows)("measures $name", async (row) => {
    const figures = figuresOf(3_000, await row.measure(filled.bench));
    expect(figures.count).toBeGreaterThan(0);
    expect(judge(row, [figures]).failures).toEqual([]);
  });

  test("a question that fails ends the bench", async () => {
    await expect(askAll(filled.bench, [() => Promise.reject(new Error("refused"))])).rejects.toThrow("refused");
  });

  test("the summary says what the directory holds, as if triggers had kept it", async () => {
    const { rows } = await filled.bench.client.query("SELECT sum(accounts)::int AS summed, (SELECT count(*)::int FROM directory_keys) AS kept FROM directory_summary");
    expect(rows).toEqual([{ summed: 3_000, kept: 3_000 }]);
    const { rows: changes } = await filled.bench.client.query("SELECT count(*)::int AS waiting FROM directory_summary_changes");
    expect(changes).toEqual([{ waiting: 0 }]);
  });

  test("measures how fast the trail is verified", async () => {
    for (const row of trailRows) {
      const figures = figuresOf(3_000, await row.measure(filled.bench));
      expect(figures.median).toBeGreaterThanOrEqual(0);
      expect(judge(row, [figures]).failures).toEqual([]);
    }
  });

  test("measures the comparison of a ledger, which finds every difference in it", async () => {
    for (const row of agreementRows) expect((await row.measure(filled.bench)).values[0]).toBeGreaterThanOrEqual(0);
  });

  // Last: it adds accounts. The rate itself is judged where nothing else runs.
  test.each(importRows)("measures $name", async (row) => {
    const { values } = await row.measure(filled.bench);
    expect(values).toHaveLength(1);
    expect(values[0]).toBeGreaterThanOrEqual(0);
  });
});
