import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { followUpDue, followUpLabel } from "@/lib/closures/follow-ups";
import type { FollowUpView, OpenFollowUp } from "@/lib/closures/follow-ups";
import { businessDate } from "@/lib/format";
import { db as sharedDatabase } from "../db/client";
import type { Queryable } from "../db/client";
import { directoryEntries } from "../db/schema";
import { closureFollowUps } from "../db/schema-records";
import { databaseNow } from "../directory/remember-answer";
import type { Caller } from "./authorise";

const mostListed = 200;

type Row = typeof closureFollowUps.$inferSelect;

export function followUpView(row: Row, today: string): FollowUpView {
  const { recordId, code, owner, dueOn, state, doneOn, note, settledByName, settledAt } = row;
  return {
    recordId, code, label: followUpLabel(code), owner, dueOn, due: followUpDue(dueOn, today, doneOn), state, doneOn, note,
    settled: settledByName !== null && settledAt !== null ? { by: settledByName, at: settledAt.toISOString() } : null,
  };
}

/** What is left to do after the closings of the program, what is due first before the rest, at most 200; nothing for those who may not see closure records. */
export async function openFollowUps({ program, permissions }: Pick<Caller, "program" | "permissions">, db: Queryable = sharedDatabase()): Promise<OpenFollowUp[]> {
  if (!permissions.has("read-closures")) return [];
  const today = businessDate(await databaseNow(db), program.timeZone);
  const rows = await db
    .select({ followUp: closureFollowUps, productName: directoryEntries.productName })
    .from(closureFollowUps)
    .innerJoin(directoryEntries, and(eq(directoryEntries.program, closureFollowUps.program), eq(directoryEntries.accountId, closureFollowUps.accountId)))
    .where(and(eq(closureFollowUps.program, program.slug), eq(closureFollowUps.state, "open")))
    .orderBy(asc(closureFollowUps.dueOn), asc(closureFollowUps.recordId), asc(closureFollowUps.position))
    .limit(mostListed);
  return rows.map(({ followUp, productName }) => ({ ...followUpView(followUp, today), accountId: followUp.accountId, productName }));
}

/** The checklist of one closing, in its order. */
export async function followUpsOfRecord(tx: Queryable, recordId: string, today: string): Promise<FollowUpView[]> {
  const rows = await tx.select().from(closureFollowUps).where(eq(closureFollowUps.recordId, recordId)).orderBy(asc(closureFollowUps.position));
  return rows.map((row) => followUpView(row, today));
}
