import "server-only";
import { and, desc, eq, inArray, isNull, ne, notInArray, sql } from "drizzle-orm";
import type { WorkItem } from "@/lib/account-views";
import { approvalReceipt, endedProblem } from "@/lib/approvals/approval-receipt";
import type { ApprovalState } from "@/lib/approvals/approvals";
import { bulkCommandNames } from "@/lib/bulk/bulk-actions";
import { unsettledStatuses } from "@/lib/command";
import { commandReceipt } from "@/lib/command-receipt";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { commands, directoryEntries, drafts, processes } from "../db/schema";
import { approvals } from "../db/schema-approvals";
import { openProcessView, shownReceipt } from "./account-facts";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

const mostOfEach = 100;
const endedOtherwise: readonly ApprovalState[] = ["declined", "expired", "renew-needed"];

/** What this person started in this program: what still waits first, then the newest. */
export async function myWork(caller: Caller, db: Database = sharedDatabase()): Promise<Result<WorkItem[]>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  const [ofCommands, ofRequests, ofProcesses, ofDrafts] = await Promise.all([commandItems(db, caller), requestItems(db, caller), processItems(db, caller), draftItems(db, caller)]);
  const items = [...ofCommands, ...ofRequests, ...ofProcesses, ...ofDrafts];
  return ok(items.sort((a, b) => Number(waits(b)) - Number(waits(a)) || (a.at < b.at ? 1 : -1)));
}

function waits(item: WorkItem): boolean {
  if (item.kind === "command") return item.receipt.settledAt === null;
  return item.kind === "draft" || item.finishedAt === null;
}

/** Steps of a process are told by the process, and what belongs to a bulk action by its run. */
async function commandItems(db: Database, { program, actor, roles }: Caller): Promise<WorkItem[]> {
  const isUnsettled = inArray(commands.status, [...unsettledStatuses]);
  const rows = await db
    .select({ command: commands, productName: directoryEntries.productName })
    .from(commands)
    .leftJoin(directoryEntries, and(eq(directoryEntries.program, commands.program), eq(directoryEntries.accountId, commands.accountId)))
    .where(and(eq(commands.program, program.slug), eq(commands.operator, actor.subject), isNull(commands.processId), isNull(commands.bulkRunId), notInArray(commands.name, [...bulkCommandNames])))
    .orderBy(desc(isUnsettled), desc(commands.askedAt))
    .limit(mostOfEach);
  return rows.map(({ command, productName }) => ({ kind: "command", at: command.askedAt.toISOString(), receipt: shownReceipt(commandReceipt(command), roles), productName }));
}

/** Closings of a batch are told by its run. */
const notInBulk = sql`NOT EXISTS (SELECT FROM bulk_rows WHERE bulk_rows.closing ->> 'processId' = ${processes.id}::text AND bulk_rows.closing IS NOT NULL)`;

/** What another person has to approve, or did not; what was carried out is a command, and a closing is a process. */
async function requestItems(db: Database, { program, actor }: Caller): Promise<WorkItem[]> {
  const rows = await db
    .select({ approval: approvals, productName: directoryEntries.productName })
    .from(approvals)
    .leftJoin(directoryEntries, and(eq(directoryEntries.program, approvals.program), eq(directoryEntries.accountId, approvals.accountId)))
    .where(and(eq(approvals.program, program.slug), eq(approvals.requester, actor.subject), ne(approvals.kind, "closing"), ne(approvals.state, "executed")))
    .orderBy(desc(isNull(approvals.endedAt)), desc(approvals.askedAt))
    .limit(mostOfEach);
  return rows.map(({ approval, productName }) => ({ kind: "command", at: approval.askedAt.toISOString(), receipt: approvalReceipt(approval), productName }));
}

async function processItems(db: Database, { program, actor, roles }: Caller): Promise<WorkItem[]> {
  const rows = await db
    .select({ row: processes, approval: approvals })
    .from(processes)
    .leftJoin(approvals, eq(approvals.id, processes.id))
    .where(and(eq(processes.program, program.slug), eq(processes.startedBy, actor.subject), notInBulk))
    .orderBy(sql`${processes.finishedAt} DESC NULLS FIRST`, desc(processes.startedAt))
    .limit(mostOfEach);
  return rows.map(({ row, approval }) => ({
    kind: "process",
    at: row.startedAt.toISOString(),
    accountId: row.accountId,
    process: openProcessView(row, roles),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    why: approval && endedOtherwise.includes(approval.state) ? endedProblem(approval).title : null,
  }));
}

async function draftItems(db: Database, { program, actor }: Caller): Promise<WorkItem[]> {
  const rows = await db
    .select({ form: drafts.form, subject: drafts.subject, updatedAt: drafts.updatedAt })
    .from(drafts)
    .where(and(eq(drafts.program, program.slug), eq(drafts.owner, actor.subject)))
    .orderBy(desc(drafts.updatedAt))
    .limit(mostOfEach);
  return rows.map(({ form, subject, updatedAt }) => ({ kind: "draft", at: updatedAt.toISOString(), form, subject }));
}
