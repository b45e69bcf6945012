import { letterMarks } from "@/lib/closures/letters-shown";
import type { ClosingDetails } from "@/lib/closures/process-view";
import { LetterSheets } from "./letter-sheets";
import { NoticeChecklist } from "./notice-checklist";

type AskedLettersProps = { accountId: string; closing: Pick<ClosingDetails, "letters" | "checklist" | "lettersHash">; holders: readonly { entityId: string; name: string }[] };

/** The record has ids alone; people read names. */
function withNames(text: string, holders: AskedLettersProps["holders"]): string {
  return holders.reduce((said, { entityId, name }) => said.replaceAll(entityId, name), text);
}

/** The letters as they were asked for: an approval covers exactly these. */
export function AskedLetters({ accountId, closing: { letters, checklist, lettersHash }, holders }: AskedLettersProps) {
  if (!letters) return null;
  return (
    <div className="space-y-3">
      <NoticeChecklist items={checklist.map((item) => ({ ...item, says: withNames(item.says, holders) }))} />
      <LetterSheets accountId={accountId} letters={letters} names={holders} mark={letterMarks.draft} />
      <p className="text-2xs break-all text-text-3">Approving fixes this text. SHA-256 <span className="font-mono">{lettersHash}</span></p>
    </div>
  );
}
