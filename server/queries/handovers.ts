import "server-only";
import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { HandoverView } from "@/lib/call-desk/handovers";
import { businessDate } from "@/lib/format";
import { may } from "@/lib/permissions";
import { db as sharedDatabase } from "../db/client";
import type { Queryable } from "../db/client";
import { directoryEntries, entities } from "../db/schema";
import { handovers } from "../db/schema-calls";
import { databaseNow } from "../directory/remember-answer";
import type { Caller } from "./authorise";

type Here = Pick<Caller, "program" | "permissions" | "roles" | "actor">;

const mostListed = 200;
const ownDays = 30;

/** The one of an account that waits; null where none does, and for those who may not see them. */
export async function openHandoverOf(caller: Here, db: Queryable, accountId: string): Promise<HandoverView | null> {
  if (!caller.permissions.has("read-handovers")) return null;
  return (await handoversWhere(caller, db, and(eq(handovers.accountId, accountId), isNull(handovers.answeredAt)), [asc(handovers.id)], 1))[0] ?? null;
}

/** Those that this person handed over and that are open, or were answered within 30 days, the newest first. */
export async function ownHandovers(caller: Here, db: Queryable = sharedDatabase()): Promise<HandoverView[]> {
  const lately = sql`(${handovers.answeredAt} IS NULL OR ${handovers.answeredAt} > now() - make_interval(days => ${ownDays}))`;
  return handoversWhere(caller, db, and(eq(handovers.handedBy, caller.actor.subject), lately), [desc(handovers.handedAt)]);
}

/** The last one of an account, for compliance, auditors, and those who take calls; null where there is none. */
export async function lastHandover(caller: Here, accountId: string, db: Queryable = sharedDatabase()): Promise<HandoverView | null> {
  if (!caller.permissions.has("read-handovers") && !caller.permissions.has("take-calls")) return null;
  return (await handoversWhere(caller, db, eq(handovers.accountId, accountId), [desc(handovers.handedAt)], 1))[0] ?? null;
}

const caller = sql<string>`${handovers.contact} ->> 'holderEntityId'`;

async function handoversWhere({ program, roles }: Here, db: Queryable, where: SQL | undefined, order: SQL[], most = mostListed): Promise<HandoverView[]> {
  const today = businessDate(await databaseNow(db), program.timeZone);
  const rows = await db
    .select({ handover: handovers, productName: directoryEntries.productName, callerName: entities.displayName })
    .from(handovers)
    .innerJoin(directoryEntries, and(eq(directoryEntries.program, handovers.program), eq(directoryEntries.accountId, handovers.accountId)))
    .leftJoin(entities, and(eq(entities.program, handovers.program), eq(entities.entityId, caller)))
    .where(and(eq(handovers.program, program.slug), where))
    .orderBy(...order)
    .limit(most);
  return rows.map(({ handover, productName, callerName }) => viewOf(handover, { productName, callerName, today, seesCauses: may(roles, "read-sensitive") }));
}

type Beside = { productName: string; callerName: string | null; today: string; seesCauses: boolean };

function viewOf(row: typeof handovers.$inferSelect, { productName, callerName, today, seesCauses }: Beside): HandoverView {
  const { id, accountId, wants, contact, known, handedByName, handedAt, answerDue, outcome, tell, answeredByName, answeredAt } = row;
  const answer = outcome && tell !== null && answeredByName !== null && answeredAt ? { outcome, tell, by: answeredByName, at: answeredAt.toISOString() } : null;
  return {
    id, accountId, productName, wants, contact, caller: callerName, known: seesCauses ? known : null,
    by: handedByName, at: handedAt.toISOString(), answerDue, overdue: answer === null && answerDue < today, answer,
  };
}
