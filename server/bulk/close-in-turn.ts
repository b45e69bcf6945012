import "server-only";
import { eq } from "drizzle-orm";
import { unsettledStatuses } from "@/lib/command";
import type { CommandStatus } from "@/lib/command";
import type { Actor } from "@/lib/operator";
import type { Problem, Result } from "@/lib/result";
import type { CommandReceipt } from "@/lib/command";
import { bulkCommandId } from "../commands/command-id";
import type { BulkStep } from "../commands/command-id";
import type { CommandDeps } from "../commands/command-deps";
import { continueProcess } from "../closures/continue-process";
import { processRow } from "../closures/process-row";
import type { ProcessRow } from "../closures/process-row";
import { submitProcess } from "../closures/submit-process";
import type { ProcessCommandName } from "../closures/submit-process";
import type { Queryable } from "../db/client";
import { closures } from "../db/schema-closures";
import type { PlannedClosing } from "../db/schema-bulk";
import type { Program } from "../programs";
import type { RowResult, RunningBulk, WaitingRow } from "./claim-bulk";
import { closeCommand } from "./close-command";

/** `decider`: compliance, whose word lets each of these closings go on. */
export type CloseTurn = { deps: CommandDeps; program: Program; run: RunningBulk; row: WaitingRow & { closing: PlannedClosing }; holder: string; actor: Actor; decider: Actor };

type Part = NonNullable<BulkStep["part"]>;

/**
 * One account's closing through the one process that every closing is: asked for, decided, closed. Each step has one id,
 * so that whoever takes the turn again arrives at the same closing. One that stops before its end is abandoned, so that
 * nothing of a batch is left half-way.
 */
export async function closeInTurn(turn: CloseTurn): Promise<RowResult> {
  const { deps, row: { closing: { processId } } } = turn;
  const begun = (await processRow(deps.db, processId)) ? null : await ask(turn);
  if (begun) return begun;
  const decided = (await processRow(deps.db, processId))?.stage === "requested" ? await decide(turn) : null;
  if (decided) return decided;
  await continueProcess(deps, processId);
  return standing(turn);
}

async function ask(turn: CloseTurn): Promise<RowResult | null> {
  const { actor, row: { closing } } = turn;
  const answer = await submit(turn, "request", "request-closing", actor, { request: closing.request });
  return answer.ok ? null : refusedOrLater(answer.problem);
}

async function decide(turn: CloseTurn): Promise<RowResult | null> {
  const answer = await submit(turn, "decide", "decide-closing", turn.decider, { decision: "approve" });
  if (answer.ok) return null;
  return answer.problem.kind === "unavailable" ? { kind: "deferred", problem: answer.problem } : abandon(turn, answer.problem);
}

/** Where it stands after it went as far as it goes by itself. */
async function standing(turn: CloseTurn): Promise<RowResult> {
  const { deps: { db }, row: { closing } } = turn;
  const [process, close] = [await processRow(db, closing.processId), await closeCommand(db, closing.processId)];
  if (close && (unsettled(close.status) || close.status === "succeeded")) return { kind: "sent" };
  if (process?.problem) return abandon(turn, close?.problem ?? process.problem);
  if (process?.finishedAt) return { kind: "refused", problem: await endedProblem(db, process) };
  return { kind: "deferred", problem: waitsProblem };
}

const unsettled = (status: CommandStatus) => unsettledStatuses.some((one) => one === status);

async function abandon(turn: CloseTurn, why: Problem): Promise<RowResult> {
  const reason = `The batch that it belongs to could not go on with it. ${why.title}`.slice(0, 1_000);
  const answer = await submit(turn, "abandon", "abandon-closing", turn.decider, { reason });
  const process = await processRow(turn.deps.db, turn.row.closing.processId);
  if (process?.finishedAt) return { kind: "refused", problem: { ...why, saved: "The closing that was asked for has ended.", next: "Close it on its own, or try again." } };
  return { kind: "deferred", problem: answer.ok ? waitsProblem : answer.problem };
}

function submit({ deps, program, run, row, holder }: CloseTurn, part: Part, name: ProcessCommandName, actor: Actor, more: object): Promise<Result<CommandReceipt>> {
  const bulk = { runId: run.id, rowNumber: row.rowNumber, attempt: row.attempt, holder, part };
  const input = { processId: row.closing.processId, accountId: row.accountId, ...more };
  return submitProcess(deps, { actor, submission: { program: program.slug, name, commandId: bulkCommandId(bulk), input, seen: row.seen ?? undefined }, bulk });
}

function refusedOrLater(problem: Problem): RowResult {
  return { kind: problem.kind === "unavailable" ? "deferred" : "refused", problem };
}

const waitsProblem: Problem = { kind: "unavailable", title: "Its closing waits for Lead." };

/** Abandoned by a turn that never came to write it down, or ended by a person. */
async function endedProblem(tx: Queryable, { id, stage }: ProcessRow): Promise<Problem> {
  const [closure] = await tx.select({ why: closures.abandonReason }).from(closures).where(eq(closures.processId, id));
  return { kind: "not-possible-now", title: closure?.why ?? `Its closing ended otherwise: ${stage.replaceAll("-", " ")}.`, next: "Close it on its own, or try again." };
}
