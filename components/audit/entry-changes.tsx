import { fieldLabel } from "@/lib/accounts/account-fields";
import { valueWords } from "@/lib/change-sentence";
import type { FieldChange } from "@/lib/fields/field-changes";

type EntryChangesProps = { changes: readonly FieldChange[]; zone: string; currency?: string };

/** Old and new of every changed field, folded away: the sentence above says the first ones. */
export function EntryChanges({ changes, zone, currency }: EntryChangesProps) {
  if (changes.length === 0) return null;
  const words = (path: string, value: unknown) => valueWords(path, value, { zone, currency });
  return (
    <details className="mt-0.5 text-xs">
      <summary className="w-fit cursor-pointer text-text-3 hover:text-text">
        {changes.length === 1 ? "1 changed field" : `${changes.length} changed fields`}
      </summary>
      <dl className="mt-1 space-y-1">
        {changes.map(({ path, old, new: next }) => (
          <div key={path}>
            <dt className="text-text-3">{fieldLabel(path)}</dt>
            <dd className="wrap-anywhere">
              <span className="text-text-2 line-through decoration-text-3">{words(path, old)}</span>
              <span className="sr-only"> became </span>
              <span aria-hidden="true"> → </span>
              {words(path, next)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
