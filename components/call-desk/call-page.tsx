"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { restrictedWords } from "@/lib/account-views";
import type { AccountDetail } from "@/lib/account-views";
import { callAnswer, isRestricted } from "@/lib/call-desk/call-answer";
import type { CallAnswer } from "@/lib/call-desk/call-answer";
import { caseNote } from "@/lib/call-desk/case-note";
import { mostCallSeconds } from "@/lib/call-desk/call-times";
import type { CallOutcome } from "@/lib/call-desk/call-times";
import type { HandoverView } from "@/lib/call-desk/handovers";
import type { Permission } from "@/lib/permissions";
import { Freshness } from "../accounts/detail/freshness";
import { useAccount } from "../accounts/detail/use-account";
import { Button, ButtonLink } from "../ui/button";
import { Callout } from "../ui/callout";
import { useViewerTimeZone } from "../ui/clock";
import { CopyId } from "../ui/copy-id";
import { PageHeader } from "../ui/page-header";
import { AnswerCard } from "./answer-card";
import { CallClock } from "./call-clock";
import { keepCallTime } from "./caller-desk";
import type { CallerTyped } from "./caller-fields";
import { CaseNoteCard } from "./case-note-card";
import { HandOverForm } from "./hand-over-form";
import { ReactivateForm } from "./reactivate-form";
import { VerifyCard } from "./verify-card";

type CallPageProps = { initial: AccountDetail; handover: HandoverView | null; zone: string; agent: string; permissions: readonly Permission[] };

/** How it ended, and how things stood before. */
type Ended = { outcome: CallOutcome; at: string; seconds: number; before: CallAnswer; typed: CallerTyped | null; reference: string | null };

/** One caller: who that may be, how the account stands and what can be done, and the note of it. */
export function CallPage({ initial, handover, zone, agent, permissions }: CallPageProps) {
  const account = useAccount(initial);
  const { detail } = account;
  const router = useRouter();
  const viewerZone = useViewerTimeZone();
  const [startedAtMs] = useState(() => Date.now());
  const [wantsHandOver, setWantsHandOver] = useState(false);
  /** What was typed when the press was refused: something has come up against it since the page was drawn. */
  const [refused, setRefused] = useState<CallerTyped | null>(null);
  const [ended, setEnded] = useState<Ended | null>(null);
  const holders = detail.relationships.filter(({ relationshipType }) => relationshipType === "account_holder");
  const mayHandOver = permissions.includes("hand-over");
  const answer = callAnswer({ detail, handover, zone, mayHandOver });
  const end = (outcome: CallOutcome, typed: CallerTyped | null, reference: string | null): void => {
    const seconds = Math.min(mostCallSeconds, Math.round((Date.now() - startedAtMs) / 1000));
    keepCallTime(detail.program, outcome, seconds);
    setEnded({ outcome, at: new Date().toISOString(), seconds, before: answer, typed, reference });
    if (outcome === "handed-over") router.refresh();
  };
  const onRestricted = (typed: CallerTyped): void => {
    setRefused(typed);
    account.readAgain();
  };
  const handsOver = mayHandOver && (answer.kind === "hand-over" || wantsHandOver || refused !== null);
  return (
    <>
      <PageHeader
        title={detail.row.productName || "Account without a product name"}
        facts={<><CopyId id={detail.accountId} /><Freshness account={account} /></>}
        actions={<><span className="text-text-3"><CallClock startedAtMs={startedAtMs} endedAfter={ended?.seconds ?? null} /></span><ButtonLink href={`/programs/${detail.program}/accounts/${detail.accountId}`}>Open the account</ButtonLink></>}
      />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,1.6fr)_minmax(320px,1fr)]">
        <div className="grid content-start gap-4">
          {ended ? <EndedCallout ended={ended} /> : null}
          <AnswerCard answer={answer} status={detail.row.status} reason={isRestricted(detail) ? null : detail.row.statusReason} handover={handover} />
          {!ended && answer.kind === "can-reactivate" && !wantsHandOver && refused === null ? (
            <>
              <ReactivateForm program={detail.program} detail={detail} holders={holders} onDone={(typed, id) => end("reactivated", typed, id)} onRestricted={onRestricted} />
              {mayHandOver ? <div><Button variant="quiet" onClick={() => setWantsHandOver(true)}>Something else: hand over to compliance</Button></div> : null}
            </>
          ) : null}
          {!ended && refused ? <Callout tone="stop" role="status" title={restrictedWords}>Nothing was sent to Lead. Hand the caller over.</Callout> : null}
          {!ended && handsOver ? <HandOverForm program={detail.program} accountId={detail.accountId} holders={holders} begun={refused} onDone={(typed, id) => end("handed-over", typed, id)} /> : null}
          {!ended && !handsOver && mayHandOver && answer.kind !== "can-reactivate" && answer.kind !== "handed-over" ? <div><Button onClick={() => setWantsHandOver(true)}>Hand over to compliance</Button></div> : null}
          <CaseNoteCard
            key={ended?.at ?? "under way"}
            focused={ended !== null}
            nextHref={`/programs/${detail.program}/call`}
            onNext={() => (ended ? undefined : end("answered", null, null))}
            note={noteOf({ detail, answer, ended, startedAtMs, zone: viewerZone, agent, name: (id) => holders.find(({ entityId }) => entityId === id)?.name ?? id })}
          />
        </div>
        <div className="grid content-start gap-4">
          <VerifyCard detail={detail} holders={holders} mayReveal={permissions.includes("reveal-caller-facts")} mayRevealNumbers={permissions.includes("reveal-sensitive")} />
        </div>
      </div>
    </>
  );
}

const endedWords: Record<CallOutcome, string> = {
  reactivated: "Reactivated. Lead has confirmed it.",
  "handed-over": "Handed over. Compliance has it now.",
  answered: "Answered.",
};

function EndedCallout({ ended }: { ended: Ended }) {
  return <Callout tone="ok" role="status" title={endedWords[ended.outcome]}>Copy the note, then take the next call.</Callout>;
}

type NoteOf = { detail: AccountDetail; answer: CallAnswer; ended: Ended | null; startedAtMs: number; zone: string; agent: string; name: (entityId: string) => string };

function noteOf({ detail: { row, accountId }, answer, ended, startedAtMs, zone, agent, name }: NoteOf): string {
  const { verifiedBy = null, channel = "phone", holder = null, text = "" } = ended?.typed ?? {};
  return caseNote({
    at: ended?.at ?? new Date(startedAtMs).toISOString(), zone, seconds: ended?.seconds ?? 0, agent,
    accountId, clientAccountId: row.clientAccountId, productName: row.productName,
    caller: verifiedBy && holder ? name(holder) : null,
    contact: verifiedBy ? { verifiedBy, channel } : null,
    statusBefore: (ended?.before ?? answer).status,
    outcome: ended?.outcome ?? "answered",
    reference: ended?.reference ?? null,
    told: (ended?.outcome === "handed-over" ? answer : (ended?.before ?? answer)).tell,
    note: text,
  });
}
