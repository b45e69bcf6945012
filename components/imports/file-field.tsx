import { controlClass, Field } from "../ui/field";

type FileFieldProps = { id: string; label: string; hint: string; disabled: boolean; onChange: (file: File | null) => void };

/** A text file from the disk. */
export function FileField({ id, label, hint, disabled, onChange }: FileFieldProps) {
  return (
    <Field id={id} label={label} hint={hint}>
      {(control) => (
        <input
          {...control}
          type="file"
          accept=".csv,.txt,.psv,text/csv,text/plain"
          disabled={disabled}
          onChange={(event) => onChange(event.target.files?.[0] ?? null)}
          className={`${controlClass} file:mr-3 file:rounded file:border file:border-solid file:border-line-strong file:bg-surface file:px-2 file:text-xs file:font-medium file:text-text`}
        />
      )}
    </Field>
  );
}
