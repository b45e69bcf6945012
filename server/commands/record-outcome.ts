import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { AuditOutcome } from "@/lib/audit-entry";
import type { CommandStatus } from "@/lib/command";
import type { FieldChange } from "@/lib/fields/field-changes";
import { fieldChanges } from "@/lib/fields/field-changes";
import type { Actor } from "@/lib/operator";
import type { Problem } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import { commands } from "../db/schema";
import type { Queryable } from "../db/client";
import { oneOpening, violates } from "../db/violates";
import { entryOf } from "../directory/entry";
import { rememberAnswer } from "../directory/remember-answer";
import { storableJson } from "../audit/storable-json";
import type { CommandDeps } from "./command-deps";
import { heldBy, inMilliseconds, lockEntry } from "./command-log";
import type { StoredCommand } from "./command-log";
import { stopped, stops } from "./command-problems";
import { bodyOf, surprisesBetween } from "./comparison";
import { approvedBy, approverOf } from "./take-approval";
import type { AccountState, ForeignCommand, StoredContext } from "./define-command";
import { resendDelayMs } from "./time-limits";

/** One command in the hands of one holder. */
export type Job = {
  deps: CommandDeps;
  definition: ForeignCommand;
  context: StoredContext<unknown>;
  row: StoredCommand;
  /** Whose lease it is; null where a person settles what nobody holds. */
  holder: string | null;
  /** Who is named for what happens now: the person who asked, the one who settles, or the console. */
  actor: Actor;
};

/** How it became known what happened. */
export type SettledHow = "answered" | "found" | "not-sent" | "person";

/** What of a state comes from Lead: a read, or the parts that the answer to the write itself showed; `first-answer`: long ago. */
export type Said = "read" | "first-answer" | "account" | "relationships" | "account-and-relationships";

/** Succeeded: what Lead shows now, and when that read or call began (the database's time). */
export type Success = { state: AccountState; readStartedAt: Date; how: SettledHow; said: Said; reason?: string };

type Change = PgUpdateSetSource<typeof commands>;
type Entry = { outcome: AuditOutcome; changes?: FieldChange[]; details?: Record<string, unknown> };

/**
 * Step 7: command, directory and audit entry in one transaction. Whoever lost the lease meanwhile changes nothing and
 * gets false: what another holder found out stands.
 */
export function recordSuccess(job: Job, success: Success): Promise<boolean> {
  return recorded(job, (tx) => writeSuccess(tx, job, success)).catch((error: unknown) => {
    // Somebody settled another opening with this account while the answer was awaited.
    if (violates(error, oneOpening)) return recordEnding(job, "needs-a-person", stopped(job.row.id, stops.taken));
    throw error;
  });
}

/** The same within a transaction of the caller's. */
export function writeSuccess(tx: Queryable, job: Job, success: Success): Promise<boolean> {
  const { definition, context, row } = job;
  const { how, reason } = success;
  const { subject } = job.actor;
  // As the expectation was stored: characters that cannot be kept are no surprise.
  const after = storableJson(success.state);
  const surprises = surprisesBetween(row.expected, bodyOf(after));
  const change: Change = {
    status: "succeeded", accountId: after.account.id, problem: null, surprises: storableJson(surprises), after,
    settledAt: sql`now()`, settledBy: subject, settledHow: how, settledReason: reason ?? null, leasedBy: null, leasedUntil: null, nextSendAt: null,
  };
  return write(tx, job, after.account.id, change, async () => {
    const changes = await remember(tx, job, success);
    await definition.onSucceeded?.(tx, context);
    return { outcome: "done", changes, details: { ...successDetails(success, surprises.map(({ path }) => path)), ...approvedBy(approverOf(row)) } };
  });
}

/** `comment`: the words of a person who settled it; `differs`: the paths at which Lead's answer was not what was expected. */
function successDetails({ state, how, reason }: Success, differs: string[]): Record<string, unknown> {
  const currency = state.account.details?.credit?.currency;
  return {
    ...(currency ? { currency } : {}),
    ...(how === "answered" ? {} : { settled: how }),
    ...(reason ? { comment: reason } : {}),
    ...(differs.length > 0 ? { differs } : {}),
  };
}

