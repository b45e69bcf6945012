import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstPackForm, packAskWords, packFormAgain, packFormOf, packGroups, packParameters, readPackForm } from "./examiner-pack";
import type { PackAsk, PackForm } from "./examiner-pack";

const today = "2026-11-28";
const form: PackForm = firstPackForm(today);
const problemsOf = (part: Partial<PackForm>) => {
  const read = readPackForm({ ...form, ...part });
  return "problems" in read ? read.problems.map(({ path, message }) => `${path}: ${message}`) : [];
};

const asks = fc
  .record({ from: fc.integer({ min: 0, max: 3_000 }), days: fc.integer({ min: 0, max: 900 }), groups: fc.subarray([...packGroups], { minLength: 1 }), each: fc.integer({ min: 1, max: 100 }), seed: fc.option(fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/), { nil: undefined }), by: fc.constantFrom("period" as const, "sample" as const) })
  .map(({ from, days, groups, each, seed, by }): PackAsk => {
    const day = (count: number) => new Date(Date.UTC(2020, 0, 1) + count * 86_400_000).toISOString().slice(0, 10);
    const span = { from: day(from), to: day(from + days), groups };
    return by === "period" ? { by, ...span } : { by, ...span, each, ...(seed === undefined ? {} : { seed }) };
  });

describe("what a pack is asked for", () => {
  test("is the same after its way over the address and back", () => {
    fc.assert(fc.property(asks, (ask) => {
      const parameters = packParameters(packFormAgain(ask));
      expect(readPackForm(packFormOf(new URLSearchParams(parameters.toString()), today))).toEqual({ ask });
    }));
  });

  test("begins with the last 90 days and every reason", () => {
    expect(readPackForm(packFormOf(new URLSearchParams(), today))).toEqual({ ask: { by: "period", from: "2026-08-30", to: today, groups: [...packGroups] } });
  });

  test("takes a day as it is typed, and names the field that is wrong", () => {
    expect(readPackForm({ ...form, from: "1 Nov 2026", to: "11/20/2026" })).toMatchObject({ ask: { from: "2026-11-01", to: "2026-11-20" } });
    expect(problemsOf({ from: "30 Feb 2026" })).toEqual(["from: Enter a day as 2026-11-20 or 20 Nov 2026."]);
    expect(problemsOf({ from: "2026-11-21", to: "2026-11-20" })).toEqual(["to: This is before the first day."]);
    expect(problemsOf({ groups: [] })).toEqual(["groups: Choose at least one."]);
    for (const each of ["", "none", "1.5", "-1", "0"]) expect(problemsOf({ by: "sample", each }), each).toEqual(["each: A number from 1 to 100."]);
    expect(problemsOf({ by: "sample", each: "101" })).toEqual(["each: At most 100 of each."]);
    expect(problemsOf({ by: "sample", seed: "two words" })[0]).toMatch(/^seed: Letters/);
  });

  test("is told in words", () => {
    expect(packAskWords({ by: "period", from: "2026-10-01", to: "2026-10-31", groups: [...packGroups] })).toBe("All that ended 1 Oct 2026 to 31 Oct 2026");
    expect(packAskWords({ by: "sample", from: "2026-10-01", to: "2026-10-31", groups: ["paid_off"], each: 5, seed: "x" })).toBe("5 of each reason, of 1 Oct 2026 to 31 Oct 2026, 1 of 7 reasons");
  });
});
