import { changeDirectoryQuery, parseDirectoryQuery, serializeDirectoryQuery } from "../directory-query";
import type { DirectoryQuery } from "../directory-query";
import { isOneOf } from "../lead/enums";
import { dayPeriodRows, dayPeriods } from "./day-periods";
import type { DayPeriod } from "./day-periods";

export const periodFilters = ["created", "updated", "closed"] as const satisfies readonly (keyof DirectoryQuery)[];
export type PeriodFilter = (typeof periodFilters)[number];

/** Which filters by days of a view move on with the day. */
export type ViewPeriods = Partial<Record<PeriodFilter, DayPeriod>>;

/**
 * What a view keeps of a list: its filters and its order as the address has them, with "this-month" in place of days that
 * are to move on. Never its page, and never what was searched for: that may be a person's name or number.
 */
export function viewText(query: DirectoryQuery, periods: ViewPeriods): string {
  const kept = changeDirectoryQuery(query, { q: "", search: undefined });
  const moving = periodFilters.flatMap((name) => (periods[name] && kept[name] ? [[name, periods[name]] as const] : []));
  const parameters = new URLSearchParams(serializeDirectoryQuery(kept));
  for (const [name, period] of moving) parameters.set(name, period);
  return parameters.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
}

/** The list of a view on a business day of the program, YYYY-MM-DD. What makes no sense in its text is left out. */
export function viewQuery(text: string, today: string): DirectoryQuery {
  const parameters = new URLSearchParams(text);
  for (const [name, period] of Object.entries(viewPeriods(text))) {
    const { from, to } = dayPeriodRows[period].days(today);
    parameters.set(name, `${from}..${to}`);
  }
  return changeDirectoryQuery(parseDirectoryQuery(parameters), { q: "", search: undefined });
}

export function viewPeriods(text: string): ViewPeriods {
  const parameters = new URLSearchParams(text);
  return Object.fromEntries(periodFilters.flatMap((name) => {
    const period = parameters.get(name);
    return isOneOf(dayPeriods, period) ? [[name, period]] : [];
  }));
}

/** A day that stands for any: the periods are put back in its place. */
const anyDay = "2000-01-01";

/** The same view in the one way in which it is kept. */
export function canonicalViewText(text: string): string {
  return viewText(viewQuery(text, anyDay), viewPeriods(text));
}
