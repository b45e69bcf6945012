import "server-only";
import type { Actor } from "@/lib/operator";
import type { Difference, Problem } from "@/lib/result";
import { databaseNow } from "../directory/remember-answer";
import type { RequestContext } from "../lead/lead-request";
import type { LeadOutcome } from "../lead/lead-error";
import { markSend } from "./command-log";
import type { StoredCommand } from "./command-log";
import type { CommandDeps } from "./command-deps";
import type { AccountState, CommandAnswer, ForeignCommand, StoredContext } from "./define-command";
import { readState } from "./look";
import { callEnding, endingProblem, outcomeTable } from "./outcome-table";
import { recordEnding, recordSuccess } from "./record-outcome";
import type { Job, Success } from "./record-outcome";
import { stopped, stops } from "./command-problems";
import { bodyOf, surprisesBetween } from "./comparison";
import type { Program } from "../programs";
import type { StoredRequest } from "../db/schema";
import type { ProcessStep } from "./command-id";

/** A command as it was written down, for whoever sends or settles it. */
export function jobOf(deps: CommandDeps, definition: ForeignCommand, program: Program, row: StoredCommand, rest: { holder: string | null; actor: Actor; process: ProcessStep | null; now: string }): Job {
  const { holder, actor, process, now } = rest;
  const context: StoredContext<unknown> = {
    program, process, now,
    actor: { subject: row.operator, name: row.operatorName, roles: row.operatorRoles as Actor["roles"] },
    commandId: row.id,
    input: row.input,
    // Written by recordIntent alone, in these shapes.
    before: row.before as AccountState | null,
    request: row.request as StoredRequest,
  };
  return { deps, definition, context, row, holder, actor };
}

export function requestContext({ deps, row, actor, context }: Job): RequestContext {
  return { operator: actor.subject, commandId: row.id, sink: deps.sink, deadlineMs: context.program.limits.actionDeadlineMs };
}

/** A problem in the words of the command's own form. */
function inFormWords({ definition }: Job, problem: Problem): Problem {
  const { fieldPath } = definition;
  if (!fieldPath || !problem.fields) return problem;
  return { ...problem, fields: problem.fields.map(({ path, message }) => ({ path: fieldPath(path), message })) };
}

/**
 * Steps 6 and 7: the call, outside any transaction and with the command's id as its key, then what came of it. The send
 * is marked first; whoever has lost the lease by then sends nothing.
 * @param afterWindow a person sends it again though Lead may have forgotten the key.
 */
export async function sendAndRecord(job: Job, afterWindow = false): Promise<void> {
  const { deps, definition, context } = job;
  if (job.holder === null) throw new Error("Only the holder of the lease sends");
  const resend = job.row.sends > 0;
  const marked = await markSend(deps.db, context.program, job.row.id, job.holder);
  if (!marked) return;
  const sending: Job = { ...job, row: marked };
  await deps.onPhase("send-marked", marked.id);
  const readStartedAt = await databaseNow(deps.db);
  const outcome = await definition.send(deps.writer(context.program, { ...requestContext(sending), resend }), context);
  await deps.onPhase("answered", marked.id);
  if (outcome.kind !== "answered") await recordFailure(sending, outcome, { resend, afterWindow });
  else if (resend && definition.effectIsThere) await recordByReading(sending, stops.replayed);
  else if (resend) await recordSuccess(sending, { ...(await openedByNow(sending, outcome.value, readStartedAt)), how: "answered" });
  else await recordAnswer(sending, await completed(sending, outcome.value, readStartedAt));
}

async function recordAnswer(job: Job, done: Completed): Promise<void> {
  const { definition, context } = job;
  if (definition.mustShow && definition.effectIsThere?.(context, done.state) === false) return recordByReading(job, stops.unseen);
  await recordSuccess(job, { ...done, how: "answered" });
}

/**
 * Where an answer does not say how the account is now: that of a repeat may be the first one's, kept by Lead.
 * @param unseen what is said where the account does not show the effect.
 */
