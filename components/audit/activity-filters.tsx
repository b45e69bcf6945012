"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { serializeActivityQuery } from "@/lib/activity-query";
import type { ActivityQuery } from "@/lib/activity-query";
import { isAuditAction, isAuditOutcome } from "@/lib/audit-entry";
import { isAccountId } from "@/lib/lead/ids";
import { roles } from "@/lib/permissions";
import { ChoiceChip } from "../filters/choice-chip";
import { DaysChip } from "../filters/days-chip";
import { IdChip } from "../filters/id-chip";
import { Button } from "../ui/button";
import { actionChoices, outcomeChoices, roleChoices } from "./activity-choices";

export type ActivityFiltersProps = {
  query: ActivityQuery;
  path: string;
  people: readonly { subject: string; name: string }[];
  /** The program's, for its business days. */
  zone: string;
  filtered: boolean;
};

/** Chips that narrow the trail; every choice is in the address. */
export function ActivityFilters({ query, path, people, zone, filtered }: ActivityFiltersProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const change = (filters: Partial<ActivityQuery>) => {
    const search = serializeActivityQuery({ ...query, after: undefined, before: undefined, ...filters });
    startTransition(() => router.push(search ? `${path}?${search}` : path, { scroll: false }));
  };
  const persons = [{ choices: people.map(({ subject, name }) => ({ value: subject, label: name })) }];
  return (
    <div role="group" aria-label="Filters" aria-busy={pending} className="mb-2.5 flex flex-wrap items-center gap-1.5">
      <ChoiceChip label="Person" anyLabel="Everybody" groups={persons} value={query.person} onChange={(person) => change({ person })} />
      <ChoiceChip label="Role" anyLabel="Every role" groups={roleChoices} value={query.role} onChange={(role) => change({ role: roles.find((one) => one === role) })} />
      <ChoiceChip label="Action" anyLabel="Every action" groups={actionChoices} value={query.action} onChange={(action) => change({ action: isAuditAction(action) ? action : undefined })} />
      <ChoiceChip label="Outcome" anyLabel="Every outcome" groups={outcomeChoices} value={query.outcome} onChange={(outcome) => change({ outcome: isAuditOutcome(outcome) ? outcome : undefined })} />
      <IdChip label="Account" placeholder="account_…" isId={isAccountId} rule="Paste a whole account id: account_ and what follows." value={query.account} onChange={(account) => change({ account })} />
      <DaysChip label="Time" withTimes zone={zone} value={{ from: query.from, to: query.to }} onChange={(days) => change(days)} />
      {filtered ? (
        <Button
          size="small"
          variant="quiet"
          onClick={() => change({ person: undefined, role: undefined, action: undefined, outcome: undefined, account: undefined, from: undefined, to: undefined })}
        >
          Clear all
        </Button>
      ) : null}
    </div>
  );
}
