"use client";

import { useState } from "react";
import { plainDateWords } from "@/lib/fields/plain-date";
import { businessDate } from "@/lib/format";
import { dayPeriodRows, dayPeriods } from "@/lib/views/day-periods";
import { Button } from "../ui/button";
import { useNow } from "../ui/clock";
import { TextField } from "../ui/text-field";
import { FilterChip } from "./filter-chip";

/** Plain dates, both included; undefined where it is open. */
export type Days = { from: string | undefined; to: string | undefined };

type DaysChipProps = {
  label: string;
  value: Days;
  /** The program's, whose business days they are. */
  zone: string;
  onChange: (days: Days) => void;
};

/** Narrows a list to business days of the program. */
export function DaysChip(props: DaysChipProps) {
  return (
    <FilterChip label={props.label} chosen={daysWords(props.value)} className="w-80">
      {(close) => <DaysForm {...props} close={close} />}
    </FilterChip>
  );
}

export function daysWords({ from, to }: Days): string | null {
  if (from && to) return from === to ? plainDateWords(from) : `${plainDateWords(from)} to ${plainDateWords(to)}`;
  if (from) return `from ${plainDateWords(from)}`;
  return to ? `until ${plainDateWords(to)}` : null;
}

function DaysForm({ value, zone, onChange, close }: DaysChipProps & { close: () => void }) {
  const today = businessDate(useNow(), zone);
  const [from, setFrom] = useState(value.from ?? "");
  const [to, setTo] = useState(value.to ?? "");
  const backwards = from !== "" && to !== "" && to < from;
  const choose = (days: Days) => {
    close();
    onChange(days);
  };
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!backwards) choose({ from: from || undefined, to: to || undefined });
      }}
    >
      <div className="flex flex-wrap gap-1.5">
        {dayPeriods.map((period) => (
          <Button key={period} size="small" onClick={() => choose(dayPeriodRows[period].days(today))}>{dayPeriodRows[period].label}</Button>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-2">
        <TextField label="From" type="date" value={from} max={today} onChange={(event) => setFrom(event.target.value)} />
        <TextField label="To" type="date" value={to} max={today} error={backwards ? "Ends before it begins." : undefined} onChange={(event) => setTo(event.target.value)} />
      </div>
      <p className="text-xs text-text-3">Business days of the program ({zone}).</p>
      <div className="flex justify-end gap-2">
        {value.from || value.to ? <Button size="small" variant="quiet" onClick={() => choose({ from: undefined, to: undefined })}>Any time</Button> : null}
        <Button size="small" variant="primary" type="submit">Show</Button>
      </div>
    </form>
  );
}
