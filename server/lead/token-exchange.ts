import "server-only";
import { z } from "zod";
import { nowMs } from "../clock";
import type { Program, ProgramCredentials } from "../programs";
import { Secret } from "../secret";
import { problemOf } from "./answer-problem";
import { recordCall, redactedBody } from "./call-log";
import type { CallSink } from "./call-log";
import { exchange, requestIdOf } from "./http-exchange";
import type { ExchangeResult } from "./http-exchange";
import type { LeadOutcome } from "./lead-error";
import { endingOfStatus, retryTable } from "./retry-policy";

export type TokenAccess = "read" | "write";

/** What each of the two tokens asks for (FACTS 2.2). Only commands use the second. */
export const tokenScopes = {
  read: ["account/read", "entity/read", "application/read", "account_number/read", "event/read", "subledger_balance/read"],
  write: ["account/read_write"],
} as const satisfies Record<TokenAccess, readonly string[]>;

export interface GrantedToken {
  token: Secret;
  /** What Lead says it granted; undefined where it does not say. */
  scopes?: string[];
  /** Milliseconds since the epoch, by this process's clock. */
  obtainedAtMs: number;
  expiresAtMs: number;
}

const tokenPath = "/v1/oauth/token";
/** Where Lead does not say how long a token lives; the documented life is a day (FACTS 2.1). */
const assumedLifeSeconds = 600;

const tokenAnswer = z.looseObject({
  access_token: z.string().min(1),
  scope: z.string().optional().catch(undefined),
  expires_in: z.coerce.number().positive().catch(assumedLifeSeconds),
});

function readAnswer(result: ExchangeResult, askedAtMs: number): LeadOutcome<GrantedToken> {
  if (result.kind === "failed") return { kind: "no-answer", reason: result.ending, mayHaveHappened: false };
  const { status, body } = result;
  const ending = endingOfStatus(status, "read");
  if (ending === "refused" || ending === "unauthorized") {
    return { kind: "refused", problem: problemOf(result) };
  }
  if (ending !== "answered") {
    return { kind: "no-answer", reason: retryTable[ending].reason, mayHaveHappened: false, problem: problemOf(result) };
  }
  const parsed = tokenAnswer.safeParse(body);
  if (!parsed.success) return { kind: "no-answer", reason: "malformed-answer", mayHaveHappened: false };
  const { access_token, scope, expires_in } = parsed.data;
  const scopes = scope?.split(" ").filter(Boolean);
  return { kind: "answered", value: { token: new Secret(access_token), scopes, obtainedAtMs: askedAtMs, expiresAtMs: askedAtMs + expires_in * 1_000 } };
}

/** Asks for a token with one pair of credentials, once. */
export async function exchangeCredentials(program: Program, credentials: ProgramCredentials, access: TokenAccess, sink?: CallSink): Promise<LeadOutcome<GrantedToken>> {
  const startedAt = new Date();
  const askedAtMs = nowMs();
  const scope = tokenScopes[access].join(" ");
  const result = await exchange({
    url: `${program.baseUrl}${tokenPath}`,
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify({ grant_type: "client_credentials", client_id: credentials.clientId.reveal(), client_secret: credentials.clientSecret.reveal(), scope }),
    timeoutMs: program.limits.attemptTimeoutMs,
  });
  const outcome = readAnswer(result, askedAtMs);
  await recordCall(
    {
      program: program.slug,
      method: "POST",
      path: tokenPath,
      outcome: outcome.kind,
      reason: outcome.kind === "no-answer" ? outcome.reason : undefined,
      status: result.kind === "response" ? result.status : undefined,
      startedAt,
      durationMs: nowMs() - askedAtMs,
      tries: 1,
      requestBody: redactedBody({ grant_type: "client_credentials", scope }),
      responseBody: result.kind === "response" ? redactedBody(result.body) : undefined,
      leadRequestId: result.kind === "response" ? requestIdOf(result.headers) : undefined,
    },
    sink,
  );
  return outcome;
}

/** Asks for a token with the newest credentials, and with the older ones where those are refused. */
export async function exchangeToken(program: Program, access: TokenAccess, sink?: CallSink): Promise<LeadOutcome<GrantedToken>> {
  let refusal: LeadOutcome<GrantedToken> | undefined;
  for (const credentials of program.credentials) {
    const outcome = await exchangeCredentials(program, credentials, access, sink);
    if (outcome.kind !== "refused") return outcome;
    refusal ??= outcome;
  }
  return refusal ?? { kind: "no-answer", reason: "no-access", mayHaveHappened: false };
}
