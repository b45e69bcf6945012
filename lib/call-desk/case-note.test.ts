import { describe, expect, it } from "vitest";
import { caseNote } from "./case-note";
import type { CallFacts } from "./case-note";

const facts: CallFacts = {
  at: "2026-11-28T16:05:30Z", zone: "America/Chicago", seconds: 80, agent: "Sam Boateng", accountId: "account_1", clientAccountId: "ca-7", productName: "Checking",
  caller: "Ann Lee", contact: { verifiedBy: "one-time-code", channel: "phone" }, statusBefore: "Inactive since 3 May 2026: no activity.", outcome: "reactivated", reference: "5f0c", told: "It is ready again.", note: "  Moved house ",
};

describe("the note of a call", () => {
  it("has every fact on a line of its own", () => {
    expect(caseNote(facts).split("\n")).toEqual([
      "Call: 2026-11-28 10:05 (America/Chicago), 1 min 20 s, Sam Boateng",
      "Account: Checking, account_1, client account id ca-7",
      "Caller: Ann Lee (holder), verified by one-time code, phone",
      "Status: Inactive since 3 May 2026: no activity.",
      "Done: Reactivated; Lead has confirmed it. Request 5f0c",
      "Told: It is ready again.",
      "Note: Moved house",
    ]);
  });

  it("says so where nobody was verified, and leaves out what there is not", () => {
    const note = caseNote({ ...facts, caller: null, contact: null, clientAccountId: null, productName: "", outcome: "answered", reference: null, note: " " });
    expect(note).toContain("Account: no product name, account_1\nCaller: not verified");
    expect(note).toContain("Done: Answered; nothing was changed.\nTold");
    expect(note).not.toContain("Note:");
  });
});
