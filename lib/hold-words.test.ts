import { describe, expect, it } from "vitest";
import { holdExpiry, holdName, holdWords, leadMeanwhile } from "./hold-words";

describe("a hold in words", () => {
  it("names what it knows and shows the rest as it is", () => {
    expect(holdWords("court-or-levy")).toBe("Court order or levy");
    expect(holdWords("restricted")).toBe("Restricted");
    expect(holdWords("toString")).toBe("toString");
  });

  it.each([
    [null, null],
    ["2026-11-20", { words: "Expires today", past: false }],
    ["2026-11-21", { words: "Expires 21 Nov 2026, 1 day left", past: false }],
    ["2027-11-20", { words: "Expires 20 Nov 2027", past: false }],
    ["2026-11-19", { words: "Expired 19 Nov 2026, in force until released", past: true }],
  ])("says that %s is %o", (expiresOn, words) => {
    expect(holdExpiry(expiresOn, "2026-11-20")).toEqual(words);
  });

  it.each([
    ["active", "active", null, "Lead shows Active: money can still move."],
    ["inactive", "frozen", null, "Lead shows Inactive (frozen)."],
    ["inactive", null, null, "Lead shows Inactive."],
    ["closed", "client_closed", null, "Lead shows Closed (by the program)."],
    ["suspended", "under_review", null, "Lead shows Suspended (under_review)."],
    ["active", "active", "2026-11-20T15:00:00.000Z", "Lead no longer shows this account."],
  ])("says what Lead shows meanwhile: %s, %s, gone %s", (status, statusReason, missingSince, words) => {
    expect(leadMeanwhile({ status, statusReason, missingSince })).toBe(words);
  });

  it("names one hold among several", () => {
    expect(holdName({ type: "fraud", reference: null })).toBe("Fraud");
    expect(holdName({ type: "court-or-levy", reference: "Levy 26-4471" })).toBe("Court order or levy, Levy 26-4471");
  });
});
