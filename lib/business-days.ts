import { addDays } from "./closures/due-dates";
import { daysInMonth } from "./fields/plain-date";
import { startOfDay } from "./fields/zoned-time";
import { businessDate } from "./format";

const sunday = 0;
const monday = 1;
const thursday = 4;
const saturday = 6;

/** 0 is Sunday; a plain date has its weekday in every zone. */
function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function plain(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): string {
  const first = plain(year, month, 1);
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1));
}

function lastWeekday(year: number, month: number, weekday: number): string {
  const last = plain(year, month, daysInMonth(year, month));
  return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
}

type HolidayRow = { name: string; since?: number; on(year: number): string };

/** The holidays of the Federal Reserve Banks, on the days that the law names. */
const holidayRows: readonly HolidayRow[] = [
  { name: "New Year’s Day", on: (year) => plain(year, 1, 1) },
  { name: "Martin Luther King Jr. Day", since: 1986, on: (year) => nthWeekday(year, 1, monday, 3) },
  { name: "Presidents’ Day", on: (year) => nthWeekday(year, 2, monday, 3) },
  { name: "Memorial Day", on: (year) => lastWeekday(year, 5, monday) },
  { name: "Juneteenth", since: 2022, on: (year) => plain(year, 6, 19) },
  { name: "Independence Day", on: (year) => plain(year, 7, 4) },
  { name: "Labor Day", on: (year) => nthWeekday(year, 9, monday, 1) },
  { name: "Columbus Day", on: (year) => nthWeekday(year, 10, monday, 2) },
  { name: "Veterans Day", on: (year) => plain(year, 11, 11) },
  { name: "Thanksgiving Day", on: (year) => nthWeekday(year, 11, thursday, 4) },
  { name: "Christmas Day", on: (year) => plain(year, 12, 25) },
];

/**
 * When the Reserve Banks are closed for it: a holiday on a Sunday moves to the Monday; one on a Saturday does not move,
 * for the Banks are open on the Friday before.
 */
function observedOn(day: string): string | null {
  const weekday = weekdayOf(day);
  if (weekday === saturday) return null;
  return weekday === sunday ? addDays(day, 1) : day;
}

/** The name of the Federal Reserve holiday observed on a plain date, or null. */
export function holidayOn(day: string): string | null {
  const year = Number(day.slice(0, 4));
  return holidayRows.find(({ since = 0, on }) => year >= since && observedOn(on(year)) === day)?.name ?? null;
}

/** Monday to Friday, where the Reserve Banks are open. */
export function isBusinessDay(day: string): boolean {
  const weekday = weekdayOf(day);
  return weekday !== saturday && weekday !== sunday && holidayOn(day) === null;
}

/** The business day that lies so many after a plain date, which itself does not count; 0 is the first one from that date on. */
export function addBusinessDays(day: string, count: number): string {
  let last = day;
  for (let left = count; left > 0; ) {
    last = addDays(last, 1);
    if (isBusinessDay(last)) left -= 1;
  }
  while (!isBusinessDay(last)) last = addDays(last, 1);
  return last;
}

/** The business day that lies so many before a plain date, which itself does not count. */
export function businessDaysBefore(day: string, count: number): string {
  let first = day;
  for (let left = count; left > 0; ) {
    first = addDays(first, -1);
    if (isBusinessDay(first)) left -= 1;
  }
  return first;
}

/** How many business days lie after the first date, up to and with the second; 0 where that is not later. */
export function businessDaysBetween(from: string, to: string): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isBusinessDay(day)) count += 1;
  return count;
}

/** When so many business days after an instant are over: the end of the last of them on the clocks of the zone, ISO 8601 in UTC. */
export function endOfBusinessDays(from: string | Date, count: number, zone: string): string {
  return startOfDay(addDays(addBusinessDays(businessDate(from, zone), count), 1), zone);
}
