import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeDirectoryQuery, parseDirectoryQuery, serializeDirectoryQuery, wholeDirectory } from "../directory-query";
import { roles } from "../permissions";
import { dayPeriodRows, dayPeriods, periodsOf } from "./day-periods";
import { everyonesViews, roleViews } from "./ready-views";
import { viewInput } from "./saved-view";
import { canonicalViewText, viewPeriods, viewQuery, viewText } from "./view-text";

const days = fc.date({ min: new Date("2001-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

describe("periods", () => {
  test.each([
    ["today", "2026-03-01", "2026-03-01", "2026-03-01"],
    ["last-7-days", "2026-03-01", "2026-02-23", "2026-03-01"],
    ["last-30-days", "2026-03-01", "2026-01-31", "2026-03-01"],
    ["this-month", "2026-03-01", "2026-03-01", "2026-03-01"],
    ["this-month", "2026-03-31", "2026-03-01", "2026-03-31"],
    ["last-month", "2026-03-31", "2026-02-01", "2026-02-28"],
    ["last-month", "2026-01-15", "2025-12-01", "2025-12-31"],
    ["last-month", "2028-03-01", "2028-02-01", "2028-02-29"],
  ] as const)("%s on %s is from %s to %s", (period, today, from, to) => {
    expect(dayPeriodRows[period].days(today)).toEqual({ from, to });
    expect(periodsOf({ from, to }, today)).toContain(period);
  });

  test("days that stand still are none", () => {
    expect(periodsOf({ from: "2026-03-01", to: "2026-03-02" }, "2026-03-31")).toEqual([]);
    expect(periodsOf({ from: "2026-03-01", to: undefined }, "2026-03-31")).toEqual([]);
    expect(periodsOf(undefined, "2026-03-31")).toEqual([]);
  });
});

describe("a view", () => {
  test("moves on with the day where its days are a period, and stands still where they are dates", () => {
    const query = parseDirectoryQuery(new URLSearchParams("status=closed&closed=2026-03-01..2026-03-14&created=2026-03-01..2026-03-14&sort=closed"));
    const text = viewText(query, { closed: "this-month" });
    expect(text).toBe("status=closed&created=2026-03-01..2026-03-14&closed=this-month&sort=closed");
    expect(viewQuery(text, "2026-03-14")).toEqual(query);
    expect(serializeDirectoryQuery(viewQuery(text, "2026-04-02"))).toBe("status=closed&created=2026-03-01..2026-03-14&closed=2026-04-01..2026-04-02&sort=closed");
    expect(viewPeriods(text)).toEqual({ closed: "this-month" });
  });

  test("keeps neither a search nor a page", () => {
    const query = { ...wholeDirectory, q: "entity_abc", search: "7d444840-9dc0-41d1-b245-5ffdce74fad2", status: ["active"], after: "abcdefghij" };
    expect(viewText(query, {})).toBe("status=active");
    expect(canonicalViewText("q=robin&search=7d444840-9dc0-41d1-b245-5ffdce74fad2&after=abcdefghij&status=active&unknown=1")).toBe("status=active");
  });

  test("is kept in one way, which says the same", () => {
    const filter = fc.constantFrom("status=active", "status=closed,active", "reason=frozen", "stale=30", "scra=ending", "sort=product&direction=desc", "sort=closed", "product=Travel+Card", "product=", "closed=..2026-01-01", "limit=5..", "closed=never");
    const period = fc.tuple(fc.constantFrom("created", "updated", "closed"), fc.constantFrom(...dayPeriods)).map((parts) => parts.join("="));
    fc.assert(fc.property(fc.array(fc.oneof(filter, period), { maxLength: 6 }), days, (parts, today) => {
      const text = canonicalViewText(parts.join("&"));
      expect(canonicalViewText(text)).toBe(text);
      const query = viewQuery(text, today);
      expect(viewText(query, viewPeriods(text))).toBe(text);
      expect(parseDirectoryQuery(new URLSearchParams(serializeDirectoryQuery(query)))).toEqual(query);
      expect(changeDirectoryQuery(query, {})).toEqual(query);
    }));
  });

  test.each(["", " ", "x".repeat(61), "robin@example.com", "123-45-6789", "12345678", "a\u0000b", "The SAR list"])("is not named %j", (name) => {
    expect(viewInput.safeParse({ name, text: "", shared: false, version: 0 }).success).toBe(false);
  });
});

test("everybody's views and each role's are kept as they stand", () => {
  for (const { text } of [...everyonesViews, ...roles.map((role) => roleViews[role])]) expect(canonicalViewText(text)).toBe(text);
});
