import type { Problem } from "../result";
import type { BulkAction, BulkRowKind, BulkStatus } from "./bulk-actions";
import type { BulkTerms } from "./bulk-inputs";

// What the queries of bulk actions answer and the screens draw. Times are ISO 8601 in UTC.

/** How many accounts stand where; `retryable`: of the refused, those that were tried. */
export type BulkCounts = Record<BulkRowKind, number> & { retryable: number };

export type BulkSummary = {
  id: string;
  action: BulkAction;
  status: BulkStatus;
  rowCount: number;
  counts: BulkCounts;
  askedBy: string;
  isMine: boolean;
  plannedAt: string;
  /** Why it stands still. */
  problem: Problem | null;
};

export type BulkDetail = BulkSummary & {
  terms: BulkTerms;
  /** The address of the list whose accounts these are; null where they were chosen by hand. */
  list: string | null;
  needsSecond: boolean;
  /** What the same person had done before on their own that counts with it, within the program's period. */
  doneBefore: number;
  periodSeconds: number;
  decision: { approved: boolean; by: string; at: string; comment: string | null } | null;
  startedAt: string | null;
  endedAt: string | null;
  stoppedBy: string | null;
  /** When it is tried again by itself. */
  triesAgainAt: string | null;
  /** What the program allows work in the background, in calls a second. */
  callsPerSecond: number;
  /** What this person may do with it as it stands. */
  may: { start: boolean; decide: boolean; stop: boolean; resume: boolean; retry: boolean };
};

export type BulkRowView = {
  rowNumber: number;
  accountId: string;
  productName: string | null;
  status: string | null;
  statusReason: string | null;
  kind: BulkRowKind;
  /** Known before the start to be refused. */
  excluded: boolean;
  why: string | null;
  /** Of a closing, what was answered about this account alone. */
  says: string | null;
};

/** `next` and `previous` are row numbers to go on from. */
export type BulkRowPage = { rows: BulkRowView[]; next: number | null; previous: number | null };

/** What of bulk actions is a person's: what they asked for, and what waits for them to decide. */
export type BulkWork = { mine: BulkSummary[]; waiting: BulkSummary[] };
