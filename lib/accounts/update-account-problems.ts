import type { NoticeRules } from "../closures/notice-rules";
import type { LeadAccount } from "../lead/account";
import type { PatchAccountRequest } from "../lead/requests";
import type { FieldProblem } from "../result";
import { scraPeriod } from "../scra-period";
import { changedPaths } from "./account-edits";
import { documentProblems } from "./account-documents";
import { adverseActionProblems } from "./adverse-action";
import { noticeProblems } from "./adverse-action-notice";
import { isUnderwritten } from "./capabilities";
import type { ChangeStatement } from "./command-inputs";
import { creditGroupProblems, creditWarnings, missingCreditTerms, type CreditBody } from "./credit-terms";
import type { ApplicationFacts } from "./entity-facts";
import { metadataProblems } from "./metadata-rows";
import { applicationProblems, capabilityProblems } from "./open-account-problems";
import { sameJson } from "../fields/field-changes";

export type UpdatingKnown = {
  /** ISO 8601. */
  now: string;
  /** The program's business day, YYYY-MM-DD. */
  today: string;
  /** What the program's notices may give as reasons. */
  rules: NoticeRules;
  /** As Lead holds it. */
  current: LeadAccount;
  holderIds?: readonly string[];
  supportedCapabilities?: readonly string[];
  application?: ApplicationFacts | null;
};

type Changes = Partial<PatchAccountRequest>;

export const statementTopics = ["limit-lowered", "available-restricted", "scra-open", "mla-changed", "capability-added"] as const;
export type StatementTopic = (typeof statementTopics)[number];

/** Said to whoever asks for a cut, and to whoever approves it (50 USC 3919). */
export const scraCutWarning = "SCRA protection is open or to come. Using it may not be the reason for a cut.";

/** What a change asks to be said before it is sent (Reg B 1002.2(c), 32 CFR 232.5, FACTS 16.8). */
export const statementTopicWords = {
  "limit-lowered": "The limit becomes lower. That may be an adverse action.",
  "available-restricted": "What is available becomes lower by decision. That may be an adverse action.",
  "scra-open": `${scraCutWarning} Say what the reason is apart from it. Another person may have to approve it before anything is sent.`,
  "mla-changed": "Whether the Military Lending Act covers the account is settled at origination. Looking up coverage again afterwards is not allowed; say what was wrong.",
  "capability-added": "A capability cannot be taken away again: undoing it means closing the account and opening another.",
} satisfies Record<StatementTopic, string>;

const lower = (next: number | undefined, held: number | undefined) => next !== undefined && held !== undefined && next < held;

function addedCapabilities({ capabilities }: Changes, current: LeadAccount): string[] {
  return (capabilities ?? []).filter((capability) => !(current.capabilities ?? []).includes(capability));
}

type ScraDates = { start_date?: string | null; end_date?: string | null };

/** Running or to come, as Lead holds it or as it is about to be told (50 USC 3919). */
function scraIsOpen(scra: ScraDates | null | undefined, today: string): boolean {
  const { state } = scraPeriod(scra?.start_date ?? null, scra?.end_date ?? null, today);
  return state === "open" || state === "to-come";
}

/** The topics on which these changes need a statement. `restricted`: the operator says that it is a restriction. */
export function topicsOf(changes: Changes, current: LeadAccount, today: string, restricted = false): StatementTopic[] {
  const next = changes.details?.credit ?? {};
  const held = current.details?.credit ?? {};
  const lowered = lower(next.limit, held.limit) || lower(next.max_limit, held.max_limit);
  const restrictedNow = restricted && lower(next.available_credit, held.available_credit);
  const asked = {
    "limit-lowered": lowered,
    "available-restricted": restrictedNow,
    "scra-open": (lowered || restrictedNow) && (scraIsOpen(held.scra, today) || scraIsOpen(next.scra, today)),
    "mla-changed": next.is_mla !== undefined && held.is_mla !== undefined && next.is_mla !== held.is_mla,
    "capability-added": addedCapabilities(changes, current).length > 0,
  } satisfies Record<StatementTopic, boolean>;
  return statementTopics.filter((topic) => asked[topic]);
}

