import "server-only";
import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import { commandLabels } from "@/lib/command";
import { consoleActor } from "@/lib/operator";
import { appendEntry } from "../audit/append-entry";
import type { Database } from "../db/client";
import { approvals } from "../db/schema-approvals";
import type { Program } from "../programs";
import { changeApproval } from "./approval-row";
import type { ApprovalRow } from "./approval-row";
import { endRequest, lockedWaiting } from "./end-request";

const atOnce = 50;

/** Ends what nobody decided on in time, and reminds of what waits for too long; each in a transaction of its own. How many. */
export async function tendRequests(db: Database, program: Program): Promise<number> {
  const waiting = and(eq(approvals.program, program.slug), eq(approvals.state, "waiting"));
  const due = await db
    .select({ id: approvals.id })
    .from(approvals)
    .where(and(waiting, sql`(${lte(approvals.expiresAt, sql`now()`)} OR (${isNull(approvals.remindedAt)} AND ${lte(approvals.remindAt, sql`now()`)}))`))
    .orderBy(asc(approvals.askedAt))
    .limit(atOnce);
  for (const { id } of due) await db.transaction((tx) => tend(tx, program, id));
  return due.length;
}

type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

async function tend(tx: Transaction, program: Program, id: string): Promise<void> {
  const row = await lockedWaiting(tx, program, id);
  if (!row) return;
  const [{ expired } = { expired: false }] = await tx.select({ expired: sql<boolean>`${approvals.expiresAt} <= now()` }).from(approvals).where(eq(approvals.id, id));
  if (expired) await endRequest(tx, program, row, "expired");
  else if (row.remindedAt === null) await changeApproval(tx, program, id, { remindedAt: sql`now()` }, "reminded");
  else return;
  await appendEntry(tx, entryOf(program, row, expired));
}

function entryOf(program: Program, row: ApprovalRow, expired: boolean): Parameters<typeof appendEntry>[1] {
  return {
    program: program.slug, actor: consoleActor, action: expired ? "approval-ended" : "approval-reminded", outcome: "observed",
    accountId: row.accountId, commandId: row.id, processId: row.processId, details: { command: commandLabels[row.name], ...(expired ? { state: "expired" } : {}) },
  };
}
