"use client";

import { useController, type Control } from "react-hook-form";
import { capabilityRows, capabilityWords } from "@/lib/accounts/capabilities";
import { capabilities, isOneOf } from "@/lib/lead/enums";
import { controlId } from "../../fields/field-path";
import { Checkbox } from "../../ui/checkbox";
import type { AccountFormValues } from "./account-form-state";

type CapabilityPickerProps = { control: Control<AccountFormValues>; supported: readonly string[]; /** Already at Lead: they stay. */ held?: readonly string[]; disabled?: boolean };

/** What the account can do. What the program does not offer is shown with the reason; what Lead holds cannot be unticked. */
export function CapabilityPicker({ control, supported, held = [], disabled = false }: CapabilityPickerProps) {
  const { field, fieldState } = useController({ control, name: "capabilities" });
  const chosen = field.value;
  const id = controlId("capabilities");
  const error = fieldState.error?.message ?? (fieldState.error as { root?: { message?: string } } | undefined)?.root?.message;
  const offered = [...capabilities, ...held.filter((capability) => !isOneOf(capabilities, capability))];
  const toggle = (capability: string, on: boolean) => {
    field.onChange(on ? offered.filter((item) => item === capability || chosen.includes(item)) : chosen.filter((item) => item !== capability));
  };
  const hintOf = (capability: string): string | undefined => {
    if (held.includes(capability)) return "Lead takes no capability away: closing this account and opening another is the only way.";
    if (!supported.includes(capability)) return "This program does not offer it. Partner Solutions at Lead can add it.";
    return isOneOf(capabilities, capability) ? capabilityRows[capability].meaning : undefined;
  };
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={error ? `${id}-error` : undefined} className="min-w-0 scroll-mt-4">
      <legend className="mb-1.5 font-medium">Capabilities</legend>
      {error ? <p id={`${id}-error`} className="mb-1.5 text-xs font-medium text-stop">{error}</p> : null}
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2 xl:grid-cols-3">
        {offered.map((capability) => (
          <Checkbox
            key={capability}
            label={<span className="font-medium">{capabilityWords(capability)}</span>}
            hint={hintOf(capability)}
            checked={chosen.includes(capability)}
            disabled={disabled || held.includes(capability) || (!supported.includes(capability) && !chosen.includes(capability))}
            onCheckedChange={(on) => toggle(capability, on)}
          />
        ))}
      </div>
    </fieldset>
  );
}
