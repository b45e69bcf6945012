import "server-only";
import { sql } from "drizzle-orm";
import { endProcess } from "../closures/process-guards";
import { lockedProcess } from "../closures/process-row";
import type { Queryable } from "../db/client";
import type { Program } from "../programs";
import { approvalById, changeApproval, lockedApproval } from "./approval-row";
import type { ApprovalChange, ApprovalRow } from "./approval-row";

/**
 * The request, locked while it waits, with its closing where it is one: a process comes before its request, as for whoever
 * decides on it. Undefined where it does not wait any more.
 */
export async function lockedWaiting(tx: Queryable, program: Program, id: string): Promise<ApprovalRow | undefined> {
  const row = await approvalById(tx, id);
  if (row?.program !== program.slug) return undefined;
  if (row.kind === "closing") await lockedProcess(tx, program.slug, row.accountId ?? "", row.processId ?? "");
  const locked = await lockedApproval(tx, program, id);
  return locked?.state === "waiting" ? locked : undefined;
}

/** Ends a request that nobody decided on; of a closing the process ends with it, and nothing was sent. */
export async function endRequest(tx: Queryable, program: Program, row: ApprovalRow, state: "withdrawn" | "expired" | "renew-needed", change: ApprovalChange = {}): Promise<void> {
  await changeApproval(tx, program, row.id, { ...change, state, endedAt: sql`now()` }, state);
  if (row.kind === "closing" && row.processId) await endProcess(tx, program, row.processId, state);
}
