import { transitionVerbs, statusReasons } from "./accounts/account-status";
import { bulkActionRows, bulkActions } from "./bulk/bulk-actions";
import { exceptionFields } from "./agreement/compare";
import { causeRows, exceptionCauses } from "./agreement/exceptions";
import { fieldWords } from "./agreement/exception-words";
import { addendumKinds, addendumRows } from "./closures/addenda";
import { closedElsewhereFindings, findingRows } from "./closures/closed-elsewhere";
import { followUpLabel } from "./closures/follow-ups";
import { foreignCommandNames } from "./command";
import { isAuditAction, isAuditOutcome } from "./audit-entry";
import type { AuditAction, AuditEntry, AuditOutcome } from "./audit-entry";
import { approverWords, isOfRequest, requestWords } from "./approvals/approval-sentence";
import { changeSentence } from "./change-sentence";
import type { Sentence, SentenceContext } from "./change-sentence";
import { deceasedActionWords } from "./deceased/action-words";
import { citedWords } from "./evidence/cited-words";
import { exportWords } from "./export-sentence";
import { plainDateWords } from "./fields/plain-date";
import { holdWords } from "./hold-words";

type ActionWords = {
  /** After "Asked to". */
  to: string;
  /** When it is done, or was observed. */
  done: string;
  /** The done sentence is that of what changed. */
  byChanges?: boolean;
};

