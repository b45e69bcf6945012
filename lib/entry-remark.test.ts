import { describe, expect, it } from "vitest";
import { entryRemark } from "./entry-remark";

const remark = (details: Record<string, unknown>, outcome = "done") => entryRemark({ details, outcome });

describe("the remark of an entry", () => {
  it("quotes what a person wrote", () => {
    expect(remark({ note: "Called back", reason: "dormant" })).toEqual({ words: "Called back", quoted: true });
    expect(remark({ note: "By order of the court", comment: "Not at Lead" }, "refused")).toEqual({ words: "Not at Lead", quoted: true });
    expect(remark({ statement: { reason: "Income fell" } })).toEqual({ words: "Income fell", quoted: true });
    expect(remark({ reason: "The order was lifted." })).toEqual({ words: "The order was lifted.", quoted: true });
  });

  it("says the rule of a denial, unquoted", () => {
    expect(remark({ permission: "close-account" })).toEqual({ words: "Only compliance can close accounts.", quoted: false });
    expect(remark({ problem: "Lead refused this.", lead: {} })).toEqual({ words: "Lead refused this.", quoted: false });
    expect(remark({ rule: "A hold is open." })).toEqual({ words: "A hold is open.", quoted: false });
  });

  it("leaves to the sentence what the sentence says", () => {
    expect(remark({ reason: "frozen" })).toBeNull();
    expect(remark({ reason: "Paid off" })).toEqual({ words: "Paid off", quoted: false });
    expect(remark({})).toBeNull();
    expect(remark({ note: "" })).toBeNull();
    expect(remark({ problem: "Lead has not confirmed yet." }, "unconfirmed")).toBeNull();
  });

  it("shows nothing of what is no text, and knows no permission of an object's own names", () => {
    expect(remark({ note: 3, reason: ["x"] })).toBeNull();
    expect(remark({ permission: "toString" })).toBeNull();
  });
});
