import "server-only";
import { and, asc, desc, eq, gt, gte, lt, lte, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { z } from "zod";
import type { BoundedCount } from "@/lib/account-views";
import type { RegisterFilter, RegisterQuery, RegisterView } from "@/lib/closures/register-query";
import { registerViews } from "@/lib/closures/register-query";
import type { RegisterCounts, RegisterPage, RegisterPeople, ShownEntry } from "@/lib/closures/register-views";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { directoryEntries } from "../db/schema";
import { registerEntries } from "../db/schema-register";
import { holdersOf } from "../directory/entry";
import { databaseNow } from "../directory/remember-answer";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { decodeCursor, pageOf } from "./cursor";
import { entryView, rowView } from "./register-rows";

const pageSize = 50;

const viewConditions = {
  overdue: (today) => and(eq(registerEntries.notice, "due"), lt(registerEntries.noticeDueOn, today)),
  due: () => eq(registerEntries.notice, "due"),
  "to-complete": () => sql`${registerEntries.kind} = 'elsewhere' AND ${registerEntries.stage} = 'waiting'`,
} satisfies Record<RegisterView, (today: string) => SQL | undefined>;

/** What an address shows of the program's register. `today`: its business day. */
export function registerCondition({ program }: Pick<Caller, "program">, { view, kind, reason, determined, notice, asker, approver, account, from, to }: RegisterFilter, today: string): SQL | undefined {
  return and(
    eq(registerEntries.program, program.slug),
    view === undefined ? undefined : viewConditions[view](today),
    kind === undefined ? undefined : eq(registerEntries.kind, kind),
    reason === undefined ? undefined : eq(registerEntries.reason, reason),
    determined === undefined ? undefined : eq(registerEntries.determined, determined),
    notice === undefined ? undefined : eq(registerEntries.notice, notice),
    asker === undefined ? undefined : eq(registerEntries.askedBy, asker),
    approver === undefined ? undefined : eq(registerEntries.approver, approver),
    account === undefined ? undefined : eq(registerEntries.accountId, account),
    from === undefined ? undefined : gte(registerEntries.takenOn, from),
    to === undefined ? undefined : lte(registerEntries.takenOn, to),
  );
}

/** With what the directory knows of the account, in the order of the register. */
export function entriesWith(db: Queryable, where: SQL | undefined) {
  return db
    .select({ entry: registerEntries, productName: directoryEntries.productName })
    .from(registerEntries)
    .leftJoin(directoryEntries, and(eq(directoryEntries.program, registerEntries.program), eq(directoryEntries.accountId, registerEntries.accountId)))
    .where(where);
}

function placeIn(cursor: string | undefined) {
  const place = decodeCursor(cursor);
  return place && z.uuid().safeParse(place.id).success ? place : undefined;
}

/** One page of it: a place in the register is a whole number, which a cursor carries as it does a time. */
export function registerPageQuery(db: Queryable, where: SQL | undefined, { after, before }: Pick<RegisterQuery, "after" | "before">) {
  const [down, up] = [placeIn(after), placeIn(before)];
  const from = up ?? down;
  const beyond = up ? lt : gt;
  const place = from?.at.getTime() ?? 0;
  const isBeyond = from ? and(up ? lte(registerEntries.place, place) : gte(registerEntries.place, place), or(beyond(registerEntries.place, place), beyond(registerEntries.id, from.id))) : undefined;
  const order = up ? desc : asc;
  return entriesWith(db, and(where, isBeyond)).orderBy(order(registerEntries.place), order(registerEntries.id)).limit(pageSize + 1);
}

/** The entries of the register at an address: notices that are due first, the most overdue at the top, then the newest. */
export async function register(caller: Caller, query: RegisterQuery, db: Database = sharedDatabase()): Promise<Result<RegisterPage>> {
  const denied = await denial(db, caller, "read-closures");
  if (denied) return fail(denied);
  const today = await businessDay(caller, db);
  const read = await registerPageQuery(db, registerCondition(caller, query, today), query);
  const { items, next, previous } = pageOf(read, pageSize, { after: placeIn(query.after), before: placeIn(query.before) }, ({ entry }) => ({ at: new Date(entry.place), id: entry.id }));
  return ok({ entries: items.map((item) => rowView(item, today)), next, previous });
}

const mostShown = 9_999;
const mostWaiting = 999;

/** How many an address shows, and how many wait in each of the register's own views; none is counted beyond its bound. */
export async function registerCounts(caller: Caller, query: RegisterQuery, db: Database = sharedDatabase()): Promise<Result<RegisterCounts>> {
  const denied = await denial(db, caller, "read-closures");
  if (denied) return fail(denied);
  const today = await businessDay(caller, db);
  const shown = await counted(db, registerCondition(caller, query, today), mostShown);
  const counts: Partial<Record<RegisterView, BoundedCount>> = {};
  for (const view of registerViews) counts[view] = await counted(db, registerCondition(caller, { view }, today), mostWaiting);
  return ok({ shown, ...(counts as Record<RegisterView, BoundedCount>) });
}

async function counted(db: Queryable, where: SQL | undefined, most: number): Promise<BoundedCount> {
  // In the order of an index, so that it stops at its bound instead of reading the table.
  const found = db.select({ one: sql`1` }).from(registerEntries).where(where).orderBy(asc(registerEntries.place), asc(registerEntries.id)).limit(most + 1).as("found");
  const [row] = await db.select({ count: sql<number>`count(*)::integer` }).from(found);
  const count = row?.count ?? 0;
  return { count: Math.min(count, most), more: count > most };
}

/** Who ever asked and who ever decided, for the filters. */
export async function registerPeople(caller: Caller, db: Database = sharedDatabase()): Promise<Result<RegisterPeople>> {
  const denied = await denial(db, caller, "read-closures");
  if (denied) return fail(denied);
  return ok({ askers: await peopleIn(db, caller, "asked_by"), approvers: await peopleIn(db, caller, "approver") });
}

/** Steps from one person to the next in the index: the register has many entries and few people. */
async function peopleIn(db: Database, { program }: Caller, column: "asked_by" | "approver"): Promise<{ subject: string; name: string }[]> {
  const [subject, name] = [sql.raw(column), sql.raw(`${column}_name`)];
  const next = (where: SQL) => sql`(SELECT ${subject} AS subject, ${name} AS name FROM register_entries WHERE program = ${program.slug} AND ${subject} IS NOT NULL AND ${where} ORDER BY ${subject}, place LIMIT 1)`;
  const { rows } = await db.execute<{ subject: string; name: string }>(sql`
    WITH RECURSIVE people AS (
      ${next(sql`true`)} UNION ALL SELECT following.* FROM people CROSS JOIN LATERAL ${next(sql`${subject} > people.subject`)} following
    )
    SELECT subject, name FROM people`);
  return rows.sort((a, b) => a.name.localeCompare(b.name, "en"));
}

/** One entry with everything that is kept of it; null where the program has none of this id. */
export async function registerEntry(caller: Caller, entryId: string, db: Database = sharedDatabase()): Promise<Result<ShownEntry | null>> {
  const denied = await denial(db, caller, "read-closures");
  if (denied) return fail(denied);
  const id = z.uuid().safeParse(entryId);
  if (!id.success) return ok(null);
  const [found] = await entriesWith(db, and(eq(registerEntries.program, caller.program.slug), eq(registerEntries.id, id.data.toLowerCase())));
  if (!found) return ok(null);
  const today = await businessDay(caller, db);
  const entry = entryView(found, today);
  const holders = await holdersOf(db, caller.program, entry.accountId);
  const isOurs = entry.kind === "line-cut" || entry.kind === "deactivation";
  return ok({
    entry, today, mayRecord: isOurs && entry.notice === "due" && caller.permissions.has("record-action-notice"),
    holders: holders.map(({ entityId, displayName }) => ({ entityId, name: displayName ?? entityId })),
  });
}

async function businessDay({ program }: Pick<Caller, "program">, db: Database): Promise<string> {
  return businessDate(await databaseNow(db), program.timeZone);
}
