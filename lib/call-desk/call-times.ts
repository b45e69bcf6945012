import { z } from "zod";

/** How a call ended for the agent. */
export const callOutcomes = ["reactivated", "handed-over", "answered"] as const;
export type CallOutcome = (typeof callOutcomes)[number];

export const mostCallSeconds = 7_200;

/** A figure of the program: it names neither the agent nor the account. */
export const callTimeInput = z.strictObject({ outcome: z.enum(callOutcomes), seconds: z.int().min(0).max(mostCallSeconds) });

/** Of one business day of the program; the median in whole seconds, null without a call. */
export type CallFigure = { calls: number; medianSeconds: number | null };

/** "1 min 20 s". */
export function secondsWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  return minutes === 0 ? `${whole} s` : `${minutes} min ${whole % 60} s`;
}
