import "server-only";
import { asc, eq } from "drizzle-orm";
import { followUpDue, followUpLabel } from "@/lib/closures/follow-ups";
import type { FollowUpView } from "@/lib/closures/follow-ups";
import type { Queryable } from "../db/client";
import { closureFollowUps } from "../db/schema-records";

type Row = typeof closureFollowUps.$inferSelect;

export function followUpView(row: Row, today: string): FollowUpView {
  const { recordId, code, owner, dueOn, state, doneOn, note, settledByName, settledAt } = row;
  return {
    recordId, code, label: followUpLabel(code), owner, dueOn, due: followUpDue(dueOn, today, doneOn), state, doneOn, note,
    settled: settledByName !== null && settledAt !== null ? { by: settledByName, at: settledAt.toISOString() } : null,
  };
}

/** The checklist of one closing, in its order. */
export async function followUpsOfRecord(tx: Queryable, recordId: string, today: string): Promise<FollowUpView[]> {
  const rows = await tx.select().from(closureFollowUps).where(eq(closureFollowUps.recordId, recordId)).orderBy(asc(closureFollowUps.position));
  return rows.map((row) => followUpView(row, today));
}
