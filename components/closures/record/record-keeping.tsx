import Link from "next/link";
import type { ClosingRecord, RecordedLegalHold } from "@/lib/closures/closing-record";
import { kindNames } from "@/lib/closures/record-words";
import { Callout } from "../../ui/callout";
import { Description, DescriptionList } from "../../ui/description-list";
import { dayWords, Quoted, RecordActor, RecordMoment } from "./record-words";

export function openHold({ legalHolds }: Pick<ClosingRecord, "legalHolds">): RecordedLegalHold | null {
  return legalHolds.find(({ lifted }) => lifted === null) ?? null;
}

/** Until when the record is kept, and the legal holds that stood on it. */
export function RecordKeeping({ record }: { record: ClosingRecord }) {
  const { retention, legalHolds } = record;
  return (
    <DescriptionList>
      <Description term="Kept until">{retention.retainUntil ? `${dayWords(retention.retainUntil)}, at least` : "Not set before it has ended"}</Description>
      <Description term="Legal hold">
        {legalHolds.length === 0 ? "None" : (
          <ul className="space-y-1 print:space-y-0">
            {legalHolds.map(({ id, reason, placed, lifted }) => (
              <li key={id} className="wrap-anywhere">
                Placed by <RecordActor act={placed} /> · <Quoted>{reason}</Quoted>
                {lifted ? <span className="block">Lifted by <RecordActor act={lifted} /> · <Quoted>{lifted.reason}</Quoted></span> : null}
              </li>
            ))}
          </ul>
        )}
      </Description>
    </DescriptionList>
  );
}

/** Said over a record that nothing may be purged of. */
export function LegalHoldCallout({ record }: { record: ClosingRecord }) {
  const hold = openHold(record);
  if (!hold) return null;
  return <Callout tone="warn" title="Under a legal hold.">{hold.reason}</Callout>;
}

/** The other records of the account. */
export function RelatedRecords({ program, record: { related } }: { program: string; record: ClosingRecord }) {
  if (related.length === 0) return <p className="text-text-3">This account has no other record.</p>;
  return (
    <ul className="space-y-1 print:space-y-0">
      {related.map(({ id, kind, begunAt, words }) => (
        <li key={id}><Link className="text-accent hover:underline print:text-text" href={`/programs/${program}/closures/${id}`}>{kindNames[kind]}: {words}</Link> <span className="text-text-3">· <RecordMoment at={begunAt} /></span></li>
      ))}
    </ul>
  );
}
