import fc from "fast-check";
import { expect, test } from "vitest";
import { businessDate, daysBetween, maskTail } from "./format";
import { scraPeriod } from "./scra-period";

test("a business date is that of the program's clocks", () => {
  expect(businessDate("2026-11-20T05:59:59Z", "America/Chicago")).toBe("2026-11-19");
  expect(businessDate("2026-11-20T06:00:00Z", "America/Chicago")).toBe("2026-11-20");
  expect(businessDate(new Date("2026-07-01T04:59:59Z"), "America/Chicago")).toBe("2026-06-30");
});

test("days between two dates, over clock changes and leap days", () => {
  expect(daysBetween("2026-03-07", "2026-03-09")).toBe(2);
  expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
  expect(daysBetween("2026-11-20", "2026-11-19")).toBe(-1);
  expect(daysBetween("soon", "2026-11-19")).toBeNull();
});

test("of a number at most its last four are left", () => {
  fc.assert(fc.property(fc.stringMatching(/^\d{1,17}$/), (number) => {
    expect(maskTail(number).replaceAll(/\D/g, "")).toBe(number.length > 4 ? number.slice(-4) : "");
  }));
});

test.each([
  [null, null, { state: "none", daysLeft: null }],
  ["2026-01-01", null, { state: "open", daysLeft: null }],
  ["2026-01-01", "2026-11-20", { state: "open", daysLeft: 0 }],
  ["2026-01-01", "2026-12-11", { state: "open", daysLeft: 21 }],
  [null, "2026-11-21", { state: "open", daysLeft: 1 }],
  ["2026-01-01", "2026-11-19", { state: "ended", daysLeft: null }],
  ["2026-11-21", "2027-11-20", { state: "to-come", daysLeft: null }],
])("SCRA from %s to %s", (start, end, expected) => {
  expect(scraPeriod(start, end, "2026-11-20")).toEqual({ start, end, ...expected });
});
