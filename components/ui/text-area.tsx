"use client";

import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { controlClass, Field, type FieldWording } from "./field";

export type TextAreaProps = Omit<ComponentProps<"textarea">, "id" | "required" | "className"> & FieldWording & { mono?: boolean };

export function TextArea({ label, hint, error, required, id, hideLabel, className, mono, rows = 3, ...area }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error} required={required} id={id} hideLabel={hideLabel} className={className}>
      {(control) => (
        <textarea rows={rows} {...area} {...control} className={classNames(controlClass, "block resize-y py-1.5", mono && "font-mono text-xs")} />
      )}
    </Field>
  );
}
