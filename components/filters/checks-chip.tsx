"use client";

import { useState } from "react";
import { Checkbox } from "../ui/checkbox";
import { TextField } from "../ui/text-field";
import { FilterChip } from "./filter-chip";

/** `count` where it is known: how many would be in the list with this one alone. */
export type ChipCheck = { value: string; label: string; count?: number };

type ChecksChipProps = {
  label: string;
  options: readonly ChipCheck[];
  /** Said where there is nothing to choose from. */
  emptyText?: string;
  chosen: readonly string[];
  onChange: (values: string[]) => void;
};

/** More than this many are narrowed by typing. */
const mostWithoutSearch = 12;

/** Any of several values of a list. What is chosen stays listed, whatever the list has. */
export function ChecksChip({ label, options, emptyText = "There is nothing to choose from.", chosen, onChange }: ChecksChipProps) {
  const [text, setText] = useState("");
  const listed = [...options, ...chosen.filter((value) => !options.some((option) => option.value === value)).map((value): ChipCheck => ({ value, label: value }))];
  const searched = listed.length > mostWithoutSearch;
  const shown = listed.filter((option) => !searched || chosen.includes(option.value) || option.label.toLowerCase().includes(text.trim().toLowerCase()));
  const words = chosen.map((value) => listed.find((option) => option.value === value)?.label ?? value).join(", ");
  return (
    <FilterChip label={label} chosen={words || null} className="max-h-[min(var(--available-height),480px)] w-64 p-2">
      {() => (
        <>
          {searched ? <TextField label={`Find in ${label.toLowerCase()}`} hideLabel placeholder="Find" className="mb-2" value={text} onChange={(event) => setText(event.target.value)} /> : null}
          <div className="space-y-0.5 *:min-h-6">
            {shown.map((option) => (
              <Checkbox
                key={option.value}
                label={<CheckLabel {...option} />}
                checked={chosen.includes(option.value)}
                onCheckedChange={(on) => onChange(on ? [...chosen, option.value] : chosen.filter((other) => other !== option.value))}
              />
            ))}
            {shown.length === 0 ? <p className="text-sm text-text-3">{searched ? `Nothing fits “${text.trim()}”.` : emptyText}</p> : null}
          </div>
        </>
      )}
    </FilterChip>
  );
}

function CheckLabel({ label, count }: ChipCheck) {
  return (
    <span className="flex w-full justify-between gap-3">
      <span>{label}</span>
      {count === undefined ? null : <span className="text-text-3 tabular-nums">{count.toLocaleString("en-US")}</span>}
    </span>
  );
}
