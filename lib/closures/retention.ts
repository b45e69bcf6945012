import { daysInMonth } from "../fields/plain-date";

/** Months from the notification, Reg B 1002.12(b)(1): the floor under every setting. */
export const floorMonths = 25;

/** The same day some months later, or the last day of that month. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return `${String(toYear).padStart(4, "0")}-${String(toMonth).padStart(2, "0")}-${String(Math.min(date, daysInMonth(toYear, toMonth))).padStart(2, "0")}`;
}

/**
 * The last day on which a record must be there: so many years from the later of its end and the last notification, and
 * never less than the floor. `held`: what was said before, which is never shortened.
 */
export function retainUntil({ endedOn, notifiedOn }: { endedOn: string; notifiedOn: string | null }, years: number, held: string | null = null): string {
  const from = notifiedOn !== null && notifiedOn > endedOn ? notifiedOn : endedOn;
  const days = [addMonths(from, years * 12), addMonths(notifiedOn ?? endedOn, floorMonths), ...(held === null ? [] : [held])];
  return days.sort().at(-1) ?? endedOn;
}
