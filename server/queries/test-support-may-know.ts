import "server-only";
import type { SupportRead } from "./test-support-reads";

// What may be sent to support: each field of each answer, with why an agent may know it. What is not here may not be sent.

/** Patterns of paths, several parted by spaces; "*" is one name, "**" anything. */
type MayKnow = Record<string, string>;

const under = (prefix: string, known: MayKnow): MayKnow =>
  Object.fromEntries(Object.entries(known).map(([paths, why]) => [paths.split(" ").map((path) => `${prefix}${path}`).join(" "), why]));

const answered: MayKnow = { ok: "that it was read" };
const cursors: MayKnow = { "next previous": "the place in a list" };

const accountRow: MayKnow = {
  "accountId clientAccountId productName capabilities[] holderType": "which account the caller means",
  "holders[].entityId holders[].name holders[].type holderCount": "who may call about it",
  "status statusReason": "how it stands; the reason is empty of an inactive one that is restricted",
  "currency availableCredit creditLimit maxLimit": "what the holder sees of the line",
  "scra.state scra.start scra.end scra.daysLeft": "the protection that the holder has",
  hasNotice: "the holder has the letter; no of an account that is restricted",
  openHolds: "always empty: how many holds would tell the cause",
  restricted: "the one word of a restriction, whatever it is",
  unsettled: "that a change is being checked; empty of an account that is restricted",
  "updatedAt closedAt readAt missingSince": "how fresh it is",
};

const body: MayKnow = {
  "id client_account_id application_id status capabilities[] entities.account_holder_type details.product_name created_at updated_at details.closed_at": "which account it is and how it stands",
  status_reason: "why it is inactive, where support lifts it, or closed",
  "details.credit.available_credit details.credit.currency details.credit.limit details.credit.max_limit details.credit.is_mla details.credit.is_secured details.credit.underwriting_grade": "what the holder sees of the line",
  "details.credit.scra.start_date details.credit.scra.end_date": "the protection that the holder has",
  "details.adverse_action_notice.delivered_at details.adverse_action_notice.delivery_method": "when the holder got the letter; never what it says",
  "documents[].document_id documents[].type documents[].displayed_at documents[].consented_at documents[].version": "what the holder was shown",
  "metadata.*": "the program's own labels",
};

const related: MayKnow = {
  "entityId relationshipType clientCustomerId type name readAt": "who is on the account",
  standing: "always empty: a failed screening is a cause",
};

const contact: MayKnow = { "at channel verifiedBy holderEntityId": "how the caller was verified" };
const receipt: MayKnow = { "commandId name status accountId processId askedAt settledAt problem": "what became of what support sent" };

const handover: MayKnow = {
  "id accountId productName wants caller by at answerDue overdue": "what support wrote down, and until when an answer is due",
  ...under("contact.", contact), contact: "how the caller was verified",
  "answer answer.outcome answer.tell answer.by answer.at": "what compliance says that the caller may be told",
  known: "always empty: it holds the reason and the number of holds",
};

const detail: MayKnow = {
  "program accountId today enteredAt enteredBy": "which account it is, and since when the console knows it",
  ...under("row.", accountRow), ...under("body.", body), isWhole: "that parts are left out",
  ...under("relationships[].", related),
  "holds releasedHolds estateCases process closedElsewhere handover": "always empty",
  "notes[].id notes[].text notes[].audience notes[].author notes[].writtenAt": "the notes that are for everybody",
  mayWriteComplianceNotes: "no",
  "statusSince statusSince.at statusSince.by statusSince.elsewhere": "since when it stands so; empty of an account that is restricted",
  unsettled: "that it is free; a receipt of what support may send itself", ...under("unsettled.", receipt),
  "ownerDates.contact ownerDates.contact.at ownerDates.contact.channel ownerDates.activity ownerDates.activity.on ownerDates.activity.asOf": "when the owner was last heard of",
  "actions[].name actions[].label actions[].why": "what can be done, and the one text where it cannot",
};

const entry: MayKnow = {
  "chain seq at program outcome accountId commandId currency onBehalfOf action": "what happened to the account, of what callers ask about",
  processId: "empty: a process of compliance is not told; but of the closing of a closed account",
  "actor.subject actor.name actor.roles[]": "who did it",
  "changes[].path changes[].old changes[].new changes[].old.** changes[].new.**": "what changed, without reasons, notices and documents",
  "details.via details.channel details.verifiedBy details.relationshipType details.currency": "how it came in, and how a caller was verified",
};

