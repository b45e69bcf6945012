"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { serializeApprovalQuery } from "@/lib/approvals/approval-query";
import type { ApprovalQuery } from "@/lib/approvals/approval-query";
import type { Requester } from "@/lib/approvals/approval-views";
import { approvalKindRows, approvalKinds, approvalStateRows, approvalStates } from "@/lib/approvals/approvals";
import { isAccountId } from "@/lib/lead/ids";
import { ChoiceChip } from "../filters/choice-chip";
import type { ChipChoices } from "../filters/choice-chip";
import { IdChip } from "../filters/id-chip";
import { Button } from "../ui/button";

const kindChoices: ChipChoices = [{ choices: approvalKinds.map((value) => ({ value, label: approvalKindRows[value].label })) }];
const stateChoices: ChipChoices = [{ choices: approvalStates.map((value) => ({ value, label: approvalStateRows[value].label })) }];

/** Chips that narrow the requests; every choice is in the address. */
export function ApprovalFilters({ query, path, requesters }: { query: ApprovalQuery; path: string; requesters: readonly Requester[] }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const change = (filters: Partial<ApprovalQuery>) => {
    const search = serializeApprovalQuery({ ...query, after: undefined, before: undefined, ...filters });
    startTransition(() => router.push(search ? `${path}?${search}` : path, { scroll: false }));
  };
  const people: ChipChoices = [{ choices: requesters.map(({ subject, name }) => ({ value: subject, label: name })) }];
  const { kind, state, requester, account } = query;
  const filtered = [kind, state, requester, account].some((one) => one !== undefined);
  return (
    <div role="group" aria-label="Filters" aria-busy={pending} className="mb-2.5 flex flex-wrap items-center gap-1.5">
      <ChoiceChip label="Kind" anyLabel="Every kind" groups={kindChoices} value={kind} onChange={(value) => change({ kind: approvalKinds.find((one) => one === value) })} />
      <ChoiceChip label="Asked by" anyLabel="Everybody" groups={people} value={requester} onChange={(value) => change({ requester: value })} />
      {query.view === "all" ? <ChoiceChip label="State" anyLabel="Every state" groups={stateChoices} value={state} onChange={(value) => change({ state: approvalStates.find((one) => one === value) })} /> : null}
      <IdChip label="Account" value={account} placeholder="account_…" isId={isAccountId} rule="Paste an account id; it begins with account_." onChange={(value) => change({ account: value })} />
      {filtered ? <Button size="small" variant="quiet" onClick={() => change({ kind: undefined, state: undefined, requester: undefined, account: undefined })}>Clear all</Button> : null}
    </div>
  );
}
