"use client";

import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { controlClass, Field, type FieldWording } from "./field";

export type TextFieldProps = Omit<ComponentProps<"input">, "id" | "required" | "className" | "prefix"> &
  FieldWording & {
    /** Beside what is typed, inside the box: a currency, a unit. */
    prefix?: ReactNode;
    suffix?: ReactNode;
    /** Ids, codes and JSON. */
    mono?: boolean;
    align?: "left" | "right";
  };

export function TextField({ label, hint, error, required, id, hideLabel, className, prefix, suffix, mono, align, ...input }: TextFieldProps) {
  const look = classNames(controlClass, mono && "font-mono text-xs", align === "right" && "text-right", prefix ? "pl-10" : null, suffix ? "pr-16" : null);
  return (
    <Field label={label} hint={hint} error={error} required={required} id={id} hideLabel={hideLabel} className={className}>
      {(control) => (
        <span className="relative block">
          {prefix ? <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-text-3">{prefix}</span> : null}
          <input autoComplete="off" spellCheck={false} {...input} {...control} className={look} />
          {suffix ? <span className="absolute inset-y-0 right-2.5 flex items-center text-text-3">{suffix}</span> : null}
        </span>
      )}
    </Field>
  );
}
