"use client";

import { useState } from "react";
import { moneyText, moneyWords, parseMoney } from "@/lib/fields/money";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { FilterChip } from "./filter-chip";

/** Minor units, both included; undefined where it is open. */
export type Amounts = { from: number | undefined; to: number | undefined };

type AmountsChipProps = { label: string; currency: string; value: Amounts; onChange: (amounts: Amounts) => void };

/** Narrows a list to amounts, typed as a person writes them. */
export function AmountsChip(props: AmountsChipProps) {
  return (
    <FilterChip label={props.label} chosen={amountsWords(props.value, props.currency)} className="w-80">
      {(close) => <AmountsForm {...props} close={close} />}
    </FilterChip>
  );
}

function amountsWords({ from, to }: Amounts, currency: string): string | null {
  if (from !== undefined && to !== undefined) return `${moneyWords(from, currency)} to ${moneyWords(to, currency)}`;
  if (from !== undefined) return `from ${moneyWords(from, currency)}`;
  return to === undefined ? null : `up to ${moneyWords(to, currency)}`;
}

type Errors = { from?: string; to?: string };

function readBound(text: string, currency: string): { value: number | undefined; error?: string } {
  if (text.trim() === "") return { value: undefined };
  const parsed = parseMoney(text, currency);
  if (!parsed.ok) return { value: undefined, error: parsed.message };
  return parsed.value < 0 ? { value: undefined, error: "An amount of zero or more." } : { value: parsed.value };
}

function AmountsForm({ value, currency, onChange, close }: AmountsChipProps & { close: () => void }) {
  const [from, setFrom] = useState(value.from === undefined ? "" : moneyText(value.from, currency));
  const [to, setTo] = useState(value.to === undefined ? "" : moneyText(value.to, currency));
  const [errors, setErrors] = useState<Errors>({});
  const choose = (amounts: Amounts) => {
    close();
    onChange(amounts);
  };
  return (
    <form
      noValidate
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        const [low, high] = [readBound(from, currency), readBound(to, currency)];
        const backwards = low.value !== undefined && high.value !== undefined && high.value < low.value ? "Less than the amount it starts from." : undefined;
        const found = { from: low.error, to: high.error ?? backwards };
        setErrors(found);
        if (!found.from && !found.to) choose({ from: low.value, to: high.value });
      }}
    >
      <div className="grid grid-cols-2 gap-2">
        <TextField label={`From (${currency})`} inputMode="decimal" value={from} error={errors.from} onChange={(event) => setFrom(event.target.value)} />
        <TextField label={`To (${currency})`} inputMode="decimal" value={to} error={errors.to} onChange={(event) => setTo(event.target.value)} />
      </div>
      <div className="flex justify-end gap-2">
        {value.from !== undefined || value.to !== undefined ? <Button size="small" variant="quiet" onClick={() => choose({ from: undefined, to: undefined })}>Any amount</Button> : null}
        <Button size="small" variant="primary" type="submit">Show</Button>
      </div>
    </form>
  );
}
