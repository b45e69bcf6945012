"use client";

import { deliveryWords } from "@/lib/closures/closing-request";
import { determinationRows, exclusionRows } from "@/lib/closures/determination";
import type { Determination } from "@/lib/closures/determination";
import type { ClosingAnswers, Question } from "@/lib/closures/questions";
import { reasonQuestions } from "@/lib/closures/reasons";
import type { ClosingNotice } from "@/lib/closures/closing-request";
import type { CloseReason } from "@/lib/lead/enums";
import { plainDateWords } from "@/lib/fields/plain-date";
import { Description } from "../ui/description-list";

type Holders = readonly { entityId: string; name: string }[];

function answerWords({ kind, choices = [] }: Question, answer: string | number | boolean, holders: Holders): string {
  if (typeof answer === "boolean") return answer ? "Yes" : "No";
  if (kind === "choice") return choices.find(({ value }) => value === answer)?.label ?? String(answer);
  if (kind === "holder") return holders.find(({ entityId }) => entityId === answer)?.name ?? String(answer);
  return kind === "date" ? plainDateWords(String(answer)) : String(answer);
}

/** The answers to a reason's own questions, in their order. */
export function AnswerRows({ reason, answers, holders }: { reason: CloseReason; answers: ClosingAnswers; holders: Holders }) {
  return reasonQuestions(reason).flatMap((question) => {
    const answer = answers[question.name];
    return answer === undefined ? [] : [<Description key={question.name} term={question.label}>{answerWords(question, answer, holders)}</Description>];
  });
}

/** "It is excluded: Inactivity of this account. …" */
export function determinationWords(determination: Determination): string {
  const { label } = determinationRows[determination.kind];
  const head = determination.kind === "excluded" ? `${label}: ${exclusionRows[determination.exclusion].label}` : label;
  return determination.basis ? `${head}. ${determination.basis}` : `${head}.`;
}

export function NoticeRows({ notice, recipient }: { notice: ClosingNotice; recipient: string }) {
  return (
    <>
      <Description term="Reasons in the notice">
        <ol className="list-decimal pl-4">{notice.reasons.map(({ text }) => <li key={text}>{text}</li>)}</ol>
      </Description>
      <Description term="Recipient">{recipient}</Description>
      <Description term="Delivery">{deliveryWords(notice)}</Description>
    </>
  );
}
