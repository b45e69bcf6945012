import type { SecondPersonSettings } from "../approvals/second-person";
import type { CommandStatus } from "../command";
import type { CloseReason } from "../lead/enums";
import type { Problem } from "../result";
import type { ClosingStatements, DecidedNotice } from "./closing-request";
import type { ChecklistItem } from "./notice-checklist";
import type { CorrectiveLetter } from "./closing-inputs";
import type { CorrectionTarget, ErrorClass } from "./corrections";
import type { Letter, NoticeTerms } from "./draft-letter";
import type { Determination } from "./determination";
import type { DueState } from "./due-dates";
import type { ClosingFacts, NoticeAtLead } from "./facts";
import type { FollowUpView } from "./follow-ups";
import type { ClosingAnswers } from "./questions";
import type { ClosingEnd, ClosingStage, NoticePath } from "./stages";

// What the server answers of a process and the screens draw. Times are ISO 8601 in UTC.

export type ProcessKind = "closing" | "inactive-reason" | "correction";

/** Who did something and when. */
export type Act = { by: string; at: string };

/** One call at Lead: as it stands, or to come; "not-seen": Lead answered that it is done, and the account did not show it. */
export type StepView = { step: string; label: string; status: CommandStatus | "to-come" | "not-seen"; commandId: string | null; askedAt: string | null; settledAt: string | null; problem: Problem | null };

export type ClosingDetails = {
  stage: ClosingStage | ClosingEnd;
  path: NoticePath;
  reason: CloseReason;
  reasonBefore: CloseReason | null;
  determination: Determination;
  answers: ClosingAnswers;
  statements: ClosingStatements;
  note: string | null;
  /** A business day of the program, as the due day is. */
  actionTakenOn: string;
  noticeDueOn: string | null;
  due: DueState | null;
  notice: DecidedNotice | null;
  noticeFound: NoticeAtLead | null;
  noticeIsThisOne: boolean | null;
  noticeOlderReason: string | null;
  recipientName: string | null;
  /** The letters as they would be sent, while it waits for a decision; later they are on a page of their own. */
  letters: Letter[] | null;
  /** SHA-256 of the letters' text, in hex; null where there is none, or they were not drafted here. */
  lettersHash: string | null;
  /** What the notice had and lacked when it was asked for; empty where no letter was drafted here. */
  checklist: ChecklistItem[];
  /** The corrective letter in the program's wording, once the letter is out. */
  correctiveDraft: string | null;
  requested: Act;
  /** Whether another person than who asked has to decide, and whether the one who looks is who asked. */
  secondPerson: boolean;
  askedByYou: boolean;
  decided: (Act & { decision: "approved" | "declined"; comment: string | null }) | null;
  letter: (Act & { deliveredAt: string; deliveredOn: string; timeKnown: boolean }) | null;
  recordedAt: string | null;
  closedAt: string | null;
  abandoned: (Act & { reason: string; correctiveLetter: CorrectiveLetter | null }) | null;
  /** As they stood when it was decided, or asked for. */
  facts: ClosingFacts;
  /** Of a closed account alone. */
  followUps: FollowUpView[];
};

export type CorrectionDetails = {
  errorClass: ErrorClass;
  target: CorrectionTarget;
  foundBy: string;
  foundOn: string;
  trueClosedOn: string | null;
  reasonBefore: string | null;
  closedAtBefore: string | null;
  reasonAfter: string | null;
  closedAtAfter: string | null;
};

export type ProcessView = {
  id: string;
  kind: ProcessKind;
  accountId: string;
  productName: string;
  stage: string;
  started: Act;
  finishedAt: string | null;
  /** Why it stopped and needs a person. */
  problem: Problem | null;
  /** Until when it goes on by itself. */
  runsUntil: string | null;
  steps: StepView[];
  statusAtLead: string;
  /** Said while Lead shows something that is not meant to stay. */
  alarm: string | null;
  /** The process that was given up and left the account where the alarm says; null while one that is open is to lead on. */
  alarmLeftBy: string | null;
  /** That the account stays as it was then, decided after this was given up. */
  kept: (Act & { status: string; reason: string }) | null;
  /** The digest of what matters of the account as the directory has it, for `seen`. */
  seen: string;
  holders: { entityId: string; name: string }[];
  factsNow: ClosingFacts;
  closing: ClosingDetails | null;
  correction: CorrectionDetails | null;
  newReason: string | null;
};

/** What the dialogs start from. */
export type ClosingContext = {
  program: string;
  programName: string;
  timeZone: string;
  accountId: string;
  facts: ClosingFacts;
  seen: string;
  holders: { entityId: string; name: string }[];
  /** The program's business day. */
  today: string;
  /** ISO 8601. */
  now: string;
  /** What the program's notices are made of. */
  terms: NoticeTerms;
  mayDecide: boolean;
  /** When it becomes a request that another person decides on. */
  secondPerson: SecondPersonSettings;
};