/** What each action is called; with the table of outcomes below it makes every sentence of the trail. */
export const actionWords = {
  "open-account": { to: "open an account", done: "Opened the account" },
  "update-account": { to: "edit the account", done: "Edited the account", byChanges: true },
  "add-relationships": { to: "add people", done: "Added people", byChanges: true },
  "remove-relationship": { to: "remove a person", done: "Removed a person", byChanges: true },
  "deactivate-account": { to: "deactivate", done: "Deactivated" },
  "activate-account": { to: "reactivate", done: "Reactivated" },
  "reopen-account": { to: "reopen to correct a closure", done: "Reopened to correct a closure" },
  "record-notice": { to: "record the adverse action notice", done: "Recorded the adverse action notice at Lead" },
  "close-account": { to: "close", done: "Closed" },
  "place-hold": { to: "place a hold", done: "Placed a hold" },
  "release-hold": { to: "release a hold", done: "Released a hold" },
  "add-note": { to: "write a note", done: "Wrote a note" },
  "add-evidence": { to: "add evidence", done: "Added evidence" },
  "withdraw-evidence": { to: "withdraw evidence", done: "Withdrew evidence" },
  "settle-command": { to: "settle what Lead did not confirm", done: "Settled what Lead did not confirm" },
  "request-closing": { to: "have the account closed", done: "Asked for a closing" },
  "decide-closing": { to: "decide on the closing", done: "Decided on the closing" },
  "send-closing-letter": { to: "record the closing letter", done: "Recorded that the letter was sent" },
  "abandon-closing": { to: "abandon the closing", done: "Abandoned the closing" },
  "change-inactive-reason": { to: "change why the account is inactive", done: "Changed why the account is inactive" },
  "correct-closure": { to: "correct a mistaken closure", done: "Corrected a mistaken closure" },
  "keep-status": { to: "keep the account as it is", done: "Decided that the account stays as it is" },
  "start-import": { to: "start an import", done: "Started an import" },
  "pause-import": { to: "pause an import", done: "Paused an import" },
  "resume-import": { to: "go on with an import", done: "Went on with an import" },
  "cancel-import": { to: "cancel an import", done: "Canceled an import" },
  "start-refresh": { to: "start the refresh", done: "Started the refresh of the directory" },
  "pause-refresh": { to: "pause the refresh", done: "Paused the refresh of the directory" },
  "set-refresh-speed": { to: "change the speed of the refresh", done: "Changed the speed of the refresh" },
  "complete-closed-elsewhere": { to: "complete the closure made elsewhere", done: "Completed the closure made elsewhere" },
  "record-action-notice": { to: "record the notice of an adverse action", done: "Recorded that the notice of an adverse action was given" },
  "plan-bulk": { to: "prepare a bulk action", done: "Prepared a bulk action" },
  "start-bulk": { to: "start a bulk action", done: "Started a bulk action" },
  "decide-bulk": { to: "decide on a bulk action", done: "Decided on a bulk action" },
  "stop-bulk": { to: "stop a bulk action", done: "Stopped a bulk action" },
  "resume-bulk": { to: "go on with a bulk action", done: "Went on with a bulk action" },
  "retry-bulk": { to: "retry what failed of a bulk action", done: "Retried what failed of a bulk action" },
  "bulk-stopped": { to: "go on with a bulk action", done: "A bulk action was stopped" },
  "bulk-ended": { to: "do a bulk action", done: "A bulk action ended" },
  "start-agreement": { to: "compare a ledger", done: "Started to compare a ledger" },
  "cancel-agreement": { to: "cancel a comparison", done: "Canceled the comparison of a ledger" },
  "assign-exception": { to: "assign an exception", done: "Assigned an exception" },
  "explain-exception": { to: "name the cause of an exception", done: "Named the cause of an exception" },
  "resolve-exception": { to: "resolve an exception", done: "Resolved an exception" },
  "decide-approval": { to: "decide on a request", done: "Decided on a request" },
  "withdraw-approval": { to: "withdraw a request", done: "Withdrew a request" },
  "approval-asked": { to: "have it approved", done: "Asked another person to approve" },
  "approval-reminded": { to: "remind of a request", done: "A request is still waiting" },
  "approval-ended": { to: "end a request", done: "A request came to nothing" },
  "verify-trail": { to: "have the trail checked", done: "Had the trail checked" },
  "trail-checked": { to: "check the trail", done: "The trail was checked" },
  "settle-follow-up": { to: "tick off a follow-up", done: "Ticked off a follow-up" },
  "read-numbers-again": { to: "have the account numbers read again", done: "Had the account numbers read again" },
  "add-addendum": { to: "add to the record of the closing", done: "Added to the record of the closing" },
  "place-legal-hold": { to: "place a legal hold", done: "Placed a legal hold on the record" },
  "lift-legal-hold": { to: "lift a legal hold", done: "Lifted a legal hold on the record" },
  "purge-records": { to: "purge records", done: "Confirmed a list of records to purge" },
  "numbers-read": { to: "read the account numbers", done: "Read the account numbers of the holders again" },
  "record-purged": { to: "purge a record", done: "Purged the record of a closing" },
  "record-kept": { to: "purge a record", done: "Kept a record that was to be purged" },
  "retention-ended": { to: "purge records", done: "A list of records was purged" },
  "hand-over": { to: "hand a caller over to compliance", done: "Handed a caller over to compliance" },
  "record-owner-contact": { to: "record a contact with the owner", done: "Recorded a contact with the owner" },
  "answer-handover": { to: "answer a caller who was handed over", done: "Answered a caller who was handed over" },
  ...deceasedActionWords,
  "sign-in": { to: "sign in", done: "Signed in" },
  "sign-out": { to: "sign out", done: "Signed out" },
  "session-revoked": { to: "end a session", done: "A session was ended" },
  denied: { to: "see what is not theirs", done: "Was kept out" },
  "changed-elsewhere": { to: "read the account", done: "Changed elsewhere", byChanges: true },
  "entered-directory": { to: "look up the account", done: "Entered the directory" },
  "gone-from-lead": { to: "read the account", done: "Lead no longer knows this account" },
  "back-at-lead": { to: "read the account", done: "Lead knows this account again" },
  export: { to: "export", done: "Exported" },
  "draw-examiner-pack": { to: "draw an examiner’s pack", done: "Asked for an examiner’s pack" },
  reveal: { to: "reveal a full account number", done: "Revealed a full account number" },
  "reveal-caller-fact": { to: "see what verifies a caller", done: "Saw what verifies a caller" },
  "read-evidence": { to: "read evidence", done: "Read evidence" },
  "evidence-damaged": { to: "read evidence", done: "Evidence is not what was added: its hash differs" },
  "process-stage": { to: "go on with the process", done: "The process went on" },
  "import-received": { to: "upload a file to import", done: "Uploaded a file to import" },
  "import-ended": { to: "import", done: "An import ended" },
  "agreement-received": { to: "upload a ledger", done: "Uploaded a ledger to compare" },
  "agreement-ended": { to: "compare a ledger", done: "A ledger was compared" },
  "agreement-settled": { to: "read the account", done: "Your ledger and Lead agree again" },
  announcement: { to: "announce accounts", done: "Announced accounts" },
  "signature-refused": { to: "be let in from outside", done: "Turned away what was not signed rightly" },
  "share-view": { to: "share a view of the list", done: "Shared a view of the list" },
  "change-shared-view": { to: "change a shared view", done: "Changed a shared view" },
  "withdraw-view": { to: "take back a shared view", done: "Took back a shared view" },
} satisfies Record<AuditAction, ActionWords>;

