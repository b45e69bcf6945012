import "server-only";
import { sql } from "drizzle-orm";
import { approvalStateRows } from "@/lib/approvals/approvals";
import type { Actor } from "@/lib/operator";
import { may } from "@/lib/permissions";
import type { Problem } from "@/lib/result";
import { appendEntry } from "../audit/append-entry";
import { notPermitted } from "../commands/command-problems";
import type { CommandContext } from "../commands/define-command";
import { isAsAsked } from "../commands/take-approval";
import type { Database } from "../db/client";
import type { ApprovalChange, ApprovalRow } from "./approval-row";

const saved = "Nothing was recorded or sent.";
const notPossible = (title: string, next = "Reload to see how it stands."): Problem => ({ kind: "not-possible-now", title, saved, next });

export const noSuchRequest = notPossible("There is no such request in this program.");

const ownRequest: Problem = {
  kind: "forbidden",
  title: "Nobody approves what they asked for themselves.",
  saved: "Nothing was sent; the attempt is in the audit trail.",
  next: "Another person decides on it; you can withdraw it.",
};

/** Whether this person is kept from deciding on it at all. */
export function deciderProblem(row: ApprovalRow, actor: Actor): Problem | null {
  if (!may(actor.roles, row.needs)) return notPermitted(row.needs);
  return row.secondPerson && row.requester === actor.subject ? ownRequest : null;
}

/** The same before anything is decided, with the attempt in the trail. */
export async function deniedDecision(db: Database, { program, actor, commandId }: CommandContext<unknown>, row: ApprovalRow, action: "decide-approval" | "decide-closing"): Promise<Problem | null> {
  const problem = deciderProblem(row, actor);
  if (!problem) return null;
  const { accountId, processId } = row;
  await db.transaction((tx) => appendEntry(tx, { program: program.slug, actor, action, outcome: "denied", accountId, commandId, processId, details: { rule: problem.title } }));
  return problem;
}

/** Why a request that the caller has locked cannot be decided on by now; `now` is the database's. */
export function undecidable(row: ApprovalRow, actor: Actor, now: string): Problem | null {
  const denied = deciderProblem(row, actor);
  if (denied) return denied;
  if (row.state !== "waiting") return notPossible(`It is not waiting any more: ${approvalStateRows[row.state].label.toLowerCase()}${row.approverName ? `, by ${row.approverName}` : ""}.`);
  if (row.expiresAt <= new Date(now)) return notPossible("It expired: nobody decided on it in time.", "It is asked for anew.");
  return isAsAsked(row) ? null : { kind: "conflict", title: "What is stored is not what was asked for.", saved, next: "Decline it, and tell whoever runs the console." };
}

/** Who decided, in their own words. */
export function decidedBy(actor: Actor, comment: string | undefined): ApprovalChange {
  return { approver: actor.subject, approverName: actor.name, approverRoles: [...actor.roles], decidedAt: sql`now()`, comment: comment ?? null };
}
