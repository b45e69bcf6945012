"use client";

import { useQuery } from "@tanstack/react-query";
import type { AccountDetail, RelatedEntityView } from "@/lib/account-views";
import type { MaskedFact } from "@/lib/call-desk/caller-facts";
import { queryKeys } from "@/lib/query-keys";
import { NumbersSection } from "../accounts/detail/numbers-section";
import { Callout } from "../ui/callout";
import { Card } from "../ui/card";
import { CopyId } from "../ui/copy-id";
import { Description, DescriptionList, NoValue } from "../ui/description-list";
import { RevealedText } from "../ui/revealed-text";
import { readCallerFacts, revealFact } from "./caller-desk";

type VerifyCardProps = { detail: AccountDetail; holders: readonly RelatedEntityView[]; mayReveal: boolean; mayRevealNumbers: boolean };

/** What the caller can be asked for: as much of it as is needed to hear whether the answer fits. */
export function VerifyCard({ detail: { program, accountId, row }, holders, mayReveal, mayRevealNumbers }: VerifyCardProps) {
  const { data, error } = useQuery({
    queryKey: queryKeys.callerFacts(program, accountId),
    queryFn: ({ signal }) => readCallerFacts(program, accountId, signal),
    staleTime: 60_000,
    gcTime: 0,
  });
  return (
    <>
      <Card heading="Verify the caller">
        {error ? <Callout tone="warn" role="alert">{error.message}</Callout> : null}
        <ul className="space-y-3">
          {holders.map((holder) => (
            <li key={holder.entityId}>
              <p className="font-semibold">{holder.name ?? holder.entityId}</p>
              <DescriptionList>
                <Description term="Customer id">{holder.clientCustomerId ? <CopyId id={holder.clientCustomerId} /> : <NoValue />}</Description>
                <Facts facts={data?.find(({ entityId }) => entityId === holder.entityId)?.facts} failed={error !== null} {...{ program, accountId, mayReveal }} entityId={holder.entityId} />
              </DescriptionList>
            </li>
          ))}
        </ul>
        <DescriptionList className="mt-3 border-t border-line pt-2">
          <Description term="Client account id">{row.clientAccountId ? <CopyId id={row.clientAccountId} /> : <NoValue />}</Description>
        </DescriptionList>
      </Card>
      <NumbersSection program={program} accountId={accountId} mayReveal={mayRevealNumbers} />
    </>
  );
}

type FactsProps = { facts: readonly MaskedFact[] | undefined; failed: boolean; program: string; accountId: string; entityId: string; mayReveal: boolean };

function Facts({ facts, failed, program, accountId, entityId, mayReveal }: FactsProps) {
  if (!facts) return failed ? null : <Description term="At Lead"><span className="text-text-3">Being read</span></Description>;
  if (facts.length === 0) return <Description term="At Lead"><NoValue>Nothing to ask for</NoValue></Description>;
  return facts.map((fact) => <Description key={fact.key} term={fact.label}><RevealedText masked={fact.masked} of={fact.label.toLowerCase()} mayReveal={mayReveal} reveal={async () => (await revealFact(program, accountId, entityId, fact.key)).value} /></Description>);
}
