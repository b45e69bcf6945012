import { fieldLabel } from "@/lib/accounts/account-fields";
import { valueWords } from "@/lib/change-sentence";
import type { NeedsAPerson } from "@/lib/work-queue";

const named = 4;

/** What a command asked for, in one line; whether it came about is what nobody knows yet. */
export function AskedFor({ command: { changes, currency }, zone }: { command: NeedsAPerson; zone: string }) {
  if (changes.length === 0) return null;
  const words = (path: string, value: unknown) => valueWords(path, value, { zone, currency: currency ?? undefined });
  const rest = changes.length - named;
  return (
    <p className="mt-0.5 max-w-[90ch] wrap-break-word">
      <span className="text-text-3">Asked for: </span>
      {changes.slice(0, named).map(({ path, old, new: next }, index) => (
        <span key={path}>
          {index > 0 ? "; " : ""}
          {fieldLabel(path)} <strong className="font-semibold">{words(path, next)}</strong>
          {old === undefined || old === null ? "" : `, before ${words(path, old)}`}
        </span>
      ))}
      {rest > 0 ? ` and ${rest} more` : ""}
    </p>
  );
}
