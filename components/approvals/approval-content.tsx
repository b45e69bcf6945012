"use client";

import Link from "next/link";
import type { HoldView } from "@/lib/account-views";
import type { ApprovalDetail, ApprovalShown } from "@/lib/approvals/approval-views";
import { changedFacts } from "@/lib/closures/facts";
import type { ProcessView } from "@/lib/closures/process-view";
import { closingWarnings } from "@/lib/closures/warnings";
import { plainDateWords } from "@/lib/fields/plain-date";
import { AskedLetters } from "../closures/asked-letters";
import { ClosingAskedFor, ClosingCalls } from "../closures/closing-asked-for";
import { WarningList } from "../closures/warning-list";
import { RequestJson } from "../commands/request-json";
import { EvidenceList } from "../evidence/evidence-list";
import { ChangeTable } from "../fields/change-table";
import { HoldFacts } from "../holds/hold-facts";
import { Callout } from "../ui/callout";
import { Card } from "../ui/card";
import { CopyId } from "../ui/copy-id";
import { Description, DescriptionList } from "../ui/description-list";
import { Tag } from "../ui/tag";
import { Time } from "../ui/time";

type Shown = { program: string; today: string; shown: ApprovalShown };

/** Who asked for what and until when, and exactly what would be done. */
export function ApprovalContent({ program, today, shown: { approval, process, hold } }: Shown) {
  return (
    <>
      <Card heading="The request">
        <DescriptionList>
          {approval.accountId ? (
            <Description term="Account">
              <Link href={`/programs/${program}/accounts/${approval.accountId}`} className="font-medium hover:underline">{approval.productName ?? "Account"}</Link> <CopyId id={approval.accountId} />
            </Description>
          ) : null}
          <Description term="Asked by">{approval.requester}, <Time at={approval.askedAt} /></Description>
          <Description term="Expires">At the end of {plainDateWords(approval.lastDay)}{approval.remindedAt && approval.state === "waiting" ? <> <Tag tone="warn">Reminded</Tag></> : null}</Description>
          <Description term="Decided by">{approval.secondPerson ? "Another person than who asked" : "Compliance; who asked may be the same person"}</Description>
        </DescriptionList>
      </Card>
      {process?.closing ? <ClosingShown process={process} today={today} waiting={approval.state === "waiting"} /> : <CommandShown approval={approval} />}
      {hold && approval.accountId ? <HoldShown program={program} accountId={approval.accountId} hold={hold} today={today} /> : null}
    </>
  );
}

/** What would be released, and what stands behind it: the approver sees what the one who asks saw. */
function HoldShown({ program, accountId, hold, today }: { program: string; accountId: string; hold: HoldView; today: string }) {
  return (
    <Card heading={hold.released ? "The hold that was released" : "The hold"}>
      <HoldFacts hold={hold} today={today} />
      <h3 className="mt-3 mb-1 font-medium">Evidence</h3>
      <EvidenceList place={{ program, accountId, subject: { kind: "hold", id: hold.id } }} />
    </Card>
  );
}

function CommandShown({ approval }: { approval: ApprovalDetail }) {
  const { warnings, changes, said, request, currency } = approval;
  return (
    <>
      {warnings.map((warning) => <Callout key={warning} tone="warn" title={warning} />)}
      <Card heading="What would be done">
        <div className="space-y-3">
          {changes.length > 0 ? <ChangeTable changes={changes} currency={{ old: currency ?? undefined, new: currency ?? undefined }} headings={{ old: "When it was asked for", new: "After" }} /> : null}
          {said.length > 0 ? <DescriptionList>{said.map(({ name, value }, index) => <Description key={`${name} ${index}`} term={name}><span className="wrap-anywhere whitespace-pre-wrap">{value}</span></Description>)}</DescriptionList> : null}
          {request ? <RequestJson {...request} /> : null}
        </div>
      </Card>
    </>
  );
}

/** Of a closing: the answers, the letter's text, recipient and method, the warnings, and the calls in their order. */
function ClosingShown({ process, today, waiting }: { process: ProcessView; today: string; waiting: boolean }) {
  const { closing, factsNow, accountId, holders } = process;
  if (!closing) return null;
  const changed = waiting ? changedFacts(closing.facts, factsNow) : [];
  const warnings = closingWarnings({
    facts: closing.facts, reason: closing.reason, answers: closing.answers, canStillPost: closing.statements.canStillPost, requestedAt: closing.requested.at,
    noticeIsNeeded: closing.path !== "none", accountNumbers: null, today, method: closing.notice?.method ?? null,
  }).filter(({ severity }) => severity !== "fact");
  return (
    <>
      {changed.length > 0 ? (
        <Callout tone="warn" title="The account changed since this was asked for.">
          It cannot be approved as it is; it is asked for anew.
          <div className="mt-2"><ChangeTable label="What changed" headings={{ old: "When it was asked for", new: "As the directory knows it" }} changes={changed.map(({ path, seen, now }) => ({ path, old: seen, new: now }))} /></div>
        </Callout>
      ) : null}
      {warnings.length > 0 ? <Card heading="What to weigh"><WarningList warnings={warnings} /></Card> : null}
      <Card heading="What was asked for"><ClosingAskedFor closing={closing} holders={holders} /></Card>
      {closing.letters ? <Card heading={closing.letters.length > 1 ? "The letters" : "The letter"}><AskedLetters accountId={accountId} closing={closing} holders={holders} /></Card> : null}
      <Card heading="What goes to Lead, in this order"><ClosingCalls accountId={accountId} reason={closing.reason} notice={closing.notice ?? undefined} /></Card>
    </>
  );
}
