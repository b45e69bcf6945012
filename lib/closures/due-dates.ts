const dayMs = 86_400_000;

/** Days within which a notice is given after the action is taken, Reg B 1002.9(a)(1)(iii). */
export const noticeDays = 30;

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMs;
}

/** A plain date some days later; no zone and no clock change plays a part. */
export function addDays(day: string, days: number): string {
  return new Date((dayNumber(day) + days) * dayMs).toISOString().slice(0, 10);
}

/** Whole days from one plain date to a later one; negative where it is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The last day on which the notice is in time; it runs from when the action was taken, not from Lead's closed_at. */
export function noticeDueOn(actionTakenOn: string): string {
  return addDays(actionTakenOn, noticeDays);
}

export type DueState = { state: "met" | "late" | "due" | "overdue"; days: number };

/** `days`: left until the due day, or past it. Delivered on the due day is in time. */
export function dueState(dueOn: string, today: string, deliveredOn: string | null): DueState {
  const late = daysBetween(dueOn, deliveredOn ?? today);
  if (deliveredOn !== null) return late > 0 ? { state: "late", days: late } : { state: "met", days: -late };
  return late > 0 ? { state: "overdue", days: late } : { state: "due", days: -late };
}

/** "21 days left", "due today", "3 days overdue", "delivered in time", "delivered 2 days late". */
export function dueWords({ state, days }: DueState): string {
  const count = `${days} ${days === 1 ? "day" : "days"}`;
  if (state === "met") return "delivered in time";
  if (state === "late") return `delivered ${count} late`;
  if (state === "overdue") return `${count} overdue`;
  return days === 0 ? "due today" : `${count} left`;
}
