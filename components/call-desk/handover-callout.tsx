"use client";

import { onlyPhrase } from "@/lib/permissions";
import { plainDateWords } from "@/lib/fields/plain-date";
import type { HandoverView } from "@/lib/call-desk/handovers";
import { useAccountDialog } from "../accounts/use-account-dialog";
import { reportDeathByCaller } from "../deceased/report-death-dialog";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { RelativeTime } from "../ui/time";
import { AnswerHandoverDialog, answerHandoverDialog } from "./answer-handover-dialog";

type CalloutProps = { program: string; handover: HandoverView; mayAnswer: boolean; mayReportDeath: boolean };

/** Over an account whose caller waits for compliance. */
export function HandoverCallout({ program, handover, mayAnswer, mayReportDeath }: CalloutProps) {
  const { openDialog } = useAccountDialog();
  const { id, by, at, wants, answerDue, overdue } = handover;
  return (
    <>
      <Callout
        tone={overdue ? "stop" : "warn"}
        title="A caller waits for an answer."
        actions={mayAnswer || mayReportDeath ? (
          <>
            {mayAnswer ? <Button size="small" onClick={() => openDialog(answerHandoverDialog(id))}>Answer…</Button> : null}
            {mayReportDeath ? <Button size="small" onClick={() => openDialog(reportDeathByCaller)}>The call was about a death…</Button> : null}
          </>
        ) : null}
      >
        {by} handed over <RelativeTime at={at} />: {wants} The caller was told to expect an answer by {plainDateWords(answerDue)}. {mayAnswer ? "" : onlyPhrase("answer-handover")}
      </Callout>
      {mayAnswer ? <AnswerHandoverDialog program={program} waiting={[handover]} /> : null}
    </>
  );
}
