import type { CloseReason } from "../lead/enums";
import type { LeadAccount } from "../lead/account";
import type { FieldChange } from "../fields/field-changes";
import { zoneName, zonedTimeText } from "../fields/zoned-time";
import type { AddendumKind } from "./addenda";
import type { ClosedElsewhereFinding } from "./closed-elsewhere";
import type { CorrectiveLetter } from "./closing-inputs";
import type { ClosingStatements } from "./closing-request";
import type { CorrectionTarget, ErrorClass } from "./corrections";
import type { Determination } from "./determination";
import { dueState } from "./due-dates";
import type { ClosingFacts, NoticeAtLead } from "./facts";
import type { FollowUpState } from "./follow-ups";
import type { ChecklistItem } from "./notice-checklist";
import type { ConsumerReport } from "./notice-recipients";
import type { ClosingAnswers } from "./questions";
import type { NoticePath } from "./stages";

// The record of a closing, of a correction, or of a closure made elsewhere (COMPLIANCE, The record of a closing): plain
// JSON, the same text for the same facts whenever it is read. Days are plain dates of the program's business zone.

/** Raised when a field changes its meaning or goes; a new field alone does not raise it. */
export const closingRecordVersion = 1;

export const recordKinds = ["closing", "correction", "elsewhere"] as const;
export type RecordKind = (typeof recordKinds)[number];

/** One moment: ISO 8601 in UTC, and the same on the clocks of the program's business zone. */
export type RecordTime = { utc: string; business: string };

/** Who did something, as the identity provider and the roles named them then, and when. */
export type RecordAct = { name: string; subject: string; roles: string[]; at: RecordTime };

/** `report`: undefined where it was not asked, null where none was used. */
export type RecordedRecipient = { entityId: string; name: string | null; report?: ConsumerReport | null; otherInformation: boolean };

export type RecordedNotice = {
  path: NoticePath;
  reasons: { code: string; text: string }[];
  /** The one string that Lead takes. */
  text: string;
  /** Whether the letter gave the right to ask for the reasons in their place. */
  reasonsOnRequest: boolean;
  recipients: RecordedRecipient[];
  /** Each recipient's letter as it was approved, and the SHA-256 of all of them; null where it was not drafted here. */
  letters: { entityId: string; text: string }[] | null;
  lettersHash: string | null;
  /** What the notice had and lacked when it was asked for. */
  checklist: ChecklistItem[];
  method: string;
  otherMethod: string | null;
};

export type RecordedDelivery = { act: RecordAct; deliveredAt: RecordTime; deliveredOn: string; timeKnown: boolean };

export type RecordedClosing = {
  reason: CloseReason;
  reasonBefore: CloseReason | null;
  determination: Determination;
  answers: ClosingAnswers;
  statements: ClosingStatements;
  note: string | null;
  actionTakenOn: string;
  requested: RecordAct;
  /** Whether another person than who asked had to decide. */
  secondPerson: boolean;
  decided: (RecordAct & { decision: "approved" | "declined"; comment: string | null }) | null;
  notice: RecordedNotice | null;
  delivery: RecordedDelivery | null;
  noticeDueOn: string | null;
  /** Whether it was delivered by its due day; null while it was not delivered, or none is needed. */
  noticeInTime: boolean | null;
  /** What Lead held before, whether it was taken for this closing, and why an older one was. */
  noticeFound: NoticeAtLead | null;
  noticeIsThisOne: boolean | null;
  noticeOlderReason: string | null;
  recordedAt: RecordTime | null;
  closedAt: RecordTime | null;
  abandoned: (RecordAct & { reason: string; correctiveLetter: CorrectiveLetter | null }) | null;
};

export type RecordedCorrection = {
  errorClass: ErrorClass;
  target: CorrectionTarget;
  foundBy: string;
  foundOn: string;
  trueClosedOn: string | null;
  /** A notice that was wrongly sent, the documented contact and the note, as the plan has them. */
  wronglySentNotice: string | null;
  contact: string | null;
  note: string | null;
  started: RecordAct;
  reasonBefore: string | null;
  closedAtBefore: RecordTime | null;
  noticeBefore: NoticeAtLead | null;
  reopenedAt: RecordTime | null;
  reasonAfter: string | null;
  closedAtAfter: RecordTime | null;
  noticeAfter: NoticeAtLead | null;
  givenUp: { at: RecordTime; reason: string } | null;
};

