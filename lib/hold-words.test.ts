import { describe, expect, it } from "vitest";
import { holdExpiry, holdWords } from "./hold-words";

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
});
