"use client";

import { SlidersHorizontal } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { DirectoryQuery } from "@/lib/directory-query";
import { AmountsChip } from "../../filters/amounts-chip";
import { ChoiceChip } from "../../filters/choice-chip";
import { DaysChip } from "../../filters/days-chip";
import { Button } from "../../ui/button";

type Change = Partial<Pick<DirectoryQuery, "notice" | "scra" | "stale" | "created" | "updated" | "closed" | "inactive" | "limit">>;
type MoreFiltersProps = { query: DirectoryQuery; zone: string; onChange: (change: Change) => void };

const notices = [{ choices: [{ value: "yes", label: "Has one" }, { value: "no", label: "Has none" }] }];
const protections = [{ choices: [{ value: "active", label: "Protected today" }, { value: "ending", label: "Ends within 30 days" }] }];
const ages = [{ choices: [1, 7, 30, 90].map((days) => ({ value: String(days), label: days === 1 ? "A day" : `${days} days` })) }];
const dayRanges = [["created", "Created"], ["updated", "Changed"], ["closed", "Closed"], ["inactive", "Inactive since"]] as const;

const openEnds = { from: undefined, to: undefined };
const rangeOf = <Bound,>({ from, to }: { from: Bound | undefined; to: Bound | undefined }) => (from === undefined && to === undefined ? undefined : { from, to });

/** Filters that are asked for less often: those in use are always there, the others on request. */
export function MoreFilters({ query, zone, onChange }: MoreFiltersProps) {
  const [all, setAll] = useState(false);
  const chips: { inUse: boolean; key: string; chip: ReactNode }[] = [
    { key: "notice", inUse: query.notice !== undefined, chip: <ChoiceChip label="Adverse action notice" anyLabel="Either" groups={notices} value={query.notice} onChange={(notice) => onChange({ notice: notice as DirectoryQuery["notice"] })} /> },
    { key: "scra", inUse: query.scra !== undefined, chip: <ChoiceChip label="SCRA" anyLabel="Any" groups={protections} value={query.scra} onChange={(scra) => onChange({ scra: scra as DirectoryQuery["scra"] })} /> },
    ...dayRanges.map(([name, label]) => ({ key: name, inUse: query[name] !== undefined, chip: <DaysChip label={label} zone={zone} value={{ ...openEnds, ...query[name] }} onChange={(days) => onChange({ [name]: rangeOf(days) })} /> })),
    { key: "limit", inUse: query.limit !== undefined, chip: <AmountsChip label="Limit" currency="USD" value={{ ...openEnds, ...query.limit }} onChange={(amounts) => onChange({ limit: rangeOf(amounts) })} /> },
    { key: "stale", inUse: query.stale !== undefined, chip: <ChoiceChip label="Not read for" anyLabel="Any time" groups={ages} value={query.stale === undefined ? undefined : String(query.stale)} onChange={(days) => onChange({ stale: days === undefined ? undefined : Number(days) })} /> },
  ];
  return (
    <>
      {chips.map(({ key, inUse, chip }) => (all || inUse ? <span key={key} className="contents">{chip}</span> : null))}
      <Button size="small" variant="quiet" aria-expanded={all} icon={<SlidersHorizontal size={13} aria-hidden="true" />} onClick={() => setAll(!all)}>{all ? "Fewer filters" : "More filters"}</Button>
    </>
  );
}
