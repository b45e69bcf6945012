"use client";

import { useState } from "react";
import { confidentialHint } from "@/lib/accounts/operator-text";
import type { ApprovalShown } from "@/lib/approvals/approval-views";
import { TypedConfirmation } from "../closures/review-step";
import { Button, ButtonLink } from "../ui/button";
import { Callout } from "../ui/callout";
import { Card } from "../ui/card";
import { Checkbox } from "../ui/checkbox";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { TextArea } from "../ui/text-area";
import { ApprovalContent } from "./approval-content";
import { approvalTitle } from "./approval-words";
import { asksTyping } from "./decision";
import { useDecisions } from "./use-decisions";
import type { Decided } from "./use-decisions";

type ReviewPageProps = { program: string; today: string; items: readonly ApprovalShown[] };

/** Several requests, each shown whole; what is ticked is approved in one go, each as a decision of its own. */
export function ReviewPage({ program, today, items }: ReviewPageProps) {
  const [looked, setLooked] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [comment, setComment] = useState("");
  const { decided, busy, approve } = useDecisions(program);
  const path = `/programs/${program}/approvals`;
  const back = <ButtonLink href={path}>All requests</ButtonLink>;
  if (items.length === 0) return <><PageHeader title="Review" actions={back} /><EmptyState title="None of these waits for you any more" actions={back} /></>;
  const open = items.filter(({ approval: { id } }) => decided[id]?.phase !== "done");
  const ticked = open.filter(({ approval: { id } }) => looked.includes(id));
  const count = (list: readonly unknown[]) => `${list.length} ${list.length === 1 ? "request" : "requests"}`;
  return (
    <>
      <PageHeader title={`Review ${count(items)}`} facts={<span>Each is a decision of its own. To decline one, open it alone.</span>} actions={back} />
      <ol className="grid max-w-[960px] gap-6">
        {items.map((shown, index) => {
          const { id, accountId } = shown.approval;
          const isDone = decided[id]?.phase === "done";
          return (
            <li key={id} className="grid gap-3" aria-labelledby={`review-${id}`}>
              <h2 id={`review-${id}`} className="text-base font-semibold">{index + 1} of {items.length}: {approvalTitle(shown.approval)}</h2>
              <ApprovalContent program={program} today={today} shown={shown} />
              <Outcome decided={decided[id]} />
              {isDone ? null : (
                <Card heading="Your decision">
                  <div className="space-y-3">
                    {asksTyping(shown) ? <TypedConfirmation accountId={accountId ?? ""} id={`typed-${id}`} value={typed[id] ?? ""} onChange={(text) => setTyped({ ...typed, [id]: text })} /> : null}
                    <Checkbox checked={looked.includes(id)} disabled={busy} onCheckedChange={(on) => setLooked(on ? [...looked, id] : looked.filter((one) => one !== id))} label="I looked at this one, and approve it" />
                  </div>
                </Card>
              )}
            </li>
          );
        })}
      </ol>
      {open.length === 0 ? null : (
        <div className="mt-6 grid max-w-[960px] gap-3 border-t border-line pt-4">
          <TextArea label="Comment" required={false} rows={2} hint={`The same on each. ${confidentialHint}`} value={comment} onChange={(event) => setComment(event.target.value)} />
          <div className="flex items-center gap-2.5">
            <Button variant="danger-filled" busy={busy} disabled={ticked.length === 0} onClick={() => void approve(ticked.map((shown) => ({ shown, typed: typed[shown.approval.id] ?? "" })), comment)}>Approve {count(ticked)}</Button>
            <p className="text-text-2">{ticked.length === 0 ? "Tick what you looked at." : "One after another; one that is refused holds up no other."}</p>
          </div>
        </div>
      )}
    </>
  );
}

function Outcome({ decided }: { decided: Decided | undefined }) {
  return (
    <div role="status" className="empty:hidden">
      {decided?.phase === "done" ? <Callout tone="ok" title="Approved." /> : null}
      {decided?.phase === "sending" ? <Callout tone="info" title="Recording the approval…" /> : null}
      {decided?.phase === "refused" ? <Callout tone="stop" title={decided.problem.title}>{[decided.problem.fields?.[0]?.message, decided.problem.saved, decided.problem.next].filter(Boolean).join(" ")}</Callout> : null}
    </div>
  );
}
