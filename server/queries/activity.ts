import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { AuditPage } from "@/lib/account-views";
import type { ActivityFilter, ActivityQuery } from "@/lib/activity-query";
import type { Role } from "@/lib/permissions";
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

export function activityCondition({ program }: Pick<Caller, "program">, query: ActivityFilter) {
  return and(
    eq(auditEntries.program, program.slug),
    query.person === undefined ? undefined : eq(auditEntries.actor, query.person),
    query.role === undefined ? undefined : inRole(query.role),
    query.action === undefined ? undefined : eq(auditEntries.action, query.action),
    query.outcome === undefined ? undefined : eq(auditEntries.outcome, query.outcome),
    query.account === undefined ? undefined : eq(auditEntries.accountId, query.account),
    query.from === undefined ? undefined : sql`${auditEntries.at} >= ${beginOf(query.from, program.timeZone)}`,
    query.to === undefined ? undefined : sql`${auditEntries.at} < ${endOf(query.to, program.timeZone)}`,
  );
}

/** Written out, since each role has an index of its own: a parameter would fit none. */
const inRole = (role: Role) => sql`${auditEntries.actorRoles} @> ${sql.raw(`'{${role}}'`)}`;

/** An hour that the end of summer time repeats counts from its first time. */
const beginOf = (moment: string, zone: string) =>
  sql`least(${moment}::timestamp AT TIME ZONE ${zone}, (${moment}::timestamp - interval '1 hour') AT TIME ZONE ${zone} + interval '1 hour')`;

/** After the day, or after the minute where there is one; of an hour that is repeated, after its second time. */
const endOf = (moment: string, zone: string) => sql`((${moment}::timestamp + ${moment.includes("T") ? "1 minute" : "1 day"}::interval) AT TIME ZONE ${zone})`;

export type ActivityPerson = { subject: string; name: string };

/** Who has ever acted in the program, for the filter. */
export async function activityPeople(caller: Caller, db: Database = sharedDatabase()): Promise<Result<ActivityPerson[]>> {
  const denied = await denial(db, caller, "read-activity");
  if (denied) return fail(denied);
  // Steps from one person to the next in the index: the trail has many entries and few people.
  const newest = (where: SQL) => sql`(SELECT actor, actor_name FROM audit_entries WHERE program = ${caller.program.slug} AND ${where} ORDER BY actor, at DESC, seq DESC LIMIT 1)`;
  const { rows: people } = await db.execute<ActivityPerson>(sql`
    WITH RECURSIVE people AS (
      ${newest(sql`true`)} UNION ALL SELECT next.* FROM people CROSS JOIN LATERAL ${newest(sql`actor > people.actor`)} next
    )
    SELECT actor AS subject, actor_name AS name FROM people`);
  return ok(people.sort((a, b) => a.name.localeCompare(b.name, "en")));
}
