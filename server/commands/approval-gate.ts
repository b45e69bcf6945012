import "server-only";
import { approvalReceipt } from "@/lib/approvals/approval-receipt";
import { commandLabels } from "@/lib/command";
import type { CommandReceipt } from "@/lib/command";
import type { FieldChange } from "@/lib/fields/field-changes";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { approvalById, insertApproval } from "../approvals/approval-row";
import { appendEntry } from "../audit/append-entry";
import { storableJson } from "../audit/storable-json";
import type { Database, Queryable } from "../db/client";
import type { StoredRequest } from "../db/schema";
import type { CommandDeps } from "./command-deps";
import { idUsedOtherwise } from "./command-problems";
import type { ApprovalNeed, ForeignCommand, LocalCommand, LocalEffect } from "./define-command";
import type { Looked } from "./look";
import type { PreparedCommand } from "./prepare-command";
import { lockEntry } from "./command-log";
import { plannedChanges } from "./record-intent";
import { Stopped, stoppable } from "./stoppable";

type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** What there is to show and to compare, of either sort of command. */
type Shown = { request?: StoredRequest; before?: unknown; changes: FieldChange[]; details?: Record<string, unknown>; seen?: string; processId?: string };

/** A command that another person approved is past the gate; a step of a process was approved with the process. */
function isPast({ approver, context }: PreparedCommand): boolean {
  return approver !== undefined || context.process !== null;
}

/** The gate of step 5 for a write at Lead: null where it may go on, else the receipt of the request, or why there is none. */
export async function gateForeign(deps: CommandDeps, prepared: PreparedCommand<ForeignCommand>, looked: Looked): Promise<Result<CommandReceipt> | null> {
  const { definition } = prepared;
  const need = isPast(prepared) ? null : definition.approval?.(looked.context);
  if (!need) return null;
  const { context, digest } = looked;
  return request(deps, prepared, need, async (tx) => {
    const problem = await definition.recheck?.(tx, context);
    if (problem) throw new Stopped(problem);
    const changes = plannedChanges(context, definition.expected(context));
    return { request: definition.request(context), before: context.state, changes, seen: digest };
  });
}

type Ready = Parameters<LocalCommand["perform"]>[1];

/** The same for what is ours alone: it is tried and undone, so that only what could be done is asked for. */
export async function gateLocal(deps: CommandDeps, prepared: PreparedCommand<LocalCommand>, ready: Ready): Promise<Result<CommandReceipt> | null> {
  const { definition, seen } = prepared;
  const need = isPast(prepared) ? null : definition.approval?.(ready);
  if (!need) return null;
  return request(deps, prepared, need, async (tx) => {
    const { changes = [], details, processId } = await rehearsed(tx, definition, ready);
    return { changes, details, processId, seen };
  });
}

class Undone extends Error {
  override readonly name = "Undone";

  constructor(readonly effect: Result<LocalEffect>) {
    super("Tried only");
  }
}

async function rehearsed(tx: Transaction, definition: LocalCommand, ready: Ready): Promise<LocalEffect> {
  const effect = await tx
    .transaction(async (inner): Promise<Result<LocalEffect>> => {
      throw new Undone(await definition.perform(inner, ready));
    })
    .catch((error: unknown) => {
      if (error instanceof Undone) return error.effect;
      throw error;
    });
  if (!effect.ok) throw new Stopped(effect.problem);
  return effect.value;
}

async function request(deps: CommandDeps, prepared: PreparedCommand, need: ApprovalNeed, show: (tx: Transaction) => Promise<Shown>): Promise<Result<CommandReceipt>> {
  const { context, accountId } = prepared;
  if (context.bulk) return fail(notInBulk);
  const recorded = await stoppable(() =>
    deps.db.transaction(async (tx) => {
      if (accountId !== null) await lockEntry(tx, context.program.slug, accountId);
      await writeRequest(tx, prepared, need, await show(tx));
      await deps.onPhase("approval-written", context.commandId);
    }),
  );
  if (recorded.ok) await deps.onPhase("approval-recorded", context.commandId);
  const known = await knownRequest(deps.db, prepared);
  if (known) return known;
  return recorded.ok ? fail(notInBulk) : recorded;
}

async function writeRequest(tx: Queryable, { definition, context, accountId, hash, subjectKey }: PreparedCommand, need: ApprovalNeed, shown: Shown): Promise<void> {
  const { program, actor, commandId, input, now } = context;
  const details = storableJson({ ...definition.why?.(input), ...shown.details });
  const problem = await insertApproval(tx, program, now, {
    id: commandId, kind: need.kind, subject: need.subject ?? subjectKey, name: definition.name, accountId, processId: shown.processId ?? null,
    input, inputHash: hash, request: shown.request ?? null, before: shown.before ?? null, seen: shown.seen ?? null,
    changes: storableJson(shown.changes), details, warnings: need.warnings ?? [],
    secondPerson: true, requester: actor.subject, requesterName: actor.name, requesterRoles: [...actor.roles],
  });
  if (problem) throw new Stopped(problem);
  await appendEntry(tx, {
    program: program.slug, actor, action: "approval-asked", outcome: "observed", accountId, commandId, processId: shown.processId ?? null, changes: shown.changes,
    details: { ...details, command: commandLabels[definition.name] },
  });
}

/** Step 3 for what waits: the same submit joins its request. Undefined where there is none. */
export async function knownRequest(tx: Queryable, { context, hash, approver, definition }: PreparedCommand): Promise<Result<CommandReceipt> | undefined> {
  if (!definition.approval || approver) return undefined;
  const row = await approvalById(tx, context.commandId);
  if (!row) return undefined;
  return row.program === context.program.slug && row.inputHash.equals(hash) ? ok(approvalReceipt(row)) : fail(idUsedOtherwise);
}

const notInBulk: Problem = { kind: "not-possible-now", title: "Here another person has to agree.", saved: "Nothing was recorded and nothing was sent.", next: "Ask for it on the account itself." };
