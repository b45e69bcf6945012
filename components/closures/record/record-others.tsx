import { findingRows } from "@/lib/closures/closed-elsewhere";
import { closedReasonWords } from "@/lib/closures/closing-words";
import type { RecordedCorrection, RecordedElsewhere } from "@/lib/closures/closing-record";
import { errorClassRows } from "@/lib/closures/corrections";
import type { NoticeAtLead } from "@/lib/closures/facts";
import { Description, DescriptionList } from "../../ui/description-list";
import { dayWords, Quoted, RecordActor, RecordMoment } from "./record-words";
import { RecordSection } from "./record-section";

const noticeWords = (notice: NoticeAtLead | null) => (notice ? `${notice.reason ?? "no reason"}, ${notice.deliveredAt ?? "no date"}` : "none");

/** The error, who found it, what was planned, and what Lead showed before and after. */
export function CorrectionFacts({ correction }: { correction: RecordedCorrection }) {
  const { errorClass, givenUp } = correction;
  return (
    <RecordSection heading="Correction">
      <DescriptionList>
        <Description term="Started by"><RecordActor act={correction.started} /></Description>
        <Description term="Error">{errorClassRows[errorClass].label}</Description>
        <Description term="Leads to">{correction.target === "active" ? "An active account" : "Closed again"}</Description>
        <Description term="Found">{correction.foundBy}, {dayWords(correction.foundOn)}</Description>
        {correction.trueClosedOn ? <Description term="Truly closed on">{dayWords(correction.trueClosedOn)}</Description> : null}
        {correction.wronglySentNotice ? <Description term="Wrongly sent"><Quoted>{correction.wronglySentNotice}</Quoted></Description> : null}
        {correction.contact ? <Description term="Contact"><Quoted>{correction.contact}</Quoted></Description> : null}
        {correction.note ? <Description term="Note"><Quoted>{correction.note}</Quoted></Description> : null}
        <Description term="Reason before">{closedReasonWords(correction.reasonBefore)}</Description>
        {correction.closedAtBefore ? <Description term="Closed before"><RecordMoment at={correction.closedAtBefore} /></Description> : null}
        <Description term="Notice before">{noticeWords(correction.noticeBefore)}</Description>
        {correction.reopenedAt ? <Description term="Reopened"><RecordMoment at={correction.reopenedAt} /></Description> : null}
        {correction.reasonAfter ? <Description term="Reason now">{closedReasonWords(correction.reasonAfter)}</Description> : null}
        {correction.closedAtAfter ? <Description term="Closed again"><RecordMoment at={correction.closedAtAfter} /></Description> : null}
        {correction.noticeAfter ? <Description term="Notice now">{noticeWords(correction.noticeAfter)}</Description> : null}
        {givenUp ? <Description term="Ended where it stood"><RecordMoment at={givenUp.at} /> · <Quoted>{givenUp.reason}</Quoted></Description> : null}
      </DescriptionList>
    </RecordSection>
  );
}

/** What Lead showed of a closure that nobody made here, and what compliance found out. */
export function ElsewhereFacts({ elsewhere }: { elsewhere: RecordedElsewhere }) {
  const { completed } = elsewhere;
  return (
    <RecordSection heading="Closed elsewhere">
      <DescriptionList>
        <Description term="Seen here"><RecordMoment at={elsewhere.seenAt} /></Description>
        {elsewhere.closedAt ? <Description term="Closed at Lead"><RecordMoment at={elsewhere.closedAt} /></Description> : null}
        <Description term="Reason at Lead">{closedReasonWords(elsewhere.reason)}</Description>
        <Description term="Before">{elsewhere.statusBefore}</Description>
        <Description term="Notice at Lead">{elsewhere.hasNotice ? "Yes" : "None"}</Description>
        {completed ? <Description term="Completed by"><RecordActor act={completed} /></Description> : <Description term="Completed">Not yet</Description>}
        {completed ? <Description term="Found">{findingRows[completed.finding].label} · <Quoted>{completed.comment}</Quoted></Description> : null}
      </DescriptionList>
    </RecordSection>
  );
}