async function remember(tx: Queryable, job: Job, { state, readStartedAt, said }: Success): Promise<FieldChange[]> {
  const { context, row } = job;
  const known = said === "relationships" || said === "first-answer" ? await entryOf(tx, context.program, state.account.id) : undefined;
  if (known && said === "first-answer") return [];
  const remembered = await rememberAnswer(tx, context.program, {
    account: known?.body ?? state.account,
    relationships: said === "account" ? undefined : state.relationships,
    readStartedAt,
    via: row.accountId === null ? "opened" : "looked-up",
    writtenBy: { commandId: row.id, isAnswer: said !== "read" && said !== "first-answer" },
  });
  if (!remembered.entered) return remembered.changes;
  return fieldChanges({}, bodyOf(state)).filter(({ path }) => !["id", "created_at", "updated_at"].includes(path));
}

const endings = {
  rejected: "refused",
  unconfirmed: "unconfirmed",
  "needs-a-person": "needs-a-person",
} as const satisfies Partial<Record<CommandStatus, AuditOutcome>>;
type Ending = keyof typeof endings;
/** `reason`: a person's own words. `retryAfterMs`: how long Lead asked to be left alone. */
type Circumstances = { how?: SettledHow; reason?: string; retryAfterMs?: number };

/** Anything but success. An unconfirmed one is put back for the worker; the trail says so once and not for every try. */
export function recordEnding(job: Job, status: Ending, problem: Problem, circumstances?: Circumstances): Promise<boolean> {
  return recorded(job, (tx) => writeEnding(tx, job, status, problem, circumstances));
}

/** The same within a transaction of the caller's. */
export function writeEnding(tx: Queryable, job: Job, status: Ending, problem: Problem, circumstances: Circumstances = {}): Promise<boolean> {
  const { context, row } = job;
  const { how = "answered", reason, retryAfterMs } = circumstances;
  const settled = status === "rejected";
  const change: Change = {
    status, problem: storableJson(problem), leasedBy: null, leasedUntil: null,
    nextSendAt: status === "unconfirmed" ? inMilliseconds(resendDelayMs(context.program, row.sends, retryAfterMs)) : null,
    ...(settled ? { settledAt: sql`now()`, settledBy: job.actor.subject, settledHow: how, settledReason: reason ?? null } : {}),
  };
  const told = row.status === status;
  return write(tx, job, row.accountId, change, () => Promise.resolve(told ? undefined : { outcome: endings[status], details: endingDetails(problem, how, reason) }));
}

function endingDetails({ title, detail, lead }: Problem, how: SettledHow, reason?: string): Record<string, unknown> {
  const words = lead ? { status: lead.status, code: lead.code, detail: lead.detail, invalidParameters: lead.invalidParameters } : undefined;
  return { problem: title, ...(how === "answered" ? {} : { settled: how }), ...(detail && detail !== reason ? { detail } : {}), ...(words ? { lead: words } : {}), ...(reason ? { comment: reason } : {}) };
}

async function recorded(job: Job, work: (tx: Queryable) => Promise<boolean>): Promise<boolean> {
  const done = await job.deps.db.transaction(work);
  if (done) await job.deps.onPhase("outcome-recorded", job.row.id);
  return done;
}

async function write(tx: Queryable, job: Job, accountId: string | null, change: Change, within: () => Promise<Entry | undefined>): Promise<boolean> {
  const { deps, definition, context, row, holder, actor } = job;
  if (accountId !== null) await lockEntry(tx, context.program.slug, accountId);
  const mine = holder === null ? and(eq(commands.id, row.id), eq(commands.status, "needs-a-person")) : heldBy(row.id, holder);
  const updated = await tx.update(commands).set(change).where(mine).returning({ id: commands.id });
  if (updated.length === 0) return false;
  const entry = await within();
  if (entry) {
    const details = { ...definition.why?.(context.input), ...(await definition.cites?.(tx, context)), ...entry.details };
    await appendEntry(tx, { program: context.program.slug, actor, action: definition.name, ...entry, accountId, commandId: row.id, processId: row.processId, details });
  }
  await deps.onPhase("outcome-written", row.id);
  return true;
}