type Facts = { action: AuditAction; words: ActionWords; entry: AuditEntry; context: SentenceContext };

const outcomeSentences = {
  asked: ({ words, entry }) => ["Asked to ", { strong: words.to }, ...asReason(entry)],
  done: doneSentence,
  observed: doneSentence,
  refused: ({ action, words, entry }) => [`${refusedWords(action, entry)} to `, { strong: words.to }, ...asReason(entry)],
  denied: ({ words }) => ["Was not permitted to ", { strong: words.to }],
  unconfirmed: ({ words }) => ["Lead has not confirmed yet: ", { strong: words.to }],
  "needs-a-person": ({ words }) => ["Needs a person: ", { strong: words.to }],
} satisfies Record<AuditOutcome, (facts: Facts) => Sentence>;

/** What a person reads on the timeline and in Activity. What a later release wrote is shown as it is named. */
export function auditSentence(entry: AuditEntry, zone: string): Sentence {
  const { action, outcome, details } = entry;
  if (!isAuditAction(action) || !isAuditOutcome(outcome)) return [`${action}: ${outcome}`];
  const currency = typeof details.currency === "string" ? details.currency : (entry.currency ?? undefined);
  const facts = { action, words: actionWords[action], entry, context: { zone, currency } };
  return [...outcomeSentences[outcome](facts), ...approverWords(entry)];
}

const namedChanges = 3;

function doneSentence({ action, words, entry, context }: Facts): Sentence {
  if (!words.byChanges || entry.changes.length === 0) return [{ strong: words.done }, ...asReason(entry), ...nameOf(entry), ...citedWords(entry.details.evidence)];
  // The status first: it says what the rest is about.
  const ordered = entry.changes.toSorted((a, b) => Number(b.path === "status") - Number(a.path === "status"));
  const changes = ordered.slice(0, namedChanges).map((change) => changeSentence(change, context));
  const rest = entry.changes.length - changes.length;
  const closed = entry.changes.some(({ path, new: next }) => path === "status" && next === "closed");
  const elsewhere: Sentence = action === "changed-elsewhere" ? [closed ? "Closed elsewhere: " : "Changed elsewhere: "] : [];
  const all = changes.flatMap((change, index): Sentence => (index === 0 ? change : ["; ", ...change]));
  return [...elsewhere, ...all, ...(rest > 0 ? [` and ${rest} more`] : []), ...citedWords(entry.details.evidence)];
}

/** "as frozen", "(paid off)", for what changes the status. */
function asReason({ action, details }: AuditEntry): Sentence {
  const { reason } = details;
  if (typeof reason !== "string" || !transitionVerbs.some((verb) => verb === action) || !Object.hasOwn(statusReasons, reason)) return [];
  const { label, status } = statusReasons[reason as keyof typeof statusReasons];
  const words = (status === "closed" ? label.replace(/^Closed /, "") : label).toLowerCase();
  return status === "closed" ? [" (", { strong: words }, ")"] : [" as ", { strong: words }];
}

const namesOfFiles: readonly AuditAction[] = ["add-evidence", "withdraw-evidence", "read-evidence", "evidence-damaged"];

const namedDetails: Partial<Record<AuditAction, string>> = {
  "process-stage": "stage", "entered-directory": "via", "keep-status": "status", "set-refresh-speed": "speed", "settle-command": "command", "end-deceased-case": "outcome", "record-estate-contact": "estate",
};

