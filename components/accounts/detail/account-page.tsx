"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import type { AccountDetail, AuditPage } from "@/lib/account-views";
import type { ClosingContext, ProcessView } from "@/lib/closures/process-view";
import type { Permission } from "@/lib/permissions";
import { commandLabels, commandStatusWords } from "@/lib/command";
import { queryKeys } from "@/lib/query-keys";
import { ExceptionCallout } from "../../agreement/exception-callout";
import { ClosedElsewhereCallout } from "../../closures/closed-elsewhere-callout";
import { HandoverCallout } from "../../call-desk/handover-callout";
import { ProcessCard } from "../../closures/process-card";
import { DeceasedCards } from "../../deceased/deceased-card";
import { mayReportDeath, reportDeathDialog } from "../../deceased/report-death-dialog";
import { EvidenceSection } from "../../evidence/evidence-section";
import { HoldsSection } from "../../holds/holds-section";
import { NotesSection } from "../../notes/notes-section";
import { readAfresh } from "../../read-afresh";
import { Button } from "../../ui/button";
import { Callout } from "../../ui/callout";
import { CopyId } from "../../ui/copy-id";
import { ApprovalCallout } from "../../approvals/approval-callout";
import { useAccountDialog } from "../use-account-dialog";
import { AccountDialogs } from "./account-dialogs";
import { AccountHeader } from "./account-header";
import { BalanceSection } from "./balance-section";
import { CreditSection } from "./credit-section";
import { DocumentsSection } from "./documents-section";
import { MetadataSection } from "./metadata-section";
import { NoticeSection } from "./notice-section";
import { OwnerCard } from "./owner-card";
import { NumbersSection } from "./numbers-section";
import { RawAnswer } from "./raw-answer";
import { RelationshipsSection } from "./relationships-section";
import { SummarySection } from "./summary-section";
import { TimelineSection } from "./timeline-section";
import { useAccount } from "./use-account";

type AccountPageProps = {
  initial: AccountDetail;
  timeline: AuditPage;
  zone: string;
  /** What the dialogs of closing start from, and the open or last process; null where the role may not know. */
  closing: ClosingContext | null;
  process: ProcessView | null;
  permissions: readonly Permission[];
};

/** One account: at once from the directory, then as Lead answers. */
export function AccountPage({ initial, timeline, zone, closing, process, permissions }: AccountPageProps) {
  const account = useAccount(initial);
  const { detail, live } = account;
  usePageFollows(detail);
  const holders = detail.relationships.filter(({ relationshipType }) => relationshipType === "account_holder").map(({ entityId, name }) => ({ entityId, name: name ?? entityId }));
  return (
    <>
      <AccountHeader account={account} />
      <Standing detail={detail} zone={zone} permissions={permissions} />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,1.6fr)_minmax(320px,1fr)]">
        <div className="grid content-start gap-4">
          {detail.body.details?.credit ? <CreditSection credit={detail.body.details.credit} today={detail.today} reportHidden={!detail.isWhole} /> : null}
          <SummarySection body={detail.body} />
          <OwnerCard detail={detail} mayRecord={permissions.includes("record-owner-contact")} />
          <RelationshipsSection relationships={detail.relationships} seesStanding={detail.isWhole} aside={<PeopleAction detail={detail} />} />
          <NoticeSection notice={detail.body.details?.adverse_action_notice} />
          <DocumentsSection documents={detail.body.documents ?? []} />
          <div className="grid gap-4 md:grid-cols-2">
            <NumbersSection program={detail.program} accountId={detail.accountId} mayReveal={permissions.includes("reveal-sensitive")} />
            <BalanceSection live={live} />
          </div>
          <MetadataSection metadata={detail.body.metadata ?? {}} />
          {detail.isWhole ? <div><RawAnswer body={detail.body} /></div> : null}
        </div>
        <div className="grid content-start gap-4">
          {process ? <ProcessCard program={detail.program} process={process} permissions={permissions} today={detail.today} zone={zone} holders={holders} /> : null}
          <DeceasedCards detail={detail} mayAddEvidence={permissions.includes("add-evidence")} />
          <HoldsSection detail={detail} zone={zone} permissions={permissions} />
          {permissions.includes("read-evidence") ? <EvidenceSection program={detail.program} accountId={detail.accountId} mayAdd={permissions.includes("add-evidence")} /> : null}
          <TimelineSection program={detail.program} accountId={detail.accountId} zone={zone} initial={timeline} readsRecords={permissions.includes("read-closures")} />
          <NotesSection detail={detail} />
        </div>
      </div>
      <AccountDialogs detail={detail} closing={closing} />
    </>
  );
}

function PeopleAction({ detail }: { detail: AccountDetail }) {
  const { openDialog } = useAccountDialog();
  const possible = detail.actions.some(({ name, why }) => name === "add-relationships" && why === null);
  return (
    <span className="flex flex-wrap gap-2 empty:hidden">
      {mayReportDeath(detail) ? <Button size="small" onClick={() => openDialog(reportDeathDialog)}>A holder has died…</Button> : null}
      {possible ? <Button size="small" onClick={() => openDialog("people")}>Change</Button> : null}
    </span>
  );
}

/** What stands over the whole account: not confirmed yet, closed elsewhere, gone from Lead. */
function Standing({ detail, zone, permissions }: { detail: AccountDetail; zone: string; permissions: readonly Permission[] }) {
  const { program, unsettled, row, approvals, closedElsewhere, handover, exceptions } = detail;
  return (
    <div role="status" className="mb-4 space-y-2 empty:hidden">
      {unsettled ? (
        <Callout tone={unsettled.status === "needs-a-person" ? "warn" : "info"} title={`${commandLabels[unsettled.name]}: ${commandStatusWords[unsettled.status]}.`}>
          Nothing else can be asked of this account until it is settled. Request <CopyId id={unsettled.commandId} />
        </Callout>
      ) : null}
      {approvals.map((approval) => <ApprovalCallout key={approval.id} program={program} approval={approval} />)}
      {closedElsewhere ? <ClosedElsewhereCallout program={program} closure={closedElsewhere} mayComplete={permissions.includes("complete-closed-elsewhere")} /> : null}
      {handover ? <HandoverCallout program={program} handover={handover} mayAnswer={permissions.includes("answer-handover")} mayReportDeath={mayReportDeath(detail)} /> : null}
      {exceptions.length > 0 ? <ExceptionCallout program={program} exceptions={exceptions} zone={zone} /> : null}
      {row.missingSince ? <Callout tone="stop" title="Lead no longer knows this account.">What the directory knew is shown.</Callout> : null}
    </div>
  );
}

/** A change that was settled, or seen at Lead, is a new line on the timeline and a new state of the closing. */
function usePageFollows({ program, accountId, row, unsettled, process }: AccountDetail): void {
  const queries = useQueryClient();
  const router = useRouter();
  const state = [row.readAt, row.status, unsettled?.commandId, unsettled?.status, process?.id, process?.stage].join(" ");
  const known = useRef(state);
  useEffect(() => {
    if (known.current === state) return;
    known.current = state;
    void readAfresh(queries, queryKeys.accountTimeline(program, accountId));
    router.refresh();
  }, [queries, router, program, accountId, state]);
}
