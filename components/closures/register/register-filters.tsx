"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { inactiveReasons } from "@/lib/accounts/account-status";
import { determinationKinds } from "@/lib/closures/determination";
import { cutReasons, determinedWords, registerKindRows, registerKinds, registerNoticeRows, registerNotices, registerReasonWords, registerReasons } from "@/lib/closures/register";
import { serializeRegisterQuery } from "@/lib/closures/register-query";
import type { RegisterQuery } from "@/lib/closures/register-query";
import type { RegisterPeople } from "@/lib/closures/register-views";
import { closeReasons } from "@/lib/lead/enums";
import { isAccountId } from "@/lib/lead/ids";
import { ChoiceChip } from "../../filters/choice-chip";
import type { ChipChoices } from "../../filters/choice-chip";
import { DaysChip } from "../../filters/days-chip";
import { IdChip } from "../../filters/id-chip";
import { Button } from "../../ui/button";

const reasonGroup = (heading: string, reasons: readonly string[]) => ({ heading, choices: reasons.map((value) => ({ value, label: registerReasonWords(value) })) });

const kindChoices: ChipChoices = [{ choices: registerKinds.map((value) => ({ value, label: registerKindRows[value].label })) }];
const reasonChoices: ChipChoices = [reasonGroup("Closed", closeReasons), reasonGroup("Line cut", cutReasons), reasonGroup("Made inactive", inactiveReasons)];
const determinedChoices: ChipChoices = [{ choices: determinationKinds.map((value) => ({ value, label: determinedWords[value] })) }];
const noticeChoices: ChipChoices = [{ choices: registerNotices.map((value) => ({ value, label: registerNoticeRows[value].label })) }];

const peopleChoices = (people: RegisterPeople["askers"]): ChipChoices => [{ choices: people.map(({ subject, name }) => ({ value: subject, label: name })) }];
const oneOf = <Value extends string>(known: readonly Value[], value: string | undefined) => known.find((one) => one === value);

const noFilters = { kind: undefined, reason: undefined, determined: undefined, notice: undefined, asker: undefined, approver: undefined, account: undefined, from: undefined, to: undefined };

type RegisterFiltersProps = { query: RegisterQuery; path: string; people: RegisterPeople; /** The program's, for its business days. */ zone: string };

/** Chips that narrow the register; every choice is in the address. */
export function RegisterFilters({ query, path, people, zone }: RegisterFiltersProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const change = (filters: Partial<RegisterQuery>) => {
    const search = serializeRegisterQuery({ ...query, after: undefined, before: undefined, ...filters });
    startTransition(() => router.push(search ? `${path}?${search}` : path, { scroll: false }));
  };
  const filtered = (Object.keys(noFilters) as (keyof typeof noFilters)[]).some((name) => query[name] !== undefined);
  return (
    <div role="group" aria-label="Filters" aria-busy={pending} className="mb-2.5 flex flex-wrap items-center gap-1.5">
      <ChoiceChip label="Kind" anyLabel="Every kind" groups={kindChoices} value={query.kind} onChange={(kind) => change({ kind: oneOf(registerKinds, kind) })} />
      <ChoiceChip label="Reason" anyLabel="Every reason" groups={reasonChoices} value={query.reason} onChange={(reason) => change({ reason: oneOf(registerReasons, reason) })} />
      <ChoiceChip label="Determination" anyLabel="Every determination" groups={determinedChoices} value={query.determined} onChange={(determined) => change({ determined: oneOf(determinationKinds, determined) })} />
      <ChoiceChip label="Notice" anyLabel="However it stands" groups={noticeChoices} value={query.notice} onChange={(notice) => change({ notice: oneOf(registerNotices, notice) })} />
      <ChoiceChip label="Asked by" anyLabel="Everybody" groups={peopleChoices(people.askers)} value={query.asker} onChange={(asker) => change({ asker })} />
      <ChoiceChip label="Decided by" anyLabel="Everybody" groups={peopleChoices(people.approvers)} value={query.approver} onChange={(approver) => change({ approver })} />
      <DaysChip label="Action taken" zone={zone} value={{ from: query.from, to: query.to }} onChange={(days) => change(days)} />
      <IdChip label="Account" placeholder="account_…" isId={isAccountId} rule="Paste a whole account id: account_ and what follows." value={query.account} onChange={(account) => change({ account })} />
      {filtered ? <Button size="small" variant="quiet" onClick={() => change(noFilters)}>Clear all</Button> : null}
    </div>
  );
}
