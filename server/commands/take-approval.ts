import "server-only";
import { sql } from "drizzle-orm";
import type { Actor } from "@/lib/operator";
import type { Problem } from "@/lib/result";
import { changeApproval, lockedApproval } from "../approvals/approval-row";
import type { ApprovalRow } from "../approvals/approval-row";
import type { Queryable } from "../db/client";
import { inputHash } from "./command-id";
import type { PreparedCommand } from "./prepare-command";
import { Stopped } from "./stoppable";

/** Whether what is stored is what was asked for. */
export function isAsAsked({ program, name, accountId, input, inputHash: stored }: ApprovalRow): boolean {
  return inputHash({ program, name, accountId, input }).equals(stored);
}

/** In the transaction of the intent: exactly this was approved, by another person, and it is carried out once. */
export async function takeApproval(tx: Queryable, { context, hash, approver }: PreparedCommand): Promise<void> {
  if (!approver) return;
  const row = await lockedApproval(tx, context.program, context.commandId);
  const holds = row?.state === "approved" && row.endedAt === null && row.approver === approver.subject && row.approver !== row.requester && row.requester === context.actor.subject;
  if (!holds || !row.inputHash.equals(hash) || !isAsAsked(row)) throw new Stopped(notApproved);
  await changeApproval(tx, context.program, row.id, { state: "executed", endedAt: sql`now()`, problem: null, nextTryAt: null }, "executed");
}

/** Another person is named on the command, and the two differ by a CHECK. */
export function approverColumns(approver: Actor | undefined) {
  return approver ? { approver: approver.subject, approverName: approver.name, approverRoles: [...approver.roles] } : {};
}

export function approverOf({ approver, approverName }: Pick<ApprovalRow, "approver" | "approverName">): Pick<Actor, "subject" | "name"> | undefined {
  return approver !== null && approverName !== null ? { subject: approver, name: approverName } : undefined;
}

/** The same for the trail. */
export function approvedBy(approver: Pick<Actor, "subject" | "name"> | undefined): Record<string, unknown> {
  return approver ? { approvedBy: approver.name, approver: approver.subject } : {};
}

const notApproved: Problem = { kind: "conflict", title: "What was approved is not what would be done.", saved: "Nothing was recorded and nothing was sent." };
