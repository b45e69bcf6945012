import { daysBetween } from "./format";

/** Plain dates as Lead holds them; an ended period stays visible (50 USC 3937). `daysLeft` counts to the last day. */
export type ScraPeriod = {
  state: "none" | "to-come" | "open" | "ended";
  start: string | null;
  end: string | null;
  daysLeft: number | null;
};

/** @param today the program's business date, YYYY-MM-DD */
export function scraPeriod(start: string | null, end: string | null, today: string): ScraPeriod {
  if (start === null && end === null) return { state: "none", start, end, daysLeft: null };
  if (end !== null && end < today) return { state: "ended", start, end, daysLeft: null };
  if (start !== null && start > today) return { state: "to-come", start, end, daysLeft: null };
  return { state: "open", start, end, daysLeft: end === null ? null : daysBetween(today, end) };
}
