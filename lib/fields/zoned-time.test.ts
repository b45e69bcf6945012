import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseZonedTime, zonedTimeText, zonedTimeWords } from "./zoned-time";

const zones = fc.constantFrom("UTC", "America/Chicago", "America/New_York", "Asia/Kolkata", "Pacific/Chatham", "Australia/Lord_Howe");
const instants = fc
  .date({ min: new Date("1990-01-01T00:00:00Z"), max: new Date("2060-01-01T00:00:00Z"), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString().replace(".000Z", "Z"));

describe("times on the clocks of a zone", () => {
  it("reads back what it writes; in the repeated hour of autumn the first of the two", () => {
    fc.assert(
      fc.property(instants, zones, (iso, zone) => {
        const text = zonedTimeText(iso, zone);
        const read = parseZonedTime(text, zone);
        expect(read.ok && zonedTimeText(read.value, zone)).toBe(text);
        expect(read.ok && Date.parse(read.value) <= Date.parse(iso)).toBe(true);
      }),
    );
  });

  it("knows the offset of the day", () => {
    expect(parseZonedTime("2026-11-20 14:30", "America/Chicago")).toEqual({ ok: true, value: "2026-11-20T20:30:00Z" });
    expect(parseZonedTime("2026-07-20 2:30 pm", "America/Chicago")).toEqual({ ok: true, value: "2026-07-20T19:30:00Z" });
    expect(parseZonedTime("20 Nov 2026 14:30", "UTC")).toEqual({ ok: true, value: "2026-11-20T14:30:00Z" });
    expect(zonedTimeWords("2026-11-20T20:30:00Z", "America/Chicago")).toBe("20 Nov 2026, 14:30 CST");
  });

  it("refuses the hour that spring skips", () => {
    expect(parseZonedTime("2026-03-08 02:30", "America/Chicago")).toEqual({ ok: false, message: "The clocks skipped that time on that day." });
    expect(parseZonedTime("2026-03-08 03:30", "America/Chicago").ok).toBe(true);
  });

  it("takes the first of a repeated hour", () => {
    expect(parseZonedTime("2026-11-01 01:30", "America/Chicago")).toEqual({ ok: true, value: "2026-11-01T06:30:00Z" });
  });

  it.each(["", "2026-11-20", "14:30", "2026-11-31 10:00", "2026-11-20 24:00", "2026-11-20 10:60", "2026-11-20 13:00 pm", "soon"])("refuses %j", (text) => {
    expect(parseZonedTime(text, "UTC").ok).toBe(false);
  });
});
