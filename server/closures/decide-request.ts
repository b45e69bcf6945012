import "server-only";
import { sql } from "drizzle-orm";
import type { ClosingRequest } from "@/lib/closures/closing-request";
import type { DecideClosingInput } from "@/lib/closures/closing-inputs";
import { sameJson } from "@/lib/fields/field-changes";
import { commandLabels } from "@/lib/command";
import { consoleActor } from "@/lib/operator";
import type { Problem } from "@/lib/result";
import { changeApproval, lockedApproval } from "../approvals/approval-row";
import type { ApprovalRow } from "../approvals/approval-row";
import { decidedBy, noSuchRequest, undecidable } from "../approvals/decision";
import { endRequest, lockedWaiting } from "../approvals/end-request";
import { appendEntry } from "../audit/append-entry";
import { storableJson } from "../audit/storable-json";
import type { CommandContext } from "../commands/define-command";
import type { Database, Queryable } from "../db/client";
import { lettersAreIntact } from "../records/letter-hash";
import type { Looked } from "./look";
import { changedSinceProblem } from "./process-guards";
import { closureRow } from "./process-row";
import type { ClosureRow, ProcessRow } from "./process-row";

type Context = CommandContext<DecideClosingInput>;

/** The decision on the request that a closing waits for; the problem where it cannot be decided on, or not by this person. */
export async function decideRequest(tx: Queryable, { program, actor, input, now }: Context, state: "approved" | "declined"): Promise<Problem | null> {
  const row = await lockedApproval(tx, program, input.processId);
  if (!row) return noSuchRequest;
  const problem = undecidable(row, actor, now);
  // What does not fit its hash any more can still be declined.
  if (problem && !(problem.kind === "conflict" && state === "declined")) return problem;
  await changeApproval(tx, program, row.id, { ...decidedBy(actor, input.comment), state, endedAt: sql`now()` }, state);
  return null;
}

/** A closing that is abandoned before anybody decided: its request waits no more. */
export async function withdrawRequest(tx: Queryable, { program, actor, input }: CommandContext<{ processId: string }>): Promise<void> {
  const row = await lockedApproval(tx, program, input.processId);
  if (row?.state === "waiting") await changeApproval(tx, program, row.id, { state: "withdrawn", withdrawnBy: actor.subject, withdrawnByName: actor.name, endedAt: sql`now()` }, "withdrawn");
}

/** Ends a request where the account changed in what matters since it was asked for: it must be asked for anew. */
export async function sentBack(db: Database, { program, input }: Context, { facts }: Looked): Promise<Problem | null> {
  return db.transaction(async (tx) => {
    const row = await lockedWaiting(tx, program, input.processId);
    if (!row || row.accountId !== input.accountId) return null;
    const problem = changedSinceProblem((await closureRow(tx, input.processId)).facts, facts);
    if (!problem) return null;
    await endRequest(tx, program, row, "renew-needed", { problem: storableJson(problem) });
    await appendEntry(tx, {
      program: program.slug, actor: consoleActor, action: "approval-ended", outcome: "observed", accountId: row.accountId, commandId: row.id, processId: row.processId,
      details: { state: "renew-needed", command: commandLabels[row.name], problem: problem.title, changed: problem.differences?.map(({ path }) => path) ?? [] },
    });
    return problem;
  });
}

/** What would be done and sent is read from the record; it is what was asked for, letters and all, or nothing is approved. */
export function recordProblem({ plan }: ProcessRow, closure: ClosureRow, request: Pick<ApprovalRow, "details"> | undefined): Problem | null {
  const asked = plan as ClosingRequest;
  const { text: _joined, ...notice } = closure.notice ?? { text: "" };
  const sameLetters = lettersAreIntact(closure) && closure.lettersHash === (request?.details.lettersHash ?? null);
  const same = sameLetters && asked.reason === closure.reason && asked.actionTakenOn === closure.actionTakenOn && sameJson(asked.notice ?? null, closure.notice && notice);
  return same ? null : { kind: "conflict", title: "The record is not what was asked for.", saved: "Nothing was recorded or sent.", next: "Decline it, and tell whoever runs the console." };
}
