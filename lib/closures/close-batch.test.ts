import { describe, expect, test } from "vitest";
import { closingFacts } from "./facts";
import type { ClosingFacts } from "./facts";
import { batchedClosing, closeTerms } from "./close-batch";

const moment = { now: "2026-11-20T15:00:00Z", today: "2026-11-20" };
const holders = [{ entityId: "entity_ann", name: "Ann Abbott" }, { entityId: "entity_bob", name: "Bob Abbott" }];
const deposit: ClosingFacts = { ...closingFacts({ id: "account_1", status: "active", status_reason: "active", capabilities: ["deposit"], details: { product_name: "Checking" } } as never, ["entity_ann", "entity_bob"], []) };
const line: ClosingFacts = { ...deposit, capabilities: ["credit_with_underwriting"], credit: { currency: "USD", limit: 100_000, availableCredit: 100_000, maxLimit: null } };

const shared = { nothingCanPost: true, nothingOwed: true, actionTakenOn: "2026-11-19" } as const;
const paidOff = { ...shared, reason: "paid_off", knownFrom: "Core ledger of 19 Nov", answers: { remainingBalance: "none" } };
const asked = { ...shared, reason: "entity_closed", knownFrom: "Core ledger", answers: { askedBy: "entity_ann", askedHow: "phone", askedOn: "2026-11-18", capacity: "holder", allMustAgree: false, remainingBalance: "none" } };
const excluded = { exclusion: "agreed", basis: "The customer paid it off and asked to end it.", agreedWith: "Ann Abbott" };
const of = (terms: object, facts: ClosingFacts) => batchedClosing({ terms: closeTerms.parse(terms), facts, holders }, moment);

describe("one closing of a batch", () => {
  test("is the request that the dialog would make of the same answers", () => {
    expect(of(paidOff, deposit)).toMatchObject({ refusal: null, request: { reason: "paid_off", answers: { balanceIsZero: true, balanceKnownFrom: "Core ledger of 19 Nov", remainingBalance: "none" }, determination: { kind: "not-applicable" } } });
    expect(of({ ...paidOff, determination: excluded }, line)).toMatchObject({ refusal: null, request: { answers: { balanceIsZero: true }, determination: { kind: "excluded", agreedWith: "Ann Abbott" } } });
    expect(of(asked, deposit)).toMatchObject({ refusal: null, request: { answers: { askedBy: "entity_ann" }, note: "Nothing is owed: Core ledger" } });
    expect(of({ ...asked, determination: { exclusion: "agreed", basis: "They asked." } }, line).request?.determination).toMatchObject({ agreedWith: "Ann Abbott" });
  });

  test("takes an account's own answers before those for all", () => {
    const each = { account_1: { askedBy: "entity_bob", askedOn: "2026-11-01", balanceKnownFrom: "Statement" } };
    expect(of({ ...asked, each }, deposit).request).toMatchObject({ answers: { askedBy: "entity_bob", askedOn: "2026-11-01", askedHow: "phone" }, note: "Nothing is owed: Statement" });
    expect(of({ ...paidOff, knownFrom: undefined, each }, deposit).request?.answers.balanceKnownFrom).toBe("Statement");
  });

  test("is not held up by SCRA dates or the MLA: the customer asked, or paid", () => {
    const protectedLine = { ...line, scra: { start: "2026-01-01", end: null }, isMla: true };
    for (const terms of [{ ...paidOff, determination: excluded }, { ...asked, determination: excluded }]) expect(of(terms, protectedLine).refusal).toBeNull();
  });

  test.each([
    ["a hold", paidOff, { ...deposit, openHolds: [{ id: "1", type: "fraud" }] }, "A hold is open: an order or a freeze may forbid that funds move."],
    ["credit in use", { ...paidOff, determination: excluded }, { ...line, credit: { ...line.credit, availableCredit: 99_999 } }, "Something is owed: Lead shows $0.01 of the limit in use."],
    ["a balance", paidOff, { ...deposit, balance: { minorUnits: 5, currency: "USD" } }, "The balance is not zero: $0.05."],
    ["a balance that nobody confirmed", { ...paidOff, knownFrom: undefined }, deposit, "It is not said how it is known that nothing is owed."],
    ["a balance to be paid out", { ...paidOff, answers: { remainingBalance: "to-be-paid", payOutWithinDays: 5 } }, deposit, "The remaining balance is not settled."],
    ["an overdraft", { ...paidOff, answers: { remainingBalance: "owed-by-holder" } }, deposit, "The remaining balance is not settled."],
    ["credit without a determination", paidOff, line, "It has credit: say which exclusion of Regulation B makes it no adverse action."],
    ["an answer that is missing", { ...paidOff, answers: {} }, deposit, "What became of the remaining balance: this is needed."],
    ["nobody who asked", { ...asked, answers: { ...asked.answers, askedBy: "entity_other" } }, deposit, "Which holder asked: choose one of the account's holders."],
    ["holders who have not agreed", { ...asked, answers: { ...asked.answers, allMustAgree: true, allAgreed: false } }, deposit, "Have all agreed: wait until all holders have agreed."],
    ["an action to come", { ...paidOff, actionTakenOn: "2026-11-21" }, deposit, "The action is taken today or was taken earlier."],
  ])("has no place with %s", (_why, terms, facts, refusal) => {
    expect(of(terms, facts as ClosingFacts)).toEqual({ request: null, refusal });
  });

  test.each([{ ...paidOff, reason: "client_closed" }, { ...paidOff, nothingOwed: false }, { ...paidOff, nothingCanPost: false }, { ...paidOff, determination: { exclusion: "default", basis: "x" } }, { ...paidOff, note: "We filed a SAR" }])("cannot be asked for as %j", (terms) => {
    expect(closeTerms.safeParse(terms).success).toBe(false);
  });
});
