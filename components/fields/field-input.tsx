"use client";

import type { ReactNode } from "react";
import { fieldByPath } from "@/lib/accounts/account-fields";
import type { FieldKind } from "@/lib/fields/field-kinds";
import { Select } from "../ui/select";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { ZoneSuffix } from "./zone-suffix";

export type FieldInputProps = {
  /** Lead's path, which names the field in the field table. */
  path: string;
  id: string;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  error?: string;
  /** true: must be filled; false says "(optional)"; absent says nothing. */
  required?: boolean;
  label?: string;
  hideLabel?: boolean;
  hint?: ReactNode;
  /** Of an amount, ISO 4217. */
  currency?: string;
  /** Of a datetime, IANA. */
  zone: string;
  multiline?: boolean;
  disabled?: boolean;
  className?: string;
};

const yesOrNo = [{ value: "true", label: "Yes" }, { value: "false", label: "No" }];
const placeholders: Partial<Record<FieldKind, string>> = { date: "2026-11-20", datetime: "2026-11-20 14:30" };

/** The one input of a field, drawn from its row in the field table. What is typed stays text until it is sent. */
export function FieldInput(props: FieldInputProps) {
  const { path, id, value, onChange, onBlur, error, required, currency, zone, multiline, disabled, className } = props;
  const field = fieldByPath(path);
  const kind = field?.kind ?? "text";
  const wording = { id, label: props.label ?? field?.label ?? path, hint: props.hint ?? field?.hint, hideLabel: props.hideLabel, error, required, className };
  if (kind === "choice" || kind === "boolean") {
    const options = kind === "boolean" ? yesOrNo : (field?.choices ?? []).map((choice) => ({ value: choice.value, label: choice.label, description: choice.hint }));
    return <Select {...wording} options={options} value={value === "" ? null : value} onValueChange={onChange} onBlur={onBlur} disabled={disabled} />;
  }
  if (multiline) return <TextArea {...wording} rows={2} value={value} onChange={(event) => onChange(event.target.value)} onBlur={onBlur} disabled={disabled} />;
  return (
    <TextField
      {...wording}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onBlur={onBlur}
      disabled={disabled}
      mono={kind === "id"}
      align={kind === "money" ? "right" : undefined}
      prefix={kind === "money" ? currency || undefined : undefined}
      suffix={kind === "datetime" ? <ZoneSuffix zone={zone} /> : undefined}
      inputMode={kind === "money" ? "decimal" : kind === "integer" ? "numeric" : undefined}
      placeholder={placeholders[kind]}
    />
  );
}
