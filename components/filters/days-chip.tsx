"use client";

import { useState } from "react";
import { plainDateWords } from "@/lib/fields/plain-date";
import { businessDate } from "@/lib/format";
import { dayPeriodRows, dayPeriods } from "@/lib/views/day-periods";
import { Button } from "../ui/button";
import { useNow } from "../ui/clock";
import { TextField } from "../ui/text-field";
import { FilterChip } from "./filter-chip";

/** Plain dates, both included, or minutes of them ("2026-11-20T14:30"); undefined where it is open. */
export type Days = { from: string | undefined; to: string | undefined };

type DaysChipProps = {
  label: string;
  value: Days;
  /** The program's, whose business days they are. */
  zone: string;
  /** The time of day can be chosen as well. */
  withTimes?: boolean;
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
  if (from && to) return from === to ? momentWords(from) : `${momentWords(from)} to ${momentWords(to)}`;
  if (from) return `from ${momentWords(from)}`;
  return to ? `until ${momentWords(to)}` : null;
}

const partsOf = (moment: string | undefined) => ({ day: moment?.slice(0, 10) ?? "", time: moment?.slice(11) ?? "" });
const momentOf = ({ day, time }: { day: string; time: string }) => (day === "" ? undefined : time === "" ? day : `${day}T${time}`);

function momentWords(moment: string): string {
  const { day, time } = partsOf(moment);
  return [plainDateWords(day), time].filter(Boolean).join(" ");
}

/** The minute that it ends with, to compare the two. */
const isBackwards = (from: string | undefined, to: string | undefined) => from !== undefined && to !== undefined && (to.includes("T") ? to : `${to}T23:59`) < from;

function DaysForm({ value, zone, withTimes = false, onChange, close }: DaysChipProps & { close: () => void }) {
  const today = businessDate(useNow(), zone);
  const [from, setFrom] = useState(() => partsOf(value.from));
  const [to, setTo] = useState(() => partsOf(value.to));
  const backwards = isBackwards(momentOf(from), momentOf(to));
  const choose = (days: Days) => {
    close();
    onChange(days);
  };
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!backwards) choose({ from: momentOf(from), to: momentOf(to) });
      }}
    >
      <div className="flex flex-wrap gap-1.5">
        {dayPeriods.map((period) => (
          <Button key={period} size="small" onClick={() => choose(dayPeriodRows[period].days(today))}>{dayPeriodRows[period].label}</Button>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-2">
        <TextField label="From" type="date" value={from.day} max={today} onChange={({ target }) => setFrom({ ...from, day: target.value })} />
        {withTimes ? <TextField label="At" type="time" hint="Empty: from its begin." value={from.time} disabled={from.day === ""} onChange={({ target }) => setFrom({ ...from, time: target.value })} /> : null}
        <TextField label="To" type="date" value={to.day} max={today} error={backwards ? "Ends before it begins." : undefined} onChange={({ target }) => setTo({ ...to, day: target.value })} />
        {withTimes ? <TextField label="Until" type="time" hint="Empty: to its end." value={to.time} disabled={to.day === ""} onChange={({ target }) => setTo({ ...to, time: target.value })} /> : null}
      </div>
      <p className="text-xs text-text-3">{withTimes ? "Days and times" : "Business days"} of the program ({zone}).</p>
      <div className="flex justify-end gap-2">
        {value.from || value.to ? <Button size="small" variant="quiet" onClick={() => choose({ from: undefined, to: undefined })}>Any time</Button> : null}
        <Button size="small" variant="primary" type="submit">Show</Button>
      </div>
    </form>
  );
}
