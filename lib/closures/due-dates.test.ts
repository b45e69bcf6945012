import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { businessDate } from "../format";
import { addDays, daysBetween, dueState, dueWords, noticeDays, noticeDueOn } from "./due-dates";

const day = fc.date({ min: new Date("1995-01-01T00:00:00Z"), max: new Date("2105-12-31T00:00:00Z"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const zone = fc.constantFrom("America/Chicago", "America/New_York", "Pacific/Honolulu", "Asia/Kolkata", "Australia/Lord_Howe", "UTC");

describe("the due date of a notice", () => {
  test.each([
    ["2026-11-20", "2026-12-20"],
    ["2027-01-30", "2027-03-01"],
    ["2028-01-30", "2028-02-29"],
    ["2026-01-31", "2026-03-02"],
    ["2026-12-02", "2027-01-01"],
    ["2026-03-07", "2026-04-06"],
  ])("action on %s: due %s", (action, due) => expect(noticeDueOn(action)).toBe(due));

  test("is thirty calendar days later, over month ends, leap days and clock changes", () => {
    fc.assert(fc.property(day, (action) => daysBetween(action, noticeDueOn(action)) === noticeDays));
  });

  test("adding days is undone by taking them away, and orders as text does", () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 400 }), (from, days) => addDays(addDays(from, days), -days) === from && addDays(from, days) > from));
  });

  test("the same for whatever moment of the business day the action was taken", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date("2020-01-01T00:00:00Z"), max: new Date("2035-01-01T00:00:00Z"), noInvalidDate: true }), zone, (instant, where) => {
        const acted = businessDate(instant, where);
        return daysBetween(acted, noticeDueOn(acted)) === 30 && businessDate(new Date(`${acted}T12:00:00Z`), "UTC") === acted;
      }),
    );
  });
});

describe("whether it is met", () => {
  test("on the due day it is in time, a day later it is late", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -60, max: 60 }), (due, offset) => {
        const { state, days } = dueState(due, addDays(due, 90), addDays(due, offset));
        return state === (offset > 0 ? "late" : "met") && days === Math.abs(offset);
      }),
    );
  });

  test("without a letter it is due until the day is over", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -60, max: 60 }), (due, offset) => {
        const { state, days } = dueState(due, addDays(due, offset), null);
        return state === (offset > 0 ? "overdue" : "due") && days === Math.abs(offset);
      }),
    );
  });

  test.each([
    [{ state: "due", days: 0 } as const, "due today"],
    [{ state: "due", days: 1 } as const, "1 day left"],
    [{ state: "overdue", days: 3 } as const, "3 days overdue"],
    [{ state: "met", days: 3 } as const, "delivered in time"],
    [{ state: "late", days: 1 } as const, "delivered 1 day late"],
  ])("%o reads %s", (due, words) => expect(dueWords(due)).toBe(words));
});
