import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../closures/due-dates";
import { businessDate } from "../format";
import { deactivateInput, fieldProblemsOf, holdIsServed, holdTypes, placeHoldInput } from "./command-inputs";
import { freezingHoldProblems } from "./deactivate-problems";
import { holdDayProblems } from "./hold-days";

const zones = fc.constantFrom("UTC", "America/Chicago", "Pacific/Honolulu", "Pacific/Kiritimati", "Asia/Kolkata", "Australia/Lord_Howe");
const instants = fc.date({ min: new Date("2000-01-01T00:00:00Z"), max: new Date("2060-12-31T00:00:00Z"), noInvalidDate: true });
const paths = (days: { servedOn?: string; expiresOn?: string }, today: string) => holdDayProblems(days, today).map(({ path }) => path);

const refused = (input: object): string[] => {
  const { error } = placeHoldInput.safeParse({ accountId: "account_1", type: "court-or-levy", ...input });
  return error ? fieldProblemsOf(error).map(({ path }) => path) : [];
};

describe("the days of a hold", () => {
  it("are judged by the program's own day, at whatever moment and in whatever zone", () => {
    fc.assert(
      fc.property(instants, zones, fc.integer({ min: -400, max: 400 }), (at, zone, shift) => {
        const today = businessDate(at, zone);
        const day = addDays(today, shift);
        expect(paths({ servedOn: day }, today)).toEqual(shift > 0 ? ["servedOn"] : []);
        expect(paths({ expiresOn: day }, today)).toEqual(shift < 0 ? ["expiresOn"] : []);
      }),
    );
  });

  it.each([
    // 23:59:59 and midnight in Kansas City, in winter and in summer.
    ["2026-11-21T05:59:59.999Z", "America/Chicago", "2026-11-20"],
    ["2026-11-21T06:00:00.000Z", "America/Chicago", "2026-11-21"],
    ["2026-07-21T04:59:59.999Z", "America/Chicago", "2026-07-20"],
    ["2026-07-21T05:00:00.000Z", "America/Chicago", "2026-07-21"],
    ["2026-11-20T10:00:00.000Z", "Pacific/Kiritimati", "2026-11-21"],
    ["2026-11-20T09:59:59.999Z", "Pacific/Honolulu", "2026-11-19"],
  ])("at %s in %s it is %s", (at, zone, today) => {
    expect(paths({ servedOn: today, expiresOn: today }, businessDate(at, zone))).toEqual([]);
    expect(paths({ servedOn: addDays(today, 1), expiresOn: addDays(today, -1) }, businessDate(at, zone))).toEqual(["servedOn", "expiresOn"]);
  });

  it("do not run out before what was served; on the same day they may", () => {
    fc.assert(
      fc.property(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 }), (served, expires) => {
        const days = { servedOn: addDays("2026-11-20", served), expiresOn: addDays("2026-11-20", expires) };
        expect(refused(days)).toEqual(expires < served ? ["expiresOn"] : []);
      }),
    );
  });

  it.each(holdTypes)("%s: served only where something can be", (type) => {
    expect(refused({ type, servedOn: "2026-11-20" })).toEqual(holdIsServed[type] ? [] : ["servedOn"]);
    expect(refused({ type, expiresOn: "2026-11-20" })).toEqual([]);
  });

  it("hold for the hold of a freeze alike", () => {
    const freeze = (hold: object) => {
      const { error } = deactivateInput.safeParse({ accountId: "account_1", reason: "frozen", hold });
      return error ? fieldProblemsOf(error).map(({ path }) => path) : [];
    };
    expect(freeze({ type: "court-or-levy", servedOn: "2026-11-20", expiresOn: "2026-11-20" })).toEqual([]);
    expect(freeze({ type: "court-or-levy", servedOn: "2026-11-20", expiresOn: "2026-11-19" })).toEqual(["hold.expiresOn"]);
    expect(freeze({ type: "sanctions", servedOn: "2026-11-20" })).toEqual(["hold.servedOn"]);
    expect(freezingHoldProblems({ servedOn: "2026-11-21", expiresOn: "2026-11-19" }, "2026-11-20").map(({ path }) => path)).toEqual(["hold.servedOn", "hold.expiresOn"]);
    expect(freezingHoldProblems(undefined, "2026-11-20")).toEqual([]);
  });

  it.each(["2026-02-30", "2026-13-01", "20 Nov 2026", "2026-11-20T00:00:00Z", ""])("are days on the calendar, so not %j", (day) => {
    expect(refused({ servedOn: day })).toContain("servedOn");
    expect(refused({ expiresOn: day })).toContain("expiresOn");
  });
});
