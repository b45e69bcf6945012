"use client";

import { useQuery } from "@tanstack/react-query";
import type { AccountNumberView } from "@/lib/account-views";
import { queryKeys } from "@/lib/query-keys";
import { Button } from "../../ui/button";
import { Callout } from "../../ui/callout";
import { Card } from "../../ui/card";
import { RevealedText } from "../../ui/revealed-text";
import { Tag } from "../../ui/tag";
import { Time } from "../../ui/time";
import { readNumbers, revealNumber } from "./read-account";

type NumbersSectionProps = { program: string; accountId: string; mayReveal: boolean };

/** Asked for, because Lead must be searched for them: "none found" and "not looked up" are two things. */
export function NumbersSection({ program, accountId, mayReveal }: NumbersSectionProps) {
  const numbers = useQuery({
    queryKey: queryKeys.accountNumbers(program, accountId),
    queryFn: ({ signal }) => readNumbers(program, accountId, signal),
    enabled: false,
  });
  const { data } = numbers;
  return (
    <Card
      heading="Account numbers"
      aside={<Button size="small" onClick={() => void numbers.refetch()} busy={numbers.isFetching}>{data ? "Look again" : "Look up at Lead"}</Button>}
    >
      {numbers.error ? <Callout tone="warn" role="alert">{numbers.error.message}</Callout> : null}
      {data ? <Found program={program} accountId={accountId} mayReveal={mayReveal} {...data} /> : <p className="text-text-3">Not looked up.</p>}
    </Card>
  );
}

type FoundProps = NumbersSectionProps & { numbers: readonly AccountNumberView[]; complete: boolean; askedAt: string };

function Found({ numbers, complete, askedAt, program, accountId, mayReveal }: FoundProps) {
  return (
    <div role="status">
      <ul className="space-y-1">
        {numbers.map((number) => (
          <li key={number.id} className="flex flex-wrap items-center gap-2">
            <RevealedText masked={number.masked} of="number" mayReveal={mayReveal} reveal={async () => (await revealNumber(program, accountId, number.id)).accountNumber} copyLabel="Copy the account number" className="font-mono text-xs" />
            <Tag tone={number.status === "active" ? "ok" : "neutral"}>{number.status}</Tag>
            <span className="text-text-3">{number.settlesHere ? "settles to this account" : "of a holder; settles elsewhere"}</span>
          </li>
        ))}
      </ul>
      <p className="mt-1 text-text-3">
        {numbers.length === 0 ? "None found" : `${numbers.length} found`} as of <Time at={askedAt} />
        {complete ? "." : "; Lead lists more than were looked at."}
      </p>
    </div>
  );
}
