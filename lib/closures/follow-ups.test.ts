import { expect, test } from "vitest";
import { closingFacts } from "./facts";
import { followUpDue, followUpDueWords, followUps, settleFollowUpInput } from "./follow-ups";

const begun = (capabilities: string[], answers = {}, reason = "client_closed") => followUps({ facts: closingFacts({ id: "account_a", capabilities }, [], []), answers, reason }, "2026-11-25");
const codes = (...context: Parameters<typeof begun>) => begun(...context).map(({ code }) => code);

test("what closing at Lead does not end is always left to do", () => {
  expect(codes([])).toEqual(["account-numbers", "cards", "authorized-users"]);
});

test("the rest follows from the account and the answers", () => {
  expect(codes(["deposit"], { remainingBalance: "to-be-paid" })).toEqual(["account-numbers", "cards", "authorized-users", "recurring-debits", "refund"]);
  expect(codes(["deposit"], { remainingBalance: "none" })).not.toContain("refund");
  expect(codes(["credit_with_underwriting"], { furnished: true }, "charged_off")).toEqual(["account-numbers", "cards", "authorized-users", "credit-balance", "bureau-date"]);
  expect(codes(["credit_with_underwriting"], { furnished: false }, "charged_off")).not.toContain("bureau-date");
});

test("each is due on a day of its own: business days, the promise to the holder, or the law's days", () => {
  const due = Object.fromEntries(begun(["deposit", "credit_with_underwriting"], { remainingBalance: "to-be-paid", payOutWithinDays: 4, furnished: true }, "charged_off").map(({ code, dueOn }) => [code, dueOn]));
  // The day after is Thanksgiving.
  expect(due).toEqual({
    "account-numbers": "2026-12-10", cards: "2026-11-27", "authorized-users": "2026-11-27", "recurring-debits": "2026-12-03",
    refund: "2026-11-29", "credit-balance": "2026-12-07", "bureau-date": "2027-02-23",
  });
});

test("days left and overdue are said in words", () => {
  const words = (today: string, doneOn: string | null = null) => followUpDueWords(followUpDue("2026-12-01", today, doneOn));
  expect([words("2026-11-30"), words("2026-12-01"), words("2026-12-03"), words("2026-12-09", "2026-12-01"), words("2026-12-09", "2026-12-02")])
    .toEqual(["due in 1 day", "due today", "2 days overdue", "done in time", "done 1 day late"]);
});

test("done needs its day, and what does not apply its reason", () => {
  const one = { recordId: "0b9b3d1c-6f6e-4a53-8f56-3f5ad3a9e001", accountId: "account_a", code: "cards" };
  const paths = (input: object) => settleFollowUpInput.safeParse({ ...one, ...input }).error?.issues.map(({ path }) => path.join("."));
  expect([paths({ outcome: "done" }), paths({ outcome: "not-applicable" }), paths({ outcome: "not-applicable", note: "No card was issued", on: "2026-12-01" }), paths({ outcome: "done", on: "2026-12-01" })])
    .toEqual([["on"], ["note"], ["on"], undefined]);
});
