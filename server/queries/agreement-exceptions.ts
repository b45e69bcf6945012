import "server-only";
import { and, asc, desc, eq, gt, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { ExceptionQuery } from "@/lib/agreement/exception-query";
import type { ExceptionPage, ExceptionView, Person } from "@/lib/agreement/views";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { directoryEntries } from "../db/schema";
import { agreementExceptions as exceptions } from "../db/schema-agreement";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { decodeCursor, pageOf } from "./cursor";

const pageSize = 50;
const changedAt = sql`greatest(${directoryEntries.leadUpdatedAt}, ${directoryEntries.writtenAt}, ${directoryEntries.leadCreatedAt})`;

/** With what the directory knows of the account. */
export function exceptionsWith(db: Queryable) {
  return db
    .select({ exception: exceptions, productName: directoryEntries.productName, changedSince: sql<boolean>`coalesce(${changedAt} > ${exceptions.theirsAsOf}, false)` })
    .from(exceptions)
    .innerJoin(directoryEntries, and(eq(directoryEntries.program, exceptions.program), eq(directoryEntries.accountId, exceptions.accountId)));
}

type Stored = { exception: typeof exceptions.$inferSelect; productName: string; changedSince: boolean };

export function exceptionView({ exception, productName, changedSince }: Stored): ExceptionView {
  const { id, accountId, field, theirs, ours, theirsAsOf, oursAsOf, firstSeenAt, lastSeenAt, owner, ownerName, cause, resolvedAt, resolution, resolvedByName, resolutionNote, endedAt } = exception;
  return {
    id, accountId, productName, field, theirs, ours, changedSince, cause, resolution,
    theirsAsOf: theirsAsOf.toISOString(), oursAsOf: oursAsOf.toISOString(), firstSeenAt: firstSeenAt.toISOString(), lastSeenAt: lastSeenAt.toISOString(),
    owner: owner === null ? null : { subject: owner, name: ownerName ?? owner },
    resolvedAt: resolvedAt?.toISOString() ?? null, resolvedBy: resolvedByName, note: resolutionNote, endedAt: endedAt?.toISOString() ?? null,
  };
}

/** Open ones with the oldest first; resolved ones with the newest first. */
export async function exceptionPage(caller: Caller, query: ExceptionQuery, db: Database = sharedDatabase()): Promise<Result<ExceptionPage>> {
  const denied = await denial(db, caller, "read-agreement");
  if (denied) return fail(denied);
  const isResolved = query.state === "resolved";
  const at = isResolved ? exceptions.resolvedAt : exceptions.firstSeenAt;
  const [after, before] = [decodeCursor(query.after), decodeCursor(query.before)];
  const isDown = isResolved !== (before !== undefined);
  const place = before ?? after;
  const beyond = isDown ? lt : gt;
  const isBeyond = place ? or(beyond(at, place.at), and(eq(at, place.at), beyond(exceptions.id, place.id))) : undefined;
  const order = isDown ? desc : asc;
  const read = await exceptionsWith(db)
    .where(and(eq(exceptions.program, caller.program.slug), isResolved ? isNotNull(exceptions.resolvedAt) : isNull(exceptions.resolvedAt), matching(query), isBeyond))
    .orderBy(order(at), order(exceptions.id))
    .limit(pageSize + 1);
  const placeOf = ({ exception }: Stored) => ({ at: (isResolved ? exception.resolvedAt : null) ?? exception.firstSeenAt, id: exception.id });
  const { items, next, previous } = pageOf(read, pageSize, { after, before }, placeOf);
  return ok({ exceptions: items.map(exceptionView), next, previous });
}

function matching({ cause, owner, age }: ExceptionQuery): SQL | undefined {
  return and(
    cause === undefined ? undefined : cause === "none" ? isNull(exceptions.cause) : eq(exceptions.cause, cause),
    owner === undefined ? undefined : owner === "none" ? isNull(exceptions.owner) : eq(exceptions.owner, owner),
    age === undefined ? undefined : sql`${exceptions.firstSeenAt} < now() - make_interval(days => ${Number(age)})`,
  );
}

/** Whose exceptions there ever were, for the filter. */
export async function exceptionOwners(caller: Caller, db: Database = sharedDatabase()): Promise<Result<Person[]>> {
  const denied = await denial(db, caller, "read-agreement");
  if (denied) return fail(denied);
  const rows = await db
    .selectDistinctOn([exceptions.owner], { subject: exceptions.owner, name: exceptions.ownerName })
    .from(exceptions)
    .where(and(eq(exceptions.program, caller.program.slug), isNotNull(exceptions.owner)))
    .orderBy(asc(exceptions.owner));
  return ok(rows.flatMap(({ subject, name }) => (subject === null ? [] : [{ subject, name: name ?? subject }])).sort((a, b) => a.name.localeCompare(b.name, "en")));
}

const mostOfAccount = 10;

/** What is open about one account, the oldest first; nothing for those who may not see it. */
export async function openExceptions({ program, permissions }: Pick<Caller, "program" | "permissions">, db: Queryable, accountId: string): Promise<ExceptionView[]> {
  if (!permissions.has("read-agreement")) return [];
  const rows = await exceptionsWith(db)
    .where(and(eq(exceptions.program, program.slug), eq(exceptions.accountId, accountId), isNull(exceptions.resolvedAt)))
    .orderBy(asc(exceptions.firstSeenAt), asc(exceptions.id))
    .limit(mostOfAccount);
  return rows.map(exceptionView);
}
