import { plainDateWords } from "./fields/plain-date";
import type { ScraPeriod } from "./scra-period";

type ScraWords = { period: string; tag: string; tone: "warn" | "neutral" };

/** The protection in words, null where Lead reports none. Plain dates: no zone shifts them. */
export function scraWords({ state, start, end, daysLeft }: ScraPeriod): ScraWords | null {
  if (state === "none") return null;
  const period = end ? `${start ? plainDateWords(start) : "start not reported"} to ${plainDateWords(end)}` : `${start ? plainDateWords(start) : ""}, no end reported`;
  if (state === "to-come") return { period, tag: "SCRA begins later", tone: "warn" };
  if (state === "ended") return { period, tag: "SCRA ended", tone: "neutral" };
  if (daysLeft === null) return { period, tag: "SCRA open", tone: "warn" };
  return { period, tag: `SCRA ${daysLeft === 1 ? "1 day" : `${daysLeft} days`} left`, tone: "warn" };
}
