import "server-only";
import { and, desc, eq, gt, inArray, isNull, lte, ne, or, sql } from "drizzle-orm";
import { unsettledStatuses } from "@/lib/command";
import type { Queryable } from "../db/client";
import { commands, directoryEntries } from "../db/schema";
import type { Program } from "../programs";
import { leaseMs } from "./time-limits";

export type StoredCommand = typeof commands.$inferSelect;

const inFlight = ["pending", "unconfirmed"] as const;

export async function commandById(tx: Queryable, id: string): Promise<StoredCommand | undefined> {
  const [row] = await tx.select().from(commands).where(eq(commands.id, id));
  return row;
}

/** What the subject waits for, if anything. */
export async function unsettledOf(tx: Queryable, program: string, subjectKey: string): Promise<StoredCommand | undefined> {
  const [row] = await tx
    .select()
    .from(commands)
    .where(and(eq(commands.program, program), eq(commands.subjectKey, subjectKey), inArray(commands.status, [...unsettledStatuses])));
  return row;
}

/** An opening with the same content that succeeded within the last 24 hours, the newest first. */
export async function recentSuccessOf(tx: Queryable, program: string, subjectKey: string, exceptId: string): Promise<StoredCommand | undefined> {
  const [row] = await tx
    .select()
    .from(commands)
    .where(
      and(
        eq(commands.program, program),
        eq(commands.subjectKey, subjectKey),
        eq(commands.status, "succeeded"),
        ne(commands.id, exceptId),
        gt(commands.settledAt, sql`now() - interval '24 hours'`),
      ),
    )
    .orderBy(desc(commands.settledAt))
    .limit(1);
  return row;
}

/**
 * Locks the entry's row. Every transaction that changes an account on our side takes it first, then the command, then
 * the head of the audit chain: so none waits for another in a circle. False where the directory does not know it.
 */
export async function lockEntry(tx: Queryable, program: string, accountId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: directoryEntries.accountId })
    .from(directoryEntries)
    .where(and(eq(directoryEntries.program, program), eq(directoryEntries.accountId, accountId)))
    .for("update");
  return rows.length > 0;
}

/** From the database's now(). */
export const inMilliseconds = (ms: number) => sql<Date>`now() + make_interval(secs => ${ms / 1_000})`;

/**
 * Takes one command over whose lease is free: the one named, or the one that has been due the longest. Whoever held it
 * before can record nothing any more.
 */
export async function claimCommand(tx: Queryable, program: Program, holder: string, commandId?: string): Promise<StoredCommand | undefined> {
  const free = or(isNull(commands.leasedUntil), lte(commands.leasedUntil, sql`now()`));
  const due = or(isNull(commands.nextSendAt), lte(commands.nextSendAt, sql`now()`));
  const wanted = and(
    eq(commands.program, program.slug),
    inArray(commands.status, [...inFlight]),
    free,
    commandId === undefined ? due : eq(commands.id, commandId),
  );
  const next = tx.select({ id: commands.id }).from(commands).where(wanted).orderBy(sql`coalesce(${commands.nextSendAt}, ${commands.leasedUntil}, ${commands.askedAt})`).limit(1).for("update", { skipLocked: true });
  const [row] = await tx
    .update(commands)
    .set({ leasedBy: holder, leasedUntil: inMilliseconds(leaseMs(program)) })
    // A scalar subquery runs once; as a list it may be run again for every row and take more than one.
    .where(sql`${commands.id} = (${next})`)
    .returning();
  return row;
}

/** Whether this holder still has the command; the WHERE of everything it writes. */
export function heldBy(id: string, holder: string) {
  return and(eq(commands.id, id), eq(commands.leasedBy, holder), inArray(commands.status, [...inFlight]));
}

/** Written down before every send, so that `sends = 0` proves that nothing left. Undefined where the lease was lost. */
export async function markSend(tx: Queryable, program: Program, id: string, holder: string): Promise<StoredCommand | undefined> {
  const [row] = await tx
    .update(commands)
    .set({
      sends: sql`${commands.sends} + 1`,
      firstSentAt: sql`coalesce(${commands.firstSentAt}, now())`,
      lastSentAt: sql`now()`,
      leasedUntil: inMilliseconds(leaseMs(program)),
    })
    .where(heldBy(id, holder))
    .returning();
  return row;
}

/** Whether Lead may no longer remember the key, or the intent is too old to be carried out by itself. */
export async function isAfterWindow(tx: Queryable, program: Program, id: string): Promise<boolean> {
  const [row] = await tx
    .select({ after: sql<boolean>`${commands.askedAt} + make_interval(secs => ${program.resendWindowSeconds}) < now()` })
    .from(commands)
    .where(eq(commands.id, id));
  return row?.after !== false;
}
