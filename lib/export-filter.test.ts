import fc from "fast-check";
import { expect, test } from "vitest";
import { wholeDirectory } from "./directory-query";
import type { DirectoryQuery } from "./directory-query";
import { exportFileName, exportFilter, exportOrder } from "./export-filter";

const asOf = "2026-11-20T15:04:05.678Z";

test.each([
  [{}, "accounts-growth-2026-11-20T150405Z.csv"],
  [{ status: ["inactive"], reason: ["dormant", "frozen"] }, "accounts-growth-inactive-dormant-frozen-2026-11-20T150405Z.csv"],
  [{ product: ["Élan Card", ""] }, "accounts-growth-lan-card-none-2026-11-20T150405Z.csv"],
  [{ created: { from: "2026-01-01", to: "2026-02-01" }, limit: { from: undefined, to: 5000 } }, "accounts-growth-created-2026-01-01-to-2026-02-01-limit-to-5000-2026-11-20T150405Z.csv"],
  [{ notice: "yes", scra: "ending", stale: 7 }, "accounts-growth-notice-yes-scra-ending-stale-7-days-2026-11-20T150405Z.csv"],
  [{ q: "Ann Abbott" }, "accounts-growth-search-2026-11-20T150405Z.csv"],
  [{ search: "7d444840-9dc0-41d1-b245-5ffdce74fad2" }, "accounts-growth-search-2026-11-20T150405Z.csv"],
] satisfies [Partial<DirectoryQuery>, string][])("%j names the file", (query, name) => {
  expect(exportFileName("growth", { query: { ...wholeDirectory, ...query }, chosen: null, asOf }, "csv")).toBe(name);
});

test("accounts chosen by hand are told by how many they are, and not by the list that they were chosen from", () => {
  expect(exportFileName("growth", { query: { ...wholeDirectory, status: ["closed"] }, chosen: 25, asOf }, "csv")).toBe("accounts-growth-25-chosen-2026-11-20T150405Z.csv");
});

test("whatever is asked for, the name is one on every system, and no header breaks on it", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 5 }), fc.string(), (product, q) => {
      const name = exportFileName("growth", { query: { ...wholeDirectory, product, q }, chosen: null, asOf }, "jsonl");
      expect(name).toMatch(/^[A-Za-z0-9-]{1,200}\.jsonl$/);
    }),
    { numRuns: 50 },
  );
});

test("the filter says what was asked and nothing else, and never a text that the server keeps", () => {
  expect(exportFilter({ ...wholeDirectory, after: "abcdefgh" })).toEqual({});
  expect(exportFilter({ ...wholeDirectory, q: "card", search: "7d444840-9dc0-41d1-b245-5ffdce74fad2", status: ["active"], updated: { from: undefined, to: "2026-01-01" } })).toEqual({
    q: "card", search: "a text that is not shown", status: ["active"], updated: "..2026-01-01",
  });
  expect([exportOrder(wholeDirectory), exportOrder({ ...wholeDirectory, direction: "asc" })]).toEqual(["updated", "updated asc"]);
});
