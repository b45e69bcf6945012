import "server-only";
import { and, desc, eq, exists, inArray, ne, notExists, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { alarmWords } from "@/lib/closures/corrections";
import type { AlarmTarget } from "@/lib/closures/corrections";
import type { Queryable } from "../db/client";
import { auditEntries, directoryEntries, processes } from "../db/schema";

type ProcessRow = typeof processes.$inferSelect;

const givenUp = "given-up";

/**
 * The alarm of an account, said on every process of it: that of this one while it is open, else that of one given up
 * half-way, whatever was begun since.
 */
export async function alarmOf(tx: Queryable, row: ProcessRow, status: string): Promise<string | null> {
  const own = row.finishedAt === null ? alarmWords(status, targetOf(row)) : null;
  if (own) return own;
  const [left] = await tx
    .select()
    .from(processes)
    .where(and(eq(processes.program, row.program), eq(processes.accountId, row.accountId), leftHalfWay(tx)))
    .orderBy(desc(processes.finishedAt))
    .limit(1);
  return left ? alarmWords(status, targetOf(left)) : null;
}

function targetOf({ kind, plan }: ProcessRow): AlarmTarget {
  if (kind === "inactive-reason") return "inactive";
  return kind === "correction" && plan.target === "closed-again" ? "closed" : null;
}

/**
 * Given up before its end, while the directory shows the account elsewhere than it was to lead. It is over as soon as
 * the account has been there once: what becomes of it then is not this process's.
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
  return and(eq(processes.stage, givenUp), or(isChange, isCorrection), exists(elsewhere), notExists(arrived));
}

function statusBecame(status: string): SQL {
  return sql`${auditEntries.changes} @> ${JSON.stringify([{ path: "status", new: status }])}::jsonb`;
}
