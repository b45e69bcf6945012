import type { Letter, LetterParagraph } from "@/lib/closures/draft-letter";
import { addressLines } from "@/lib/closures/letter-document";
import type { Recipient } from "@/lib/closures/letters-shown";

type LetterSheetProps = { accountId: string; recipient: Recipient; /** Said across the top of what may not be sent. */ mark: string | null; paragraphs: readonly LetterParagraph[] };

/** One letter as it is printed, on sheets of its own. Date, name and address are filled in by who prints or mails it. */
export function LetterSheet({ accountId, recipient, mark, paragraphs }: LetterSheetProps) {
  return (
    <section aria-label={`Letter to ${recipient.name ?? recipient.entityId}`} className="mx-auto max-w-[170mm] rounded border border-line bg-bg px-8 py-6 print:max-w-none print:break-after-page print:rounded-none print:border-0 print:p-0 print:text-[11pt] print:leading-normal print:last:break-after-auto">
      {mark ? <p className="mb-4 border-2 border-stop px-2 py-1 text-center font-semibold text-stop">{mark}</p> : null}
      <dl className="mb-6 space-y-2">
        {addressLines.map((line) => (
          <div key={line} className="flex gap-3">
            <dt className="w-16 text-text-3">{line}</dt>
            <dd className="min-h-6 flex-1 border-b border-line-strong">{line === "Name" && recipient.name ? recipient.name : <span className="sr-only">filled in when it is printed or mailed</span>}</dd>
          </div>
        ))}
      </dl>
      <Paragraphs paragraphs={paragraphs} />
      <p className="mt-6 font-mono text-2xs break-all text-text-3">Our reference {accountId} · recipient {recipient.entityId}</p>
    </section>
  );
}

function Paragraphs({ paragraphs }: { paragraphs: readonly LetterParagraph[] }) {
  return (
    <div className="space-y-3">
      {paragraphs.map(({ part, text, lines }) => (
        <div key={part}>
          {part === "heading" ? <p className="text-base font-semibold">{text}</p> : <p className="whitespace-pre-line wrap-anywhere">{text}</p>}
          {lines ? <ul className="mt-1 list-disc space-y-0.5 pl-5">{lines.map((line) => <li key={line} className="wrap-anywhere">{line}</li>)}</ul> : null}
        </div>
      ))}
    </div>
  );
}

type LetterSheetsProps = { accountId: string; letters: readonly Letter[]; names: readonly { entityId: string; name: string | null }[]; mark: string | null };

/** Each recipient's letter, the primary one's first. */
export function LetterSheets({ accountId, letters, names, mark }: LetterSheetsProps) {
  return (
    <div className="space-y-4">
      {letters.map(({ entityId, paragraphs }) => {
        const name = names.find((known) => known.entityId === entityId)?.name ?? null;
        return <LetterSheet key={entityId} accountId={accountId} recipient={{ entityId, name: name === entityId ? null : name }} mark={mark} paragraphs={paragraphs} />;
      })}
    </div>
  );
}
