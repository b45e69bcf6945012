import type { ClosedElsewhere } from "./closures/closed-elsewhere";
import type { OpenFollowUp } from "./closures/follow-ups";
import type { CommandName } from "./command";
import type { FieldChange } from "./fields/field-changes";
import type { Problem } from "./result";

// What waits in a program for whoever looks after it. Times are ISO 8601 in UTC.

/** A command whose outcome only a person can find out. */
export type NeedsAPerson = {
  commandId: string;
  name: CommandName;
  accountId: string | null;
  productName: string | null;
  /** The account's, for the amounts in `changes`. */
  currency: string | null;
  askedBy: string;
  askedAt: string;
  lastSentAt: string | null;
  sends: number;
  problem: Problem | null;
  /** What was asked for, as much of it as the person may see. */
  changes: FieldChange[];
};

/** A closing, a correction or a change of the inactive reason that is not finished. */
export type QueuedProcess = {
  id: string;
  kind: string;
  accountId: string;
  productName: string;
  stage: string;
  /** What comes next and whose it is, where the kind of process says so. */
  next: string | null;
  owner: string | null;
  /** Of the notice: "21 days left". */
  due: { words: string; overdue: boolean } | null;
  startedBy: string;
  startedAt: string;
  problem: Problem | null;
  alarm: string | null;
};

export type WorkQueue = {
  needsAPerson: NeedsAPerson[];
  /** Null for those who do not decide on closings. */
  processes: QueuedProcess[] | null;
  /** Null for those who may not see closure records. */
  closedElsewhere: ClosedElsewhere[] | null;
  /** What is left to do after closings; null for those who may not see closure records. */
  followUps: OpenFollowUp[] | null;
  maySettle: boolean;
  mayCompleteClosures: boolean;
};
