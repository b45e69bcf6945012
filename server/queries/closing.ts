import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { closingFacts, factsSeen } from "@/lib/closures/facts";
import type { ClosingFacts } from "@/lib/closures/facts";
import type { ClosingContext, ProcessView } from "@/lib/closures/process-view";
import { businessDate } from "@/lib/format";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { processes } from "../db/schema";
import { entryOf, holdersOf, openHolds } from "../directory/entry";
import { noticeTermsOf } from "../notice-settings";
import { databaseNow } from "../directory/remember-answer";
import type { Caller } from "./authorise";
import { processView } from "./process-view";

/** What matters of an account, as the directory has it. */
export async function factsInDirectory(tx: Queryable, program: { slug: string }, accountId: string): Promise<ClosingFacts | null> {
  const entry = await entryOf(tx, program, accountId);
  if (!entry) return null;
  const [holders, holds] = [await holdersOf(tx, program, accountId), await openHolds(tx, program, accountId)];
  return closingFacts(entry.body, holders.map(({ entityId }) => entityId), holds);
}

/** What the closing, correction and reason dialogs start from; null where the caller may not ask, or the account is not known. */
export async function closingContext(caller: Caller, accountId: string, db: Database = sharedDatabase()): Promise<ClosingContext | null> {
  const { program, permissions } = caller;
  if (!permissions.has("request-closing")) return null;
  const facts = await factsInDirectory(db, program, accountId);
  if (!facts) return null;
  const holders = await holdersOf(db, program, accountId);
  const now = (await databaseNow(db)).toISOString();
  return {
    program: program.slug,
    programName: program.name,
    timeZone: program.timeZone,
    accountId,
    facts,
    seen: factsSeen(facts),
    holders: holders.map(({ entityId, displayName }) => ({ entityId, name: displayName ?? entityId })),
    today: businessDate(now, program.timeZone),
    now,
    terms: noticeTermsOf(program),
    mayDecide: permissions.has("decide-closing"),
    secondPerson: { closing: program.approvals.closing, openScra: program.approvals.openScra, correction: program.approvals.correction },
  };
}

/** The open process of an account, or else its last; null for those who may not read closure records. */
export async function accountProcess(caller: Caller, accountId: string, db: Database = sharedDatabase()): Promise<ProcessView | null> {
  if (!caller.permissions.has("read-closures")) return null;
  const [row] = await db
    .select()
    .from(processes)
    .where(and(eq(processes.program, caller.program.slug), eq(processes.accountId, accountId)))
    .orderBy(desc(isNull(processes.finishedAt)), desc(processes.startedAt))
    .limit(1);
  return row ? processView(db, caller.program, row, caller.actor.subject) : null;
}

/** One process by its id, for whoever follows it. */
export async function processById(caller: Caller, processId: string, db: Database = sharedDatabase()): Promise<ProcessView | null> {
  if (!caller.permissions.has("read-closures") || !z.uuid().safeParse(processId).success) return null;
  const [row] = await db.select().from(processes).where(and(eq(processes.id, processId), eq(processes.program, caller.program.slug)));
  return row ? processView(db, caller.program, row, caller.actor.subject) : null;
}