const counts: MayKnow = {
  "value.total.count value.total.more value.asOf": "how many accounts are in the list",
  "value.values value.values.status.* value.values.capability.* value.values.holder.* value.values.product[].name value.values.product[].count": "how many there would be; never by reason or notice",
};

const rows: MayKnow = { ...answered, ...under("value.", cursors), ...under("value.rows[].", accountRow) };
const bulkSummary: MayKnow = {
  "id action status rowCount askedBy isMine plannedAt problem": "what support itself asked for",
  "counts.waiting counts.done counts.refused counts.unconfirmed counts.retryable": "how it went",
};

export const supportMayKnow: Record<SupportRead, MayKnow> = {
  accountDetail: { ...answered, ...under("value.", detail) },
  accountLive: { ...answered, ...under("value.detail.", detail), "value.problem": "that Lead could not be read", "value.application value.application.id value.application.status value.application.productName": "where the line came from", "value.balance value.balance.id value.balance.currency value.balance.status value.balance.details.**": "what the holder sees of the money" },
  accountTimeline: { ...answered, ...under("value.", cursors), ...under("value.entries[].", entry) },
  accountNumbers: { ...answered, "value.complete value.askedAt": "whether all were looked at", "value.numbers[].id value.numbers[].masked value.numbers[].status value.numbers[].holderId value.numbers[].settlesHere": "the last four of the holder's numbers" },
  accountList: { ...under("plain.", rows), ...under("byReason[].", rows), ...under("byNotice[].", rows) },
  accountCounts: { ...under("plain.", { ...answered, ...counts }), ...under("byReason[].", { ...answered, ...counts }), ...under("byNotice[].", { ...answered, ...counts }) },
  findAccount: { "[].kind [].accountId [].entered": "where what was pasted leads", "[].query.q [].query.search": "the list that it describes" },
  callDesk: { ...answered, "value.figure.calls value.figure.medianSeconds": "how the program's calls go today", ...under("value.handovers[].", handover) },
  callOnAccount: { ...answered, ...under("value.detail.", detail), "value.handover": "nobody was handed over", ...under("value.handover.", handover) },
  ownHandovers: under("[].", handover),
  maskedCallerFacts: { ...answered, "value[].entityId value[].facts[].key value[].facts[].label value[].facts[].masked": "what to ask the caller" },
  revealCallerFact: { ...answered, "value.value": "one fact, to verify a caller; on the trail" },
  commandStatus: under("[].", receipt),
  myWork: { ...answered, "value[].kind value[].at value[].productName": "what support itself sent", ...under("value[].receipt.", receipt) },
  bulkWork: { ...answered, ...under("value.mine[].", bulkSummary) },
  bulkDetail: {
    ...answered, ...under("value.", bulkSummary), ...under("value.terms.contact.", contact),
    "value.list value.needsSecond value.doneBefore value.periodSeconds value.decision value.startedAt value.endedAt value.stoppedBy value.triesAgainAt value.callsPerSecond value.may.*": "how it stands and what can be done with it",
  },
  bulkRowPage: { ...answered, ...under("value.", cursors), "value.rows[].rowNumber value.rows[].accountId value.rows[].productName value.rows[].status value.rows[].statusReason value.rows[].kind value.rows[].excluded value.rows[].says value.rows[].why": "what becomes of each account, in the one text where it is refused" },
  bulkRowsFile: { "fileName text": "the same as a file" },
  railCounts: answered,
  offeredViews: { ...answered, "value.mayShare value.roles[] value.today": "what views can be kept" },
  ownLayout: { ...answered, value: "the person's own columns" },
};

const fits = (path: string, pattern: string): boolean =>
  new RegExp(`^${pattern.split(/(\*\*|\*)/).map((part) => (part === "**" ? ".*" : part === "*" ? "[^.]+" : part.replaceAll(/[.[\]]/g, String.raw`\$&`))).join("")}$`).test(path);

/** The paths of an answer that nothing allows. */
export function unexplained(read: SupportRead, paths: readonly string[]): string[] {
  const patterns = Object.keys(supportMayKnow[read]).flatMap((listed) => listed.split(" "));
  return paths.filter((path) => !patterns.some((pattern) => fits(path, pattern)));
}
