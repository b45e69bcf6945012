import fc from "fast-check";
import { expect, test } from "vitest";
import { zonedTimeText } from "../fields/zoned-time";
import { businessDate } from "../format";
import { deliveryInstant } from "./delivery";

const zone = "America/Chicago";
const limits = { decidedAt: "2026-11-20T20:00:30.412Z", now: "2026-11-21T16:00:00.000Z", zone };

test("a minute is taken as said", () => {
  expect(deliveryInstant({ on: "2026-11-20", time: "15:10" }, limits)).toEqual({ ok: true, value: "2026-11-20T21:10:00.000Z" });
});

test("the minute of the decision itself is not before it", () => {
  expect(deliveryInstant({ on: "2026-11-20", time: "14:00" }, limits)).toEqual({ ok: true, value: "2026-11-20T20:00:30.412Z" });
  expect(deliveryInstant({ on: "2026-11-20", time: "13:59" }, limits).ok).toBe(false);
});

test("where only the day is known: noon, or the nearest moment that is possible", () => {
  expect(deliveryInstant({ on: "2026-11-21", time: null }, limits)).toEqual({ ok: true, value: "2026-11-21T16:00:00.000Z" });
  expect(deliveryInstant({ on: "2026-11-20", time: null }, limits)).toEqual({ ok: true, value: "2026-11-20T20:00:30.412Z" });
  expect(deliveryInstant({ on: "2026-11-21", time: null }, { ...limits, now: "2026-11-22T16:00:00Z" })).toEqual({ ok: true, value: "2026-11-21T18:00:00.000Z" });
});

test.each([
  [{ on: "2026-11-21", time: "10:01" }, "A letter cannot have been delivered in the future."],
  [{ on: "2026-11-22", time: null }, "A letter cannot have been delivered in the future."],
  [{ on: "2026-11-19", time: null }, "A letter cannot have been sent before the closing was decided."],
  [{ on: "2026-02-30", time: null }, "February 2026 has no day 30."],
])("%o: %s", (delivered, message) => expect(deliveryInstant(delivered, limits)).toEqual({ ok: false, message }));

test("never in the future, never before the decision, always on the day that was said", () => {
  const instant = fc.date({ min: new Date("2024-01-01T00:00:00Z"), max: new Date("2030-01-01T00:00:00Z"), noInvalidDate: true });
  const zones = fc.constantFrom("America/Chicago", "America/New_York", "Pacific/Auckland", "America/Santiago", "Africa/Cairo", "UTC");
  fc.assert(
    fc.property(instant, fc.nat({ max: 40 * 86_400_000 }), instant, fc.boolean(), zones, (decided, waited, said, timeKnown, where) => {
      const now = new Date(decided.getTime() + waited);
      const [on = "", time = ""] = zonedTimeText(said.toISOString(), where).split(" ");
      const answer = deliveryInstant({ on, time: timeKnown ? time.slice(0, 5) : null }, { decidedAt: decided.toISOString(), now: now.toISOString(), zone: where });
      if (!answer.ok) return true;
      const at = Date.parse(answer.value);
      return at >= decided.getTime() && at <= now.getTime() && businessDate(answer.value, where) === on;
    }),
    { numRuns: 500 },
  );
});
