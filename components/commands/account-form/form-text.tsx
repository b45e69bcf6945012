"use client";

import { useController, useWatch, type Control, type FieldPathByValue } from "react-hook-form";
import type { ReactNode } from "react";
import { controlId } from "../../fields/field-path";
import { FieldInput } from "../../fields/field-input";
import type { AccountFormValues } from "./account-form-state";

type FormTextProps = {
  control: Control<AccountFormValues>;
  /** Where it is typed; Lead's own path unless `path` says another. */
  name: FieldPathByValue<AccountFormValues, string>;
  path?: string;
  zone: string;
  required?: boolean;
  label?: string;
  hideLabel?: boolean;
  hint?: ReactNode;
  multiline?: boolean;
  disabled?: boolean;
  className?: string;
};

/** One text of the form, tied to its field. */
export function FormText({ control, name, path = name, ...rest }: FormTextProps) {
  const { field, fieldState } = useController({ control, name });
  const currency = useWatch({ control, name: "details.credit.currency" });
  return (
    <FieldInput
      {...rest}
      path={path}
      id={controlId(name)}
      value={String(field.value ?? "")}
      onChange={field.onChange}
      onBlur={field.onBlur}
      error={fieldState.error?.message}
      currency={currency}
    />
  );
}
