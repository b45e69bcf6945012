import "server-only";
import type { LeadProblem } from "@/lib/lead/problem";

/** Why nothing certain came back. */
export type NoAnswerReason =
  | "not-reached"
  | "timeout"
  | "connection-lost"
  | "rate-limited"
  | "conflict"
  | "server-error"
  | "malformed-answer"
  /** Credentials or tokens refused: not Lead's word on the request itself. */
  | "no-access"
  /** The caller's signal. */
  | "canceled";

/**
 * What came of asking Lead. `refused` is Lead's definite no, also a 404 on a read. `no-answer` is not a no:
 * `mayHaveHappened` is false only where it is certain for every try that Lead did not act. `retryAfterMs`: how long Lead
 * asked to be left alone, by its last answer.
 */
export type LeadOutcome<T> =
  | { kind: "answered"; value: T }
  | { kind: "refused"; problem: LeadProblem }
  | { kind: "no-answer"; reason: NoAnswerReason; mayHaveHappened: boolean; problem?: LeadProblem; retryAfterMs?: number };

export function mapAnswer<T, U>(outcome: LeadOutcome<T>, change: (value: T) => U): LeadOutcome<U> {
  return outcome.kind === "answered" ? { kind: "answered", value: change(outcome.value) } : outcome;
}

/** System error codes that can only come before a request's first byte. */
const beforeSendingCodes: ReadonlySet<string> = new Set(["ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);
const untrustedCertificate = /^(CERT_|ERR_TLS_CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;

interface SystemError {
  code?: unknown;
  syscall?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** Whether an error thrown by fetch proves that nothing of the request left this machine. In doubt: false. */
export function failedBeforeSending(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall, cause, errors } = error as SystemError;
  if (Array.isArray(errors) && errors.length > 0) return errors.every(failedBeforeSending);
  if (syscall === "connect") return true;
  if (typeof code === "string" && (beforeSendingCodes.has(code) || untrustedCertificate.test(code))) return true;
  return cause !== undefined && failedBeforeSending(cause);
}
