import "server-only";
import { sql } from "drizzle-orm";
import { decideApprovalInput } from "@/lib/approvals/approval-inputs";
import type { DecideApprovalInput } from "@/lib/approvals/approval-inputs";
import { commandLabels } from "@/lib/command";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { defineLocalCommand } from "../commands/define-command";
import type { CommandContext, LocalEffect } from "../commands/define-command";
import { untilDone } from "../commands/action-deadline";
import { inMilliseconds } from "../commands/command-log";
import { leaseMs } from "../commands/time-limits";
import type { Queryable } from "../db/client";
import { approvalById, changeApproval, lockedApproval } from "./approval-row";
import type { ApprovalRow } from "./approval-row";
import { decidedBy, deniedDecision, noSuchRequest, undecidable } from "./decision";
import { runApproved } from "./run-approved";

type Context = CommandContext<DecideApprovalInput>;

/** Approves exactly what was shown, or declines it; what is approved is carried out in the name of who asked. */
export const decideApproval = defineLocalCommand<DecideApprovalInput, undefined>({
  kind: "local",
  name: "decide-approval",
  permissions: ["decide-approval"],
  schema: decideApprovalInput,
  accountId: () => null,
  async look({ deps }, context) {
    const row = await approvalById(deps.db, context.input.approvalId);
    const denied = row?.program === context.program.slug ? await deniedDecision(deps.db, context, row, "decide-approval") : noSuchRequest;
    return denied ? fail(denied) : ok(undefined);
  },
  async perform(tx, context) {
    const { program, actor, input, now } = context;
    const row = await lockedApproval(tx, program, input.approvalId);
    // A closing is decided on as a closing: its letter and its account are looked at there.
    if (!row || row.kind === "closing") return fail(noSuchRequest);
    const problem = undecidable(row, actor, now);
    // What does not fit its hash any more can still be declined.
    if (problem && !(problem.kind === "conflict" && input.decision === "decline")) return fail(problem);
    if (row.inputHash.toString("hex") !== input.hash) return fail({ kind: "conflict", title: "This is not what you were shown.", saved: "Nothing was recorded or sent.", next: "Reload, look again, then decide." });
    return decide(tx, context, row);
  },
  afterCommit: (deps, { program, commandId, input }, answerBy) =>
    input.decision === "approve" ? untilDone(runApproved(deps, input.approvalId), { id: commandId, program: program.slug, name: `approval ${input.approvalId}` }, answerBy) : Promise.resolve(),
});

async function decide(tx: Queryable, { program, actor, input: { decision, comment } }: Context, row: ApprovalRow): Promise<Result<LocalEffect>> {
  const approves = decision === "approve";
  // Until then it is in the hands of who approves it.
  const change = approves ? { state: "approved" as const, nextTryAt: inMilliseconds(leaseMs(program)) } : { state: "declined" as const, endedAt: sql`now()` };
  await changeApproval(tx, program, row.id, { ...decidedBy(actor, comment), ...change }, change.state);
  const details = { decision: change.state, command: commandLabels[row.name], approval: row.id, askedBy: row.requesterName, ...(comment ? { comment } : {}) };
  return ok({ accountId: row.accountId ?? undefined, processId: row.processId ?? undefined, details });
}
