"use client";

import { useId, type ReactNode } from "react";
import { classNames } from "./class-names";

/** What a control must carry so that its label, hint and error are read out with it. */
export type FieldControl = {
  id: string;
  "aria-labelledby": string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
};

export type FieldWording = {
  label: ReactNode;
  hint?: ReactNode;
  /** The rule that was broken, in words. */
  error?: ReactNode;
  /** true is announced; false says "(optional)" beside the label; absent says nothing. */
  required?: boolean;
  /** For links from an error summary; made up when absent. */
  id?: string;
  hideLabel?: boolean;
  className?: string;
};

type FieldProps = FieldWording & { children: (control: FieldControl) => ReactNode };

/** A label, a control, its hint and its error, wired together. */
export function Field({ label, hint, error, required, id, hideLabel, className, children }: FieldProps) {
  const generated = useId();
  const controlId = id ?? generated;
  const describedBy = [error ? `${controlId}-error` : "", hint ? `${controlId}-hint` : ""].filter(Boolean).join(" ");
  return (
    <div className={classNames("min-w-0", className)}>
      <label id={`${controlId}-label`} htmlFor={controlId} className={hideLabel ? "sr-only" : "mb-1 block font-medium"}>
        {label}
        {required === false ? <span className="font-normal text-text-3"> (optional)</span> : null}
      </label>
      {children({
        id: controlId,
        "aria-labelledby": `${controlId}-label`,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": error ? true : undefined,
        "aria-required": required ? true : undefined,
      })}
      <FieldNotes controlId={controlId} hint={hint} error={error} />
    </div>
  );
}

/** The error and the hint under a control, with the ids that aria-describedby names. */
export function FieldNotes({ controlId, hint, error }: { controlId: string; hint?: ReactNode; error?: ReactNode }) {
  return (
    <>
      {error ? <p id={`${controlId}-error`} className="mt-1 text-xs font-medium text-stop">{error}</p> : null}
      {hint ? <p id={`${controlId}-hint`} className="mt-1 text-xs text-text-3">{hint}</p> : null}
    </>
  );
}

/** The look of every box that one types or picks in. */
export const controlClass =
  "w-full min-h-8 rounded border border-control bg-bg px-2.5 py-1 text-sm text-text hover:border-text-3 focus-visible:outline-offset-0 aria-invalid:border-stop aria-invalid:bg-stop-weak disabled:cursor-not-allowed disabled:bg-sunken disabled:text-text-3 [&:is(input,textarea):read-only]:bg-sunken";
