"use client";

import { deliveryWords } from "@/lib/closures/closing-request";
import { answersInWords } from "@/lib/closures/closing-words";
import type { NamedHolder } from "@/lib/closures/closing-words";
import type { ClosingAnswers } from "@/lib/closures/questions";
import type { ClosingNotice } from "@/lib/closures/closing-request";
import type { CloseReason } from "@/lib/lead/enums";
import { Description } from "../ui/description-list";

/** The answers to a reason's own questions, in their order. */
export function AnswerRows({ reason, answers, holders }: { reason: CloseReason; answers: ClosingAnswers; holders: readonly NamedHolder[] }) {
  return answersInWords(reason, answers, holders).map(({ name, label, words }) => <Description key={name} term={label}>{words}</Description>);
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
