import "server-only";
import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { restrictedWords } from "@/lib/account-views";
import type { AccountDetail, NoteView, OpenProcess, RelatedEntityView } from "@/lib/account-views";
import { unsettledStatuses } from "@/lib/command";
import type { CommandReceipt } from "@/lib/command";
import { commandReceipt, maskedProblem, maskedReceipt } from "@/lib/command-receipt";
import { standingProblems } from "@/lib/entity-standing";
import { may, permissions } from "@/lib/permissions";
import type { Permission, Role } from "@/lib/permissions";
import type { Queryable } from "../db/client";
import { auditEntries, commands, processes } from "../db/schema";
import { notes } from "../db/schema-holds";
import type { RelatedEntity } from "../directory/entry";

// The parts of an account's page, each for one account; whoever calls has authorised it.

export async function unsettledCommand(db: Queryable, program: string, accountId: string, roles: readonly Role[]): Promise<CommandReceipt | null> {
  const [row] = await db
    .select()
    .from(commands)
    .where(and(eq(commands.program, program), eq(commands.accountId, accountId), inArray(commands.status, [...unsettledStatuses])))
    .orderBy(desc(commands.askedAt))
    .limit(1);
  return row && seesCommand(roles, row) ? shownReceipt(commandReceipt(row), roles) : null;
}

/** Those who may not know why an account is restricted see of commands what they might have sent themselves. */
function seesCommand(roles: readonly Role[], { name, processId }: Pick<typeof commands.$inferSelect, "name" | "processId">): boolean {
  return may(roles, "read-restrictions") || (processId === null && Object.hasOwn(permissions, name) && may(roles, name as Permission));
}

export function shownReceipt(receipt: CommandReceipt, roles: readonly Role[]): CommandReceipt {
  return may(roles, "read-sensitive") ? receipt : maskedReceipt(receipt);
}

export function openProcessView(row: typeof processes.$inferSelect, roles: readonly Role[]): OpenProcess {
  const problem = row.problem && !may(roles, "read-sensitive") ? maskedProblem(row.problem) : row.problem;
  return { id: row.id, kind: row.kind, stage: row.stage, startedBy: row.startedByName, startedAt: row.startedAt.toISOString(), problem };
}

/** Null also for those who may not know why an account is restricted. */
export async function openProcess(db: Queryable, program: string, accountId: string, roles: readonly Role[]): Promise<OpenProcess | null> {
  if (!may(roles, "read-restrictions")) return null;
  const [row] = await db
    .select()
    .from(processes)
    .where(and(eq(processes.program, program), eq(processes.accountId, accountId), isNull(processes.finishedAt)));
  return row ? openProcessView(row, roles) : null;
}

const mostNotes = 200;

/** Those of compliance alone are for compliance and auditors; the others do not learn that there are any. */
export async function notesOf(db: Queryable, program: string, accountId: string, roles: readonly Role[]): Promise<NoteView[]> {
  const readable = may(roles, "read-compliance-notes") ? undefined : eq(notes.audience, "everyone");
  const rows = await db
    .select()
    .from(notes)
    .where(and(eq(notes.program, program), eq(notes.accountId, accountId), readable))
    .orderBy(desc(notes.writtenAt), desc(notes.id))
    .limit(mostNotes);
  return rows.map((row) => ({ id: row.id, text: row.text, audience: row.audience, author: row.authorName, writtenAt: row.writtenAt.toISOString() }));
}

/** By the last entry of the trail that changed the status. */
export async function statusSince(db: Queryable, program: string, accountId: string): Promise<AccountDetail["statusSince"]> {
  const changesStatus = sql`${auditEntries.changes} @> '[{"path": "status"}]'::jsonb`;
  const [row] = await db
    // Whoever asked for it, also where the console found out later that it was done.
    .select({ at: auditEntries.at, by: sql<string>`coalesce(${commands.operatorName}, ${auditEntries.actorName})`, action: auditEntries.action })
    .from(auditEntries)
    .leftJoin(commands, eq(commands.id, auditEntries.commandId))
    .where(and(eq(auditEntries.program, program), eq(auditEntries.accountId, accountId), inArray(auditEntries.outcome, ["done", "observed"]), changesStatus))
    .orderBy(desc(auditEntries.at), desc(auditEntries.seq))
    .limit(1);
  return row ? { at: row.at.toISOString(), by: row.by, elsewhere: row.action === "changed-elsewhere" } : null;
}

/**
 * A failed screening is told only to those who may see sensitive fields; to the others it is a restriction like any
 * other, and those who may not know why an account is restricted do not learn that it is for one of its people.
 */
export function relatedEntityView(related: RelatedEntity, roles: readonly Role[]): RelatedEntityView {
  const { displayName, readAt, standing, ...rest } = related;
  const problems = standing ? standingProblems(standing, related.relationshipType) : [];
  const seesAll = may(roles, "read-sensitive");
  return {
    ...rest,
    name: displayName,
    standing: seesAll ? standing : null,
    problems: seesAll || problems.length === 0 ? problems : may(roles, "read-restrictions") ? [restrictedWords] : [],
    readAt: readAt?.toISOString() ?? null,
  };
}
