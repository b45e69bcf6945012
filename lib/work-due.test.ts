import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addBusinessDays, businessDaysBefore, businessDaysBetween, isBusinessDay } from "./business-days";
import { addDays } from "./closures/due-dates";
import { businessDue, calendarDue } from "./work-due";

const day = fc.date({ min: new Date("2022-01-01T00:00:00Z"), max: new Date("2060-12-31T00:00:00Z"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const friday = "2026-11-20";

describe("what is due", () => {
  test.each([
    ["2026-11-20", "Due today", "soon"],
    ["2026-11-21", "Due before the next business day", "soon"],
    ["2026-11-23", "1 business day left", "soon"],
    // Thanksgiving Day lies between.
    ["2026-11-30", "5 business days left", "later"],
    ["2026-11-19", "1 business day overdue", "overdue"],
    ["2026-11-15", "5 business days overdue", "overdue"],
  ])("in business days, by %s: %s", (on, words, state) => expect(businessDue("", on, friday)).toEqual({ on, words, state }));

  test("is overdue on a weekend day without a business day in between", () => {
    expect(businessDue("", "2026-11-21", "2026-11-22")).toMatchObject({ words: "Overdue", state: "overdue" });
  });

  test.each([
    ["2026-12-11", "Notice 21 days left", "later"],
    ["2026-11-23", "Notice 3 days left", "soon"],
    ["2026-11-20", "Notice due today", "soon"],
    ["2026-11-18", "Notice 2 days overdue", "overdue"],
  ])("in calendar days, by %s: %s", (on, words, state) => expect(calendarDue("Notice", on, friday)).toEqual({ on, words, state }));

  test("is overdue from the day after, never on it", () => {
    fc.assert(fc.property(day, fc.integer({ min: -400, max: 400 }), (today, days) => {
      const on = addDays(today, days);
      for (const due of [calendarDue("", on, today), businessDue("", on, today)]) expect([on, due.state === "overdue", due.words.includes("verdue")]).toEqual([on, days < 0, days < 0]);
    }));
  });
});

test("so many business days before, and as many after, meet", () => {
  fc.assert(fc.property(day, fc.integer({ min: 1, max: 40 }), (to, count) => {
    const from = businessDaysBefore(to, count);
    expect(isBusinessDay(from)).toBe(true);
    expect(businessDaysBetween(from, addDays(to, -1)) + 1).toBe(count);
    if (isBusinessDay(to)) expect(addBusinessDays(from, count)).toBe(to);
  }));
});
