"use client";

import type { AccountDetail } from "@/lib/account-views";
import { caseStages, caseStanding, nobodyRemains, outcomeRows, stageRows } from "@/lib/deceased/case-standing";
import type { DeceasedCase } from "@/lib/deceased/case-view";
import { EvidencePart } from "../evidence/evidence-section";
import { Callout } from "../ui/callout";
import { Card } from "../ui/card";
import { Stages } from "../ui/stages";
import { CaseActs } from "./case-acts";
import { CaseFactsList } from "./case-facts-list";

type CardsProps = { detail: AccountDetail; mayAddEvidence: boolean };

/** A card for each case of a deceased holder on this account, the open ones first. */
export function DeceasedCards({ detail, mayAddEvidence }: CardsProps) {
  return detail.estateCases?.map((each) => <DeceasedCard key={each.id} detail={detail} of={each} mayAddEvidence={mayAddEvidence} />);
}

function DeceasedCard({ detail, of, mayAddEvidence }: CardsProps & { of: DeceasedCase }) {
  const { facts, ended } = of;
  const { stage, next } = caseStanding(facts);
  const reached = caseStages.indexOf(stage);
  const stateAt = (index: number) => (index < reached || (ended !== null && index === reached) ? "done" : index === reached ? "present" : "to-come");
  const stages = caseStages.map((key, index) => ({ key, label: stageRows[key].label, state: stateAt(index) }) as const);
  return (
    <Card heading={`Deceased holder: ${of.name ?? "name not known"}`}>
      {ended ? <p className="font-semibold">{outcomeRows[ended.outcome].label}</p> : <Stages stages={stages} />}
      {ended === null && facts.isHolder && facts.survivors.length === 0 ? <Callout tone="warn" className="mt-3" title="Nobody remains.">{nobodyRemains}</Callout> : null}
      {facts.proof === "withdrawn" && ended === null ? <Callout tone="warn" className="mt-3" title="Proof was withdrawn.">What was accepted is no longer whole: accept other proof before the case goes on.</Callout> : null}
      <CaseFactsList detail={detail} of={of} next={next} />
      {ended ? null : (
        <>
          <div className="mt-3 border-t border-line pt-2"><EvidencePart program={detail.program} accountId={detail.accountId} mayAdd={mayAddEvidence} subject={{ kind: "hold", id: of.holdId }} /></div>
          <CaseActs detail={detail} of={of} stage={stage} />
        </>
      )}
    </Card>
  );
}
