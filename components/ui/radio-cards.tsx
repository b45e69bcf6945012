"use client";

import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { useId, type ReactNode } from "react";
import { classNames } from "./class-names";
import { FieldNotes } from "./field";

export type RadioCard<Value extends string> = {
  value: Value;
  title: ReactNode;
  /** The value as Lead knows it. */
  code?: string;
  description?: ReactNode;
  disabled?: boolean;
};

export type RadioCardsProps<Value extends string> = {
  legend: ReactNode;
  hideLegend?: boolean;
  options: readonly RadioCard<Value>[];
  value: Value | null;
  onValueChange: (value: Value) => void;
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  id?: string;
  name?: string;
  className?: string;
};

/** A choice among few, where each needs a sentence; in one row where none does. */
export function RadioCards<Value extends string>(props: RadioCardsProps<Value>) {
  const { legend, hideLegend = false, options, value, onValueChange, hint, error, required, id, name, className } = props;
  const generated = useId();
  const groupId = id ?? generated;
  const describedBy = [error ? `${groupId}-error` : "", hint ? `${groupId}-hint` : ""].filter(Boolean).join(" ");
  const inRow = options.every(({ code, description }) => !code && !description);
  return (
    <div className={className}>
      <p id={`${groupId}-label`} className={hideLegend ? "sr-only" : "mb-1 text-sm font-semibold"}>{legend}</p>
      <RadioGroup
        id={groupId}
        name={name}
        value={value ?? ""}
        onValueChange={(next) => onValueChange(next as Value)}
        aria-labelledby={`${groupId}-label`}
        aria-describedby={describedBy || undefined}
        aria-invalid={error ? true : undefined}
        aria-required={required || undefined}
        tabIndex={-1}
        className={classNames("scroll-mt-4", inRow && "flex flex-wrap gap-x-6", error ? "border-l-2 border-stop pl-3" : null)}
      >
        {options.map((option) => (
          <label key={option.value} className={classNames("flex cursor-pointer gap-2.5 py-2 has-data-[disabled]:cursor-not-allowed has-data-[disabled]:text-text-3", inRow ? null : "border-b border-line last:border-b-0")}>
            <Radio.Root
              value={option.value}
              disabled={option.disabled}
              aria-labelledby={`${groupId}-${option.value}-title`}
              aria-describedby={option.description ? `${groupId}-${option.value}-text` : undefined}
              className="tap-target mt-px flex size-4 shrink-0 items-center justify-center rounded-full border-[1.5px] border-control bg-surface data-[checked]:border-[5px] data-[checked]:border-accent data-[disabled]:opacity-55"
            />
            <span className="min-w-0">
              <span id={`${groupId}-${option.value}-title`} className="block">
                <span className="font-semibold">{option.title}</span>
                {option.code ? <span className="ml-1.5 text-text-3">{option.code}</span> : null}
              </span>
              {option.description ? <span id={`${groupId}-${option.value}-text`} className="block text-xs text-text-3">{option.description}</span> : null}
            </span>
          </label>
        ))}
      </RadioGroup>
      <FieldNotes controlId={groupId} hint={hint} error={error} />
    </div>
  );
}
