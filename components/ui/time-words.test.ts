import { describe, expect, it } from "vitest";
import { clockWords, momentWords, relativeWords } from "./time-words";

const now = new Date("2026-11-20T18:00:00.000Z");
const chicago = "America/Chicago";

describe("a moment in words", () => {
  it("names the zone, also across its change of offset", () => {
    expect(clockWords(new Date("2026-11-20T20:02:11Z"), chicago)).toBe("14:02 CST");
    expect(clockWords(new Date("2026-07-20T20:02:11Z"), chicago, true)).toBe("15:02:11 CDT");
  });

  it("uses the zone's own day and never writes 24:00", () => {
    expect(momentWords(new Date("2026-11-20T05:30:00Z"), chicago)).toBe("19 Nov 2026, 23:30 CST");
    expect(momentWords(new Date("2026-11-20T00:00:00Z"), "UTC")).toBe("20 Nov 2026, 00:00 UTC");
  });
});

describe("how long ago", () => {
  it.each([
    ["2026-11-20T17:59:59.500Z", "just now"],
    ["2026-11-20T18:00:30.000Z", "just now"],
    ["2026-11-20T17:59:57.000Z", "3 s ago"],
    ["2026-11-20T17:46:00.000Z", "14 min ago"],
    ["2026-11-20T15:10:00.000Z", "2 h ago"],
    ["2026-11-19T19:00:00.000Z", "yesterday"],
    ["2026-11-17T18:00:00.000Z", "3 days ago"],
    ["2026-11-01T18:00:00.000Z", "1 Nov"],
    ["2025-11-14T18:00:00.000Z", "14 Nov 2025"],
    ["2026-12-24T18:00:00.000Z", "24 Dec 2026"],
  ])("%s is %s", (at, words) => {
    expect(relativeWords(new Date(at), now, chicago)).toBe(words);
  });
});
