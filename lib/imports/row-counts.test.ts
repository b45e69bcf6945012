import { describe, expect, test } from "vitest";
import { rowReasonWords, rowStateWords, timeLeftWords } from "./import-words";
import { malformedReasons } from "./judge-row";
import { notEntered, rowCounts, rowsLeft } from "./row-counts";
import { rowStates } from "./import-file";

const found = { new: 5, elsewhere: 2, known: 3, malformed: 1 };
const progress = { found, toRead: 7, entered: 0, knownMeanwhile: 0, refused: 0 };

describe("how many rows there are of each kind", () => {
  test("before the start, what is known elsewhere is told apart", () => {
    expect(rowCounts({ ...progress, status: "ready" })).toEqual([{ kind: "new", count: 5 }, { kind: "elsewhere", count: 2 }, { kind: "known", count: 3 }, { kind: "malformed", count: 1 }]);
  });

  test("while it runs, new is what still waits", () => {
    const running = { ...progress, status: "running" as const, entered: 3, knownMeanwhile: 1, refused: 2 };
    expect(rowsLeft(running)).toBe(1);
    expect(rowCounts(running).filter(({ kind }) => kind !== "elsewhere")).toEqual([{ kind: "new", count: 1 }, { kind: "known", count: 4 }, { kind: "malformed", count: 1 }, { kind: "entered", count: 3 }, { kind: "refused", count: 2 }]);
    expect(notEntered(running)).toBe(3);
  });
});

test("every reason is a sentence, and one of a later release is named", () => {
  for (const reason of malformedReasons) expect(rowReasonWords("malformed", reason)).toMatch(/^[A-Z].+\.$/);
  for (const state of rowStates) expect(rowReasonWords(state, null)).toBe(rowStateWords[state]);
  expect(rowReasonWords("refused", "unknown-id")).toBe("Lead knows no account with this id in this program.");
  expect(rowReasonWords("refused", "later")).toContain("(later)");
});

test.each([[5, "less than a minute"], [60, "about 1 minute"], [3_000, "about 50 minutes"], [7_200, "about 2 hours"], [400_000, "about 5 days"]])("%d seconds are %s", (seconds, words) => {
  expect(timeLeftWords(seconds)).toBe(words);
});
