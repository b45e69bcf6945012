import "server-only";
import { eq, sql } from "drizzle-orm";
import { decideClosingInput } from "@/lib/closures/closing-inputs";
import type { DecideClosingInput } from "@/lib/closures/closing-inputs";
import { sameNotice } from "@/lib/closures/facts";
import { closeReasonRows, typedConfirmationProblem } from "@/lib/closures/reasons";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { approvalById } from "../approvals/approval-row";
import { deniedDecision } from "../approvals/decision";
import type { Queryable } from "../db/client";
import { processes } from "../db/schema";
import { closures } from "../db/schema-closures";
import { defineLocalCommand } from "../commands/define-command";
import type { CommandContext, LocalEffect } from "../commands/define-command";
import { decideRequest, recordProblem, sentBack } from "./decide-request";
import { goOn } from "./go-on";
import { lookForClosing } from "./look";
import type { Looked } from "./look";
import { changedSinceProblem, endProcess, letGoOn, notPossible, openProcess, seenProblem, unsettledStepProblem } from "./process-guards";
import { closureRow, processCommands } from "./process-row";
import type { ClosureRow, ProcessRow } from "./process-row";
import { noticeToCloseOver } from "./process-steps";
import { mayHaveWorked } from "./step-outcome";

type Ready = Looked | null;
type Context = CommandContext<DecideClosingInput> & { ready: Ready; seen: string | undefined };

/** Approves or declines a closing that was asked for, or lets one go on that stopped. */
export const decideClosing = (seen: string | undefined) => defineLocalCommand<DecideClosingInput, Ready>({
  name: "decide-closing",
  kind: "local",
  permissions: ["decide-closing"],
  schema: decideClosingInput,
  accountId: ({ accountId }) => accountId,
  async look(looking, context) {
    const { program, input } = context;
    const row = await approvalById(looking.deps.db, input.processId);
    const denied = row?.program === program.slug ? await deniedDecision(looking.deps.db, context, row, "decide-closing") : null;
    if (denied) return fail(denied);
    if (input.decision === "decline") return ok(null);
    const looked = await lookForClosing(looking, program, input.accountId);
    const changed = looked.ok && input.decision === "approve" ? await sentBack(looking.deps.db, context, looked.value) : null;
    return changed ? fail(changed) : looked;
  },
  async perform(tx, asked) {
    const { input } = asked;
    const context = { ...asked, seen };
    const open = await openProcess(tx, context, "closing");
    if (!open.ok) return open;
    const process = open.value;
    if (input.decision === "renew") return renew(tx, context, process);
    if (process.stage !== "requested") return fail(notPossible("This closing is decided already."));
    return input.decision === "decline" ? decline(tx, context, process) : approve(tx, context, process);
  },
  afterCommit: (deps, context, answerBy) => goOn(deps, context, answerBy),
});

/** The approval covers reason, text, recipient and method; the letter goes out from here on. */
async function approve(tx: Queryable, context: Context, process: ProcessRow): Promise<Result<LocalEffect>> {
  const { input, actor, seen } = context;
  const { facts } = readyOf(context);
  const closure = await closureRow(tx, process.id);
  const problem = seenProblem(seen, facts) ?? changedSinceProblem(closure.facts, facts) ?? recordProblem(process, closure, await approvalById(tx, process.id)) ?? typedProblem(input, closure);
  if (problem) return fail(problem);
  const decided = await decideRequest(tx, context, "approved");
  if (decided) return fail(decided);
  await letGoOn(tx, context, process.id, facts, input.comment);
  await tx.update(processes).set({ stage: "decided" }).where(eq(processes.id, process.id));
  await tx
    .update(closures)
    .set({ decision: "approved", decidedBy: actor.subject, decidedByName: actor.name, decidedByRoles: [...actor.roles], decidedAt: sql`now()`, decisionComment: input.comment ?? null, facts })
    .where(eq(closures.processId, process.id));
  return ok({ processId: process.id, details: { decision: "approve", closeReason: closure.reason, ...(closure.lettersHash ? { lettersHash: closure.lettersHash } : {}) } });
}

function readyOf({ ready }: Context): Looked {
  if (!ready) throw new Error("This decision needs the account as Lead shows it.");
  return ready;
}

function typedProblem({ accountId, typed }: DecideClosingInput, { reason }: ClosureRow): Problem | null {
  const wrong = closeReasonRows[reason].typed ? typedConfirmationProblem(accountId, typed) : null;
  return wrong ? { kind: "invalid", title: "The confirmation is missing.", saved: "Nothing was recorded or sent.", fields: [{ path: "typed", message: wrong }] } : null;
}

async function decline(tx: Queryable, context: Context, process: ProcessRow): Promise<Result<LocalEffect>> {
  const { actor, input, program } = context;
  const decided = await decideRequest(tx, context, "declined");
  if (decided) return fail(decided);
  await tx
    .update(closures)
    .set({ decision: "declined", decidedBy: actor.subject, decidedByName: actor.name, decidedByRoles: [...actor.roles], decidedAt: sql`now()`, decisionComment: input.comment ?? null })
    .where(eq(closures.processId, process.id));
  await endProcess(tx, program, process.id, "declined");
  return ok({ processId: process.id, details: { decision: "decline", comment: input.comment } });
}

/** Goes on with what was decided, on the account as the person sees it now. */
async function renew(tx: Queryable, context: Context, process: ProcessRow): Promise<Result<LocalEffect>> {
  const { input, seen } = context;
  const { facts } = readyOf(context);
  if (!process.problem) return fail(notPossible("This closing has not stopped."));
  const problem = (await unsettledStepProblem(tx, process.id)) ?? seenProblem(seen, facts);
  if (problem) return fail(problem);
  const attempt = await letGoOn(tx, context, process.id, facts, input.comment);
  const closure = await closureRow(tx, process.id);
  const isClosed = facts.status === "closed" && facts.statusReason === closure.reason;
  const ours = (await processCommands(tx, process.id)).some((command) => command.name === "close-account" && mayHaveWorked(command));
  const taken = isClosed && !ours ? await takeAsClosed(tx, context, closure, readyOf(context)) : {};
  return ok({ processId: process.id, details: { decision: "renew", attempt, comment: input.comment, stoppedWith: process.problem.title, ...taken } });
}

/** Lead shows it closed as was decided, and not by us: the person takes that for its end, and nothing is sent. */
async function takeAsClosed(tx: Queryable, { program }: Context, closure: ClosureRow, { account, facts }: Looked): Promise<Record<string, unknown>> {
  const closedAt = account.details?.closed_at ? new Date(account.details.closed_at) : sql`now()`;
  await tx.update(closures).set({ closedAt, accountAfter: account }).where(eq(closures.processId, closure.processId));
  await endProcess(tx, program, closure.processId, "closed");
  const notice = noticeToCloseOver(closure);
  return { closedElsewhere: true, ...(notice ? { noticeAsDecided: sameNotice(notice, facts.notice) } : {}) };
}
