import type { Parsed } from "./parsed";
import { parsePlainDate, plainDateWords } from "./plain-date";

/** The clock on the wall of a zone at an instant, as the milliseconds that UTC would need to show the same. */
function wallClock(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit",
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((item) => item.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}

/** The first instant at which the zone's clocks show this, or undefined in the hour that is skipped in spring. */
function instantAt(wall: number, zone: string): number | undefined {
  const day = 86_400_000;
  const offsets = [wallClock(wall - day, zone) - (wall - day), wallClock(wall + day, zone) - (wall + day)];
  return offsets.map((offset) => wall - offset).sort((a, b) => a - b).find((instant) => wallClock(instant, zone) === wall);
}

const timePattern = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?$/i;

function secondsOfDay(text: string): number | undefined {
  const match = timePattern.exec(text);
  if (!match) return undefined;
  const [, hourText, minuteText, secondText = "0", half] = match;
  const hour = Number(hourText);
  if (half && (hour < 1 || hour > 12)) return undefined;
  const hour24 = half ? (hour % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : hour;
  if (hour24 > 23 || Number(minuteText) > 59 || Number(secondText) > 59) return undefined;
  return hour24 * 3600 + Number(minuteText) * 60 + Number(secondText);
}

/** "2026-11-20 14:30" on the clocks of a zone, to an instant in ISO 8601 with seconds, in UTC. */
export function parseZonedTime(text: string, zone: string): Parsed<string> {
  const match = /^(.*?\d{4}|\d{4}-\d{1,2}-\d{1,2})[\sT,]+(\d{1,2}:\d{2}.*)$/i.exec(text.trim());
  if (!match) return { ok: false, message: "Enter a date and a time, for example 2026-11-20 14:30." };
  const date = parsePlainDate(match[1] ?? "");
  if (!date.ok) return date;
  const seconds = secondsOfDay((match[2] ?? "").trim());
  if (seconds === undefined) return { ok: false, message: "Enter a time between 00:00 and 23:59." };
  const instant = instantAt(Date.parse(`${date.value}T00:00:00Z`) + seconds * 1000, zone);
  if (instant === undefined) return { ok: false, message: "The clocks skipped that time on that day." };
  return { ok: true, value: new Date(instant).toISOString().replace(".000Z", "Z") };
}

const quarterMs = 900_000;

/** The first instant of a plain date on the clocks of a zone, ISO 8601 in UTC; where clocks skip midnight, or the whole day, the first one after. */
export function startOfDay(day: string, zone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  for (let wall = midnight; ; wall += quarterMs) {
    const instant = instantAt(wall, zone);
    if (instant !== undefined) return new Date(instant).toISOString().replace(".000Z", "Z");
  }
}

/** An instant as the plain text of a form field on the clocks of a zone; seconds only where there are some. */
export function zonedTimeText(iso: string, zone: string): string {
  const instant = Date.parse(iso);
  if (Number.isNaN(instant)) return iso;
  const text = new Date(wallClock(instant, zone)).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, text.slice(17, 19) === "00" ? 16 : 19)}`;
}

/** "20 Nov 2026, 14:30 CST". */
export function zonedTimeWords(iso: string, zone: string): string {
  const instant = Date.parse(iso);
  if (Number.isNaN(instant)) return iso;
  const [date = "", time = ""] = zonedTimeText(iso, zone).split(" ");
  return `${plainDateWords(date)}, ${time} ${zoneName(instant, zone)}`;
}

/** The short name of a zone at an instant: CST, UTC, GMT+2. */
export function zoneName(instant: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "short" }).formatToParts(instant);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}
