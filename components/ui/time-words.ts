const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function parts(at: Date, timeZone: string, options: Intl.DateTimeFormatOptions): Record<string, string> {
  const formatted = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...options }).formatToParts(at);
  return Object.fromEntries(formatted.map((part) => [part.type, part.value]));
}

/** "20 Nov 2026" as that zone's calendar has it. */
export function dayWords(at: Date, timeZone: string): string {
  const { day, month, year } = parts(at, timeZone, { day: "numeric", month: "short", year: "numeric" });
  return `${day} ${month} ${year}`;
}

/** "14:02 CST", or with seconds "14:02:11 CST". */
export function clockWords(at: Date, timeZone: string, seconds = false): string {
  const { hour, minute, second, timeZoneName } = parts(at, timeZone, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  });
  return `${hour}:${minute}${seconds ? `:${second}` : ""} ${timeZoneName}`;
}

export function momentWords(at: Date, timeZone: string, seconds = false): string {
  return `${dayWords(at, timeZone)}, ${clockWords(at, timeZone, seconds)}`;
}

function daysBetween(earlier: Date, later: Date, timeZone: string): number {
  const dayNumber = (at: Date) => {
    const { year, month, day } = parts(at, timeZone, { year: "numeric", month: "numeric", day: "numeric" });
    return Date.UTC(Number(year), Number(month) - 1, Number(day)) / (24 * hourMs);
  };
  return Math.round(dayNumber(later) - dayNumber(earlier));
}

/** How long ago, in the zone's days: "3 s ago", "2 h ago", "yesterday", "5 days ago", "14 Nov", "14 Nov 2025". */
export function relativeWords(at: Date, now: Date, timeZone: string): string {
  const ageMs = now.getTime() - at.getTime();
  if (ageMs < -minuteMs) return dayWords(at, timeZone);
  if (ageMs < 2000) return "just now";
  if (ageMs < minuteMs) return `${Math.floor(ageMs / 1000)} s ago`;
  if (ageMs < hourMs) return `${Math.floor(ageMs / minuteMs)} min ago`;
  const days = daysBetween(at, now, timeZone);
  if (days === 0 || ageMs < 6 * hourMs) return `${Math.floor(ageMs / hourMs)} h ago`;
  if (days === 1) return "yesterday";
  if (days < 7) return `${days} days ago`;
  const words = dayWords(at, timeZone);
  const thisYear = parts(now, timeZone, { year: "numeric" }).year ?? "";
  return words.endsWith(` ${thisYear}`) ? words.slice(0, -thisYear.length - 1) : words;
}
