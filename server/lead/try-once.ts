import "server-only";
import type { LeadProblem } from "@/lib/lead/problem";
import { nowMs } from "../clock";
import { log } from "../log";
import type { Program } from "../programs";
import { abortLink } from "./abort-link";
import { accessToken, forgetToken } from "./access-token";
import { problemOf } from "./answer-problem";
import { exchange, requestIdOf } from "./http-exchange";
import type { ExchangeResult } from "./http-exchange";
import type { LeadOutcome, NoAnswerReason } from "./lead-error";
import type { LeadRequest, RequestContext } from "./lead-request";
import { endingOfStatus, retryAfterDelay } from "./retry-policy";
import type { TryEnding } from "./retry-policy";
import type { GrantedToken } from "./token-exchange";

/** A try that brought nothing to use. */
export interface EndedTry {
  kind: "ended";
  ending: TryEnding;
  /** Whether the request itself can have left this process. */
  sent: boolean;
  /** More exact than the ending's own. */
  reason?: NoAnswerReason;
  problem?: LeadProblem;
  retryAfterMs?: number;
}

/** What the call log shows of the newest answer. */
export interface LastAnswer {
  status?: number;
  body?: unknown;
  requestId?: string;
}

type TryResult<T> = { kind: "answered"; value: T } | EndedTry;

const notSent = (ending: TryEnding, rest: Partial<EndedTry> = {}): EndedTry => ({ kind: "ended", sent: false, ending, ...rest });

/** Waits for a token no longer than the request has time; the exchange itself goes on for whoever else waits. */
async function tokenInTime(program: Program, context: RequestContext, access: LeadRequest<unknown>["access"], deadlineAt: number): Promise<LeadOutcome<GrantedToken>> {
  const link = abortLink(Math.max(0, deadlineAt - performance.now()), context.signal);
  const impatient = new Promise<NoAnswerReason>((resolve) => {
    const end = () => resolve(link.timedOut() ? "timeout" : "canceled");
    if (link.signal.aborted) end();
    else link.signal.addEventListener("abort", end, { once: true });
  });
  const outcome = await Promise.race([accessToken(program, access, context.sink), impatient]).finally(link.release);
  return typeof outcome === "string" ? { kind: "no-answer", reason: outcome, mayHaveHappened: false } : outcome;
}

async function send<T>(program: Program, context: RequestContext, request: LeadRequest<T>, url: string, token: GrantedToken, deadlineAt: number): Promise<ExchangeResult> {
  const headers: Record<string, string> = { accept: "application/json", authorization: `Bearer ${token.token.reveal()}` };
  if (request.body !== undefined) headers["content-type"] = "application/json";
  if (request.idempotencyKey !== undefined) headers["idempotency-key"] = request.idempotencyKey;
  const timeoutMs = Math.max(1, Math.min(program.limits.attemptTimeoutMs, Math.ceil(deadlineAt - performance.now())));
  return exchange({ url, method: request.method, headers, body: request.body, timeoutMs, signal: context.signal });
}

function readResult<T>(program: Program, request: LeadRequest<T>, result: ExchangeResult): TryResult<T> {
  if (result.kind === "failed") return { kind: "ended", ending: result.ending, sent: result.ending !== "not-reached" };
  const { status, headers, body, isJson } = result;
  const ending = endingOfStatus(status, request.effect);
  if (ending !== "answered") {
    return { kind: "ended", ending, sent: true, problem: problemOf(result), retryAfterMs: retryAfterDelay(headers.get("retry-after"), nowMs()) };
  }
  const parsed = request.answer.safeParse(body);
  if (isJson && parsed.success) return { kind: "answered", value: parsed.data };
  const reason = parsed.error?.issues.map((issue) => issue.path.join(".") || "(body)").join(", ");
  log().warn({ event: "lead-answer-malformed", program: program.slug, method: request.method, path: request.path, status, reason }, "an answer of Lead's could not be read");
  return { kind: "ended", ending: "malformed-answer", sent: true };
}

/** One try; a 401 renews the token and sends once more, because a refused token means that nothing was done. */
export async function tryOnce<T>(program: Program, context: RequestContext, request: LeadRequest<T>, url: string, deadlineAt: number, last: LastAnswer): Promise<TryResult<T>> {
  for (let renewed = false; ; renewed = true) {
    if (context.signal?.aborted) return notSent("canceled");
    const token = await tokenInTime(program, context, request.access, deadlineAt);
    if (token.kind === "refused") return notSent("unauthorized", { problem: token.problem });
    if (token.kind === "no-answer") return notSent(token.reason === "canceled" ? "canceled" : "no-token", { reason: token.reason, problem: token.problem });
    if (performance.now() >= deadlineAt) return notSent("no-token", { reason: "timeout" });
    const result = await send(program, context, request, url, token.value, deadlineAt);
    if (result.kind === "response") Object.assign(last, { status: result.status, body: result.body, requestId: requestIdOf(result.headers) });
    const read = readResult(program, request, result);
    if (read.kind === "answered" || read.ending !== "unauthorized") return read;
    forgetToken(program, request.access, token.value);
    if (renewed) return read;
  }
}