async function recordByReading(job: Job, unseen: string): Promise<void> {
  const { deps, definition, context, row } = job;
  const read = await readState(deps.db, deps.reader(context.program, requestContext(job)), row.accountId ?? "");
  if (read.kind === "unavailable") await recordEnding(job, "unconfirmed", endingProblem("in-doubt", undefined, row.id));
  else if (read.kind === "unknown") await recordEnding(job, "needs-a-person", stopped(row.id, stops.unknown));
  else if (definition.effectIsThere?.(context, read.state)) await recordSuccess(job, { state: read.state, readStartedAt: read.readStartedAt, how: "answered", said: "read" });
  else await recordEnding(job, "needs-a-person", { ...stopped(row.id, unseen), differences: differencesTo(row.expected, read.state) });
}

function differencesTo(expected: unknown, state: AccountState): Difference[] {
  return surprisesBetween(expected, bodyOf(state)).map(({ path, expected: seen, actual: now }) => ({ path, seen, now }));
}

type Failed = Exclude<LeadOutcome<CommandAnswer>, { kind: "answered" }>;

async function recordFailure(job: Job, outcome: Failed, { resend, afterWindow }: { resend: boolean; afterWindow: boolean }): Promise<void> {
  const isOpening = job.definition.effectIsThere === null;
  const ending = callEnding(outcome, { isOpening, resend, afterWindow });
  const problem = inFormWords(job, endingProblem(ending, outcome.problem, job.row.id));
  const { status } = outcomeTable[ending];
  // A repeat may be refused because the first one worked.
  if (status === "rejected" && resend && !isOpening) return settleRefusedRepeat(job, problem);
  await recordEnding(job, status, problem, { retryAfterMs: outcome.kind === "no-answer" ? outcome.retryAfterMs : undefined });
}

async function settleRefusedRepeat(job: Job, problem: Problem): Promise<void> {
  const { deps, definition, context } = job;
  const accountId = job.row.accountId ?? "";
  const read = await readState(deps.db, deps.reader(context.program, requestContext(job)), accountId);
  if (read.kind === "read" && definition.effectIsThere?.(context, read.state)) {
    await recordSuccess(job, { state: read.state, readStartedAt: read.readStartedAt, how: "found", said: "read" });
  } else if (read.kind === "read") {
    await recordEnding(job, "rejected", problem);
  } else {
    await recordEnding(job, "unconfirmed", endingProblem("in-doubt", undefined, job.row.id));
  }
}

type Completed = Pick<Success, "state" | "readStartedAt" | "said">;

/** The answer to a repeated opening is the first one's: which account it is, and not how it stands by now. */
async function openedByNow(job: Job, { account, relationships }: CommandAnswer, readStartedAt: Date): Promise<Completed> {
  if (!account) throw new Error("An opening is answered with the account");
  const read = await readState(job.deps.db, job.deps.reader(job.context.program, requestContext(job)), account.id);
  if (read.kind === "read") return { state: read.state, readStartedAt: read.readStartedAt, said: "read" };
  return { state: { account, relationships: relationships ?? [] }, readStartedAt, said: "first-answer" };
}

/** What the answer leaves open is read from Lead; where that fails, it is what the answer and the state before make it. */
async function completed(job: Job, { account, relationships }: CommandAnswer, readStartedAt: Date): Promise<Completed> {
  const { deps, context } = job;
  const { before } = context;
  if (account) {
    const state = { account, relationships: relationships ?? before?.relationships ?? [] };
    return { state, readStartedAt, said: relationships ? "account-and-relationships" : "account" };
  }
  if (!before) throw new Error("An answer without an account needs the account before");
  const read = await readState(deps.db, deps.reader(context.program, requestContext(job)), before.account.id);
  if (read.kind === "read") return { state: read.state, readStartedAt: read.readStartedAt, said: "read" };
  return { state: { account: before.account, relationships: relationships ?? before.relationships }, readStartedAt, said: "relationships" };
}
