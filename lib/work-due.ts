import { businessDaysBetween } from "./business-days";
import { daysBetween, dueState, dueWords } from "./closures/due-dates";

/** By when something is due, as the work queue says it. `on`: a day of the program's business zone. */
export type WorkDue = { on: string; words: string; state: "overdue" | "soon" | "later" };

/** Days that are left when it begins to press. */
const soonDays = 3;

/** A deadline of the law, which runs in calendar days (Reg B 1002.9(a)(1)(iii)): "Notice 21 days left". */
export function calendarDue(what: string, on: string, today: string): WorkDue {
  const words = dueWords(dueState(on, today, null));
  return { on, words: what === "" ? capital(words) : `${what} ${words}`, state: stateOf(on, today, daysBetween(today, on)) };
}

/** A promise of the program's own, which counts its business days: "2 business days left". */
export function businessDue(what: string, on: string, today: string): WorkDue {
  const left = businessDaysBetween(today, on);
  const late = businessDaysBetween(on, today);
  const count = (days: number) => `${days} business ${days === 1 ? "day" : "days"}`;
  // From one day of a weekend to the next no business day passes, and yet it is another day.
  const words = on === today ? "due today" : on < today ? (late === 0 ? "overdue" : `${count(late)} overdue`) : left === 0 ? "due before the next business day" : `${count(left)} left`;
  return { on, words: what === "" ? capital(words) : `${what} ${words}`, state: stateOf(on, today, left) };
}

function stateOf(on: string, today: string, left: number): WorkDue["state"] {
  if (on < today) return "overdue";
  return left <= soonDays ? "soon" : "later";
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
