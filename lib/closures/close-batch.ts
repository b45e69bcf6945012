import { z } from "zod";
import { operatorText } from "../accounts/operator-text";
import { moneyWords } from "../fields/money";
import { accountId } from "../lead/ids";
import type { CloseReason } from "../lead/enums";
import type { FieldProblem } from "../result";
import { closingRequest } from "./closing-request";
import type { ClosingRequest } from "./closing-request";
import { closingRequestProblems } from "./closing-request-problems";
import type { RequestMoment } from "./closing-request-problems";
import { hasCredit } from "./facts";
import type { ClosingFacts } from "./facts";
import { standingAnswers } from "./questions";
import type { ClosingAnswers } from "./questions";
import { reasonQuestions } from "./reasons";

/** Several closings in one review: reasons that a customer wants, with nothing owed and nothing in the way. */
export const batchReasons = ["paid_off", "entity_closed"] as const satisfies readonly CloseReason[];
export type BatchReason = (typeof batchReasons)[number];

export const mostInCloseBatch = 100;

const answers = z.record(z.string().max(60), z.union([z.string().max(2_000), z.number(), z.boolean()]));
const plainDate = z.iso.date("Not a date on the calendar.");

/** The exclusions that fit an account on which nothing is owed. */
export const batchExclusions = ["agreed", "inactivity", "whole-class"] as const;

/** Asked once for all; `each`: the answers of one account that take their place. */
export const closeTerms = z.strictObject({
  reason: z.enum(batchReasons, "Choose a reason."),
  nothingCanPost: z.literal(true, "An account on which something can still post is closed on its own, better once nothing can."),
  nothingOwed: z.literal(true, "An account on which something is owed is not closed in a batch."),
  /** How it is known; of one account in `each`, by the name of the question: balanceKnownFrom. */
  knownFrom: operatorText(300).optional(),
  actionTakenOn: plainDate,
  /** Of the accounts with credit; the others are outside Regulation B. */
  determination: z.strictObject({ exclusion: z.enum(batchExclusions, "Say which exclusion."), agreedWith: operatorText(300).optional(), basis: operatorText() }).optional(),
  answers,
  each: z.record(accountId, answers).default({}),
  note: operatorText(1_000).optional(),
});
export type CloseTerms = z.infer<typeof closeTerms>;

type Holders = readonly { entityId: string; name: string }[];
type Asked = { terms: CloseTerms; facts: ClosingFacts; holders: Holders };

/** The closing of one account as it is asked for, or why it has no place in a batch. */
export type BatchedClosing = { request: ClosingRequest; refusal: null } | { request: null; refusal: string };

const settledBalances: readonly unknown[] = [undefined, "none", "paid-out", "transferred"];

/** What keeps an account out of a batch; it may still be closed on its own. SCRA dates and the MLA do not: the customer asked, or paid. */
const obstacles: readonly ((asked: Asked, answered: ClosingAnswers) => string | null)[] = [
  ({ facts }) => (facts.openHolds.length > 0 ? "A hold is open: an order or a freeze may forbid that funds move." : null),
  ({ facts: { credit } }) => {
    const inUse = credit && credit.limit !== null && credit.availableCredit !== null ? credit.limit - credit.availableCredit : 0;
    return inUse > 0 ? `Something is owed: Lead shows ${moneyWords(inUse, credit?.currency ?? "USD")} of the limit in use.` : null;
  },
  ({ facts: { balance } }) => (balance && balance.minorUnits !== 0 ? `The balance is not zero: ${moneyWords(balance.minorUnits, balance.currency)}.` : null),
  ({ terms }, { balanceKnownFrom }) => (balanceKnownFrom ?? terms.knownFrom ? null : "It is not said how it is known that nothing is owed."),
  (_asked, { remainingBalance }) => (settledBalances.includes(remainingBalance) ? null : "The remaining balance is not settled."),
  ({ terms, facts }) => (hasCredit(facts) && !terms.determination ? "It has credit: say which exclusion of Regulation B makes it no adverse action." : null),
];

export function batchedClosing(asked: Asked, moment: RequestMoment): BatchedClosing {
  const answered = answersOf(asked);
  for (const obstacle of obstacles) {
    const refusal = obstacle(asked, answered);
    if (refusal) return { request: null, refusal };
  }
  const parsed = closingRequest.safeParse(requestOf(asked, answered));
  if (!parsed.success) return { request: null, refusal: parsed.error.issues[0]?.message ?? "An answer is missing." };
  // None of them has a letter, and no reason for one would pass.
  const [problem] = closingRequestProblems(parsed.data, asked.facts, { ...moment, rules: { reasons: [], phrases: [] } });
  return problem ? { request: null, refusal: wordsOf(problem, asked) } : { request: parsed.data, refusal: null };
}

function answersOf({ terms, facts }: Asked): ClosingAnswers {
  const own = terms.each[facts.accountId] ?? {};
  const known = { balanceIsZero: true, ...(terms.knownFrom ? { balanceKnownFrom: terms.knownFrom } : {}) };
  return { ...known, ...terms.answers, ...own };
}

/** Each has the answers to the questions that its own kind of account is asked. */
function requestOf({ terms, facts, holders }: Asked, answered: ClosingAnswers): unknown {
  const { reason, actionTakenOn } = terms;
  const knownFrom = String(answered.balanceKnownFrom ?? terms.knownFrom);
  return {
    reason, actionTakenOn,
    statements: { canStillPost: false, acknowledged: {} },
    answers: standingAnswers(reasonQuestions(reason), facts, answered),
    determination: hasCredit(facts) ? excludedAs({ terms, facts, holders }, answered) : { kind: "not-applicable" },
    // Of a pay-off it is an answer of its own.
    note: [terms.note, reason === "entity_closed" ? `Nothing is owed: ${knownFrom}` : undefined].filter(Boolean).join("\n") || undefined,
  };
}

function excludedAs({ terms: { determination }, holders }: Asked, { askedBy }: ClosingAnswers): unknown {
  const asker = holders.find(({ entityId }) => entityId === askedBy)?.name ?? askedBy;
  const agreedWith = determination?.exclusion === "agreed" ? (determination.agreedWith ?? asker) : undefined;
  return { kind: "excluded", ...determination, agreedWith };
}

/** A question by what it asks; what else is wrong says so itself. */
function wordsOf({ path, message }: FieldProblem, { terms }: Asked): string {
  const question = reasonQuestions(terms.reason).find(({ name }) => path === `answers.${name}`);
  return question ? `${question.label.replace(/\?$/, "")}: ${message.charAt(0).toLowerCase()}${message.slice(1)}` : message;
}
