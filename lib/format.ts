import { zonedTimeText } from "./fields/zoned-time";

/** The calendar day of an instant (ISO 8601 or a Date) in a zone, as YYYY-MM-DD: a program's business day. */
export function businessDate(at: string | Date, zone: string): string {
  return zonedTimeText(typeof at === "string" ? at : at.toISOString(), zone).slice(0, 10);
}

/** Whole days from one plain date to another, negative where it is past; null where one is no date. */
export function daysBetween(from: string, to: string): number | null {
  const days = (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
  return Number.isInteger(days) ? days : null;
}

/** All but the last four of an account number; of a short one nothing is left to read. */
export function maskTail(number: string): string {
  const letters = Array.from(number);
  return letters.length > 4 ? `•••• ${letters.slice(-4).join("")}` : "••••";
}
