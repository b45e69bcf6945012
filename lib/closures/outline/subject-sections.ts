import { deliveryMethodRows } from "../../accounts/adverse-action-notice";
import { findingRows } from "../closed-elsewhere";
import type { ClosingRecord, RecordedClosing, RecordedCorrection, RecordedElsewhere, RecordedNotice } from "../closing-record";
import { answersInWords, closedReasonWords, determinationWords, usedWords } from "../closing-words";
import { errorClassRows } from "../corrections";
import type { NoticeAtLead } from "../facts";
import { lackingItems } from "../notice-checklist";
import { reasonWords } from "../reasons";
import { actWords, dayWords, line, momentWords, quoted, remark, term } from "./outline";
import type { OutlineItem, OutlineSection } from "./outline";

const acknowledged: Record<string, string> = { "scra-open": "SCRA was open", "open-holds": "Holds were open" };

/** What the record is about: a closing with its notice, a correction, or a closure made elsewhere. */
export function subjectSections({ closing, correction, elsewhere, account }: ClosingRecord): OutlineSection[] {
  return [
    ...(closing ? [{ heading: "Decision", items: decisionItems(closing, account.holders) }, { heading: "Notice", items: noticeItems(closing) }] : []),
    ...(correction ? [{ heading: "Correction", items: correctionItems(correction) }] : []),
    ...(elsewhere ? [{ heading: "Closed elsewhere", items: elsewhereItems(elsewhere) }] : []),
  ];
}

function decisionItems(closing: RecordedClosing, holders: ClosingRecord["account"]["holders"]): OutlineItem[] {
  const { requested, decided, abandoned, statements } = closing;
  const named = holders.map(({ entityId, name }) => ({ entityId, name: name ?? entityId }));
  const letter = abandoned?.correctiveLetter;
  return [
    ...term("Asked for by", actWords(requested)),
    ...(decided ? term(decided.decision === "approved" ? "Approved by" : "Declined by", `${actWords(decided)}${closing.secondPerson ? " · as a second person" : ""}${remark(decided.comment)}`) : []),
    ...term("Reason", `${reasonWords(closing.reason)}${closing.reasonBefore ? `, chosen after ${reasonWords(closing.reasonBefore)}` : ""}`),
    ...answersInWords(closing.reason, closing.answers, named).flatMap(({ label, words }) => term(label, words)),
    ...term("Can still post", statements.canStillPost ? `Yes: ${quoted(statements.stillPostReason ?? "")}` : "No"),
    ...Object.entries(statements.acknowledged).flatMap(([code, why]) => term(acknowledged[code] ?? code, `Acknowledged: ${quoted(why)}`)),
    ...term("Determination", determinationWords(closing.determination)),
    ...term("Note", closing.note && quoted(closing.note)),
    ...term("Action taken on", dayWords(closing.actionTakenOn)),
    ...term("Closed at Lead", closing.closedAt && momentWords(closing.closedAt)),
    ...term("Abandoned by", abandoned && `${actWords(abandoned)}${remark(abandoned.reason)}`),
    ...term("Corrective letter", letter ? `${dayWords(letter.on)}${remark(letter.text)}` : null),
  ];
}

function noticeItems(closing: RecordedClosing): OutlineItem[] {
  const { notice, delivery, noticeFound, noticeDueOn } = closing;
  const found = noticeFound && `${atLead(noticeFound)}; ${closing.noticeIsThisOne ? "taken as the one for this closing" : "not the one for this closing"}${closing.noticeOlderReason ? `: ${quoted(closing.noticeOlderReason)}` : ""}`;
  return [
    ...(notice ? sentNotice(notice) : term("Notice", noticeDueOn === null ? "None was needed" : "The one that Lead held already")),
    ...term("Due", noticeDueOn && `${dayWords(noticeDueOn)}, 30 days after the action · ${metWords(closing)}`),
    ...term("Delivered", delivery && (delivery.timeKnown ? momentWords(delivery.deliveredAt) : `${dayWords(delivery.deliveredOn)}, time of day not known`)),
    ...term("Recorded by", delivery && actWords(delivery.act)),
    ...term("At Lead since", closing.recordedAt && momentWords(closing.recordedAt)),
    ...term("Lead held before", found),
  ];
}

