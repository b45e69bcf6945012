import "server-only";
import type { Program } from "../programs";

/** How long one holder may work on a command before another takes it over: a call, a look afterwards and the rest. */
export function leaseMs({ limits }: Program): number {
  return 2 * limits.actionDeadlineMs + 1_000;
}

/** How long a look may take, so that an action still has time for its call. */
export function lookDeadlineMs({ limits }: Program): number {
  return Math.ceil(limits.actionDeadlineMs / 2);
}

const longestPauseMs = 60_000;

/** The pause before an unconfirmed command is sent again: doubling with every send, and as long as Lead asks for, within the window. */
export function resendDelayMs({ limits, resendWindowSeconds }: Program, sends: number, retryAfterMs = 0): number {
  const ours = Math.min(longestPauseMs, limits.retryDelayMs * 2 ** Math.min(sends + 1, 20));
  return Math.max(ours, Math.min(retryAfterMs, resendWindowSeconds * 1_000));
}
