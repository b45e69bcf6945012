import type { CallAnswer } from "@/lib/call-desk/call-answer";
import type { HandoverView } from "@/lib/call-desk/handovers";
import { handoverOutcomeRows } from "@/lib/call-desk/handovers";
import { plainDateWords } from "@/lib/fields/plain-date";
import { AccountStatusMark } from "../accounts/account-status-mark";
import { Callout } from "../ui/callout";
import { Card } from "../ui/card";
import { Description, DescriptionList } from "../ui/description-list";
import { Time } from "../ui/time";

type AnswerCardProps = { answer: CallAnswer; status: string; reason: string | null; handover: HandoverView | null };

/** What the caller asks, in plain words: how it stands, whether the agent can help, and what to say. */
export function AnswerCard({ answer, status, reason, handover }: AnswerCardProps) {
  return (
    <Card heading="What to know" aside={<AccountStatusMark status={status} reason={reason} />}>
      <DescriptionList>
        <Description term="Status"><span className="font-semibold">{answer.status}</span></Description>
        <Description term="Can I reactivate it?"><span className="font-semibold">{answer.can}</span></Description>
        <Description term="Tell the caller">“{answer.tell}”</Description>
      </DescriptionList>
      {handover?.answer ? <Answered handover={handover} answer={handover.answer} /> : null}
    </Card>
  );
}

function Answered({ handover, answer }: { handover: HandoverView; answer: NonNullable<HandoverView["answer"]> }) {
  return (
    <Callout tone="info" className="mt-3" title={`Compliance answered: ${handoverOutcomeRows[answer.outcome].label}.`}>
      {answer.tell} <span className="text-text-3">{answer.by}, <Time at={answer.at} />; handed over by {handover.by}, due {plainDateWords(handover.answerDue)}.</span>
    </Callout>
  );
}
