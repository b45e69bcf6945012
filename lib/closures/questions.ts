import { parsePlainDate } from "../fields/plain-date";
import type { FieldProblem } from "../result";
import { confidentialMention, mentionsConfidentialReport } from "../accounts/operator-text";
import { hasCredit, hasDeposit } from "./facts";
import type { ClosingFacts } from "./facts";

export type QuestionKind = "text" | "choice" | "yes-no" | "date" | "integer" | "holder" | "account";

export type QuestionChoice = { value: string; label: string };

/** One question of a close reason; the dialog draws it, the server checks it. */
export type Question = {
  name: string;
  kind: QuestionKind;
  label: string;
  required: boolean;
  source: string;
  hint?: string;
  choices?: readonly QuestionChoice[];
  /** Asked only of accounts of this kind; always where absent. */
  about?: "deposit" | "credit" | "consumer-credit" | "commercial";
  /** Asked only after this answer to an earlier question. */
  after?: { question: string; is: readonly (string | boolean)[] };
  /** The only answer with which the account may be closed for this reason, and what to do otherwise. */
  must?: { be: boolean; otherwise: string };
  min?: { value: number; otherwise: string };
  /** A day that has come. */
  past?: true;
};

export type ClosingAnswers = Record<string, string | number | boolean>;

const kindsOfAccount = {
  deposit: hasDeposit,
  credit: hasCredit,
  "consumer-credit": (facts) => hasCredit(facts) && facts.holderType !== "commercial",
  commercial: (facts) => facts.holderType === "commercial",
} satisfies Record<NonNullable<Question["about"]>, (facts: ClosingFacts) => boolean>;

/** The questions that stand, given the account and what was answered so far, in their order. */
export function askedQuestions(questions: readonly Question[], facts: ClosingFacts, answers: ClosingAnswers): Question[] {
  const asked: Question[] = [];
  for (const question of questions) {
    if (question.about && !kindsOfAccount[question.about](facts)) continue;
    const { after } = question;
    if (after) {
      const earlier = asked.some(({ name }) => name === after.question) ? answers[after.question] : undefined;
      if (earlier === undefined || typeof earlier === "number" || !after.is.includes(earlier)) continue;
    }
    asked.push(question);
  }
  return asked;
}

/** The answers to the questions that stand; what was typed for others is neither kept nor sent. */
export function standingAnswers(questions: readonly Question[], facts: ClosingFacts, answers: ClosingAnswers): ClosingAnswers {
  return Object.fromEntries(
    askedQuestions(questions, facts, answers).flatMap(({ name }) => {
      const answer = answers[name];
      return answer === undefined || answer === "" ? [] : [[name, answer]];
    }),
  );
}

/** Every answer that is missing or wrong. `today` is the program's business day. */
export function answerProblems(questions: readonly Question[], facts: ClosingFacts, answers: ClosingAnswers, today: string): FieldProblem[] {
  const asked = askedQuestions(questions, facts, answers);
  const strangers = Object.keys(answers).filter((name) => !asked.some((question) => question.name === name));
  return [
    ...asked.flatMap((question) => problemOf(question, facts, answers[question.name], today)),
    ...strangers.map((name) => ({ path: `answers.${name}`, message: "This is not asked for this reason." })),
  ];
}

function problemOf(question: Question, facts: ClosingFacts, answer: string | number | boolean | undefined, today: string): FieldProblem[] {
  const problem = (message: string) => [{ path: `answers.${question.name}`, message }];
  if (answer === undefined || answer === "") return question.required ? problem("This is needed.") : [];
  const wrong = wrongKind(question, facts, answer);
  if (wrong) return problem(wrong);
  if (question.must && answer !== question.must.be) return problem(question.must.otherwise);
  if (question.min && typeof answer === "number" && answer < question.min.value) return problem(question.min.otherwise);
  if (question.past && typeof answer === "string" && answer > today) return problem("This day has not come yet.");
  return [];
}

function wrongKind({ kind, choices = [] }: Question, facts: ClosingFacts, answer: string | number | boolean): string | null {
  switch (kind) {
    case "yes-no":
      return typeof answer === "boolean" ? null : "Choose yes or no.";
    case "integer":
      return typeof answer === "number" && Number.isInteger(answer) && answer >= 0 ? null : "Enter a whole number, not below 0.";
    case "choice":
      return choices.some(({ value }) => value === answer) ? null : "Choose one of the list.";
    case "holder":
      return typeof answer === "string" && facts.holderIds.includes(answer) ? null : "Choose one of the account's holders.";
    case "date": {
      const parsed = typeof answer === "string" ? parsePlainDate(answer) : null;
      return parsed?.ok && parsed.value === answer ? null : parsed && !parsed.ok ? parsed.message : "Enter a date as 2026-11-20.";
    }
    case "account":
      return typeof answer === "string" && /^account_\w{1,247}$/.test(answer) && answer !== facts.accountId ? null : "Enter the id of another account: account_….";
    case "text":
      return typeof answer === "string" ? textProblem(answer) : "Enter a few words.";
  }
}

function textProblem(text: string): string | null {
  if (text.length > 2000) return "At most 2000 characters.";
  return mentionsConfidentialReport(text) ? confidentialMention : null;
}
