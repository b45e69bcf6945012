import type { BoundedCount } from "../account-views";
import type { AgeBand } from "./directory-ages";
import type { IntakeState } from "./intake-state";

// What Settings shows of a program. Times are ISO 8601 in UTC, rates calls per second.

export type RefreshStands = "reading" | "waiting" | "paused" | "stalled";

export type RefreshState = {
  stands: RefreshStands;
  /** What it is set to, and the most it may be: the program's rate for all work in the background. */
  speed: number;
  most: number;
  /** People ask Lead or an import runs just now: it keeps to a tenth. */
  givesWay: boolean;
  periods: { openEverySeconds: number; changedEverySeconds: number; closedEverySeconds: number };
  setBy: string | null;
  setAt: string | null;
  lastReadAt: string | null;
  nextLookAt: string | null;
  problem: string | null;
};

export type CallRate = {
  /** Over the last minute. */
  background: number;
  people: number;
  allowed: number;
  /** After a 429, until it has recovered. */
  slowedTo: number | null;
};

export type RunningImport = { id: string; name: string; read: number; toRead: number; waitsUntil: string | null };

export type LastError = { where: string; words: string; at: string };

export type SettingsState = {
  known: { total: number; byStatus: { status: string; accounts: number }[] };
  /** Null until the worker has counted once. */
  ages: { bands: AgeBand[]; missing: number; countedAt: string } | null;
  refresh: RefreshState;
  rate: CallRate;
  imports: RunningImport[];
  waiting: { announced: BoundedCount; events: BoundedCount };
  lists: { list: string; underWay: boolean; finishedAt: string | null; nextLookAt: string; problem: string | null }[];
  errors: LastError[];
  intake: IntakeState;
  mayControl: boolean;
};
