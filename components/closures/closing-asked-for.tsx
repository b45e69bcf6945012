"use client";

import type { ClosingRequest } from "@/lib/closures/closing-request";
import type { ClosingDetails } from "@/lib/closures/process-view";
import { reasonWords } from "@/lib/closures/reasons";
import { joinedReasons } from "@/lib/closures/termination-reasons";
import { plainDateWords } from "@/lib/fields/plain-date";
import { determinationWords } from "@/lib/closures/closing-words";
import { RequestJson } from "../commands/request-json";
import { Description, DescriptionList } from "../ui/description-list";
import { AnswerRows, NoticeRows } from "./closing-facts-list";

/** All of what was asked for, with the letter's text, recipient and method, in plain words. */
export function ClosingAskedFor({ closing, holders }: { closing: ClosingDetails; holders: readonly { entityId: string; name: string }[] }) {
  return (
    <DescriptionList>
      <Description term="Reason">{reasonWords(closing.reason)}</Description>
      <AnswerRows reason={closing.reason} answers={closing.answers} holders={holders} />
      <Description term="Action taken on">{plainDateWords(closing.actionTakenOn)}</Description>
      <Description term="Determination">{determinationWords(closing.determination)}</Description>
      {closing.reasonBefore ? <Description term="Reason before">{reasonWords(closing.reasonBefore)}, left after reading Lead’s own rule</Description> : null}
      {closing.notice ? <NoticeRows notice={closing.notice} holders={holders} /> : null}
      {Object.values(closing.statements.acknowledged).map((text) => <Description key={text} term="Said to a warning">{text}</Description>)}
      {closing.note ? <Description term="Note">{closing.note}</Description> : null}
    </DescriptionList>
  );
}

/** Exactly what goes to Lead, in its order. */
export function ClosingCalls({ accountId, reason, notice }: { accountId: string } & Pick<ClosingRequest, "reason" | "notice">) {
  return (
    <ol className="list-decimal space-y-2 pl-4">
      {notice ? (
        <li>
          After the letter is sent: the notice is recorded.
          <RequestJson method="PATCH" path={`/v0/accounts/${accountId}`} body={{ details: { adverse_action_notice: { delivered_at: "when the letter was delivered or mailed", reason: joinedReasons(notice.reasons), delivery_method: notice.method } } }} />
        </li>
      ) : null}
      <li>
        The account is closed.
        <RequestJson method="POST" path={`/v0/accounts/${accountId}/close`} body={{ status_reason: reason }} />
      </li>
    </ol>
  );
}
