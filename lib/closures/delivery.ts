import type { Parsed } from "../fields/parsed";
import { parseZonedTime } from "../fields/zoned-time";
import { addDays } from "./due-dates";

/** When a letter was delivered or mailed: a day, and the time of day ("14:30") where it is known. */
export type DeliveryTime = { on: string; time: string | null };

type Limits = {
  /** ISO 8601. The decision: no letter precedes it. */
  decidedAt: string;
  /** ISO 8601. The database's now(). */
  now: string;
  zone: string;
};

/**
 * The instant that is recorded at Lead, ISO 8601 in UTC. A minute or a day is a span of time; it must overlap with the
 * time from the decision until now, and the instant is the point of that overlap that is nearest to what was said:
 * the minute's beginning, or noon of the day in the program's zone.
 */
export function deliveryInstant({ on, time }: DeliveryTime, { decidedAt, now, zone }: Limits): Parsed<string> {
  const span = time === null ? daySpan(on, zone) : minuteSpan(on, time, zone);
  if (!span.ok) return span;
  const { from, until, said } = span.value;
  const earliest = Math.max(from, Date.parse(decidedAt));
  const latest = Math.min(until - 1, Date.parse(now));
  if (from > Date.parse(now)) return { ok: false, message: "A letter cannot have been delivered in the future." };
  if (earliest > latest) return { ok: false, message: "A letter cannot have been sent before the closing was decided." };
  return { ok: true, value: new Date(Math.min(Math.max(said, earliest), latest)).toISOString() };
}

type Span = { from: number; until: number; said: number };

function minuteSpan(on: string, time: string, zone: string): Parsed<Span> {
  const parsed = parseZonedTime(`${on} ${time}`, zone);
  if (!parsed.ok) return parsed;
  const from = Date.parse(parsed.value);
  return { ok: true, value: { from, until: from + 60_000, said: from } };
}

function daySpan(on: string, zone: string): Parsed<Span> {
  const noon = parseZonedTime(`${on} 12:00`, zone);
  if (!noon.ok) return noon;
  return { ok: true, value: { from: dayStart(on, zone), until: dayStart(addDays(on, 1), zone), said: Date.parse(noon.value) } };
}

/** The first moment of a day; where the clocks skip midnight, the first one that they show. */
function dayStart(day: string, zone: string): number {
  for (const time of ["00:00", "00:30", "01:00", "02:00"]) {
    const parsed = parseZonedTime(`${day} ${time}`, zone);
    if (parsed.ok) return Date.parse(parsed.value);
  }
  throw new Error(`The day ${day} has no beginning in ${zone}.`);
}
