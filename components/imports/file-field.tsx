import { controlClass, Field } from "../ui/field";

type FileFieldProps = { id: string; label: string; hint: string; disabled: boolean; accept?: string; error?: string; onChange: (file: File | null) => void };

const textFiles = ".csv,.txt,.psv,text/csv,text/plain";

/** A file from the disk; of text where nothing else is said. */
export function FileField({ id, label, hint, disabled, accept = textFiles, error, onChange }: FileFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(control) => (
        <input
          {...control}
          type="file"
          accept={accept}
          disabled={disabled}
          onChange={(event) => onChange(event.target.files?.[0] ?? null)}
          className={`${controlClass} file:mr-3 file:rounded file:border file:border-solid file:border-line-strong file:bg-surface file:px-2 file:text-xs file:font-medium file:text-text`}
        />
      )}
    </Field>
  );
}
