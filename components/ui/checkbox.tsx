"use client";

import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import { useId, type ReactNode } from "react";
import { classNames } from "./class-names";
import { FieldNotes } from "./field";

export type CheckboxProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  /** Always present for assistive technology; `hideLabel` for a column of them. */
  label: ReactNode;
  hideLabel?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  indeterminate?: boolean;
  disabled?: boolean;
  required?: boolean;
  id?: string;
  name?: string;
  /** -1 in a column whose rows are the stops for Tab. */
  tabIndex?: number;
  className?: string;
};

export function Checkbox(props: CheckboxProps) {
  const { checked, onCheckedChange, label, hideLabel = false, hint, error, indeterminate = false, disabled, required, id, name, tabIndex, className } = props;
  const generated = useId();
  const controlId = id ?? generated;
  const describedBy = [error ? `${controlId}-error` : "", hint ? `${controlId}-hint` : ""].filter(Boolean).join(" ");
  return (
    <div className={classNames("flex items-start gap-2", className)}>
      <Base.Root
        id={controlId}
        name={name}
        tabIndex={tabIndex}
        checked={checked}
        indeterminate={indeterminate}
        disabled={disabled}
        required={required}
        onCheckedChange={onCheckedChange}
        aria-labelledby={`${controlId}-label`}
        aria-describedby={describedBy || undefined}
        aria-invalid={error ? true : undefined}
        className="tap-target mt-px flex size-4 shrink-0 cursor-pointer items-center justify-center rounded-sm border border-control bg-bg text-on-fill data-[checked]:border-accent data-[checked]:bg-accent data-[disabled]:cursor-not-allowed data-[disabled]:opacity-55 data-[indeterminate]:border-accent data-[indeterminate]:bg-accent aria-invalid:border-stop"
      >
        <Base.Indicator className="flex">
          {indeterminate ? <Minus size={12} strokeWidth={3} aria-hidden="true" /> : <Check size={12} strokeWidth={3} aria-hidden="true" />}
        </Base.Indicator>
      </Base.Root>
      <div className={hideLabel ? "sr-only" : "min-w-0"}>
        <label id={`${controlId}-label`} htmlFor={controlId}>{label}</label>
        <FieldNotes controlId={controlId} hint={hint} error={error} />
      </div>
    </div>
  );
}
