import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../closures/due-dates";
import { addMonths } from "../closures/retention";
import { dormancyCutoffs, dormancyDates, dormancySteps, parseDormancyQuery, serializeDormancyQuery, silentAtLeast } from "./dormancy";

const settings = {
  contactAfterMonths: 10, contactAfterMonthsByState: { TX: 6 }, deactivateAfterMonths: 12, deactivateAfterMonthsByState: { TX: 24, NY: 11 }, reportAfterMonths: 36, reportAfterMonthsByState: { TX: 60, NY: 11 },
};
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("1990-01-01", days));

describe("what is due where an owner is silent", () => {
  it.each([
    ["active", null, [["contact", "2025-11-30"], ["deactivate", "2026-01-31"], ["report", "2028-01-31"]]],
    ["active", "TX", [["contact", "2025-07-31"], ["deactivate", "2027-01-31"], ["report", "2030-01-31"]]],
    ["inactive", "NY", [["contact", "2025-11-30"], ["report", "2025-12-31"]]],
  ] as const)("of an %s account of %s", (status, state, dates) => {
    expect(dormancyDates({ silentSince: "2025-01-31", state, status }, settings).map(({ step, on }) => [step, on])).toEqual(dates);
  });

  it("is due from its day on, at the ends of months too", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 600 }), (today, months) => {
        const last = silentAtLeast(months, today);
        expect(addMonths(last, months) <= today).toBe(true);
        expect(addMonths(addDays(last, 1), months) > today).toBe(true);
      }),
    );
    expect(silentAtLeast(1, "2026-02-28")).toBe("2026-01-31");
    expect(silentAtLeast(12, "2026-03-31")).toBe("2025-03-31");
  });

  it("is found by the same silence by which it is shown", () => {
    fc.assert(
      fc.property(day, day, fc.constantFrom(null, "TX", "NY", "CA"), fc.constantFrom("active", "inactive"), (silentSince, today, state, status) => {
        const due = dormancyDates({ silentSince, state, status }, settings).filter(({ on }) => on <= today).map(({ step }) => step);
        const found = dormancySteps.filter((step) => {
          const { states, others } = dormancyCutoffs(step, settings, today);
          return silentSince <= ((state && states[state]) ?? others) && (step !== "deactivate" || status === "active");
        });
        expect([...due].sort()).toEqual([...found].sort());
      }),
    );
  });

  it("is asked for by an address, of which nonsense is left out", () => {
    expect(parseDormancyQuery({ step: "report", state: "TX" })).toMatchObject({ step: "report", state: "TX" });
    expect(serializeDormancyQuery(parseDormancyQuery({ step: "everything", state: "texas", after: "a b" }))).toBe("");
    expect(serializeDormancyQuery({ step: "contact", state: "CA" })).toBe("step=contact&state=CA");
  });
});
