import "server-only";
import { and, desc, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import type { WorkItem } from "@/lib/account-views";
import { bulkCommandNames } from "@/lib/bulk/bulk-actions";
import { unsettledStatuses } from "@/lib/command";
import { commandReceipt, maskedReceipt } from "@/lib/command-receipt";
import { may } from "@/lib/permissions";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { commands, directoryEntries, drafts, processes } from "../db/schema";
import { openProcessView } from "./account-facts";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

const mostOfEach = 100;

/** What this person started in this program: what still waits first, then the newest. */
export async function myWork(caller: Caller, db: Database = sharedDatabase()): Promise<Result<WorkItem[]>> {
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  const [ofCommands, ofProcesses, ofDrafts] = await Promise.all([commandItems(db, caller), processItems(db, caller), draftItems(db, caller)]);
  const items = [...ofCommands, ...ofProcesses, ...ofDrafts];
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
  return rows.map(({ command, productName }) => ({ kind: "command", at: command.askedAt.toISOString(), receipt: may(roles, "read-sensitive") ? commandReceipt(command) : maskedReceipt(commandReceipt(command)), productName }));
}

/** Closings of a batch are told by its run. */
const notInBulk = sql`NOT EXISTS (SELECT FROM bulk_rows WHERE bulk_rows.closing ->> 'processId' = ${processes.id}::text AND bulk_rows.closing IS NOT NULL)`;

async function processItems(db: Database, { program, actor, roles }: Caller): Promise<WorkItem[]> {
  const rows = await db
    .select()
    .from(processes)
    .where(and(eq(processes.program, program.slug), eq(processes.startedBy, actor.subject), notInBulk))
    .orderBy(sql`${processes.finishedAt} DESC NULLS FIRST`, desc(processes.startedAt))
    .limit(mostOfEach);
  return rows.map((row) => ({
    kind: "process",
    at: row.startedAt.toISOString(),
    accountId: row.accountId,
    process: openProcessView(row, roles),
    finishedAt: row.finishedAt?.toISOString() ?? null,
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
