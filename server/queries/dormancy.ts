import "server-only";
import { and, asc, desc, eq, gt, inArray, isNotNull, lt, lte, notInArray, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { dormancyCutoffs, dormancyDates, dormancySteps } from "@/lib/accounts/dormancy";
import type { DormancyFilter, DormancyPage, DormancyQuery, DormancyStep, DormantAccount } from "@/lib/accounts/dormancy";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { directoryEntries } from "../db/schema";
import { ownerDates } from "../db/schema-calls";
import { databaseNow } from "../directory/remember-answer";
import type { Program } from "../programs";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { decodeCursor, pageOf } from "./cursor";

const pageSize = 50;

/** Open accounts whose owner is silent for so long that a step is due, the longest silent first. */
export async function dormancyPage(caller: Caller, query: DormancyQuery, db: Database = sharedDatabase()): Promise<Result<DormancyPage>> {
  const denied = await denial(db, caller, "read-dormancy");
  if (denied) return fail(denied);
  const today = businessDate(await databaseNow(db), caller.program.timeZone);
  const [after, before] = [decodeCursor(query.after), decodeCursor(query.before)];
  const place = before ?? after;
  const order = before ? desc : asc;
  const read = await dormantWith(db)
    .where(and(dormancyCondition(caller.program, query, today), place ? beyond(place, before ? lt : gt) : undefined))
    .orderBy(order(ownerDates.silentSince), order(ownerDates.accountId))
    .limit(pageSize + 1);
  const { items, next, previous } = pageOf(read, pageSize, { after, before }, ({ silentSince, accountId }) => ({ at: new Date(`${silentSince ?? ""}T00:00:00Z`), id: accountId }));
  return ok({ accounts: items.map((row) => dormantAccount(row, caller.program, today)), next, previous });
}

function beyond({ at, id }: { at: Date; id: string }, way: typeof lt): SQL | undefined {
  const day = at.toISOString().slice(0, 10);
  return or(way(ownerDates.silentSince, day), and(eq(ownerDates.silentSince, day), way(ownerDates.accountId, id)));
}

/** With what the directory knows of the account. */
export function dormantWith(db: Queryable) {
  const { accountId, contactAt, contactChannel, activityOn, ownerState, silentSince } = ownerDates;
  return db
    .select({ accountId, contactAt, contactChannel, activityOn, ownerState, silentSince, productName: directoryEntries.productName, status: directoryEntries.status, statusReason: directoryEntries.statusReason })
    .from(ownerDates)
    .innerJoin(directoryEntries, and(eq(directoryEntries.program, ownerDates.program), eq(directoryEntries.accountId, ownerDates.accountId)));
}

type Stored = Awaited<ReturnType<typeof dormantWith>>[number];

export function dormantAccount({ accountId, contactAt, contactChannel, activityOn, ownerState: state, silentSince, productName, status, statusReason }: Stored, { dormancy }: Pick<Program, "dormancy">, today: string): DormantAccount {
  const silence = { silentSince: silentSince ?? today, state, status };
  const dates = dormancyDates(silence, dormancy);
  return {
    ...silence, accountId, productName, statusReason, activityOn,
    contact: contactAt && contactChannel ? { at: contactAt.toISOString(), channel: contactChannel } : null,
    due: dates.filter(({ on }) => on <= today), next: dates.find(({ on }) => on > today) ?? null,
  };
}

/** On owner_dates beside directory_entries; without a step whatever is due first. */
export function dormancyCondition(program: Pick<Program, "slug" | "dormancy">, { step, state }: DormancyFilter, today: string): SQL | undefined {
  const steps: readonly DormancyStep[] = step ? [step] : dormancySteps;
  return and(
    eq(ownerDates.program, program.slug), isNotNull(ownerDates.silentSince), eq(ownerDates.isClosed, false),
    state ? eq(ownerDates.ownerState, state) : undefined,
    or(...steps.map((one) => stepIsDue(one, program, today))),
  );
}

function stepIsDue(step: DormancyStep, { dormancy }: Pick<Program, "dormancy">, today: string): SQL | undefined {
  const { states, others } = dormancyCutoffs(step, dormancy, today);
  const named = Object.keys(states);
  const ofOthers = named.length === 0 ? undefined : or(sql`${ownerDates.ownerState} IS NULL`, notInArray(ownerDates.ownerState, named));
  const due = or(and(ofOthers, lte(ownerDates.silentSince, others)), ...Object.entries(states).map(([state, day]) => and(inArray(ownerDates.ownerState, [state]), lte(ownerDates.silentSince, day))));
  return step === "deactivate" ? and(due, eq(directoryEntries.status, "active")) : due;
}