/** Whether the determination is asked: adverse action or not. */
export function needsDetermination(topics: readonly StatementTopic[]): boolean {
  return topics.includes("limit-lowered") || topics.includes("available-restricted");
}

function statementProblems(changes: Changes, statement: ChangeStatement | undefined, { current, today, rules }: UpdatingKnown): FieldProblem[] {
  const topics = topicsOf(changes, current, today, statement?.availableCreditIsRestricted);
  if (topics.length === 0) return [];
  const apart = topics.includes("scra-open") && !statement?.scraReason ? [{ path: "statement.scraReason", message: "Say what the reason is apart from the SCRA protection." }] : [];
  const reason = [...(statement?.reason ? [] : [{ path: "statement.reason", message: "Say why this changes." }]), ...apart];
  if (!needsDetermination(topics)) return reason;
  const { determination, exclusion, currentlyDelinquent, basis, noticeReasons, actionTakenOn } = statement ?? {};
  const action = adverseActionProblems({ determination, exclusion, currentlyDelinquent, basis, noticeReasons, actionTakenOn }, today, rules);
  return [...reason, ...action.map(({ path, message }) => ({ path: `statement.${path}`, message }))];
}

function capabilityChangeProblems(changes: Changes, { current, supportedCapabilities }: UpdatingKnown): FieldProblem[] {
  if (!changes.capabilities) return [];
  const missing = (current.capabilities ?? []).filter((held) => !changes.capabilities?.includes(held));
  if (missing.length > 0) return [{ path: "capabilities", message: "Lead takes no capability away. Close the account and open another one instead." }];
  return capabilityProblems(addedCapabilities(changes, current), supportedCapabilities).filter(() => addedCapabilities(changes, current).length > 0);
}

function mergedCredit(changes: Changes, current: LeadAccount): CreditBody {
  return { ...current.details?.credit, ...changes.details?.credit };
}

function underwritingProblems(changes: Changes, known: UpdatingKnown): FieldProblem[] {
  const { current, holderIds = [] } = known;
  const added = isUnderwritten(addedCapabilities(changes, current));
  const held = isUnderwritten(current.capabilities ?? []);
  if (!added && !held) return changes.details?.credit && !current.details?.credit ? [{ path: "details.credit", message: "Goes with underwritten credit only." }] : [];
  const id = changes.application_id ?? current.application_id;
  const application = added || changes.application_id ? applicationProblems(id, holderIds, current.entities?.account_holder_type, known.application) : [];
  return [...application, ...(added ? missingCreditTerms(mergedCredit(changes, current)) : [])];
}

/** Everything known to be wrong with an edit, in words, at Lead's own paths (FACTS 5.6). Form and server ask the same. */
export function updateAccountProblems(input: { changes: Changes; statement?: ChangeStatement }, known: UpdatingKnown): FieldProblem[] {
  const { changes, statement } = input;
  const { current, now } = known;
  if (current.status === "closed") return [{ path: "status", message: "The account is closed: Lead takes no more changes." }];
  if (changedPaths(changes).length === 0) return [{ path: "", message: "Nothing has changed." }];
  const held = current.documents ?? [];
  const isHeld = (index: number) => held.some((document) => sameJson(document, changes.documents?.[index]));
  return [
    ...capabilityChangeProblems(changes, known),
    ...underwritingProblems(changes, known),
    ...creditGroupProblems(changes.details?.credit ?? {}, now),
    ...noticeProblems(changes.details?.adverse_action_notice, now),
    ...documentProblems(changes.documents ?? [], now, (index) => !isHeld(index)),
    ...metadataProblems(changes.metadata, current.metadata),
    ...statementProblems(changes, statement, known),
  ];
}

/** What may be sent and should be looked at again. */
export function updateAccountWarnings(changes: Changes, { current }: Pick<UpdatingKnown, "current">): FieldProblem[] {
  return changes.details?.credit ? creditWarnings(mergedCredit(changes, current)) : [];
}
