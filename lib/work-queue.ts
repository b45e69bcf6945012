import type { BoundedCount } from "./account-views";
import type { ClosedElsewhere } from "./closures/closed-elsewhere";
import type { CommandName } from "./command";
import type { FieldChange } from "./fields/field-changes";
import type { Problem } from "./result";
import type { WorkDue } from "./work-due";

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

export const workSections = ["unconfirmed", "callers", "approvals", "notices", "stopped", "corrections", "deceased", "follow-ups", "closed-elsewhere", "holds", "changed-elsewhere", "under-way", "checking"] as const;
export type WorkSection = (typeof workSections)[number];

type SectionRow = {
  label: string;
  /** In the row of sections. */
  short: string;
  /** Said where there is none. */
  fine: string;
  /** Whether it wants a person; the rest is there to be known. */
  wants: boolean;
};

/** What compliance looks after, in the order of the screen (COMPLIANCE, The order of a closing). */
export const workSectionRows = {
  unconfirmed: { label: "Not confirmed by Lead", short: "Not confirmed", fine: "Every command was confirmed", wants: true },
  callers: { label: "Callers who wait for an answer", short: "Callers", fine: "No caller waits for an answer", wants: true },
  approvals: { label: "Approvals", short: "Approvals", fine: "No request waits for a decision", wants: true },
  notices: { label: "Letters and notices to send", short: "Letters and notices", fine: "No letter and no notice is due", wants: true },
  stopped: { label: "Closings stopped half-way", short: "Stopped closings", fine: "No closing is stopped", wants: true },
  corrections: { label: "Corrections and changes of the inactive reason", short: "Corrections", fine: "No correction is under way", wants: true },
  deceased: { label: "Cases of deceased holders", short: "Deceased holders", fine: "No case of a deceased holder is open", wants: true },
  "follow-ups": { label: "Follow-ups after closings", short: "Follow-ups", fine: "Every follow-up is done", wants: true },
  "closed-elsewhere": { label: "Closed elsewhere", short: "Closed elsewhere", fine: "No closure made elsewhere waits", wants: true },
  holds: { label: "Holds running out", short: "Holds", fine: "No hold runs out in the next 5 business days", wants: true },
  "changed-elsewhere": { label: "Changed elsewhere in the last 5 business days", short: "Changed elsewhere", fine: "Nothing that matters changed elsewhere in the last 5 business days", wants: false },
  "under-way": { label: "Closings that go on by themselves", short: "Under way", fine: "No closing is under way", wants: false },
  checking: { label: "Being checked with Lead", short: "Being checked", fine: "No command waits for an answer from Lead", wants: false },
} satisfies Record<WorkSection, SectionRow>;

/** How many business days ahead a hold counts as running out, and how many back a change elsewhere is shown. */
export const workDays = 5;

/** How many of each section are shown at first, and of one that is looked at alone. */
export const firstOfSection = 8;
export const mostOfSection = 200;

/** One thing that waits, the same for every section. */
export type WorkQueueItem = {
  id: string;
  what: string;
  accountId: string | null;
  productName: string | null;
  stage: string;
  tone: "ok" | "warn" | "stop" | "accent" | "idle";
  /** What comes next and whose it is. */
  next: string | null;
  owner: string | null;
  /** Why it stopped, or what is wrong with the account meanwhile. */
  why: string | null;
  alarm: string | null;
  due: WorkDue | null;
  since: string;
  by: string | null;
  /** Where it is done: a path below the program's. */
  path: string;
};

export type SectionState = {
  key: WorkSection;
  count: BoundedCount;
  overdue: number;
  /** The most urgent ones; for the sections that have lists of their own, none. */
  items: WorkQueueItem[];
};

export type WorkQueue = {
  sections: SectionState[];
  needsAPerson: NeedsAPerson[];
  closedElsewhere: ClosedElsewhere[];
  maySettle: boolean;
  mayCompleteClosures: boolean;
};

export function isWorkSection(name: unknown): name is WorkSection {
  return workSections.some((section) => section === name);
}

/** How many things want a person, and how many of them are overdue. */
export function workTotals(sections: readonly SectionState[]): { wanted: number; more: boolean; overdue: number } {
  const wanting = sections.filter(({ key }) => workSectionRows[key].wants);
  return {
    wanted: wanting.reduce((sum, { count }) => sum + count.count, 0),
    more: wanting.some(({ count }) => count.more),
    overdue: wanting.reduce((sum, { overdue }) => sum + overdue, 0),
  };
}
