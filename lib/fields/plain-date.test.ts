import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysInMonth, parsePlainDate, plainDateWords } from "./plain-date";

const realDay = fc.date({ min: new Date("1900-01-01T00:00:00Z"), max: new Date("2200-12-31T00:00:00Z"), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10));

describe("plain dates", () => {
  it("takes every real day, in each way of writing it", () => {
    fc.assert(
      fc.property(realDay, (day) => {
        const [year, month, date] = day.split("-");
        for (const text of [day, plainDateWords(day), `${Number(month)}/${Number(date)}/${year}`]) {
          expect(parsePlainDate(text)).toEqual({ ok: true, value: day });
        }
      }),
    );
  });

  it("refuses every day that a month does not have", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2200 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 68 }), (year, month, over) => {
        expect(parsePlainDate(`${year}-${month}-${daysInMonth(year, month) + over}`).ok).toBe(false);
      }),
    );
    expect(parsePlainDate("2026-02-29")).toEqual({ ok: false, message: "February 2026 has no day 29." });
    expect(parsePlainDate("2024-02-29").ok).toBe(true);
    expect(parsePlainDate("2026-13-01")).toEqual({ ok: false, message: "There is no month 13." });
  });

  it.each(["", "yesterday", "2026-11", "20 Foo 2026", "2026-11-20T00:00:00Z", "0001-01-01"])("refuses %j", (text) => {
    expect(parsePlainDate(text).ok).toBe(false);
  });
});