export type RecordedElsewhere = {
  seenAt: RecordTime;
  closedAt: RecordTime | null;
  reason: string | null;
  statusBefore: string;
  hasNotice: boolean;
  completed: (RecordAct & { finding: ClosedElsewhereFinding; comment: string }) | null;
};

/** Each time a person let it go on: the first decision, and each renewal after it stopped. */
export type RecordedGo = RecordAct & { attempt: number; comment: string | null };

/** One write at Lead; `key` is its Idempotency-Key. */
export type RecordedCall = {
  commandId: string;
  step: string | null;
  method: string;
  path: string;
  key: string | null;
  status: number | null;
  outcome: string;
  tries: number;
  startedAt: RecordTime;
  durationMs: number;
  leadRequestId: string | null;
  request: unknown;
  response: unknown;
};

export type RecordedFollowUp = { code: string; label: string; owner: string; dueOn: string; state: FollowUpState; doneOn: string | null; note: string | null; settled: RecordAct | null };

/** An account number of a holder as Lead showed it; `settlesHere` says little: many settle to one pooled account (FACTS 8.3). */
export type ReadNumber = { id: string; lastFour: string; status: string; holderId: string; settlesHere: boolean };
export type RecordedNumberRead = { round: string; dueAt: RecordTime; readAt: RecordTime | null; listReadAt: RecordTime | null; active: number | null; numbers: ReadNumber[] };

export type RecordedAddendum = { id: string; kind: AddendumKind; happenedOn: string; text: string; answers: string | null; written: RecordAct };

export type RecordedLegalHold = { id: string; reason: string; placed: RecordAct; lifted: (RecordAct & { reason: string }) | null };

/** `sha256`: of the file, in hex. */
export type RecordedEvidence = { id: string; name: string; contentType: string; bytes: number; sha256: string; added: RecordAct };

/** What stays of a record that was purged: `subject` in one word, `recordHash` of its canonical JSON as it was, in hex. */
export type PurgedRecord = { by: RecordAct; reason: string; subject: string | null; recordHash: string; run: string };

/** Another record of the same account. */
export type RelatedRecord = { id: string; kind: RecordKind; begunAt: RecordTime; endedOn: string | null; words: string };

export type ClosingRecord = {
  version: typeof closingRecordVersion;
  id: string;
  kind: RecordKind;
  program: { slug: string; name: string; environment: string; timeZone: string };
  account: { id: string; productName: string; holders: { entityId: string; name: string | null }[] };
  begunAt: RecordTime;
  /** The stage that it is at, or ended in. */
  stage: string;
  closing: RecordedClosing | null;
  correction: RecordedCorrection | null;
  elsewhere: RecordedElsewhere | null;
  /** SCRA, MLA, credit, holds and balance as they stood when it was decided. */
  facts: ClosingFacts | null;
  before: LeadAccount | null;
  after: LeadAccount | null;
  /** From before to after, by Lead's paths. */
  changes: FieldChange[];
  goes: RecordedGo[];
  calls: RecordedCall[];
  followUps: RecordedFollowUp[];
  numberReads: RecordedNumberRead[];
  addenda: RecordedAddendum[];
  evidence: RecordedEvidence[];
  related: RelatedRecord[];
  retention: { endedOn: string | null; notifiedOn: string | null; retainUntil: string | null };
  legalHolds: RecordedLegalHold[];
  /** All of the rest is empty then. */
  purged: PurgedRecord | null;
};

export function recordTime(iso: string, zone: string): RecordTime {
  const instant = Date.parse(iso);
  const clock = zonedTimeText(iso, zone);
  return { utc: iso, business: `${clock.length === 16 ? `${clock}:00` : clock} ${zoneName(instant, zone)}` };
}

export function deliveredInTime(dueOn: string | null, deliveredOn: string | null): boolean | null {
  return dueOn === null || deliveredOn === null ? null : dueState(dueOn, deliveredOn, deliveredOn).state === "met";
}

/** "closing-account_abc-2026-11-20.json": ids and days alone, never a name. */
export function recordFileName({ kind, account, begunAt }: Pick<ClosingRecord, "kind" | "account" | "begunAt">, extension: string): string {
  return `${kind === "elsewhere" ? "closed-elsewhere" : kind}-${account.id}-${begunAt.business.slice(0, 10)}.${extension}`;
}
