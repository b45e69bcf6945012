import "server-only";
import { sql } from "drizzle-orm";
import type { PgInsertValue } from "drizzle-orm/pg-core";
import type { CommandReceipt } from "@/lib/command";
import { commandReceipt } from "@/lib/command-receipt";
import type { Result } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import { commands } from "../db/schema";
import { log } from "../log";
import { gateLocal } from "./approval-gate";
import { commandById } from "./command-log";
import type { CommandDeps } from "./command-deps";
import type { LocalCommand } from "./define-command";
import type { PreparedCommand } from "./prepare-command";
import { lookingReader } from "./look";
import { knownAs, requireRunningBulk } from "./record-intent";
import { Stopped, stoppable } from "./stoppable";
import { approvedBy, approverColumns, takeApproval } from "./take-approval";

/** A command that asks nothing of Lead: its row, its effect and its audit entry are one transaction. */
export async function runLocal(deps: CommandDeps, prepared: PreparedCommand<LocalCommand>, answerBy: number): Promise<Result<CommandReceipt>> {
  const { definition, context } = prepared;
  const { program, commandId } = context;
  const looked = definition.look ? await definition.look({ reader: lookingReader(deps, context), deps }, context) : undefined;
  if (looked && !looked.ok) return looked;
  const ready = { ...context, ready: looked?.value };
  const request = await gateLocal(deps, prepared, ready);
  if (request) return request;
  const recorded = await stoppable(() => deps.db.transaction((tx) => perform(tx, deps, prepared, ready)));
  if (!recorded.ok) return recorded;
  const { row, isNew } = recorded.value;
  if (!isNew) return knownAs(row, prepared);
  await deps.onPhase("local-recorded", commandId);
  try {
    await definition.afterCommit?.(deps, ready, answerBy);
  } catch (err) {
    log().error({ err, event: "command-follow-up-failed", commandId, commandName: definition.name, program: program.slug }, "what a command set going could not be finished");
  }
  return { ok: true, value: commandReceipt(row) };
}

type Ready = Parameters<LocalCommand["perform"]>[1];
type Transaction = Parameters<Parameters<CommandDeps["db"]["transaction"]>[0]>[0];

async function perform(tx: Transaction, deps: CommandDeps, prepared: PreparedCommand<LocalCommand>, ready: Ready) {
  const { definition, accountId } = prepared;
  const { program, actor, commandId } = ready;
  const [row] = await tx.insert(commands).values(localRow(prepared)).onConflictDoNothing().returning();
  if (!row) {
    const known = await commandById(tx, commandId);
    if (!known) throw new Error("A command that could not be written down must be there already");
    return { row: known, isNew: false };
  }
  if (ready.bulk) await requireRunningBulk(tx, ready.bulk);
  await takeApproval(tx, prepared);
  const effect = await definition.perform(tx, ready);
  if (!effect.ok) throw new Stopped(effect.problem);
  const { changes, details, processId } = effect.value;
  await appendEntry(tx, {
    program: program.slug, actor, action: definition.name, outcome: "done", accountId: effect.value.accountId ?? accountId, commandId, changes,
    processId: processId ?? null,
    details: { ...definition.why?.(ready.input), ...(ready.bulk ? { bulkId: ready.bulk.runId } : {}), ...details, ...approvedBy(prepared.approver) },
  });
  await deps.onPhase("local-written", commandId);
  return { row, isNew: true };
}

function localRow({ definition, context, accountId, subjectKey, hash, approver }: PreparedCommand<LocalCommand>): PgInsertValue<typeof commands> {
  const { program, actor, commandId, input, bulk } = context;
  return {
    id: commandId, program: program.slug, bulkRunId: bulk?.runId ?? null, name: definition.name, accountId, subjectKey, input: definition.keeps?.(input) ?? input, inputHash: hash,
    status: "succeeded", operator: actor.subject, operatorName: actor.name, operatorRoles: [...actor.roles], ...approverColumns(approver),
    settledAt: sql`now()`, settledBy: actor.subject, settledHow: "local",
  };
}
