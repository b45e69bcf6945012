import { addDays } from "../closures/due-dates";
import type { DayRange } from "../directory-query";

export const dayPeriods = ["today", "last-7-days", "last-30-days", "this-month", "last-month"] as const;
export type DayPeriod = (typeof dayPeriods)[number];

const firstOfMonth = (day: string) => `${day.slice(0, 7)}-01`;

/** Spans of business days that move on with the day, both ends included. */
export const dayPeriodRows = {
  "today": { label: "Today", days: (today) => ({ from: today, to: today }) },
  "last-7-days": { label: "Last 7 days", days: (today) => ({ from: addDays(today, -6), to: today }) },
  "last-30-days": { label: "Last 30 days", days: (today) => ({ from: addDays(today, -29), to: today }) },
  "this-month": { label: "This month", days: (today) => ({ from: firstOfMonth(today), to: today }) },
  "last-month": {
    label: "Last month",
    days: (today) => {
      const to = addDays(firstOfMonth(today), -1);
      return { from: firstOfMonth(to), to };
    },
  },
} satisfies Record<DayPeriod, { label: string; days: (today: string) => { from: string; to: string } }>;

/** The periods that are these very days today; none for days that stand still. */
export function periodsOf(days: DayRange | undefined, today: string): DayPeriod[] {
  return dayPeriods.filter((period) => {
    const { from, to } = dayPeriodRows[period].days(today);
    return days?.from === from && days.to === to;
  });
}
