import { statusReasons } from "../accounts/account-status";
import { plainDateWords } from "../fields/plain-date";
import type { CloseReason } from "../lead/enums";
import { determinationRows, exclusionRows } from "./determination";
import type { Determination } from "./determination";
import type { ConsumerReport, NoticeRecipient } from "./notice-recipients";
import type { ClosingAnswers, Question } from "./questions";
import { reasonQuestions } from "./reasons";

export type NamedHolder = { entityId: string; name: string };

function answerWords({ kind, choices = [] }: Question, answer: string | number | boolean, holders: readonly NamedHolder[]): string {
  if (typeof answer === "boolean") return answer ? "Yes" : "No";
  if (kind === "choice") return choices.find(({ value }) => value === answer)?.label ?? String(answer);
  if (kind === "holder") return holders.find(({ entityId }) => entityId === answer)?.name ?? String(answer);
  return kind === "date" ? plainDateWords(String(answer)) : String(answer);
}

/** The answers to a reason's own questions, in their order. */
export function answersInWords(reason: CloseReason, answers: ClosingAnswers, holders: readonly NamedHolder[]): { name: string; label: string; words: string }[] {
  return reasonQuestions(reason).flatMap((question) => {
    const answer = answers[question.name];
    return answer === undefined ? [] : [{ name: question.name, label: question.label, words: answerWords(question, answer, holders) }];
  });
}

/** "It is excluded: Inactivity of this account. …" */
export function determinationWords(determination: Determination): string {
  const { label } = determinationRows[determination.kind];
  const head = determination.kind === "excluded" ? `${label}: ${exclusionRows[determination.exclusion].label}` : label;
  return determination.basis ? `${head}. ${determination.basis}` : `${head}.`;
}

/** Lead's reason in our words; one that came after us as Lead writes it. */
export function closedReasonWords(reason: string | null): string {
  if (reason === null) return "no reason given";
  if (!Object.hasOwn(statusReasons, reason)) return reason;
  const label = statusReasons[reason as keyof typeof statusReasons].label.replace(/^Closed /, "");
  return `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

/** "consumer report of Northern Bureau, score 540 (300 to 850) of 2 Nov 2026": what was used about a recipient. */
export function usedWords({ report, otherInformation }: Pick<NoticeRecipient, "otherInformation"> & { report?: ConsumerReport | null }): string {
  const score = report?.score ? `, score ${report.score.value} (${report.score.lowest} to ${report.score.highest}) of ${plainDateWords(report.score.on)}` : ", no score";
  const ofReport = report ? `consumer report of ${report.bureau}${score}` : report === null ? "no consumer report" : "not said whether a consumer report was used";
  return otherInformation ? `${ofReport}; information of another third party` : ofReport;
}
