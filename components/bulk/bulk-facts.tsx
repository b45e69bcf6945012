import { statusReasons } from "@/lib/accounts/account-status";
import { contactChannelWords, verificationMethodWords } from "@/lib/accounts/command-inputs";
import { determinationWords as statementWords } from "@/lib/accounts/statement-form";
import type { BulkDetail } from "@/lib/bulk/bulk-views";
import type { BulkTerms } from "@/lib/bulk/bulk-inputs";
import type { CloseTerms } from "@/lib/closures/close-batch";
import { exclusionRows } from "@/lib/closures/determination";
import { joinedReasons } from "@/lib/closures/termination-reasons";
import { reasonWords } from "@/lib/closures/reasons";
import { plainDateWords } from "@/lib/fields/plain-date";
import { holdWords } from "@/lib/hold-words";
import { determinationWords } from "@/lib/closures/closing-words";
import { AnswerRows } from "../closures/closing-facts-list";
import { Card } from "../ui/card";
import { Description, DescriptionList } from "../ui/description-list";
import { Time } from "../ui/time";

/** What is asked of every account, and whose it is. */
export function BulkFacts({ detail }: { detail: BulkDetail }) {
  const { askedBy, plannedAt, startedAt, endedAt, status, list, decision, terms } = detail;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Card heading="What is asked"><Terms terms={terms} /></Card>
      <Card heading="Whose it is">
        <DescriptionList>
          <Description term="Asked for by">{askedBy}, <Time at={plannedAt} /></Description>
          <Description term="Accounts">{list === null ? "Chosen one by one" : "All that the list had at that moment"}</Description>
          {detail.needsSecond ? <Description term="Second person">{decision ? <>{decision.approved ? "Approved" : "Declined"} by {decision.by}, <Time at={decision.at} /></> : "Not decided yet"}</Description> : null}
          {decision?.comment ? <Description term="Comment">{decision.comment}</Description> : null}
          {startedAt ? <Description term="Started"><Time at={startedAt} /></Description> : null}
          {endedAt && status === "done" ? <Description term="Done"><Time at={endedAt} /></Description> : null}
        </DescriptionList>
      </Card>
    </div>
  );
}

const isClosing = (terms: BulkTerms): terms is CloseTerms => "nothingOwed" in terms;

/** What was answered once for all of them; what is one account's own stands beside it below. */
function ClosingTerms({ terms: { reason, knownFrom, actionTakenOn, determination, answers, note } }: { terms: CloseTerms }) {
  return (
    <DescriptionList>
      <Description term="Reason reported to Lead">{reasonWords(reason)}</Description>
      <Description term="Nothing owed">{knownFrom ? `Known from: ${knownFrom}` : "Known of each account, below"}</Description>
      <AnswerRows reason={reason} answers={answers} holders={[]} />
      <Description term="Action taken on">{plainDateWords(actionTakenOn)}</Description>
      {determination ? <Description term="Where there is credit">{determinationWords({ kind: "excluded", ...determination })}</Description> : null}
      {note ? <Description term="Note">{note}</Description> : null}
    </DescriptionList>
  );
}

function Terms({ terms }: { terms: BulkTerms }) {
  if (isClosing(terms)) return <ClosingTerms terms={terms} />;
  const rows = termRows(terms);
  if (rows.length === 0) return <p className="text-text-2">Each account, its people and what is known of them are read from Lead again. Nothing is changed there.</p>;
  return <DescriptionList>{rows.map(([term, words]) => <Description key={term} term={term}>{words}</Description>)}</DescriptionList>;
}

function termRows(terms: Exclude<BulkTerms, CloseTerms>): [string, string | React.ReactNode][] {
  const note = "note" in terms && terms.note ? [["Note", terms.note] as [string, string]] : [];
  if ("reason" in terms && terms.reason !== undefined) {
    const { reason, hold, determination, exclusion, basis, noticeReasons = [], actionTakenOn, supportMayLift } = terms;
    return [
      ["Reason reported to Lead", statusReasons[reason].label],
      ...(hold ? [["Hold on each", [`${holdWords(hold.type)}${hold.reference ? ` (${hold.reference})` : ""}`, ...(hold.servedOn ? [`served ${plainDateWords(hold.servedOn)}`] : []), ...(hold.expiresOn ? [`expires ${plainDateWords(hold.expiresOn)}`] : [])].join(", ")] as [string, string]] : []),
      ...(supportMayLift ? [["Support", "May lift it"] as [string, string]] : []),
      ...(determination ? [["Where there is credit", statementWords[determination].label] as [string, string]] : []),
      ...(exclusion ? [["Exclusion", exclusionRows[exclusion].label] as [string, string]] : []),
      ...(basis ? [["Basis", basis] as [string, string]] : []),
      ...(noticeReasons.length > 0 ? [["Principal reasons", joinedReasons(noticeReasons)] as [string, string]] : []),
      ...(actionTakenOn ? [["Action taken on", plainDateWords(actionTakenOn)] as [string, string]] : []),
      ...note,
    ];
  }
  if (!("contact" in terms) || !terms.contact) return note;
  const { verifiedBy, channel, at } = terms.contact;
  return [["Contact", `A holder of each account, ${contactChannelWords[channel].toLowerCase()}`], ["Verified by", verificationMethodWords[verifiedBy]], ["When", <Time key="at" at={at} />], ...note];
}
