import "server-only";
import { randomUUID } from "node:crypto";
import { and, desc, eq, gte, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { nextInQueue } from "@/lib/closures/closing-queue";
import type { ClosingQueue, OpenQueue, QueuedAccount } from "@/lib/closures/closing-queue";
import type { ClosingContext } from "@/lib/closures/process-view";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { directoryEntries, processes } from "../db/schema";
import { closingQueues } from "../db/schema-bulk";
import { denial } from "../queries/authorise";
import type { Caller } from "../queries/authorise";
import { closingContext } from "../queries/closing";

type StoredQueue = typeof closingQueues.$inferSelect;

const unknownQueue: Problem = { kind: "not-possible-now", title: "There is no such queue of yours in this program.", next: "Select the accounts again. A queue is kept for 30 days, for who made it." };

/** Keeps the accounts that a person will close one after another, in their order. */
export async function makeClosingQueue(caller: Caller, accountIds: readonly string[], db: Database = sharedDatabase()): Promise<Result<{ id: string }>> {
  const denied = await denial(db, caller, "request-closing");
  if (denied) return fail(denied);
  const id = randomUUID();
  await db.insert(closingQueues).values({ id, program: caller.program.slug, owner: caller.actor.subject, accountIds: [...accountIds] });
  return ok({ id });
}

/** Its accounts as they stand by now, and what the dialog of the next one starts from: what was chosen, or the first that waits. */
export async function closingQueue(caller: Caller, id: string, chosen?: string, db: Database = sharedDatabase()): Promise<Result<ClosingQueue & { next: ClosingContext | null }>> {
  const found = await ownQueue(caller, id, db);
  if (!found.ok) return found;
  const queue = { id, accounts: await queuedAccounts(db, found.value), ended: found.value.endedAt !== null };
  const next = queue.ended ? null : nextInQueue(queue, chosen);
  return ok({ ...queue, next: next && (await closingContext(caller, next.accountId, db)) });
}

/** Leaves one account out until it is chosen again. */
export async function skipInQueue(caller: Caller, id: string, accountId: string, db: Database = sharedDatabase()): Promise<Result<null>> {
  const found = await ownQueue(caller, id, db);
  if (!found.ok) return found;
  const isOpen = and(eq(closingQueues.id, id), sql`${accountId} = ANY(${closingQueues.accountIds}) AND ${accountId} <> ALL(${closingQueues.skipped})`);
  await db.update(closingQueues).set({ skipped: sql`array_append(${closingQueues.skipped}, ${accountId}::text)` }).where(isOpen);
  return ok(null);
}

/** What was asked for stays asked for; the rest is not gone through. */
export async function endClosingQueue(caller: Caller, id: string, db: Database = sharedDatabase()): Promise<Result<null>> {
  const found = await ownQueue(caller, id, db);
  if (!found.ok) return found;
  await db.update(closingQueues).set({ endedAt: sql`now()` }).where(and(eq(closingQueues.id, id), isNull(closingQueues.endedAt)));
  return ok(null);
}

const mostListed = 20;

/** A person's own that are not gone through yet, the newest first. */
export async function openClosingQueues(caller: Caller, db: Database = sharedDatabase()): Promise<OpenQueue[]> {
  if (!caller.permissions.has("request-closing")) return [];
  const own = and(eq(closingQueues.program, caller.program.slug), eq(closingQueues.owner, caller.actor.subject), isNull(closingQueues.endedAt));
  const rows = await db.select().from(closingQueues).where(own).orderBy(desc(closingQueues.madeAt)).limit(mostListed);
  const queues: OpenQueue[] = [];
  for (const row of rows) {
    const waiting = (await queuedAccounts(db, row)).filter(({ state }) => state === "waiting").length;
    if (waiting > 0) queues.push({ id: row.id, accounts: row.accountIds.length, waiting, madeAt: row.madeAt.toISOString() });
  }
  return queues;
}

async function ownQueue(caller: Caller, id: string, db: Database): Promise<Result<StoredQueue>> {
  const denied = await denial(db, caller, "request-closing");
  if (denied) return fail(denied);
  const isOwn = and(eq(closingQueues.id, id), eq(closingQueues.program, caller.program.slug), eq(closingQueues.owner, caller.actor.subject));
  const [queue] = z.uuid().safeParse(id).success ? await db.select().from(closingQueues).where(isOwn) : [];
  return queue ? ok(queue) : fail(unknownQueue);
}

/** By the closings themselves that its owner asked for since: a reload, or another window, knows what was done. */
async function queuedAccounts(db: Database, { program, owner, accountIds, skipped, madeAt }: StoredQueue): Promise<QueuedAccount[]> {
  const entries = await db.select({ accountId: directoryEntries.accountId, productName: directoryEntries.productName }).from(directoryEntries).where(and(eq(directoryEntries.program, program), inArray(directoryEntries.accountId, accountIds)));
  const begun = await db
    .selectDistinctOn([processes.accountId], { accountId: processes.accountId, stage: processes.stage })
    .from(processes)
    .where(and(eq(processes.program, program), inArray(processes.accountId, accountIds), eq(processes.kind, "closing"), eq(processes.startedBy, owner), gte(processes.startedAt, madeAt)))
    .orderBy(processes.accountId, desc(processes.startedAt));
  return accountIds.map((accountId) => {
    const stage = begun.find((process) => process.accountId === accountId)?.stage ?? null;
    const productName = entries.find((entry) => entry.accountId === accountId)?.productName ?? "";
    return { accountId, productName, stage, state: stage !== null ? "asked" : skipped.includes(accountId) ? "skipped" : "waiting" };
  });
}