function sentNotice({ reasons, reasonsOnRequest, recipients, method, otherMethod, letters, lettersHash, checklist }: RecordedNotice): OutlineItem[] {
  const label = Object.hasOwn(deliveryMethodRows, method) ? deliveryMethodRows[method as keyof typeof deliveryMethodRows].label : method;
  return [
    ...reasons.map(({ text }, index) => ({ kind: "term" as const, term: index === 0 ? "Reasons in it" : "", words: `${index + 1}. ${text}` })),
    ...term("In the letter", reasonsOnRequest ? "The right to ask for the reasons, and not the reasons" : null),
    ...recipients.map((recipient, index) => ({ kind: "term" as const, term: index === 0 ? "Recipient" : "Also to", words: `${recipient.name ? `${recipient.name} (${recipient.entityId})` : recipient.entityId} · ${usedWords(recipient)}` })),
    ...term("Delivery", otherMethod ? `${label}: ${otherMethod}` : label),
    ...term("Letters, SHA-256", lettersHash),
    ...term("It lacked", letters && (lackingItems(checklist).map(({ label: item }) => item).join("; ") || "nothing")),
    ...(letters ?? []).flatMap(({ entityId, text }) => term(`Letter to ${entityId}`, text)),
  ];
}

function metWords({ noticeInTime, delivery }: RecordedClosing): string {
  if (noticeInTime === null) return delivery ? "delivered" : "not delivered yet";
  return noticeInTime ? "met: delivered in time" : "not met: delivered late";
}

const atLead = (notice: NoticeAtLead | null) => (notice ? `${notice.reason ?? "no reason"}, ${notice.deliveredAt ?? "no date"}` : "none");

function correctionItems(correction: RecordedCorrection): OutlineItem[] {
  const { givenUp } = correction;
  return [
    ...term("Started by", actWords(correction.started)),
    ...term("Error", errorClassRows[correction.errorClass].label),
    ...term("Leads to", correction.target === "active" ? "An active account" : "Closed again"),
    ...term("Found", `${correction.foundBy}, ${dayWords(correction.foundOn)}`),
    ...term("Truly closed on", correction.trueClosedOn && dayWords(correction.trueClosedOn)),
    ...term("Wrongly sent", correction.wronglySentNotice && quoted(correction.wronglySentNotice)),
    ...term("Contact", correction.contact && quoted(correction.contact)),
    ...term("Note", correction.note && quoted(correction.note)),
    ...term("Reason before", closedReasonWords(correction.reasonBefore)),
    ...term("Closed before", correction.closedAtBefore && momentWords(correction.closedAtBefore)),
    ...term("Notice before", atLead(correction.noticeBefore)),
    ...term("Reopened", correction.reopenedAt && momentWords(correction.reopenedAt)),
    ...term("Reason now", correction.reasonAfter && closedReasonWords(correction.reasonAfter)),
    ...term("Closed again", correction.closedAtAfter && momentWords(correction.closedAtAfter)),
    ...term("Notice now", correction.noticeAfter && atLead(correction.noticeAfter)),
    ...term("Ended where it stood", givenUp && `${momentWords(givenUp.at)}${remark(givenUp.reason)}`),
  ];
}

function elsewhereItems({ seenAt, closedAt, reason, statusBefore, hasNotice, completed }: RecordedElsewhere): OutlineItem[] {
  return [
    ...term("Seen here", momentWords(seenAt)),
    ...term("Closed at Lead", closedAt && momentWords(closedAt)),
    ...term("Reason at Lead", closedReasonWords(reason)),
    ...term("Before", statusBefore),
    ...term("Notice at Lead", hasNotice ? "Yes" : "None"),
    ...term(completed ? "Completed by" : "Completed", completed ? actWords(completed) : "Not yet"),
    ...(completed ? [line(`Found: ${findingRows[completed.finding].label}${remark(completed.comment)}`)] : []),
  ];
}
