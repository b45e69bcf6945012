import "server-only";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import type { IntakeState } from "@/lib/settings/intake-state";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { announcedAccounts, intakeRefusals, leadEvents, leadWalks } from "../db/schema-intake";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

const mostShown = 100;

export async function intakeState(caller: Caller, db: Database = sharedDatabase()): Promise<Result<IntakeState>> {
  const denied = await denial(db, caller, "read-intake");
  if (denied) return fail(denied);
  const { slug, announcements, webhooks } = caller.program;
  const [announced, refusedIds, refusals, oddEvents, lists] = await Promise.all([waitingOf(db, slug), refusedOf(db, slug), refusalsOf(db, slug), oddEventsOf(db, slug), listsOf(db, slug)]);
  return ok({ takesAnnouncements: announcements !== undefined, takesWebhooks: webhooks !== undefined, announced, refusedIds, refusals, oddEvents, lists });
}

async function waitingOf(db: Database, program: string): Promise<IntakeState["announced"]> {
  const [row] = await db
    .select({ waiting: sql<number>`count(*)::int`, oldest: sql<Date | null>`min(${announcedAccounts.nextLookAt})`.mapWith(announcedAccounts.nextLookAt) })
    .from(announcedAccounts)
    .where(and(eq(announcedAccounts.program, program), eq(announcedAccounts.state, "waiting")));
  return { waiting: row?.waiting ?? 0, oldestWaiting: row?.oldest?.toISOString() ?? null };
}

async function refusedOf(db: Database, program: string): Promise<IntakeState["refusedIds"]> {
  const rows = await db
    .select()
    .from(announcedAccounts)
    .where(and(eq(announcedAccounts.program, program), eq(announcedAccounts.state, "refused")))
    .orderBy(desc(announcedAccounts.settledAt))
    .limit(mostShown);
  return rows.map((row) => ({ accountId: row.accountId, announcement: row.announcementId, row: row.position, reason: row.reason ?? "", at: (row.settledAt ?? row.nextLookAt).toISOString() }));
}

async function refusalsOf(db: Database, program: string): Promise<IntakeState["refusals"]> {
  const rows = await db.select().from(intakeRefusals).where(eq(intakeRefusals.program, program)).orderBy(desc(intakeRefusals.hour)).limit(mostShown);
  return rows.map(({ way, reason, refused, firstAt, lastAt }) => ({ way, reason, count: refused, firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() }));
}

async function oddEventsOf(db: Database, program: string): Promise<IntakeState["oddEvents"]> {
  const rows = await db
    .select()
    .from(leadEvents)
    .where(and(eq(leadEvents.program, program), inArray(leadEvents.state, ["unknown-type", "unreadable"])))
    .orderBy(desc(leadEvents.receivedAt))
    .limit(mostShown);
  return rows.map(({ eventId, type, state, receivedAt }) => ({ id: eventId, type, state, at: receivedAt.toISOString() }));
}

async function listsOf(db: Database, program: string): Promise<IntakeState["lists"]> {
  const rows = await db.select().from(leadWalks).where(eq(leadWalks.program, program)).orderBy(leadWalks.list);
  return rows.map(({ list, finishedAt, lookedAt, nextLookAt, problem }) => ({ list, finishedAt: finishedAt?.toISOString() ?? null, lookedAt: lookedAt?.toISOString() ?? null, nextLookAt: nextLookAt.toISOString(), problem }));
}
