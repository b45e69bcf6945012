import { describe, expect, test } from "vitest";
import { closeReasons } from "../lead/enums";
import { closingFacts } from "./facts";
import type { ClosingFacts } from "./facts";
import { answerProblems, askedQuestions, standingAnswers } from "./questions";
import type { ClosingAnswers, Question } from "./questions";
import { closeReasonRows, confirmationText, offeredReasons, reasonQuestions, reasonWords, typedConfirmationProblem } from "./reasons";

const today = "2026-11-20";
const account = (capabilities: string[], holderType: string) => closingFacts({ id: "account_a1b2c3", capabilities, entities: { account_holder_type: holderType } }, ["entity_1"], []);
const accounts: [string, ClosingFacts][] = [
  ["deposit", account(["deposit"], "consumer")],
  ["consumer credit", account(["credit_with_underwriting"], "consumer")],
  ["both", account(["deposit", "credit_without_underwriting"], "consumer")],
  ["commercial credit", account(["credit_with_underwriting"], "commercial")],
];

/** An answer that the question takes. */
function good({ kind, choices = [], must, min }: Question): string | number | boolean {
  if (kind === "yes-no") return must?.be ?? false;
  if (kind === "integer") return min?.value ?? 200;
  if (kind === "date") return "2026-11-01";
  if (kind === "choice") return choices[0]?.value ?? "";
  if (kind === "holder") return "entity_1";
  return kind === "account" ? "account_other" : "In a few words";
}

function answered(questions: readonly Question[], facts: ClosingFacts): ClosingAnswers {
  const answers: ClosingAnswers = {};
  // Each answer may bring another question.
  for (let size = -1; size !== Object.keys(answers).length; ) {
    size = Object.keys(answers).length;
    for (const question of askedQuestions(questions, facts, answers)) answers[question.name] ??= good(question);
  }
  return answers;
}

describe.each(closeReasons)("%s", (reason) => {
  const questions = reasonQuestions(reason);

  test.each(accounts)("of a %s account: all answered is enough, and nothing may be missing", (_kind, facts) => {
    const answers = answered(questions, facts);
    expect(answerProblems(questions, facts, answers, today)).toEqual([]);
    for (const { name, required } of askedQuestions(questions, facts, answers)) {
      const { [name]: _left, ...rest } = answers;
      expect(answerProblems(questions, facts, standingAnswers(questions, facts, rest), today).some(({ path }) => path === `answers.${name}`)).toBe(required);
    }
  });

  test("each question is named once, and asks only after one that comes before it", () => {
    const names = questions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const [index, { after, kind, choices }] of questions.entries()) {
      if (after) expect(names.slice(0, index)).toContain(after.question);
      expect(kind === "choice").toBe((choices ?? []).length > 0);
    }
  });

  test("its words carry the enum, never alone", () => expect(reasonWords(reason)).toMatch(new RegExp(`^[A-Z].+ \\(${reason}\\)$`)));
});

const [, deposit] = accounts[0] ?? [];
const [, credit] = accounts[1] ?? [];

test.each([
  ["paid_off", { balanceIsZero: false }, "answers.balanceIsZero"],
  ["entity_closed", { allMustAgree: true, allAgreed: false }, "answers.allAgreed"],
  ["entity_closed", { askedBy: "entity_2" }, "answers.askedBy"],
  ["entity_closed", { askedOn: "2026-11-21" }, "answers.askedOn"],
  ["entity_closed", { askedOn: "2026-02-30" }, "answers.askedOn"],
  ["canceled", { neverUsed: false }, "answers.neverUsed"],
  ["canceled", { replacement: "account_a1b2c3" }, "answers.replacement"],
  ["canceled", { whatHappened: "A SAR was filed" }, "answers.whatHappened"],
  ["charged_off", { daysPastDue: -1 }, "answers.daysPastDue"],
  ["client_closed", { federalBenefits: "maybe" }, "answers.federalBenefits"],
  ["client_closed", { unheardOf: "x" }, "answers.unheardOf"],
] as const)("%s refuses %o", (reason, wrong, path) => {
  if (!deposit) throw new Error("No account");
  const questions = reasonQuestions(reason);
  const answers = { ...answered(questions, deposit), ...wrong };
  expect(answerProblems(questions, deposit, answers, today).map((problem) => problem.path)).toContain(path);
});

test("an open-end line is closed for inactivity after three months unused and with nothing owed (Reg Z 1026.11(b))", () => {
  if (!credit) throw new Error("No account");
  const questions = reasonQuestions("client_closed");
  const paths = (monthsUnused: number, unusedWithoutBalance: boolean) =>
    answerProblems(questions, credit, { openEndInactivity: true, monthsUnused, unusedWithoutBalance }, today).map(({ path }) => path);
  expect(paths(3, true)).toEqual([]);
  expect(paths(2, true)).toEqual(["answers.monthsUnused"]);
  expect(paths(3, false)).toEqual(["answers.unusedWithoutBalance"]);
});

test("friction follows risk", () => {
  expect(offeredReasons.filter((reason) => closeReasonRows[reason].typed)).toEqual(["client_closed", "charged_off"]);
  expect([...offeredReasons].sort()).toEqual([...closeReasons].sort());
  expect(typedConfirmationProblem("account_a1b2c3", confirmationText("account_a1b2c3"))).toBeNull();
  expect(typedConfirmationProblem("account_a1b2c3", "B2C3")).not.toBeNull();
  expect(typedConfirmationProblem("account_a1b2c3", undefined)).not.toBeNull();
});
