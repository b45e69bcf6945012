import "server-only";
import type { LeadProblem } from "@/lib/lead/problem";
import type { NoAnswerReason } from "./lead-error";

/** What repeating a request can do: nothing (read), the same once more under its key, or something new (unkeyed). */
export type Effect = "read" | "keyed-write" | "unkeyed-write";

/** How one try ends that brought no answer to use. */
export type TryEnding =
  | "refused"
  | "unauthorized"
  | "no-token"
  | "rate-limited"
  | "conflict"
  | "server-error"
  | "unexpected-status"
  | "malformed-answer"
  | "not-reached"
  | "timeout"
  | "connection-lost"
  | "canceled";

export const maxTries = 3;

interface RetryRow {
  /** `stop`: nothing is gained by another try. `repeat-if-keyed`: only where repeating cannot do something new. */
  then: "stop" | "repeat" | "repeat-if-keyed";
  /** Whether Lead may have acted on this try, were it a write. */
  mayHaveActed: boolean;
  /** What it is called when no try is left. */
  reason: NoAnswerReason;
}

/**
 * One row per ending (FACTS 7). 429 says of reads alone that they were not processed (FACTS 6.2); 409 says that the key is
 * used or in flight, so it is kept; 5xx and silence say nothing about what happened. A 401 has been renewed once already.
 */
export const retryTable = {
  refused: { then: "stop", mayHaveActed: false, reason: "no-access" },
  unauthorized: { then: "stop", mayHaveActed: false, reason: "no-access" },
  "no-token": { then: "repeat", mayHaveActed: false, reason: "no-access" },
  "rate-limited": { then: "repeat-if-keyed", mayHaveActed: true, reason: "rate-limited" },
  "not-reached": { then: "repeat", mayHaveActed: false, reason: "not-reached" },
  conflict: { then: "repeat-if-keyed", mayHaveActed: true, reason: "conflict" },
  "server-error": { then: "repeat-if-keyed", mayHaveActed: true, reason: "server-error" },
  "unexpected-status": { then: "repeat-if-keyed", mayHaveActed: true, reason: "malformed-answer" },
  "malformed-answer": { then: "repeat-if-keyed", mayHaveActed: true, reason: "malformed-answer" },
  timeout: { then: "repeat-if-keyed", mayHaveActed: true, reason: "timeout" },
  "connection-lost": { then: "repeat-if-keyed", mayHaveActed: true, reason: "connection-lost" },
  canceled: { then: "stop", mayHaveActed: true, reason: "canceled" },
} as const satisfies Record<TryEnding, RetryRow>;

/** Reads an HTTP status. A read has no key to be in conflict about: there, 409 is a plain refusal. */
export function endingOfStatus(status: number, effect: Effect): TryEnding | "answered" {
  if (status >= 200 && status < 300) return "answered";
  if (status === 401) return "unauthorized";
  if (status === 429) return "rate-limited";
  if (status === 409 && effect !== "read") return "conflict";
  if (status === 408) return "timeout";
  if (status >= 500) return "server-error";
  return status >= 400 ? "refused" : "unexpected-status";
}

export function isWorthAnotherTry(ending: TryEnding, effect: Effect, triesMade: number): boolean {
  if (triesMade >= maxTries) return false;
  const { then } = retryTable[ending];
  return then === "repeat" || (then === "repeat-if-keyed" && effect !== "unkeyed-write");
}

/** Whether an earlier try may have acted: none, one of an earlier request of the same intent, or one of this request. */
export type Doubt = "none" | "before" | "now";

/**
 * Whether a refusal is Lead's word on the intent though an earlier try may have acted. Access refusals come before the
 * key is looked up, and an inconsistent key means that it was used: these say nothing, nor does one without Lead's own
 * code, which may come from a gateway. A refused transition, or one without a key, may only show that a try of moments
 * ago worked; when it is sent again later, the caller reads first.
 */
export function settlesEarlierTries({ status, code }: LeadProblem, effect: Effect, doubt: Doubt): boolean {
  if (effect === "read" || doubt === "none") return true;
  if (code === undefined || status === 403 || code === "idempotency_request_inconsistent") return false;
  if (effect === "unkeyed-write" || code === "invalid_status_transition") return doubt === "before";
  return true;
}

/** The pause after a number of tries: doubling, and between half and the whole of it by chance. Milliseconds. */
export function retryDelay(triesMade: number, baseDelayMs: number, chance: number): number {
  const whole = baseDelayMs * 2 ** (triesMade - 1);
  return Math.round(whole / 2 + (whole / 2) * chance);
}

/** `Retry-After` in milliseconds: seconds or an HTTP date; undefined where absent or unreadable. */
export function retryAfterDelay(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const value = header.trim();
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const date = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
