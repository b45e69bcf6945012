/** Accounts whose last read is at least this long ago, and shorter than where the next band begins. */
export type AgeBand = { fromSeconds: number; open: number; closed: number };

const hour = 3_600;
const day = 24 * hour;

/** Where the bands begin, in seconds, the youngest first. */
export const ageBandStarts = [0, hour, 6 * hour, day, 3 * day, 7 * day, 30 * day] as const;

/** "1 to 6 hours", "over 30 days". */
export function ageBandWords(fromSeconds: number): string {
  const until = ageBandStarts.find((start) => start > fromSeconds);
  if (until === undefined) return `Over ${lengthWords(fromSeconds)}`;
  if (fromSeconds === 0) return `Under ${lengthWords(until)}`;
  const inDays = fromSeconds % day === 0;
  const [from, to] = [fromSeconds / (inDays ? day : hour), lengthWords(until, !inDays)];
  return `${from} to ${to}`;
}

/** "6 hours", "1 day", "90 minutes". */
export function lengthWords(seconds: number, inHours = false): string {
  const [size, unit] = !inHours && seconds % day === 0 ? [day, "day"] : seconds % hour === 0 ? [hour, "hour"] : seconds % 60 === 0 ? [60, "minute"] : [1, "second"];
  const many = seconds / size;
  return `${many.toLocaleString("en-US")} ${unit}${many === 1 ? "" : "s"}`;
}
