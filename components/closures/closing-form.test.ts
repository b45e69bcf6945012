import { describe, expect, test } from "vitest";
import type { NoticeTerms } from "@/lib/closures/draft-letter";
import { closingFacts, factsSeen } from "@/lib/closures/facts";
import { defaultLetterTexts } from "@/lib/closures/letter-texts";
import { defaultNoticeRules } from "@/lib/closures/notice-rules";
import { terminationReasons } from "@/lib/closures/termination-reasons";
import type { ClosingContext } from "@/lib/closures/process-view";
import { checkedClosing, emptyClosingForm, leavingNotice, stepOf, withReason } from "./closing-form";
import type { ClosingForm } from "./closing-form";

const facts = closingFacts({ id: "account_a1b2", status: "active", capabilities: ["deposit"], details: { product_name: "Checking" } }, ["entity_1"], []);
const terms: NoticeTerms = { creditors: [{ name: "Lead Bank", address: "x" }], agency: { name: "FDIC", address: "x" }, partiesAreDefault: false, contact: null, texts: defaultLetterTexts, rules: defaultNoticeRules };
const context: ClosingContext = {
  program: "everyday", programName: "Everyday", timeZone: "America/Chicago", accountId: "account_a1b2", facts, seen: factsSeen(facts), holders: [{ entityId: "entity_1", name: "Ana Diaz" }],
  today: "2026-11-20", now: "2026-11-20T18:00:00Z", terms, mayDecide: true, secondPerson: { closing: { client_closed: true, charged_off: true, entity_closed: false, paid_off: false, canceled: false }, openScra: true, correction: true },
};
const paidOff: ClosingForm = {
  ...withReason(emptyClosingForm(context), "paid_off", context), canStillPost: false,
  answers: { balanceIsZero: true, balanceKnownFrom: " The ledger ", remainingBalance: "paid-out", remainingBalanceOn: "1 Nov 2026" },
};

test("an empty form says what is missing, each on its step", () => {
  const { request, problems } = checkedClosing(emptyClosingForm(context), context);
  expect(request).toBeNull();
  expect(problems.map(({ path }) => [path, stepOf(path)])).toEqual([["reason", 0], ["statements.canStillPost", 0], ["determination", 1]]);
});

test("texts become what they stand for, and what is not asked is not sent", () => {
  const { request, problems } = checkedClosing({ ...paidOff, answers: { ...paidOff.answers, daysPastDue: "90" }, actionTakenOn: "11/19/2026", note: "  " }, context);
  expect(problems).toEqual([]);
  expect(request).toEqual({
    reason: "paid_off", statements: { canStillPost: false, acknowledged: {} }, actionTakenOn: "2026-11-19", determination: { kind: "not-applicable" },
    answers: { balanceIsZero: true, balanceKnownFrom: "The ledger", remainingBalance: "paid-out", remainingBalanceOn: "2026-11-01" },
  });
});

describe("the reason that was left after reading Lead's own rule", () => {
  const clientClosed = withReason(emptyClosingForm(context), "client_closed", context);

  test("is kept", () => {
    const read = { ...clientClosed, ...leavingNotice(clientClosed) };
    const left = { ...withReason(read, "paid_off", context), canStillPost: false, answers: paidOff.answers };
    expect(checkedClosing(left, context).request?.reasonBefore).toBe("client_closed");
  });

  test("is no matter where the rule was not read, or where one came back to it", () => {
    expect(withReason(clientClosed, "paid_off", context).reasonBefore).toBeNull();
    const back = withReason(withReason({ ...clientClosed, readLeadsRule: true }, "paid_off", context), "client_closed", context);
    expect(checkedClosing(back, context).request?.reasonBefore).toBeUndefined();
  });
});

test("a suggestion for one reason never stays for another", () => {
  const credit = { ...context, facts: closingFacts({ id: "account_a1b2", status: "active", capabilities: ["credit_with_underwriting"] }, ["entity_1"], []) };
  const asked = withReason(emptyClosingForm(credit), "entity_closed", credit);
  expect(asked).toMatchObject({ determination: "excluded", exclusion: "agreed" });
  expect(withReason(asked, "client_closed", credit)).toMatchObject({ determination: null, exclusion: null });
});

describe("the letter", () => {
  const holders = [{ entityId: "entity_1", name: "Ana Diaz" }, { entityId: "entity_2", name: "Ben Diaz" }];
  const joint = { ...context, holders, facts: closingFacts({ id: "account_a1b2", status: "active", capabilities: ["deposit"] }, ["entity_1", "entity_2"], []) };
  const [first, second] = emptyClosingForm(joint).recipients;
  if (!first || !second) throw new Error("Each holder is asked about.");
  const form: ClosingForm = {
    ...withReason(emptyClosingForm(joint), "client_closed", joint), canStillPost: false, answers: { federalBenefits: "no", remainingBalance: "none" }, typed: "a1b2", method: "other", otherMethod: "By post",
    reasons: terminationReasons.slice(0, 1).map(({ code, text }) => ({ code, text })),
  };
  const report = { usedReport: true, bureau: "Bureau", address: "Atlanta", phone: "1", usedScore: true, score: "541", lowest: "300", highest: "850", scoreOn: "2 Nov 2026", source: "Bureau", factors: "Late payments\n\n High use " };
  const checked = (recipients: ClosingForm["recipients"]) => checkedClosing({ ...form, recipients }, joint);

  test("asks of every holder whether a report was used, each by name", () => {
    expect(checked([first, second]).problems).toEqual([
      { path: "notice.recipients[0].report", message: "Say whether a consumer report about Ana Diaz was used." },
      { path: "notice.holders.entity_2.report", message: "Say whether a consumer report about Ben Diaz was used." },
    ]);
    expect(checked([{ ...first, usedReport: false }, second]).problems.map(({ path }) => path)).toEqual(["notice.holders.entity_2.report"]);
  });

  test("goes to the primary holder, and to whom else a report was used about or it is sent", () => {
    const none = [first, second].map((one) => ({ ...one, usedReport: false }));
    expect(checked(none)).toMatchObject({ problems: [], request: { notice: { recipients: [{ entityId: "entity_1", report: null, otherInformation: false }] } } });
    expect(checked([{ ...first, usedReport: false }, { ...second, ...report }])).toMatchObject({
      problems: [],
      request: { notice: { recipients: [{ entityId: "entity_1", report: null }, { entityId: "entity_2", report: { bureau: "Bureau", score: { value: 541, on: "2026-11-02", factors: ["Late payments", "High use"] } } }] } },
    });
    const other = checkedClosing({ ...form, recipientEntityId: "entity_2", recipients: [{ ...first, usedReport: false, alsoSend: true }, { ...second, usedReport: false }] }, joint);
    expect(other.request?.notice?.recipients?.map(({ entityId }) => entityId)).toEqual(["entity_2", "entity_1"]);
  });

  test("says what is wrong with a score beside it", () => {
    const wrong = checked([{ ...first, ...report, score: "abc", factors: "" }, { ...second, usedReport: false }]).problems.map(({ path }) => path);
    expect(wrong).toEqual(["notice.recipients[0].report.score.value", "notice.recipients[0].report.score.factors"]);
    expect(stepOf(wrong[0] ?? "")).toBe(1);
  });
});
