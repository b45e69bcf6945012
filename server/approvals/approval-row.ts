import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { approvalKindRows } from "@/lib/approvals/approvals";
import type { ApprovalEvent } from "@/lib/approvals/approvals";
import { endOfBusinessDays } from "@/lib/business-days";
import { commandLabels } from "@/lib/command";
import type { Problem } from "@/lib/result";
import type { Queryable } from "../db/client";
import { approvalNotices, approvals } from "../db/schema-approvals";
import type { Program } from "../programs";

export type ApprovalRow = typeof approvals.$inferSelect;
export type ApprovalChange = PgUpdateSetSource<typeof approvals>;

type Asked = Omit<typeof approvals.$inferInsert, "program" | "needs" | "remindAt" | "expiresAt" | "state">;

export async function approvalById(tx: Queryable, id: string): Promise<ApprovalRow | undefined> {
  const [row] = await tx.select().from(approvals).where(eq(approvals.id, id));
  return row;
}

/** What a process was approved with, where it needed that. */
export async function approvalOfProcess(tx: Queryable, processId: string): Promise<ApprovalRow | undefined> {
  const [row] = await tx.select().from(approvals).where(and(eq(approvals.processId, processId), inArray(approvals.state, ["approved", "executed"])));
  return row;
}

/** The request, locked until the transaction ends: of two who decide, one comes second. */
export async function lockedApproval(tx: Queryable, program: { slug: string }, id: string): Promise<ApprovalRow | undefined> {
  const [row] = await tx.select().from(approvals).where(and(eq(approvals.id, id), eq(approvals.program, program.slug))).for("update");
  return row;
}

/** Writes a request down, with when it ends; the problem where its subject waits for another one. */
export async function insertApproval(tx: Queryable, program: Program, now: string, asked: Asked): Promise<Problem | null> {
  const { remindAfterBusinessDays, expireAfterBusinessDays } = program.approvals;
  const after = (days: number) => new Date(endOfBusinessDays(now, days, program.timeZone));
  const rows = await tx
    .insert(approvals)
    .values({ ...asked, program: program.slug, needs: approvalKindRows[asked.kind].permission, remindAt: after(remindAfterBusinessDays), expiresAt: after(expireAfterBusinessDays) })
    .onConflictDoNothing()
    .returning({ id: approvals.id });
  if (rows.length === 0) return openRequestProblem(tx, program, asked.subject);
  await tellOutside(tx, program, asked.id, "asked");
  return null;
}

async function openRequestProblem(tx: Queryable, program: Program, subject: string): Promise<Problem> {
  const [other] = await tx.select().from(approvals).where(and(eq(approvals.program, program.slug), eq(approvals.subject, subject), isNull(approvals.endedAt)));
  const title = other ? `“${commandLabels[other.name]}” by ${other.requesterName} waits for another person here.` : "This was asked for before.";
  return { kind: "not-possible-now", title, saved: "Nothing was recorded and nothing was sent. What you typed is kept.", next: "Ask again once that request is decided or withdrawn." };
}

/** Changes a request that the caller has locked, and tells those who listen. */
export async function changeApproval(tx: Queryable, program: Program, id: string, change: ApprovalChange, event: ApprovalEvent): Promise<void> {
  await tx.update(approvals).set(change).where(eq(approvals.id, id));
  await tellOutside(tx, program, id, event);
}

/** With the fact, so that none is told that did not happen, and none that did is left out. */
async function tellOutside(tx: Queryable, program: Program, approvalId: string, event: ApprovalEvent): Promise<void> {
  if (program.approvals.webhook) await tx.insert(approvalNotices).values({ program: program.slug, approvalId, event });
}
