import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMonths, retainUntil } from "./retention";

const day = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const years = fc.integer({ min: 3, max: 30 });

test.each([
  ["2026-01-31", 1, "2026-02-28"],
  ["2024-02-29", 12, "2025-02-28"],
  ["2026-11-30", 3, "2027-02-28"],
  ["2026-12-15", 25, "2029-01-15"],
])("%s and %i months is %s", (from, months, to) => expect(addMonths(from, months)).toBe(to));

describe("how long a record is kept", () => {
  test("from the later of the notice and the end", () => {
    expect(retainUntil({ endedOn: "2026-03-01", notifiedOn: "2026-03-20" }, 7)).toBe("2033-03-20");
    expect(retainUntil({ endedOn: "2026-03-21", notifiedOn: "2026-03-20" }, 7)).toBe("2033-03-21");
    expect(retainUntil({ endedOn: "2026-03-21", notifiedOn: null }, 7)).toBe("2033-03-21");
  });

  test("never less than 25 months from the notice, never less than the setting, and never less than was said before", () => {
    fc.assert(fc.property(day, fc.option(day), years, fc.option(day), (endedOn, notifiedOn, setting, held) => {
      const until = retainUntil({ endedOn, notifiedOn }, setting, held);
      expect(until >= addMonths(notifiedOn ?? endedOn, 25)).toBe(true);
      expect(until >= addMonths(endedOn, setting * 12)).toBe(true);
      expect(held === null || until >= held).toBe(true);
      expect(retainUntil({ endedOn, notifiedOn }, setting - 1, until)).toBe(until);
    }));
  });
});
