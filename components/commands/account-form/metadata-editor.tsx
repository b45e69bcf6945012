"use client";

import { Plus, X } from "lucide-react";
import { useController, useFieldArray, type Control } from "react-hook-form";
import { controlId } from "../../fields/field-path";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { TextField } from "../../ui/text-field";
import type { AccountFormValues } from "./account-form-state";

type MetadataEditorProps = { control: Control<AccountFormValues>; disabled?: boolean };

/** Names and values of the program's own. A pair that Lead holds can get another value and cannot be taken away. */
export function MetadataEditor({ control, disabled }: MetadataEditorProps) {
  const { fields, append, remove } = useFieldArray({ control, name: "metadata" });
  return (
    <div className="space-y-2">
      {fields.map((row, index) => (
        <div key={row.id} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_32px] items-start gap-x-3">
          <Pair control={control} name={`metadata.${index}.key`} label={index === 0 ? "Name" : `Name of pair ${index + 1}`} hideLabel={index > 0} disabled={disabled || row.held} />
          <Pair control={control} name={`metadata.${index}.value`} label={index === 0 ? "Value" : `Value of pair ${index + 1}`} hideLabel={index > 0} disabled={disabled} />
          {row.held || disabled ? <span /> : <IconButton className={index === 0 ? "mt-6" : ""} label={`Remove pair ${index + 1}`} icon={<X size={15} aria-hidden="true" />} onClick={() => remove(index)} />}
        </div>
      ))}
      {disabled ? null : (
        <Button size="small" icon={<Plus size={13} aria-hidden="true" />} onClick={() => append({ key: "", value: "" })}>Add a pair</Button>
      )}
    </div>
  );
}

type PairProps = { control: Control<AccountFormValues>; name: `metadata.${number}.key` | `metadata.${number}.value`; label: string; hideLabel: boolean; disabled?: boolean };

function Pair({ control, name, label, hideLabel, disabled }: PairProps) {
  const { field, fieldState } = useController({ control, name });
  return (
    <TextField
      id={controlId(name)}
      label={label}
      hideLabel={hideLabel}
      value={field.value}
      onChange={(event) => field.onChange(event.target.value)}
      onBlur={field.onBlur}
      error={fieldState.error?.message}
      disabled={disabled}
    />
  );
}
