import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { idempotencyKey as validKey } from "@/lib/lead/ids";
import type { LeadProblem } from "@/lib/lead/problem";
import type { Program } from "../programs";
import { recordCall, redactedBody, redactedPath } from "./call-log";
import type { CallSink } from "./call-log";
import type { LeadOutcome, NoAnswerReason } from "./lead-error";
import { isWorthAnotherTry, retryDelay, retryTable, settlesEarlierTries } from "./retry-policy";
import type { Doubt, Effect } from "./retry-policy";
import type { TokenAccess } from "./token-exchange";
import { tryOnce } from "./try-once";
import type { EndedTry, LastAnswer } from "./try-once";

export interface RequestContext {
  /** Who asks, for the call log: the operator's subject. */
  operator?: string;
  commandId?: string;
  sink?: CallSink;
  /** All tries together, in milliseconds; the program's action deadline where absent. */
  deadlineMs?: number;
  signal?: AbortSignal;
  /**
   * This intent was sent before and its answer never came. Then no connection leaves the doubt, and `refused`
   * means that this repeat was refused: read whether the first one worked.
   */
  resend?: boolean;
}

export interface LeadRequest<T> {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Ids in it are already encoded. */
  path: string;
  query?: Record<string, string | number | undefined>;
  access: TokenAccess;
  effect: Effect;
  answer: z.ZodType<T>;
  /** Exactly the bytes to send. */
  body?: string;
  idempotencyKey?: string;
  /** When everything must be over, by performance.now(); for requests that belong together. */
  deadlineAt?: number;
}

/** What the tries so far leave behind. */
interface Progress {
  tries: number;
  doubt: Doubt;
  reason?: NoAnswerReason;
  problem?: LeadProblem;
  /** Of the last try. */
  retryAfterMs?: number;
  /** The longest that any 429 asked for. */
  rateLimitedMs?: number;
}

export function deadlineOf(program: Program, context: RequestContext): number {
  return performance.now() + (context.deadlineMs ?? program.limits.actionDeadlineMs);
}

function noteEnding(progress: Progress, ended: EndedTry): void {
  const row = retryTable[ended.ending];
  const acted = row.mayHaveActed && ended.sent;
  // What made it uncertain is the better explanation than what came after it.
  if (acted || progress.doubt === "none" || progress.reason === undefined) progress.reason = ended.reason ?? row.reason;
  if (acted) progress.doubt = "now";
  progress.problem = ended.problem ?? progress.problem;
  progress.retryAfterMs = ended.retryAfterMs;
  if (ended.ending === "rate-limited") progress.rateLimitedMs = Math.max(progress.rateLimitedMs ?? 0, ended.retryAfterMs ?? 0);
}

function noAnswer({ doubt, reason = "no-access", problem, retryAfterMs }: Progress, effect: Effect): LeadOutcome<never> {
  return { kind: "no-answer", reason, mayHaveHappened: effect !== "read" && doubt !== "none", problem, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** Waits before the next try; false where there is no time left for one. */
async function pauseForNextTry(program: Program, context: RequestContext, ended: EndedTry, tries: number, deadlineAt: number): Promise<boolean> {
  const { retryDelayMs, attemptTimeoutMs } = program.limits;
  const pauseMs = ended.retryAfterMs ?? retryDelay(tries, retryDelayMs, Math.random());
  // A try that is cut short turns a certain "not done" into a doubt: a fifth of its time must be left.
  if (performance.now() + pauseMs + attemptTimeoutMs / 5 > deadlineAt) return false;
  return sleep(pauseMs, true, { signal: context.signal }).catch(() => false);
}

async function tryUntilSettled<T>(program: Program, context: RequestContext, request: LeadRequest<T>, url: string, progress: Progress, last: LastAnswer): Promise<LeadOutcome<T>> {
  const deadlineAt = request.deadlineAt ?? deadlineOf(program, context);
  for (;;) {
    const result = await tryOnce(program, context, request, url, deadlineAt, last);
    progress.tries += 1;
    if (result.kind === "answered") return result;
    if (result.ending === "refused" && result.problem && settlesEarlierTries(result.problem, request.effect, progress.doubt)) {
      return { kind: "refused", problem: result.problem };
    }
    noteEnding(progress, result);
    if (!isWorthAnotherTry(result.ending, request.effect, progress.tries)) return noAnswer(progress, request.effect);
    if (!(await pauseForNextTry(program, context, result, progress.tries, deadlineAt))) return noAnswer(progress, request.effect);
  }
}

/**
 * Asks Lead: at most three tries, each with its own time limit, all within one deadline, and one line in the call log.
 * Throws only for a key that cannot be a header.
 */
export async function leadRequest<T>(program: Program, context: RequestContext, request: LeadRequest<T>): Promise<LeadOutcome<T>> {
  if (request.idempotencyKey !== undefined && !validKey.safeParse(request.idempotencyKey).success) throw new Error("The idempotency key cannot be sent as a header");
  const query = new URLSearchParams(Object.entries(request.query ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  const url = `${program.baseUrl}${request.path}${query.size > 0 ? `?${query}` : ""}`;
  const startedAt = new Date();
  const startedMs = performance.now();
  const progress: Progress = { tries: 0, doubt: context.resend === true ? "before" : "none" };
  const last: LastAnswer = {};
  const outcome = await tryUntilSettled(program, context, request, url, progress, last);
  await recordCall(
    {
      program: program.slug,
      commandId: context.commandId,
      operator: context.operator,
      method: request.method,
      path: redactedPath(request.path, query, outcome.kind === "answered"),
      outcome: outcome.kind,
      reason: outcome.kind === "no-answer" ? outcome.reason : undefined,
      status: last.status,
      idempotencyKey: request.idempotencyKey,
      startedAt,
      durationMs: Math.round(performance.now() - startedMs),
      tries: progress.tries,
      rateLimitedMs: progress.rateLimitedMs,
      requestBody: request.body === undefined ? undefined : redactedBody(JSON.parse(request.body)),
      responseBody: redactedBody(last.body),
      leadRequestId: last.requestId,
    },
    context.sink,
  );
  return outcome;
}
