import "server-only";
import { randomUUID } from "node:crypto";
import type { CommandName, CommandReceipt } from "@/lib/command";
import { commandReceipt } from "@/lib/command-receipt";
import type { Actor } from "@/lib/operator";
import { may } from "@/lib/permissions";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import type { Queryable } from "../db/client";
import { databaseNow } from "../directory/remember-answer";
import type { Program } from "../programs";
import type { CommandDeps } from "./command-deps";
import { claimCommand, commandById, isAfterWindow } from "./command-log";
import type { StoredCommand } from "./command-log";
import { neverSent, notPermitted, stopped, stops, unknownProgram } from "./command-problems";
import { untilDone } from "./action-deadline";
import type { AccountState } from "./define-command";
import { readState } from "./look";
import { isBlocked, obstacleTo } from "./obstacle";
import type { Obstacle } from "./obstacle";
import { endingProblem } from "./outcome-table";
import { processStepOf } from "./process-step";
import { recordEnding, recordSuccess } from "./record-outcome";
import type { Job } from "./record-outcome";
import { jobOf, requestContext, sendAndRecord } from "./send-command";

/**
 * Settles one command whose lease has run out: by what Lead shows, else by sending the stored request again with the
 * same key, as long as that is safe; else it needs a person. False where there is none to settle.
 */
export async function resumeNext(deps: CommandDeps, program: Program, actor: Actor, commandId?: string): Promise<boolean> {
  const holder = randomUUID();
  const row = await deps.db.transaction((tx) => claimCommand(tx, program, holder, commandId));
  if (!row) return false;
  await deps.onPhase("claimed", row.id);
  const job = await resumedJob(deps.db, deps, { program, row, holder, actor });
  await (job.definition.effectIsThere === null ? resumeOpening(job) : resumeChange(job));
  return true;
}

type Resumed = { program: Program; row: StoredCommand; holder: string | null; actor: Actor };

/** Reads by `tx` alone: a transaction that waited for a second connection could wait for ever. */
export async function resumedJob(tx: Queryable, deps: CommandDeps, { program, row, holder, actor }: Resumed): Promise<Job> {
  const definition = deps.definitions[row.name as keyof typeof deps.definitions];
  if (definition?.kind !== "foreign") throw new Error(`The command ${row.name} cannot be resumed`);
  const now = (await databaseNow(tx)).toISOString();
  return jobOf(deps, definition, program, row, { holder, actor, process: await processStepOf(tx, row), now });
}

/** Only its key can tell what became of an opening, and only while Lead remembers it (FACTS 7). */
async function resumeOpening(job: Job): Promise<void> {
  const { row } = job;
  if (!(await isAfterWindow(job.deps.db, job.context.program, row.id))) return sendAndRecord(job);
  if (row.sends === 0) {
    await recordEnding(job, "rejected", neverSent(row.id, "This was not sent in time."), { how: "not-sent" });
  } else {
    await recordEnding(job, "needs-a-person", stopped(row.id, stops.late));
  }
}

/** Every resend but an opening's reads first. */
async function resumeChange(job: Job): Promise<void> {
  const { deps, definition, context, row } = job;
  const sent = row.sends > 0;
  const read = await readState(deps.db, deps.reader(context.program, requestContext(job)), row.accountId ?? "");
  await deps.onPhase("reread", row.id);
  const late = await isAfterWindow(deps.db, context.program, row.id);
  if (sent && read.kind === "read" && definition.effectIsThere?.(context, read.state)) {
    await recordSuccess(job, { state: read.state, readStartedAt: read.readStartedAt, how: "found", said: "read" });
  } else if (late) {
    await giveUp(job, { title: sent ? stops.late : "This was not sent in time." });
  } else if (read.kind === "unknown") {
    await giveUp(job, { title: stops.unknown });
  } else if (read.kind === "unavailable") {
    await waitForLead(job);
  } else {
    await checkAndSend(job, read.state);
  }
}

async function checkAndSend(job: Job, state: AccountState): Promise<void> {
  const obstacle = await obstacleTo(job, state);
  if (!obstacle) await sendAndRecord(job);
  else if (obstacle.unread) await waitForLead(job);
  else await giveUp(job, obstacle);
}

async function waitForLead(job: Job): Promise<void> {
  await recordEnding(job, "unconfirmed", endingProblem("in-doubt", undefined, job.row.id));
}

async function giveUp(job: Job, { title, differences }: Omit<Obstacle, "unread">): Promise<void> {
  const { id, sends } = job.row;
  const shown = differences ? { differences } : {};
  if (sends === 0) await recordEnding(job, "rejected", { ...neverSent(id, title), ...shown }, { how: "not-sent" });
  else await recordEnding(job, "needs-a-person", { ...stopped(id, title), ...shown });
}

type Asked = { programSlug: string; commandId: string; actor: Actor };

/** A person asks to check now what is not confirmed: whoever may ask for such a command, whoever asked for this one. */
export async function resumeCommand(deps: CommandDeps, { programSlug, commandId, actor }: Asked): Promise<Result<CommandReceipt>> {
  const program = deps.programOf(programSlug);
  if (!program) return fail(unknownProgram);
  const answerBy = performance.now() + program.limits.actionDeadlineMs;
  const row = await commandById(deps.db, commandId);
  const definition = row && deps.definitions[row.name as keyof typeof deps.definitions];
  if (row?.program !== program.slug || !definition) return fail({ kind: "invalid", title: "There is no such command in this program." });
  const [named] = definition.permissions;
  const permitted = definition.permissions.some((permission) => may(actor.roles, permission)) || may(actor.roles, "settle-command");
  if (named && !permitted) return denyResumption(deps, row, definition.name, actor, notPermitted(named));
  if (row.status === "pending" || row.status === "unconfirmed") await untilDone(resumeNext(deps, program, actor, row.id), row, answerBy);
  const after = await commandById(deps.db, commandId);
  return ok(commandReceipt(after ?? row));
}

async function denyResumption(deps: CommandDeps, row: StoredCommand, action: CommandName, actor: Actor, problem: Problem): Promise<Result<never>> {
  const { program, accountId, id: commandId, processId } = row;
  await deps.db.transaction((tx) => appendEntry(tx, { program, actor, action, outcome: "denied", accountId, commandId, processId, details: { rule: problem.title } }));
  return fail(problem);
}

/** A person has it sent again after the console gave up: on what it relied on, and by the rules that it was asked under. */
export async function resendByPerson(deps: CommandDeps, program: Program, row: StoredCommand, holder: string, actor: Actor): Promise<void> {
  const job = await resumedJob(deps.db, deps, { program, row, holder, actor });
  const { definition, context } = job;
  if (definition.effectIsThere === null) return (await isBlocked(job)) ? giveUp(job, { title: stops.blocked }) : sendAndRecord(job, true);
  const read = await readState(deps.db, deps.reader(program, requestContext(job)), row.accountId ?? "");
  if (read.kind !== "read") return giveUp(job, { title: read.kind === "unknown" ? stops.unknown : stops.unread });
  if (definition.effectIsThere(context, read.state)) {
    await recordSuccess(job, { state: read.state, readStartedAt: read.readStartedAt, how: "found", said: "read" });
    return;
  }
  const obstacle = await obstacleTo(job, read.state);
  if (obstacle) await giveUp(job, obstacle);
  else await sendAndRecord(job, true);
}
