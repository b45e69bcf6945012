import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import type { AuditPage } from "@/lib/account-views";
import type { ActivityQuery } from "@/lib/activity-query";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { auditEntries } from "../db/schema";
import { auditPage } from "./audit-page";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

/** The trail of the whole program, newest first; `from` and `to` are its business days, both included. */
export async function activity(caller: Caller, query: ActivityQuery, db: Database = sharedDatabase()): Promise<Result<AuditPage>> {
  const denied = await denial(db, caller, "read-activity");
  if (denied) return fail(denied);
  return ok(await auditPage(db, caller.roles, activityCondition(caller, query), query));
}

export function activityCondition({ program }: Pick<Caller, "program">, query: ActivityQuery) {
  const dayStart = (day: string, plusDays: number) => sql`((${day}::date + ${plusDays}::int)::timestamp AT TIME ZONE ${program.timeZone})`;
  return and(
    eq(auditEntries.program, program.slug),
    query.person === undefined ? undefined : eq(auditEntries.actor, query.person),
    query.action === undefined ? undefined : eq(auditEntries.action, query.action),
    query.outcome === undefined ? undefined : eq(auditEntries.outcome, query.outcome),
    query.account === undefined ? undefined : eq(auditEntries.accountId, query.account),
    query.from === undefined ? undefined : sql`${auditEntries.at} >= ${dayStart(query.from, 0)}`,
    query.to === undefined ? undefined : sql`${auditEntries.at} < ${dayStart(query.to, 1)}`,
  );
}

export type ActivityPerson = { subject: string; name: string };

/** Who has ever acted in the program, for the filter. */
export async function activityPeople(caller: Caller, db: Database = sharedDatabase()): Promise<Result<ActivityPerson[]>> {
  const denied = await denial(db, caller, "read-activity");
  if (denied) return fail(denied);
  const people = await db
    .selectDistinctOn([auditEntries.actor], { subject: auditEntries.actor, name: auditEntries.actorName })
    .from(auditEntries)
    .where(eq(auditEntries.program, caller.program.slug))
    .orderBy(asc(auditEntries.actor));
  return ok(people.sort((a, b) => a.name.localeCompare(b.name, "en")));
}
