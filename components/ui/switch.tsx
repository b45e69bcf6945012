"use client";

import { Switch as Base } from "@base-ui/react/switch";
import { useId, type ReactNode } from "react";

type SwitchProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  id?: string;
};

/** For a setting that holds at once; in a form that is sent later, use Checkbox. */
export function Switch({ checked, onCheckedChange, label, hint, disabled, id }: SwitchProps) {
  const generated = useId();
  const controlId = id ?? generated;
  return (
    <div className="flex items-start gap-2.5">
      <Base.Root
        id={controlId}
        checked={checked}
        onCheckedChange={onCheckedChange}
        disabled={disabled}
        aria-labelledby={`${controlId}-label`}
        aria-describedby={hint ? `${controlId}-hint` : undefined}
        className="tap-target mt-px flex h-4.5 w-8 shrink-0 cursor-pointer items-center rounded-full border border-control bg-idle-weak px-0.5 transition-colors data-[checked]:border-accent data-[checked]:bg-accent data-[disabled]:cursor-not-allowed data-[disabled]:opacity-55"
      >
        <Base.Thumb className="size-3 rounded-full bg-text-2 transition-transform data-[checked]:translate-x-3.5 data-[checked]:bg-on-fill" />
      </Base.Root>
      <div className="min-w-0">
        <label id={`${controlId}-label`} htmlFor={controlId}>{label}</label>
        {hint ? <p id={`${controlId}-hint`} className="text-xs text-text-3">{hint}</p> : null}
      </div>
    </div>
  );
}
