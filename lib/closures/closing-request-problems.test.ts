import { describe, expect, test } from "vitest";
import { closeReasons } from "../lead/enums";
import type { CloseReason } from "../lead/enums";
import type { ClosingNotice, ClosingRequest } from "./closing-request";
import { closingRequestProblems, noticePath } from "./closing-request-problems";
import { determinationKinds, noticeNeed, offeredDeterminations } from "./determination";
import type { Determination, DeterminationKind } from "./determination";
import { closingFacts } from "./facts";
import type { ClosingFacts } from "./facts";
import { defaultNoticeRules } from "./notice-rules";
import { reasonQuestions } from "./reasons";
import { terminationReasons } from "./termination-reasons";

const moment = { now: "2026-11-20T18:00:00Z", today: "2026-11-20", rules: defaultNoticeRules };
const accountId = "account_a1b2";
const held = { delivered_at: "2026-01-05T10:00:00Z", reason: "Late.", delivery_method: "email" };
const account = (capability: string, hasNotice: boolean) =>
  closingFacts({ id: accountId, status: "active", capabilities: [capability], details: hasNotice ? { adverse_action_notice: held } : {} }, ["entity_1"], []);

const told = (entityId: string) => ({ entityId, report: null, otherInformation: false });
const letter: ClosingNotice = { reasons: terminationReasons.slice(0, 2).map(({ code, text }) => ({ code, text })), recipientEntityId: "entity_1", recipients: [{ entityId: "entity_1", report: null, otherInformation: false }], method: "email" };
const determinations = {
  "adverse-action": { kind: "adverse-action" },
  excluded: { kind: "excluded", exclusion: "inactivity", basis: "Not used for a year" },
  "not-applicable": { kind: "not-applicable" },
} satisfies Record<DeterminationKind, Determination>;

/** The answers are another test's matter. */
function noticeProblems(request: Partial<ClosingRequest> & { reason: CloseReason; determination: Determination }, facts: ClosingFacts): string[] {
  const whole: ClosingRequest = { statements: { canStillPost: false, acknowledged: {} }, answers: {}, actionTakenOn: moment.today, typed: "a1b2", ...request };
  return closingRequestProblems(whole, facts, moment).map(({ path }) => path).filter((path) => !path.startsWith("answers."));
}

const every = closeReasons.flatMap((reason) => determinationKinds.flatMap((kind) => ["deposit", "credit_with_underwriting"].flatMap((capability) => [true, false].map((hasNotice) => [reason, kind, capability, hasNotice] as const))));

describe("every reason, determination, kind of account and notice at Lead", () => {
  test.each(every)("%s, %s, %s, notice at Lead %s", (reason, kind, capability, hasNotice) => {
    const facts = account(capability, hasNotice);
    const determination = determinations[kind];
    const { needed } = noticeNeed(reason, kind);
    const expected = offeredDeterminations(facts).includes(kind) ? [] : ["determination.kind"];
    const base = { reason, determination };

    expect(noticeProblems(base, facts)).toEqual([...expected, ...(needed ? [...(hasNotice ? ["existingNotice.isThisOne"] : []), "notice.reasons"] : [])]);
    const withLetter = { ...base, notice: letter, existingNotice: hasNotice ? { isThisOne: false } : undefined };
    expect(noticeProblems(withLetter, facts)).toEqual([...expected, ...(needed ? [] : ["notice"])]);
    const taken = { ...base, existingNotice: { isThisOne: true, olderReason: "The servicer sent it" } };
    expect(noticeProblems(taken, facts)).toEqual([...expected, ...(!needed ? ["notice"] : hasNotice ? [] : ["existingNotice.isThisOne"])]);
    expect(noticePath(withLetter)).toBe(needed ? "letter" : "none");
    expect(noticePath(taken)).toBe(needed ? "existing" : "none");
  });
});

const plain = { reason: "client_closed", determination: determinations.excluded, notice: letter } as const;
const facts = account("credit_with_underwriting", false);

test.each<[string, Partial<ClosingRequest>, string]>([
  ["an action taken tomorrow", { actionTakenOn: "2026-11-21" }, "actionTakenOn"],
  ["no confirmation", { typed: undefined }, "typed"],
  ["a recipient who is no holder", { notice: { ...letter, recipientEntityId: "entity_2", recipients: [told("entity_2")] } }, "notice.recipientEntityId"],
  ["a further recipient who is no holder", { notice: { ...letter, recipients: [told("entity_1"), told("entity_2")] } }, "notice.recipients"],
  ["another primary recipient than the first one", { notice: { ...letter, recipients: [] } }, "notice.recipients"],
  ["a recipient twice", { notice: { ...letter, recipients: [told("entity_1"), told("entity_1")] } }, "notice.recipients"],
  ["a letter of which it is not said whether a report was used", { notice: { ...letter, recipients: undefined } }, "notice.recipients"],
  ["a score of tomorrow", { notice: { ...letter, recipients: [{ ...told("entity_1"), report: { bureau: "Bureau", address: "Atlanta", phone: "1", score: { value: 540, lowest: 300, highest: 850, on: "2026-11-21", source: "Bureau", factors: ["Late payments"] } } }] } }, "notice.recipients[0].report.score.on"],
  ["an insufficient reason", { notice: { ...letter, reasons: [{ code: "own-words", text: "Internal policy" }] } }, "notice.reasons"],
])("%s", (_what, over, path) => expect(noticeProblems({ ...plain, ...over }, facts)).toEqual([path]));

test("a blocking warning is answered with a reason", () => {
  const protectedFacts = { ...facts, scra: { start: "2026-01-01", end: null }, openHolds: [{ id: "1", type: "fraud" }] };
  expect(noticeProblems(plain, protectedFacts)).toEqual(["statements.acknowledged.scra-open", "statements.acknowledged.open-holds"]);
  const statements = { canStillPost: false, acknowledged: { "scra-open": "Fraud", "open-holds": "The order is lifted" } };
  expect(noticeProblems({ ...plain, statements }, protectedFacts)).toEqual([]);
});

test("an action in the past is possible, and each reason has questions", () => {
  expect(noticeProblems({ ...plain, actionTakenOn: "2026-09-01" }, facts)).toEqual([]);
  expect(closeReasons.every((reason) => reasonQuestions(reason).length > 0)).toBe(true);
});
