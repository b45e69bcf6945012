import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addBusinessDays, businessDaysBetween, endOfBusinessDays, holidayOn, isBusinessDay } from "./business-days";
import { addDays } from "./closures/due-dates";
import { businessDate } from "./format";

const instant = fc.date({ min: new Date("2022-01-01T00:00:00Z"), max: new Date("2060-12-31T00:00:00Z"), noInvalidDate: true });
const day = instant.map((date) => date.toISOString().slice(0, 10));
// Clocks that change at midnight (Santiago, Beirut), by half an hour (Lord Howe), and never.
const zone = fc.constantFrom("America/Chicago", "America/New_York", "Pacific/Honolulu", "America/Santiago", "Asia/Beirut", "Australia/Lord_Howe", "Asia/Kolkata", "UTC");
const count = fc.integer({ min: 0, max: 40 });

describe("holidays of the Federal Reserve", () => {
  test.each([
    ["2026-01-01", "New Year’s Day"],
    ["2026-01-19", "Martin Luther King Jr. Day"],
    ["2026-02-16", "Presidents’ Day"],
    ["2026-05-25", "Memorial Day"],
    ["2026-06-19", "Juneteenth"],
    ["2026-09-07", "Labor Day"],
    ["2026-10-12", "Columbus Day"],
    ["2026-11-11", "Veterans Day"],
    ["2026-11-26", "Thanksgiving Day"],
    ["2026-12-25", "Christmas Day"],
    ["2027-07-05", "Independence Day"],
    ["2023-01-02", "New Year’s Day"],
    ["2022-06-20", "Juneteenth"],
    ["2022-12-26", "Christmas Day"],
  ])("%s: %s", (on, name) => expect(holidayOn(on)).toBe(name));

  test.each(["2026-07-03", "2021-12-31", "2027-12-31", "2021-06-18", "2028-11-10"])("a holiday on a Saturday leaves the Friday before it open: %s", (on) => {
    expect(isBusinessDay(on)).toBe(true);
  });

  test("a year has nine to eleven of them on weekdays, and none twice", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2022, max: 2200 }), (year) => {
        const days = Array.from({ length: 366 }, (_, index) => addDays(`${year}-01-01`, index)).filter((one) => one.startsWith(String(year)));
        const closed = days.filter((one) => holidayOn(one) !== null);
        return closed.length >= 9 && closed.length <= 11 && new Set(closed.map(holidayOn)).size === closed.length;
      }),
      { numRuns: 20 },
    );
  });
});

describe("business days", () => {
  test.each([
    ["2026-11-20", 5, "2026-11-30"], // a Friday, over Thanksgiving
    ["2026-12-24", 1, "2026-12-28"], // over Christmas and a weekend
    ["2026-12-30", 5, "2027-01-07"], // over the end of the year
    ["2026-01-30", 1, "2026-02-02"], // over the end of a month
    ["2028-02-28", 2, "2028-03-01"], // over a leap day
    ["2026-11-28", 0, "2026-11-30"],
    ["2026-11-30", 0, "2026-11-30"],
    ["2021-12-31", 1, "2022-01-03"],
  ])("%s and %i more: %s", (from, days, to) => expect(addBusinessDays(from, days)).toBe(to));

  test("the last one is a business day, and as many lie in between as were asked for", () => {
    fc.assert(fc.property(day, count, (from, days) => isBusinessDay(addBusinessDays(from, days)) && (days === 0 || businessDaysBetween(from, addBusinessDays(from, days)) === days)));
  });

  test("of four days in a row one is a business day", () => {
    fc.assert(fc.property(day, (from) => [0, 1, 2, 3].some((offset) => isBusinessDay(addDays(from, offset)))));
  });

  test("one after another is the same as all at once", () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 20 }), count, (from, first, second) => addBusinessDays(addBusinessDays(from, first), second) === addBusinessDays(from, first + second)));
  });
});

describe("the end of a term", () => {
  test.each([
    ["2026-11-20T20:30:00Z", 5, "America/Chicago", "2026-12-01T06:00:00Z"],
    ["2026-03-06T18:00:00Z", 1, "America/Chicago", "2026-03-10T05:00:00Z"], // clocks go forward in between
    ["2026-10-30T18:00:00Z", 1, "America/Chicago", "2026-11-03T06:00:00Z"], // and back
    ["2026-11-21T05:59:59Z", 1, "America/Chicago", "2026-11-24T06:00:00Z"], // still Friday there
    ["2026-11-21T06:00:00Z", 0, "America/Chicago", "2026-11-24T06:00:00Z"], // Saturday there
  ])("%s and %i business days in %s: %s", (from, days, where, end) => expect(endOfBusinessDays(from, days, where)).toBe(end));

  test("is the last moment of the last business day in the zone, whatever its clocks do", () => {
    fc.assert(
      fc.property(instant, count, zone, (from, days, where) => {
        const last = addBusinessDays(businessDate(from, where), days);
        const end = Date.parse(endOfBusinessDays(from, days, where));
        return businessDate(new Date(end - 1), where) === last && businessDate(new Date(end), where) === addDays(last, 1) && end > from.getTime();
      }),
    );
  });

  test("comes no earlier for a later request", () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 10 * 86_400_000 }), count, zone, (from, later, days, where) => {
        return Date.parse(endOfBusinessDays(new Date(from.getTime() + later), days, where)) >= Date.parse(endOfBusinessDays(from, days, where));
      }),
    );
  });
});
