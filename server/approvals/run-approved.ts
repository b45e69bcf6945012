import "server-only";
import { and, asc, eq, isNull, lte, or, sql } from "drizzle-orm";
import { commandLabels } from "@/lib/command";
import type { Actor } from "@/lib/operator";
import { consoleActor } from "@/lib/operator";
import type { Role } from "@/lib/permissions";
import type { Problem } from "@/lib/result";
import { reliedOnValue } from "@/lib/seen";
import { appendEntry } from "../audit/append-entry";
import { storableJson } from "../audit/storable-json";
import { isProcessCommand, submitProcess } from "../closures/submit-process";
import type { CommandDeps } from "../commands/command-deps";
import { waitsForAnother } from "../commands/command-problems";
import type { AccountState } from "../commands/define-command";
import { runCommand } from "../commands/run-command";
import { approvals } from "../db/schema-approvals";
import { log } from "../log";
import type { Program } from "../programs";
import { approvalById, changeApproval, lockedApproval } from "./approval-row";
import type { ApprovalRow } from "./approval-row";

/**
 * Carries out what was approved: the stored input under the stored id, in the name of who asked. Safe to call at any
 * time, by anyone, any number of times: the command has one id, and its intent takes the approval with it.
 */
export async function runApproved(deps: CommandDeps, approvalId: string): Promise<void> {
  const row = await approvalById(deps.db, approvalId);
  const program = row && deps.programOf(row.program);
  if (!program || row.state !== "approved" || row.endedAt !== null || row.kind === "closing") return;
  const answer = await submitted(deps, row);
  if (!answer.ok) await heldUp(deps, program, row, answer.problem);
}

function submitted(deps: CommandDeps, row: ApprovalRow) {
  const { name, program, id: commandId, input, seen } = row;
  const actor: Actor = { subject: row.requester, name: row.requesterName, roles: row.requesterRoles as Role[] };
  const approver: Actor = { subject: row.approver ?? "", name: row.approverName ?? "", roles: (row.approverRoles ?? []) as Role[] };
  const submission = { program, commandId, input, seen: seen ?? undefined };
  return isProcessCommand(name)
    ? submitProcess(deps, { actor, approver, submission: { ...submission, name } })
    : runCommand(deps, { actor, approver, submission: { ...submission, name } });
}

/** For Lead and for another command on the account it waits, as long as the program lets a change wait; anything else is asked for anew. */
async function heldUp(deps: CommandDeps, program: Program, row: ApprovalRow, problem: Problem): Promise<void> {
  const waits = problem.kind === "unavailable" || waitsForAnother(problem, row.id);
  await deps.db.transaction(async (tx) => {
    const locked = await lockedApproval(tx, program, row.id);
    if (locked?.state !== "approved" || locked.endedAt !== null) return;
    if (waits && !(await isLate(tx, program, row.id))) {
      await tx.update(approvals).set({ problem: storableJson(problem), tries: sql`${approvals.tries} + 1`, nextTryAt: sql`now() + make_interval(secs => least(60, 2 ^ least(${approvals.tries}, 6)))` }).where(eq(approvals.id, row.id));
      return;
    }
    const kept = storableJson(withWhatWasSeen(waits ? { ...problem, title: "It could not be carried out in time." , detail: problem.title } : problem, row));
    await changeApproval(tx, program, row.id, { state: "renew-needed", problem: kept, endedAt: sql`now()`, nextTryAt: null }, "renew-needed");
    await appendEntry(tx, {
      program: program.slug, actor: consoleActor, action: "approval-ended", outcome: "observed", accountId: row.accountId, commandId: row.id, processId: row.processId,
      details: { state: "renew-needed", command: commandLabels[row.name], problem: kept.title, ...(kept.differences ? { changed: kept.differences.map(({ path }) => path) } : {}) },
    });
  });
}

async function isLate(tx: Pick<CommandDeps["db"], "select">, { resendWindowSeconds }: Program, id: string): Promise<boolean> {
  const [row] = await tx.select({ late: sql<boolean>`${approvals.decidedAt} + make_interval(secs => ${resendWindowSeconds}) < now()` }).from(approvals).where(eq(approvals.id, id));
  return row?.late !== false;
}

/** The account as it stood when it was asked for, beside what Lead shows now. */
function withWhatWasSeen(problem: Problem, { before }: ApprovalRow): Problem {
  const state = before as AccountState | null;
  if (!state || !problem.differences) return problem;
  return { ...problem, differences: problem.differences.map(({ path, now }) => ({ path, seen: reliedOnValue(path, state.account, state.relationships), now })) };
}

/** What was approved and not carried out by whoever approved it: they died, or it waits. How many were tried. */
export async function runDueApproved(deps: CommandDeps, program: Program, stopping?: AbortSignal, most = 20): Promise<number> {
  const due = await deps.db
    .select({ id: approvals.id })
    .from(approvals)
    .where(and(eq(approvals.program, program.slug), eq(approvals.state, "approved"), isNull(approvals.endedAt), or(isNull(approvals.nextTryAt), lte(approvals.nextTryAt, sql`now()`))))
    .orderBy(asc(approvals.nextTryAt))
    .limit(most);
  let done = 0;
  for (const { id } of due) {
    if (stopping?.aborted) break;
    try {
      await runApproved(deps, id);
      done += 1;
    } catch (err) {
      log().error({ err, event: "approval-interrupted", commandId: id, program: program.slug }, "what was approved could not be carried out; it comes again");
    }
  }
  return done;
}
