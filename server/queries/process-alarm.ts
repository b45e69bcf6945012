import "server-only";
import { and, desc, eq, exists, inArray, ne, notExists, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { alarmTarget, alarmWords } from "@/lib/closures/corrections";
import type { Queryable } from "../db/client";
import { auditEntries, directoryEntries, processes } from "../db/schema";

type ProcessRow = typeof processes.$inferSelect;

const givenUp = "given-up";

/** What is said, and the process that was given up and left it so; none while an open one is to lead on. */
export type Alarm = { words: string | null; leftBy: string | null };

const silent: Alarm = { words: null, leftBy: null };

/**
 * The alarm of an account, said on every process of it: that of this one while it is open, else that of one given up
 * half-way, whatever was begun since.
 */
export async function alarmOf(tx: Queryable, row: ProcessRow, status: string): Promise<Alarm> {
  const own = row.finishedAt === null ? alarmWords(status, alarmTarget(row.kind, row.plan.target)) : null;
  if (own) return { words: own, leftBy: null };
  const [left] = await tx
    .select()
    .from(processes)
    .where(and(eq(processes.program, row.program), eq(processes.accountId, row.accountId), leftHalfWay(tx)))
    .orderBy(desc(processes.finishedAt))
    .limit(1);
  return left ? { words: alarmWords(status, alarmTarget(left.kind, left.plan.target)), leftBy: left.id } : silent;
}

/**
 * Given up before its end, while the directory shows the account elsewhere than it was to lead. It is over as soon as
 * the account has been there once, or a person has decided that it stays: what becomes of it then is not this process's.
 */
export function leftHalfWay(tx: Queryable): SQL | undefined {
  const isChange = eq(processes.kind, "inactive-reason");
  const isCorrection = and(eq(processes.kind, "correction"), sql`${processes.plan} ->> 'target' = 'closed-again'`);
  const ofAccount = and(eq(directoryEntries.program, processes.program), eq(directoryEntries.accountId, processes.accountId));
  const elsewhere = tx
    .select({ one: sql`1` })
    .from(directoryEntries)
    .where(and(ofAccount, ne(directoryEntries.status, "closed"), or(isCorrection, ne(directoryEntries.status, "inactive"))));
  const arrived = tx
    .select({ one: sql`1` })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.program, processes.program), eq(auditEntries.accountId, processes.accountId), sql`${auditEntries.at} > ${processes.finishedAt}`,
        inArray(auditEntries.outcome, ["done", "observed"]),
        or(statusBecame("closed"), and(isChange, statusBecame("inactive"))),
      ),
    );
  return and(eq(processes.stage, givenUp), or(isChange, isCorrection), exists(elsewhere), notExists(arrived), notExists(staysByDecision(tx)));
}

/** Decided on the account since: on this process, or on one that was given up after it. */
function staysByDecision(tx: Queryable) {
  const kept = alias(processes, "kept");
  return tx
    .select({ one: sql`1` })
    .from(kept)
    .where(and(eq(kept.program, processes.program), eq(kept.accountId, processes.accountId), sql`${kept.keptAt} >= ${processes.finishedAt}`));
}

function statusBecame(status: string): SQL {
  return sql`${auditEntries.changes} @> ${JSON.stringify([{ path: "status", new: status }])}::jsonb`;
}
