"use client";

import { useRouter } from "next/navigation";
import type { ApprovalShown } from "@/lib/approvals/approval-views";
import { ProcessProblem } from "../closures/process-problem";
import { useCommand } from "../commands/use-command";
import { StandingMark } from "../work/standing-mark";
import { Button, ButtonLink } from "../ui/button";
import { Callout } from "../ui/callout";
import { Card } from "../ui/card";
import { Description, DescriptionList } from "../ui/description-list";
import { PageHeader } from "../ui/page-header";
import { Time } from "../ui/time";
import { ApprovalContent } from "./approval-content";
import { approvalStanding, approvalTitle } from "./approval-words";
import { DecisionCard } from "./decision-card";

type ApprovalPageProps = { program: string; today: string; shown: ApprovalShown };

/** One request: what would be done, who decides, and what became of it. */
export function ApprovalPage({ program, today, shown }: ApprovalPageProps) {
  const { approval } = shown;
  const { words, tone } = approvalStanding(approval);
  return (
    <>
      <PageHeader
        title={approvalTitle(approval)}
        facts={<StandingMark tone={tone}>{words}</StandingMark>}
        actions={
          <>
            <ButtonLink href={`/programs/${program}/approvals`}>All requests</ButtonLink>
            {approval.accountId ? <ButtonLink href={`/programs/${program}/accounts/${approval.accountId}`}>Open the account</ButtonLink> : null}
            {approval.mayWithdraw ? <Withdraw program={program} approvalId={approval.id} /> : null}
          </>
        }
      />
      <div className="grid max-w-[960px] gap-4">
        {approval.whyNot ? <Callout tone="info" title={approval.whyNot} /> : null}
        <Outcome shown={shown} />
        <ApprovalContent program={program} today={today} shown={shown} />
        {approval.mayDecide ? <DecisionCard program={program} shown={shown} /> : null}
      </div>
    </>
  );
}

function Outcome({ shown: { approval } }: Pick<ApprovalPageProps, "shown">) {
  const { approver, decidedAt, comment, withdrawnBy, endedAt, state, problem } = approval;
  if (!approver && !endedAt) return null;
  return (
    <>
      {problem ? <ProcessProblem problem={problem} /> : null}
      <Card heading="What became of it">
        <DescriptionList>
          {approver && decidedAt ? <Description term={state === "declined" ? "Declined by" : "Approved by"}>{approver}, <Time at={decidedAt} /></Description> : null}
          {comment ? <Description term="Comment"><span className="wrap-anywhere whitespace-pre-wrap">{comment}</span></Description> : null}
          {withdrawnBy ? <Description term="Withdrawn by">{withdrawnBy}</Description> : null}
          {endedAt ? <Description term="Ended"><Time at={endedAt} /></Description> : null}
        </DescriptionList>
      </Card>
    </>
  );
}

function Withdraw({ program, approvalId }: { program: string; approvalId: string }) {
  const router = useRouter();
  const command = useCommand({ program, name: "withdraw-approval", onDone: () => router.refresh(), onProblem: () => router.refresh() });
  return <Button busy={command.phase === "sending"} onClick={() => void command.submit({ approvalId })}>Withdraw the request</Button>;
}
