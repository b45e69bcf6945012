import type { CallFigure } from "./call-desk/call-times";
import { addDays } from "./closures/due-dates";
import type { AgeBand } from "./settings/directory-ages";

// What Overview shows. Days are business days of the program, YYYY-MM-DD.

/** How many weeks are shown, the last of them that of the day. */
export const weeksShown = 13;

export type Week = { from: string; to: string; opened: number; withNotice: number; withoutNotice: number };

/** Accounts of a status with a capability; `capability` null: of the status in all, "": with none. */
export type StatusCount = { status: string; capability: string | null; accounts: number };

/** `reason` null: Lead gave none. One number for each band of ages. */
export type InactiveRow = { reason: string | null; bands: number[] };

export type Overview = {
  day: string;
  today: string;
  /** The first day of which figures are kept; null where no account is known yet. */
  begins: string | null;
  /** Changes that the worker has not added up yet, beyond those that are: the figures run behind. */
  behind: boolean;
  accounts: StatusCount[];
  weeks: Week[];
  inactive: InactiveRow[];
  scraEnding: number;
  /** Null for those who may not see requests; `own`: their own alone. */
  approvals: { waiting: number; own: boolean } | null;
  /** Checked by the console itself, and such as need a person. */
  unconfirmed: { checking: number; needsAPerson: number };
  /** Of the day. */
  calls: CallFigure;
  freshness: { bands: AgeBand[]; countedAt: string } | null;
};

/** Where the bands of ages begin, in days. */
export const inactiveBandStarts = [0, 30, 90, 180, 365] as const;

/** "Under 30 days", "30 to 89 days", "365 days and more". */
export function inactiveBandWords(index: number): string {
  const [from, until] = [inactiveBandStarts[index] ?? 0, inactiveBandStarts[index + 1]];
  if (until === undefined) return `${from} days and more`;
  return from === 0 ? `Under ${until} days` : `${from} to ${until - 1} days`;
}

/** The same in the head of a column, of days: "30–89". */
export function inactiveBandShort(index: number): string {
  const [from, until] = [inactiveBandStarts[index] ?? 0, inactiveBandStarts[index + 1]];
  return until === undefined ? `${from}+` : `${from}–${until - 1}`;
}

/** The days since which an account is inactive that is in a band on a day. */
export function inactiveBandDays(index: number, day: string): { from: string | undefined; to: string } {
  const [from, until] = [inactiveBandStarts[index] ?? 0, inactiveBandStarts[index + 1]];
  return { from: until === undefined ? undefined : addDays(day, 1 - until), to: addDays(day, -from) };
}

/** The Monday of a day's week. */
export function weekStart(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/** The weeks up to a day's own, which ends with the day. */
export function weeksUpTo(day: string): { from: string; to: string }[] {
  const last = weekStart(day);
  return Array.from({ length: weeksShown }, (_, index) => {
    const from = addDays(last, 7 * (index + 1 - weeksShown));
    return { from, to: from === last ? day : addDays(from, 6) };
  });
}

/** The band of an account that is inactive since a day. */
export function inactiveBandOf(since: string, day: string): number {
  const index = inactiveBandStarts.findLastIndex((start) => addDays(since, start) <= day);
  return Math.max(0, index);
}
