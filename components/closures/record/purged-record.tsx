import type { ClosingRecord, PurgedRecord as Purged } from "@/lib/closures/closing-record";
import { kindNames, recordTitle } from "@/lib/closures/record-words";
import { ButtonLink } from "../../ui/button";
import { Callout } from "../../ui/callout";
import { CopyId } from "../../ui/copy-id";
import { Description, DescriptionList } from "../../ui/description-list";
import { PageHeader } from "../../ui/page-header";
import { RelatedRecords } from "./record-keeping";
import { dayWords, Quoted, RecordActor, RecordMoment } from "./record-words";
import { RecordSection } from "./record-section";

/** What stays of a record that was past its time: that it was, when, who purged it, and the hash of what it held. */
export function PurgedRecord({ record, purged }: { record: ClosingRecord; purged: Purged }) {
  const { program, account, retention } = record;
  return (
    <article>
      <PageHeader title={recordTitle(record)} facts={<span>Purged</span>} actions={<ButtonLink href={`/programs/${program.slug}/accounts/${account.id}`}>To the account</ButtonLink>} />
      <div className="grid gap-3">
        <Callout tone="info" title="This record was purged.">Its day had passed and nothing held it. The audit trail still tells what was done.</Callout>
        <RecordSection heading="What stays">
          <DescriptionList>
            <Description term="Kind">{kindNames[record.kind]}{purged.subject ? ` (${purged.subject})` : ""}</Description>
            <Description term="Account"><CopyId id={account.id} whole plain /></Description>
            <Description term="Record"><CopyId id={record.id} whole plain /></Description>
            <Description term="Begun"><RecordMoment at={record.begunAt} /></Description>
            {retention.endedOn ? <Description term="Ended">{dayWords(retention.endedOn)}</Description> : null}
            {retention.retainUntil ? <Description term="Kept until">{dayWords(retention.retainUntil)}</Description> : null}
            <Description term="Purged by"><RecordActor act={purged.by} /> · <Quoted>{purged.reason}</Quoted></Description>
            <Description term="Hash of the record"><CopyId id={purged.recordHash} whole plain /></Description>
          </DescriptionList>
        </RecordSection>
        <RecordSection heading="Other records of the account"><RelatedRecords program={program.slug} record={record} /></RecordSection>
      </div>
    </article>
  );
}
