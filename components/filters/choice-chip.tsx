"use client";

import { Check } from "lucide-react";
import { popupItemClass } from "../ui/popup-class";
import { classNames } from "../ui/class-names";
import { FilterChip } from "./filter-chip";

export type ChipChoice = { value: string; label: string };
export type ChipChoices = readonly { heading?: string; choices: readonly ChipChoice[] }[];

type ChoiceChipProps = {
  label: string;
  groups: ChipChoices;
  value: string | undefined;
  /** What lets everything through: "Everybody". */
  anyLabel: string;
  onChange: (value: string | undefined) => void;
};

/** One value of a known list, or any. A value that the list lacks is shown as it stands in the address. */
export function ChoiceChip({ label, groups, value, anyLabel, onChange }: ChoiceChipProps) {
  const chosen = value === undefined ? null : (groups.flatMap(({ choices }) => choices).find((choice) => choice.value === value)?.label ?? value);
  return (
    <FilterChip label={label} chosen={chosen} className="max-h-[min(var(--available-height),420px)] w-64 p-1">
      {(close) => {
        const choose = (next: string | undefined) => {
          close();
          if (next !== value) onChange(next);
        };
        return (
          <>
            <Choice label={anyLabel} current={value === undefined} onChoose={() => choose(undefined)} />
            {groups.map(({ heading, choices }, index) => (
              <div key={heading ?? index} role="group" aria-label={heading}>
                {heading ? <p aria-hidden="true" className="px-2 pt-2 pb-1 text-xs text-text-3">{heading}</p> : null}
                {choices.map((choice) => (
                  <Choice key={choice.value} label={choice.label} current={choice.value === value} onChoose={() => choose(choice.value)} />
                ))}
              </div>
            ))}
          </>
        );
      }}
    </FilterChip>
  );
}

function Choice({ label, current, onChoose }: { label: string; current: boolean; onChoose: () => void }) {
  return (
    <button type="button" aria-pressed={current} onClick={onChoose} className={classNames(popupItemClass, "w-full cursor-pointer pr-8 text-left hover:bg-accent-weak focus-visible:-outline-offset-2")}>
      {label}
      {current ? <Check size={14} aria-hidden="true" className="absolute right-2 text-accent" /> : null}
    </button>
  );
}
