import "server-only";
import { sql } from "drizzle-orm";
import type { BoundedCount } from "@/lib/account-views";
import { businessDate } from "@/lib/format";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { firstOfSection, mostOfSection, workSectionRows, workSections, workTotals } from "@/lib/work-queue";
import type { SectionState, WorkQueue, WorkSection } from "@/lib/work-queue";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { databaseNow } from "../directory/remember-answer";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { closedElsewhere } from "./closed-elsewhere";
import { needsAPerson } from "./needs-a-person";
import { changedElsewhere, holdsRunningOut, openFollowUps } from "./work/afterwards";
import { callersWaiting } from "./work/callers";
import { openDeceasedCases } from "./work/deceased";
import { noticesToSend } from "./work/notices";
import { countSection } from "./work/read-section";
import type { WorkLook } from "./work/read-section";
import { waitingRequests } from "./work/requests";
import { commandsBeingChecked } from "./work/unconfirmed";
import { changesUnderWay, closingsUnderWay, stoppedClosings } from "./work/under-way";

/** These two are counted alone: each one of them is listed with more than the others. */
const unconfirmed = (db: Queryable, look: WorkLook) =>
  countSection(db, look, "unconfirmed", sql`SELECT id, asked_at AS since FROM commands WHERE program = ${look.caller.program.slug} AND status = 'needs-a-person'`);

const madeElsewhere = (db: Queryable, look: WorkLook) =>
  countSection(db, look, "closed-elsewhere", sql`SELECT id, seen_at AS since FROM closures_elsewhere WHERE program = ${look.caller.program.slug} AND completed_at IS NULL`);

/** Where each section comes from. */
const readers = {
  unconfirmed,
  callers: callersWaiting,
  approvals: waitingRequests,
  notices: noticesToSend,
  stopped: stoppedClosings,
  corrections: changesUnderWay,
  deceased: openDeceasedCases,
  "follow-ups": openFollowUps,
  "closed-elsewhere": madeElsewhere,
  holds: holdsRunningOut,
  "changed-elsewhere": changedElsewhere,
  "under-way": closingsUnderWay,
  checking: commandsBeingChecked,
} satisfies Record<WorkSection, (db: Queryable, look: WorkLook) => Promise<SectionState>>;

/**
 * What waits for compliance, the most urgent of each section first: what is overdue, then what is due next, then what has
 * waited longest. `only`: one section, with more of it.
 */
export async function workQueue(caller: Caller, only?: WorkSection, db: Database = sharedDatabase()): Promise<Result<WorkQueue>> {
  const denied = await denial(db, caller, "read-work-queue");
  if (denied) return fail(denied);
  const look = await lookOf(db, caller, only ? mostOfSection : firstOfSection);
  const of = (key: WorkSection) => only === undefined || only === key;
  const [sections, waiting, elsewhere] = await Promise.all([
    Promise.all(workSections.map((key) => readers[key](db, of(key) ? look : { ...look, limit: 1 }))),
    of("unconfirmed") ? needsAPerson(caller, db, mostOfSection) : [],
    of("closed-elsewhere") ? closedElsewhere(caller, db, undefined, mostOfSection) : [],
  ]);
  return ok({
    sections: sections.map((section) => (of(section.key) ? section : { ...section, items: [] })), needsAPerson: waiting, closedElsewhere: elsewhere,
    maySettle: caller.permissions.has("settle-command"), mayCompleteClosures: caller.permissions.has("complete-closed-elsewhere"),
  });
}

/** What closings left to do, for who does it and has no work queue. */
export async function followUpsToDo(caller: Caller, db: Database = sharedDatabase()): Promise<SectionState | null> {
  const { permissions } = caller;
  if (!permissions.has("settle-follow-up") || !permissions.has("read-closures") || permissions.has("read-work-queue")) return null;
  return openFollowUps(db, await lookOf(db, caller, mostOfSection));
}

const mostCounted = 99;

/** What wants a person, for the rail. */
export async function workWaitingCount(db: Database, caller: Caller): Promise<BoundedCount> {
  const look = await lookOf(db, caller, 1);
  const wanting = workSections.filter((key) => workSectionRows[key].wants);
  const { wanted, more } = workTotals(await Promise.all(wanting.map((key) => readers[key](db, look))));
  return { count: Math.min(wanted, mostCounted), more: more || wanted > mostCounted };
}

async function lookOf(db: Queryable, caller: Caller, limit: number): Promise<WorkLook> {
  return { caller, today: businessDate(await databaseNow(db), caller.program.timeZone), limit };
}
