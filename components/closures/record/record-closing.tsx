import Link from "next/link";
import { deliveryMethodRows } from "@/lib/accounts/adverse-action-notice";
import type { ClosingRecord, RecordedClosing, RecordedNotice } from "@/lib/closures/closing-record";
import { lackingItems } from "@/lib/closures/notice-checklist";
import { reasonWords } from "@/lib/closures/reasons";
import { determinationWords, usedWords } from "@/lib/closures/closing-words";
import { Description, DescriptionList } from "../../ui/description-list";
import { AnswerRows } from "../closing-facts-list";
import { dayWords, Quoted, RecordActor, RecordMoment } from "./record-words";
import { RecordSection } from "./record-section";

type Holders = ClosingRecord["account"]["holders"];

const acknowledgedWords: Record<string, string> = { "scra-open": "SCRA was open", "open-holds": "Holds were open" };

/** Who asked and who decided, why, and on what determination. */
export function ClosingDecision({ closing, holders }: { closing: RecordedClosing; holders: Holders }) {
  const { requested, decided, abandoned, statements } = closing;
  const named = holders.map(({ entityId, name }) => ({ entityId, name: name ?? entityId }));
  return (
    <RecordSection heading="Decision">
      <DescriptionList>
        <Description term="Asked for by"><RecordActor act={requested} /></Description>
        {decided ? <Description term={decided.decision === "approved" ? "Approved by" : "Declined by"}><RecordActor act={decided}>{closing.secondPerson ? " · as a second person" : null}{decided.comment ? <> · <Quoted>{decided.comment}</Quoted></> : null}</RecordActor></Description> : null}
        <Description term="Reason">{reasonWords(closing.reason)}{closing.reasonBefore ? `, chosen after ${reasonWords(closing.reasonBefore)}` : ""}</Description>
        <AnswerRows reason={closing.reason} answers={closing.answers} holders={named} />
        <Description term="Can still post">{statements.canStillPost ? <>Yes: <Quoted>{statements.stillPostReason ?? ""}</Quoted></> : "No"}</Description>
        {Object.entries(statements.acknowledged).map(([code, why]) => <Description key={code} term={acknowledgedWords[code] ?? code}>Acknowledged: <Quoted>{why}</Quoted></Description>)}
        <Description term="Determination">{determinationWords(closing.determination)}</Description>
        {closing.note ? <Description term="Note"><Quoted>{closing.note}</Quoted></Description> : null}
        <Description term="Action taken on">{dayWords(closing.actionTakenOn)}</Description>
        {closing.closedAt ? <Description term="Closed at Lead"><RecordMoment at={closing.closedAt} /></Description> : null}
        {abandoned ? <Description term="Abandoned by"><RecordActor act={abandoned}> · <Quoted>{abandoned.reason}</Quoted></RecordActor></Description> : null}
        {abandoned?.correctiveLetter ? <Description term="Corrective letter">{dayWords(abandoned.correctiveLetter.on)} · <Quoted>{abandoned.correctiveLetter.text}</Quoted></Description> : null}
      </DescriptionList>
    </RecordSection>
  );
}

/** The notice: its reasons, to whom, how and when, and whether in time. */
export function ClosingNotice({ closing, letterHref }: { closing: RecordedClosing; /** The page of its letters. */ letterHref: string }) {
  const { notice, delivery, noticeFound, noticeDueOn } = closing;
  return (
    <RecordSection heading="Notice">
      <DescriptionList>
        {notice ? <NoticeRows notice={notice} href={letterHref} /> : <Description term="Notice">{noticeDueOn === null ? "None was needed" : "The one that Lead held already"}</Description>}
        {noticeDueOn ? <Description term="Due">{dayWords(noticeDueOn)}, 30 days after the action · {metWords(closing)}</Description> : null}
        {delivery ? <Description term="Delivered">{delivery.timeKnown ? <RecordMoment at={delivery.deliveredAt} /> : `${dayWords(delivery.deliveredOn)}, time of day not known`}</Description> : null}
        {delivery ? <Description term="Recorded by"><RecordActor act={delivery.act} /></Description> : null}
        {closing.recordedAt ? <Description term="At Lead since"><RecordMoment at={closing.recordedAt} /></Description> : null}
        {noticeFound ? (
          <Description term="Lead held before">
            {noticeFound.reason ?? "no reason"}, {noticeFound.deliveredAt ?? "no date"}; {closing.noticeIsThisOne ? "taken as the one for this closing" : "not the one for this closing"}
            {closing.noticeOlderReason ? <>: <Quoted>{closing.noticeOlderReason}</Quoted></> : null}
          </Description>
        ) : null}
      </DescriptionList>
    </RecordSection>
  );
}

function lackingWords({ checklist }: RecordedNotice): string {
  const lacking = lackingItems(checklist);
  return lacking.length === 0 ? "nothing" : lacking.map(({ label }) => label).join("; ");
}

/** On paper the hash alone: the letter prints on sheets of its own. */
function LetterTexts({ notice: { letters, lettersHash }, href }: { notice: RecordedNotice; href: string }) {
  return (
    <>
      SHA-256 <span className="font-mono text-xs break-all">{lettersHash}</span> <Link href={href} className="print-hidden text-accent underline">The letter</Link>
      {letters?.map(({ entityId, text }) => (
        <details key={entityId} className="print-hidden mt-1">
          <summary className="cursor-pointer text-text-2">Its text to {entityId}</summary>
          <p className="mt-1 border-l-2 border-line pl-3 whitespace-pre-line wrap-anywhere">{text}</p>
        </details>
      ))}
    </>
  );
}

function NoticeRows({ notice, href }: { notice: RecordedNotice; href: string }) {
  const method = Object.hasOwn(deliveryMethodRows, notice.method) ? deliveryMethodRows[notice.method as keyof typeof deliveryMethodRows].label : notice.method;
  return (
    <>
      <Description term="Reasons in it"><ol className="list-decimal pl-4">{notice.reasons.map(({ code, text }) => <li key={code}>{text}</li>)}</ol></Description>
      {notice.reasonsOnRequest ? <Description term="In the letter">The right to ask for the reasons, and not the reasons</Description> : null}
      {notice.recipients.map((recipient, index) => (
        <Description key={recipient.entityId} term={index === 0 ? "Recipient" : "Also to"}>{recipient.name ? `${recipient.name} (${recipient.entityId})` : recipient.entityId} · {usedWords(recipient)}</Description>
      ))}
      <Description term="Delivery">{notice.otherMethod ? `${method}: ${notice.otherMethod}` : method}</Description>
      {notice.letters ? <Description term="Letter"><LetterTexts notice={notice} href={href} /></Description> : null}
      {notice.letters ? <Description term="It lacked">{lackingWords(notice)}</Description> : null}
    </>
  );
}

function metWords({ noticeInTime, delivery }: RecordedClosing): string {
  if (noticeInTime === null) return delivery ? "delivered" : "not delivered yet";
  return noticeInTime ? "met: delivered in time" : "not met: delivered late";
}