/** A stage, the way in, a status or the kind of a hold, where the entry names one. */
function nameOf({ action, details }: AuditEntry): Sentence {
  const key = isAuditAction(action) ? namedDetails[action] : undefined;
  if ((action === "place-hold" || action === "release-hold") && typeof details.hold === "string") return [": ", { strong: holdWords(details.hold) }, ...(typeof details.servedOn === "string" ? [`, served ${plainDateWords(details.servedOn)}`] : [])];
  if (action === "export" || action === "draw-examiner-pack") return exportWords(details);
  if (action === "announcement" && typeof details.received === "number") return [`: ${details.received}`];
  if (isAuditAction(action) && namesOfFiles.includes(action) && typeof details.file === "string") return [": ", { strong: details.file }];
  if (action === "reveal-caller-fact" && typeof details.fact === "string") return [": ", { strong: details.fact.toLowerCase() }];
  if (action === "trail-checked") return checkedWords(details);
  if (typeof details.view === "string" && details.view !== "") return [": ", { strong: details.view }];
  if (isAuditAction(action) && ofExceptions.includes(action)) return exceptionWords(details);
  if (isAuditAction(action) && ofRecords.includes(action)) return recordWords(details);
  if (action === "complete-closed-elsewhere") return findingName(details.finding);
  if (typeof details.bulk === "string" && typeof details.accounts === "number") return bulkName(details.bulk, details.accounts, details.decision);
  if (isOfRequest(action)) return requestWords(details);
  const name = key === undefined ? undefined : details[key];
  return typeof name === "string" ? [` (${name.replaceAll("-", " ")})`] : [];
}

/** "(deactivate, 26 accounts, approved)". */
function bulkName(bulk: string, accounts: number, decision: unknown): Sentence {
  const row = bulkActions.find((known) => known === bulk);
  const label = row ? bulkActionRows[row].label.toLowerCase() : bulk;
  return [` (${label}, ${accounts === 1 ? "1 account" : `${accounts.toLocaleString("en-US")} accounts`}${typeof decision === "string" ? `, ${decision}` : ""})`];
}

/** ": 1,204 entries, nothing wrong". */
function checkedWords({ entries, findings }: AuditEntry["details"]): Sentence {
  if (typeof entries !== "number" || typeof findings !== "number") return [];
  const result = findings === 0 ? "nothing wrong" : `${findings.toLocaleString("en-US")} ${findings === 1 ? "finding" : "findings"}`;
  return [`: ${entries.toLocaleString("en-US")} entries, `, { strong: result }];
}

const ofExceptions: readonly AuditAction[] = ["assign-exception", "explain-exception", "resolve-exception", "agreement-settled"];

/** "of status, to Priya Nair: Timing", as far as the entry says it. */
function exceptionWords({ field, fields, owner, cause }: AuditEntry["details"]): Sentence {
  const named = [field, ...(Array.isArray(fields) ? fields : [])].flatMap((name) => exceptionFields.find((known) => known === name) ?? []);
  const known = exceptionCauses.find((one) => one === cause);
  return [
    ...(named.length === 0 ? [] : [` about ${named.map((name) => fieldWords[name]).join(", ")}`]),
    ...(typeof owner === "string" ? [" to ", { strong: owner }] : []),
    ...(known ? [": ", { strong: causeRows[known].label.charAt(0).toLowerCase() + causeRows[known].label.slice(1) }] : []),
  ];
}

const ofRecords: readonly AuditAction[] = ["settle-follow-up", "add-addendum", "numbers-read", "purge-records", "retention-ended"];

/** ": Close the cards (does not apply)", ": Returned mail", ": 2 still active", ": 12", as far as the entry says it. */
function recordWords({ followUp, after, addendum, active, records }: AuditEntry["details"]): Sentence {
  const kind = addendumKinds.find((known) => known === addendum);
  if (typeof followUp === "string") return [": ", { strong: followUpLabel(followUp) }, ...(after === "not-applicable" ? [" (does not apply)"] : [])];
  if (kind) return [": ", { strong: addendumRows[kind].label.toLowerCase() }];
  if (typeof active === "number") return [`: ${active === 0 ? "none" : active} still active`];
  return typeof records === "number" ? [`: ${records.toLocaleString("en-US")}`] : [];
}

function findingName(finding: unknown): Sentence {
  const row = closedElsewhereFindings.find((known) => known === finding);
  if (!row) return [];
  const { label } = findingRows[row];
  return [": ", { strong: `${label.charAt(0).toLowerCase()}${label.slice(1)}` }];
}

/** What a person settled, or what never left, is no word of Lead's. */
function refusedWords(action: AuditAction, { details: { settled } }: AuditEntry): string {
  if (settled === "person") return "Settled as not done: the request";
  if (settled === "not-sent") return "Was not sent: the request";
  return isForeign(action) ? "Lead refused" : "It was refused";
}

function isForeign(action: AuditAction): boolean {
  return foreignCommandNames.some((name) => name === action);
}
