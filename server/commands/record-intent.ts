import "server-only";
import { eq } from "drizzle-orm";
import type { PgInsertValue } from "drizzle-orm/pg-core";
import { commandReceipt } from "@/lib/command-receipt";
import { fieldChanges } from "@/lib/fields/field-changes";
import { may } from "@/lib/permissions";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import type { CommandReceipt } from "@/lib/command";
import { appendEntry } from "../audit/append-entry";
import { storableJson } from "../audit/storable-json";
import { commands, processes } from "../db/schema";
import { bulkRuns } from "../db/schema-bulk";
import type { Queryable } from "../db/client";
import type { CommandDeps } from "./command-deps";
import { commandById, inMilliseconds, lockEntry, unsettledOf } from "./command-log";
import type { StoredCommand } from "./command-log";
import { idUsedOtherwise, justSettled, waitsFor } from "./command-problems";
import { bodyOf } from "./comparison";
import type { BulkStep, ProcessStep } from "./command-id";
import type { ForeignCommand } from "./define-command";
import type { Looked } from "./look";
import { approvedBy, approverColumns, takeApproval } from "./take-approval";
import { Stopped, stoppable } from "./stoppable";
import type { PreparedCommand } from "./prepare-command";
import { leaseMs } from "./time-limits";

/** Step 3: what is known under this id; a different content under it is refused. */
export function knownAs(row: StoredCommand, prepared: PreparedCommand): Result<CommandReceipt> {
  const same = row.program === prepared.context.program.slug && row.inputHash.equals(prepared.hash);
  return same ? ok(commandReceipt(row)) : fail(idUsedOtherwise);
}

/** Either a new intent, leased to `holder`, or the command that already has this id. */
export type Recorded = { row: StoredCommand; isNew: boolean };

/**
 * Step 5: the intent, with exactly what will be sent, and its "asked" entry, before anything leaves. Of two at the same
 * time one waits on the other's row and is then told what it waits for, or joins it.
 */
export function recordIntent(deps: CommandDeps, prepared: PreparedCommand<ForeignCommand>, looked: Looked, holder: string): Promise<Result<Recorded>> {
  const { context } = prepared;
  return stoppable(() =>
    deps.db.transaction(async (tx) => {
      if (prepared.accountId !== null) await lockEntry(tx, context.program.slug, prepared.accountId);
      const [row] = await tx.insert(commands).values(intentRow(prepared, looked, holder)).onConflictDoNothing().returning();
      if (!row) return { row: await other(tx, prepared), isNew: false };
      if (context.process) await requireOpenProcess(tx, context.process);
      if (context.bulk) await requireRunningBulk(tx, context.bulk);
      const problem = await prepared.definition.recheck?.(tx, context);
      if (problem) throw new Stopped(problem);
      await takeApproval(tx, prepared);
      await appendAsked(tx, prepared, looked);
      await deps.onPhase("intent-written", context.commandId);
      return { row, isNew: true };
    }),
  );
}

/** A process that has ended or stopped sends nothing more, nor does a runner whose lease another has by now; all take the same row. */
async function requireOpenProcess(tx: Queryable, { id, runner }: ProcessStep): Promise<void> {
  const [row] = await tx.select().from(processes).where(eq(processes.id, id)).for("share");
  if (row && !row.finishedAt && !row.problem && (runner === undefined || row.leasedBy === runner)) return;
  const title = row?.finishedAt ? "The process that this belongs to has ended." : "The process that this belongs to has gone on elsewhere.";
  throw new Stopped({ kind: "not-possible-now", title, saved: "Nothing was recorded and nothing was sent.", next: "Reload the account." });
}

/** Nothing more goes out of a bulk action that was stopped, nor by a worker whose lease of it another has by now. */
export async function requireRunningBulk(tx: Queryable, { runId, holder }: BulkStep): Promise<void> {
  const [row] = await tx.select({ status: bulkRuns.status, leasedBy: bulkRuns.leasedBy }).from(bulkRuns).where(eq(bulkRuns.id, runId)).for("share");
  if (row?.status === "running" && row.leasedBy === holder) return;
  throw new Stopped({ kind: "not-possible-now", title: "The bulk action was stopped, or has gone on elsewhere.", saved: "Nothing was recorded and nothing was sent." });
}

/** Who was there first: the same id, or another command on the same subject. */
async function other(tx: Queryable, prepared: PreparedCommand): Promise<StoredCommand> {
  const { context, subjectKey } = prepared;
  const known = await commandById(tx, context.commandId);
  if (known) return known;
  const unsettled = await unsettledOf(tx, context.program.slug, subjectKey);
  throw new Stopped(unsettled ? waitsFor(unsettled, may(context.actor.roles, "read-restrictions")) : justSettled);
}

function intentRow(prepared: PreparedCommand<ForeignCommand>, { context, digest }: Looked, holder: string): PgInsertValue<typeof commands> {
  const { definition, accountId, subjectKey, hash, approver } = prepared;
  const { program, actor, process, bulk, commandId, input, state } = context;
  return {
    id: commandId,
    program: program.slug,
    name: definition.name,
    accountId,
    subjectKey,
    processId: process?.id ?? null,
    step: process?.step ?? null,
    bulkRunId: bulk?.runId ?? null,
    attempt: process?.attempt ?? bulk?.attempt ?? 1,
    input,
    inputHash: hash,
    request: definition.request(context),
    before: state,
    expected: storableJson(definition.expected(context)),
    reliedOn: digest,
    status: "pending",
    operator: actor.subject,
    operatorName: actor.name,
    operatorRoles: [...actor.roles],
    ...approverColumns(approver),
    leasedBy: holder,
    leasedUntil: inMilliseconds(leaseMs(program)),
  };
}

async function appendAsked(tx: Queryable, prepared: PreparedCommand<ForeignCommand>, { context }: Looked): Promise<void> {
  const { definition, accountId } = prepared;
  const expected = definition.expected(context);
  await appendEntry(tx, {
    program: context.program.slug,
    actor: context.actor,
    action: definition.name,
    outcome: "asked",
    accountId,
    commandId: context.commandId,
    processId: context.process?.id ?? null,
    changes: plannedChanges(context, expected),
    details: { ...definition.why?.(context.input), ...(await definition.cites?.(tx, context)), ...(context.bulk ? { bulkId: context.bulk.runId } : {}), ...approvedBy(prepared.approver) },
  });
}

/** Old and new of what is asked for; an expectation names only what it is about. */
export function plannedChanges({ state }: Looked["context"], expected: unknown) {
  return fieldChanges(state ? bodyOf(state) : {}, expected).filter(({ new: next }) => next !== undefined);
}
