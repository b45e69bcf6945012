import { expect, test } from "vitest";
import { closingFacts } from "./facts";
import { followUps } from "./follow-ups";

const codes = (capabilities: string[], answers = {}, reason = "client_closed") => followUps({ facts: closingFacts({ id: "account_a", capabilities }, [], []), answers, reason }).map(({ code }) => code);

test("what closing at Lead does not end is always left to do", () => {
  expect(codes([])).toEqual(["account-numbers", "cards", "authorized-users"]);
});

test("the rest follows from the account and the answers", () => {
  expect(codes(["deposit"], { remainingBalance: "to-be-paid" })).toEqual(["account-numbers", "cards", "authorized-users", "recurring-debits", "refund"]);
  expect(codes(["deposit"], { remainingBalance: "none" })).not.toContain("refund");
  expect(codes(["credit_with_underwriting"], { furnished: true }, "charged_off")).toEqual(["account-numbers", "cards", "authorized-users", "credit-balance", "bureau-date"]);
  expect(codes(["credit_with_underwriting"], { furnished: false }, "charged_off")).not.toContain("bureau-date");
});
