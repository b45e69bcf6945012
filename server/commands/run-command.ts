import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { CommandReceipt } from "@/lib/command";
import { commandReceipt } from "@/lib/command-receipt";
import { may } from "@/lib/permissions";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { gateForeign, knownRequest } from "./approval-gate";
import { untilDone } from "./action-deadline";
import { commandById, unsettledOf } from "./command-log";
import type { StoredCommand } from "./command-log";
import type { CommandDeps } from "./command-deps";
import { waitsFor } from "./command-problems";
import type { ForeignCommand, LocalCommand } from "./define-command";
import { look } from "./look";
import { prepareCommand } from "./prepare-command";
import type { PreparedCommand, RunRequest } from "./prepare-command";
import { knownAs, recordIntent } from "./record-intent";
import { runLocal } from "./run-local";
import { jobOf, sendAndRecord } from "./send-command";

/**
 * THE pipeline: authorise, validate, know the id, look, record the intent, call Lead, record the outcome. A problem means
 * that nothing was recorded; otherwise the receipt says how it stands: within the program's action deadline, `pending`
 * where Lead takes longer. `process` is for steps of our own processes; a browser has none.
 */
export async function runCommand(deps: CommandDeps, request: RunRequest): Promise<Result<CommandReceipt>> {
  const startedAt = performance.now();
  const prepared = await prepareCommand(deps, request);
  if (!prepared.ok) return prepared;
  const answerBy = startedAt + prepared.value.context.program.limits.actionDeadlineMs;
  const known = await commandById(deps.db, prepared.value.context.commandId);
  if (known) return join(deps, prepared.value, known, answerBy);
  const waiting = await knownRequest(deps.db, prepared.value);
  if (waiting) return waiting;
  const answer = isForeign(prepared.value) ? await runForeign(deps, prepared.value, answerBy) : await runLocal(deps, prepared.value as PreparedCommand<LocalCommand>, answerBy);
  return answer.ok ? answer : joinOvertaken(deps, prepared.value, answer, answerBy);
}

/** What stopped this submit may be the work of the very same one, which came first and is done: then its outcome counts. */
async function joinOvertaken(deps: CommandDeps, prepared: PreparedCommand, stopped: Result<CommandReceipt>, answerBy: number): Promise<Result<CommandReceipt>> {
  const known = await commandById(deps.db, prepared.context.commandId);
  return known ? join(deps, prepared, known, answerBy) : stopped;
}

function isForeign(prepared: PreparedCommand): prepared is PreparedCommand<ForeignCommand> {
  return prepared.definition.kind === "foreign";
}

async function runForeign(deps: CommandDeps, prepared: PreparedCommand<ForeignCommand>, answerBy: number): Promise<Result<CommandReceipt>> {
  const { context, definition, subjectKey } = prepared;
  const { program, actor, process, now, commandId } = context;
  const unsettled = await unsettledOf(deps.db, program.slug, subjectKey);
  if (unsettled && unsettled.id !== commandId) return fail(waitsFor(unsettled, may(actor.roles, "read-restrictions")));
  const looked = await look(deps, prepared);
  if (!looked.ok) return looked;
  await deps.onPhase("looked", commandId);
  const request = await gateForeign(deps, prepared, looked.value);
  if (request) return request;
  const holder = randomUUID();
  const recorded = await recordIntent(deps, prepared, looked.value, holder);
  if (!recorded.ok) return recorded;
  const { row, isNew } = recorded.value;
  if (!isNew) return join(deps, prepared, row, answerBy);
  await deps.onPhase("intent-recorded", commandId);
  const job = jobOf(deps, definition, program, row, { holder, actor, process, now });
  return answerInTime(deps, row, sendAndRecord(job), answerBy);
}

async function answerInTime(deps: CommandDeps, row: StoredCommand, work: Promise<void>, answerBy: number): Promise<Result<CommandReceipt>> {
  await untilDone(work, row, answerBy);
  return ok(commandReceipt((await commandById(deps.db, row.id)) ?? row));
}

const firstPauseMs = 25;
const longestPauseMs = 400;

/** The stored outcome of the same submit, waited for while it is on its way. */
async function join(deps: CommandDeps, prepared: PreparedCommand, known: StoredCommand, answerBy: number): Promise<Result<CommandReceipt>> {
  let row = known;
  for (let pauseMs = firstPauseMs; row.status === "pending" && performance.now() + pauseMs < answerBy; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    await delay(pauseMs);
    row = (await commandById(deps.db, known.id)) ?? row;
  }
  return knownAs(row, prepared);
}
