"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { exceptionAges, serializeExceptionQuery } from "@/lib/agreement/exception-query";
import type { ExceptionQuery } from "@/lib/agreement/exception-query";
import { causeRows, exceptionCauses } from "@/lib/agreement/exceptions";
import type { Person } from "@/lib/agreement/views";
import { ChoiceChip } from "../filters/choice-chip";
import type { ChipChoices } from "../filters/choice-chip";
import { Button } from "../ui/button";

const causeChoices: ChipChoices = [{ choices: [...exceptionCauses.map((value) => ({ value, label: causeRows[value].label })), { value: "none", label: "Not named yet" }] }];
const ageChoices: ChipChoices = [{ choices: exceptionAges.map((value) => ({ value, label: `More than ${value} days` })) }];

/** Chips that narrow the exceptions; every choice is in the address. */
export function ExceptionFilters({ query, path, owners }: { query: ExceptionQuery; path: string; owners: readonly Person[] }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const change = (filters: Partial<ExceptionQuery>) => {
    const search = serializeExceptionQuery({ ...query, after: undefined, before: undefined, ...filters });
    startTransition(() => router.push(search ? `${path}?${search}` : path, { scroll: false }));
  };
  const people: ChipChoices = [{ choices: [...owners.map(({ subject, name }) => ({ value: subject, label: name })), { value: "none", label: "Nobody" }] }];
  const filtered = query.cause !== undefined || query.owner !== undefined || query.age !== undefined;
  return (
    <div role="group" aria-label="Filters" aria-busy={pending} className="mb-2.5 flex flex-wrap items-center gap-1.5">
      <ChoiceChip label="Cause" anyLabel="Every cause" groups={causeChoices} value={query.cause} onChange={(cause) => change({ cause: cause === "none" ? cause : exceptionCauses.find((one) => one === cause) })} />
      <ChoiceChip label="Owner" anyLabel="Everybody" groups={people} value={query.owner} onChange={(owner) => change({ owner })} />
      <ChoiceChip label="Age" anyLabel="Any age" groups={ageChoices} value={query.age} onChange={(age) => change({ age: exceptionAges.find((one) => one === age) })} />
      {filtered ? <Button size="small" variant="quiet" onClick={() => change({ cause: undefined, owner: undefined, age: undefined })}>Clear all</Button> : null}
    </div>
  );
}
