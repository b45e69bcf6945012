import "server-only";
import { adverseActionFields } from "@/lib/accounts/adverse-action";
import type { BulkAction, BulkCommand } from "@/lib/bulk/bulk-actions";
import type { Actor } from "@/lib/operator";
import { bulkCommandId } from "../commands/command-id";
import type { CommandDeps } from "../commands/command-deps";
import { unknownAtLead } from "../commands/command-problems";
import { runCommand } from "../commands/run-command";
import { remember } from "../directory/remember";
import type { CallSink } from "../lead/call-log";
import type { RequestContext } from "../lead/lead-request";
import type { Program } from "../programs";
import type { RowResult, RunningBulk, WaitingRow } from "./claim-bulk";
import { closeInTurn } from "./close-in-turn";

type Turn = { deps: CommandDeps; program: Program; run: RunningBulk; row: WaitingRow; holder: string; actor: Actor; /** Of closings: whoever decided on them. */ decider: Actor; sink: CallSink };

/** About how many calls of Lead an account needs: the look, people on it, and the write. */
export const callsPerAccount = { "deactivate-account": 3, "activate-account": 4, "refresh-accounts": 2, "close-accounts": 12 } satisfies Record<BulkAction, number>;

/** One account's turn: its own command through the one pipeline, or a reading. Safe to repeat by whoever goes on. */
export async function actOnAccount(turn: Turn): Promise<RowResult> {
  const { run: { action } } = turn;
  if (action === "refresh-accounts") return readAgain(turn);
  return action === "close-accounts" ? close(turn) : command({ ...turn, action });
}

async function readAgain({ deps, program, row, sink }: Turn): Promise<RowResult> {
  const [outcome] = await remember(program, [row.accountId], "looked-up", { db: deps.db, sink });
  if (outcome?.kind === "unavailable") return { kind: "deferred", problem: outcome.problem };
  return outcome?.kind === "remembered" ? { kind: "read" } : { kind: "refused", problem: { ...unknownAtLead, saved: undefined, next: "The directory shows that Lead does not know it." } };
}

function close({ row: { closing, ...row }, deps, sink, ...turn }: Turn): Promise<RowResult> {
  if (!closing) throw new Error("A closing in bulk has to say what it asks for.");
  return closeInTurn({ ...turn, deps: inBackground(deps, sink), row: { ...row, closing } });
}

async function command({ deps, program, run, row, holder, actor, sink, action }: Turn & { action: BulkCommand }): Promise<RowResult> {
  const bulk = { runId: run.id, rowNumber: row.rowNumber, attempt: row.attempt, holder };
  const input = { accountId: row.accountId, ...termsFor(run, row) };
  const submission = { program: program.slug, name: action, commandId: bulkCommandId(bulk), input, seen: row.seen ?? undefined };
  const answer = await runCommand(inBackground(deps, sink), { actor, submission, bulk });
  if (answer.ok) return { kind: "sent" };
  return { kind: answer.problem.kind === "unavailable" ? "deferred" : "refused", problem: answer.problem };
}

const ofAdverseAction: readonly string[] = adverseActionFields;

/** Only what takes credit away is determined; the same for every attempt, since it is part of what the command's id stands for. */
function termsFor({ terms }: RunningBulk, { hasCredit }: WaitingRow): object {
  if (hasCredit) return terms;
  return Object.fromEntries(Object.entries(terms).filter(([name]) => !ofAdverseAction.includes(name)));
}

/** Without a person: the call log tells people's own calls, which go first, from these. The command names who asked. */
function inBackground(deps: CommandDeps, sink: CallSink): CommandDeps {
  return {
    ...deps,
    sink,
    reader: (program, context) => deps.reader(program, withoutPerson(context)),
    writer: (program, context) => deps.writer(program, withoutPerson(context)),
  };
}

function withoutPerson(context: RequestContext): RequestContext {
  return {
    ...context,
    operator: undefined,
    // What is left of it counts down.
    get deadlineMs() {
      return context.deadlineMs;
    },
  };
}
