import { fieldProblemsOf } from "@/lib/accounts/command-inputs";
import { batchedClosing, closeTerms } from "@/lib/closures/close-batch";
import type { batchExclusions, BatchReason, CloseTerms } from "@/lib/closures/close-batch";
import type { BatchAccount, BatchContext } from "@/lib/closures/close-batch-view";
import { hasCredit } from "@/lib/closures/facts";
import { askedQuestions } from "@/lib/closures/questions";
import type { ClosingAnswers, Question } from "@/lib/closures/questions";
import { reasonQuestions } from "@/lib/closures/reasons";
import { parsePlainDate, plainDateWords } from "@/lib/fields/plain-date";
import type { FieldProblem } from "@/lib/result";

export type Exclusion = (typeof batchExclusions)[number];

/** Of one account, where it differs from the others; texts as they are typed. */
export type OwnTyped = { askedBy: string | null; askedOn: string; knownFrom: string };

export type CloseTyped = {
  reason: BatchReason | null;
  nothingCanPost: boolean;
  nothingOwed: boolean;
  knownFrom: string;
  actionTakenOn: string;
  exclusion: Exclusion | null;
  agreedWith: string;
  basis: string;
  answers: Record<string, string | boolean>;
  each: Record<string, OwnTyped>;
  note: string;
};

export function emptyClose({ today }: Pick<BatchContext, "today">): CloseTyped {
  return { reason: null, nothingCanPost: false, nothingOwed: false, knownFrom: "", actionTakenOn: plainDateWords(today), exclusion: null, agreedWith: "", basis: "", answers: {}, each: {}, note: "" };
}

/** Nobody has to choose between one. */
export function ownOf({ each }: CloseTyped, { accountId, holders }: BatchAccount): OwnTyped {
  return each[accountId] ?? { askedBy: holders.length === 1 ? (holders[0]?.entityId ?? null) : null, askedOn: "", knownFrom: "" };
}

const askedOfEach: readonly string[] = ["askedBy"];
const saidForAll: readonly string[] = ["balanceIsZero", "balanceKnownFrom"];
const settled: readonly string[] = ["none", "paid-out", "transferred"];

/** What is asked once: the questions that any of the accounts is asked, but for those about one account alone. */
export function sharedQuestions({ reason, answers }: CloseTyped, accounts: readonly BatchAccount[]): Question[] {
  if (!reason) return [];
  const questions = reasonQuestions(reason);
  const asked = new Set(accounts.flatMap(({ facts }) => askedQuestions(questions, facts, answers).map(({ name }) => name)));
  return questions
    .filter(({ name }) => asked.has(name) && !askedOfEach.includes(name) && !saidForAll.includes(name))
    .map((question) => (question.name === "remainingBalance" ? { ...question, choices: question.choices?.filter(({ value }) => settled.includes(value)) } : question));
}

const filled = (text: string): string | undefined => text.trim() || undefined;

function dateOf(text: string): string {
  const parsed = parsePlainDate(text);
  return parsed.ok ? parsed.value : text.trim();
}

function sharedAnswers(typed: CloseTyped, accounts: readonly BatchAccount[]): ClosingAnswers {
  return Object.fromEntries(
    sharedQuestions(typed, accounts).flatMap(({ name, kind }) => {
      const answer = typed.answers[name];
      if (answer === undefined || answer === "") return [];
      return [[name, typeof answer === "string" && kind === "date" ? dateOf(answer) : answer]];
    }),
  );
}

function eachAnswers(typed: CloseTyped, accounts: readonly BatchAccount[]): Record<string, ClosingAnswers> {
  return Object.fromEntries(
    accounts.flatMap((account) => {
      const { askedBy, askedOn, knownFrom } = ownOf(typed, account);
      const asker = typed.reason === "entity_closed" ? { ...(askedBy ? { askedBy } : {}), ...(filled(askedOn) ? { askedOn: dateOf(askedOn) } : {}) } : {};
      const own = { ...asker, ...(filled(knownFrom) ? { balanceKnownFrom: knownFrom.trim() } : {}) };
      return Object.keys(own).length > 0 ? [[account.accountId, own]] : [];
    }),
  );
}

export const asksExclusion = (accounts: readonly BatchAccount[]) => accounts.some(({ facts }) => hasCredit(facts));

/** Agreed with the holder who asked, unless nobody was asked about. */
export const asksAgreedWith = ({ reason, exclusion }: CloseTyped) => exclusion === "agreed" && reason === "paid_off";

function termsOf(typed: CloseTyped, accounts: readonly BatchAccount[]): unknown {
  const determination = { exclusion: typed.exclusion ?? undefined, agreedWith: asksAgreedWith(typed) ? filled(typed.agreedWith) : undefined, basis: filled(typed.basis) };
  return {
    reason: typed.reason ?? undefined,
    nothingCanPost: typed.nothingCanPost, nothingOwed: typed.nothingOwed,
    knownFrom: filled(typed.knownFrom), actionTakenOn: dateOf(typed.actionTakenOn), note: filled(typed.note),
    determination: asksExclusion(accounts) ? determination : undefined,
    answers: sharedAnswers(typed, accounts), each: eachAnswers(typed, accounts),
  };
}

/** `problems`: what keeps every account out, by field; `refusals`: what keeps out one. */
export type CheckedClose = { terms: CloseTerms | null; problems: FieldProblem[]; refusals: ReadonlyMap<string, string> };

/** What would be prepared, as the server will judge it again. */
export function checkedClose(typed: CloseTyped, { accounts, today }: BatchContext): CheckedClose {
  const parsed = closeTerms.safeParse(termsOf(typed, accounts));
  if (!parsed.success) return { terms: null, problems: fieldProblemsOf(parsed.error).map(({ path, message }) => ({ path, message: words[path] ?? message })), refusals: new Map() };
  const moment = { today, now: new Date(`${today}T00:00:00Z`).toISOString() };
  const refusals = new Map(accounts.flatMap(({ accountId, facts, holders }) => {
    const { refusal } = batchedClosing({ terms: parsed.data, facts, holders }, moment);
    return refusal === null ? [] : [[accountId, refusal] as const];
  }));
  const unanswered = sharedQuestions(typed, accounts).filter(({ name, required }) => required && parsed.data.answers[name] === undefined);
  const known = parsed.data.knownFrom ?? accounts.every((account) => ownOf(typed, account).knownFrom.trim());
  const problems = [
    ...(known ? [] : [{ path: "knownFrom", message: "Say how it is known, here or of each account." }]),
    ...unanswered.map(({ name }) => ({ path: `answers.${name}`, message: "This is needed." })),
  ];
  return { terms: parsed.data, problems, refusals };
}

const words: Record<string, string> = {
  nothingCanPost: "Say that nothing can post any more. What can is closed on its own.",
  nothingOwed: "Say that nothing is owed. An account on which something is owed is not closed in a batch.",
  "determination.basis": "Say what this rests on.",
};

export const closeControl = (path: string) => `close-batch-${path.replaceAll(/[.[\]]+/g, "-")}`;
