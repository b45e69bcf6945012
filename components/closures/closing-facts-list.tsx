"use client";

import { deliveryWords } from "@/lib/closures/closing-request";
import { answersInWords, usedWords } from "@/lib/closures/closing-words";
import type { NamedHolder } from "@/lib/closures/closing-words";
import type { ClosingAnswers } from "@/lib/closures/questions";
import type { ClosingNotice } from "@/lib/closures/closing-request";
import type { CloseReason } from "@/lib/lead/enums";
import { Description } from "../ui/description-list";

/** The answers to a reason's own questions, in their order. */
export function AnswerRows({ reason, answers, holders }: { reason: CloseReason; answers: ClosingAnswers; holders: readonly NamedHolder[] }) {
  return answersInWords(reason, answers, holders).map(({ name, label, words }) => <Description key={name} term={label}>{words}</Description>);
}

export function NoticeRows({ notice, holders }: { notice: ClosingNotice; holders: readonly NamedHolder[] }) {
  return (
    <>
      <Description term="Reasons in the notice">
        <ol className="list-decimal pl-4">{notice.reasons.map(({ text }) => <li key={text}>{text}</li>)}</ol>
      </Description>
      {notice.reasonsOnRequest ? <Description term="In the letter">The right to ask for them, and not the reasons</Description> : null}
      <RecipientRows notice={notice} holders={holders} />
      <Description term="Delivery">{deliveryWords(notice)}</Description>
    </>
  );
}

/** Everybody who gets a letter, and what was used about them. */
function RecipientRows({ notice: { recipientEntityId, recipients }, holders }: { notice: ClosingNotice; holders: readonly NamedHolder[] }) {
  const nameOf = (id: string) => holders.find(({ entityId }) => entityId === id)?.name ?? id;
  if (!recipients) return <Description term="Recipient">{nameOf(recipientEntityId)}</Description>;
  return recipients.map((recipient, index) => (
    <Description key={recipient.entityId} term={index === 0 ? "Recipient" : "Also to"}>{nameOf(recipient.entityId)}: {usedWords(recipient)}</Description>
  ));
}
