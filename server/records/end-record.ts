import "server-only";
import { eq } from "drizzle-orm";
import { noticeOf } from "@/lib/closures/facts";
import type { NoticeAtLead } from "@/lib/closures/facts";
import { retainUntil } from "@/lib/closures/retention";
import { businessDate } from "@/lib/format";
import type { Queryable } from "../db/client";
import { processes } from "../db/schema";
import { closures, corrections } from "../db/schema-closures";
import { closureRecords } from "../db/schema-records";
import { closuresElsewhere } from "../db/schema-refresh";
import { entryOf } from "../directory/entry";
import type { Program } from "../programs";
import { beginFollowUps, dropFollowUps } from "./begin-follow-ups";
import { keepCalls } from "./keep-calls";

export type RetainingProgram = Pick<Program, "slug" | "timeZone" | "retention">;
type RecordRow = typeof closureRecords.$inferSelect;

/** When it ended, and on which days the customer was notified. */
type Ending = { endedAt: Date; notifiedOn: (string | null)[] };

/**
 * What ends a record, in the transaction that ends what it is about: until when it is kept, its calls, and what a closing
 * leaves to do. Nothing where there is no such record, or it has not ended; safe to repeat.
 */
export async function endRecord(tx: Queryable, program: RetainingProgram, recordId: string): Promise<void> {
  const [record] = await tx.select().from(closureRecords).where(eq(closureRecords.id, recordId)).for("update");
  const ending = record && (await endingOf(tx, program, record));
  if (!ending) return;
  await keepCalls(tx, recordId);
  const endedOn = businessDate(ending.endedAt, program.timeZone);
  const notifiedOn = ending.notifiedOn.filter((day) => day !== null).sort().at(-1) ?? null;
  await tx
    .update(closureRecords)
    .set({ endedOn, notifiedOn, retainUntil: retainUntil({ endedOn, notifiedOn }, program.retention.years, record.retainUntil) })
    .where(eq(closureRecords.id, recordId));
}

/** A later letter to the customer, such as the answer to a request for the reasons: the record is kept from then on. */
export async function notifiedAgain(tx: Queryable, program: RetainingProgram, record: RecordRow, day: string): Promise<void> {
  const { id, endedOn } = record;
  if (endedOn === null) return;
  const notifiedOn = record.notifiedOn !== null && record.notifiedOn > day ? record.notifiedOn : day;
  await tx.update(closureRecords).set({ notifiedOn, retainUntil: retainUntil({ endedOn, notifiedOn }, program.retention.years, record.retainUntil) }).where(eq(closureRecords.id, id));
}

function endingOf(tx: Queryable, program: RetainingProgram, record: RecordRow): Promise<Ending | undefined> {
  if (record.kind === "closing") return closingEnding(tx, program, record);
  return record.kind === "correction" ? correctionEnding(tx, program, record) : elsewhereEnding(tx, program, record);
}

async function finishedAt(tx: Queryable, id: string): Promise<Date | null> {
  const [process] = await tx.select({ finishedAt: processes.finishedAt }).from(processes).where(eq(processes.id, id));
  return process?.finishedAt ?? null;
}

async function closingEnding(tx: Queryable, { timeZone }: RetainingProgram, { id }: RecordRow): Promise<Ending | undefined> {
  const endedAt = await finishedAt(tx, id);
  const [closure] = await tx.select().from(closures).where(eq(closures.processId, id));
  if (!endedAt || !closure) return undefined;
  if (closure.closedAt) await beginFollowUps(tx, closure, closure.closedAt, businessDate(closure.closedAt, timeZone));
  const taken = closure.noticeIsThisOne ? closure.noticeFound : null;
  return { endedAt, notifiedOn: [closure.deliveredOn, closure.correctiveLetter?.on ?? null, deliveredOn(taken, timeZone)] };
}

async function correctionEnding(tx: Queryable, { timeZone }: RetainingProgram, { id, program, accountId }: RecordRow): Promise<Ending | undefined> {
  const endedAt = await finishedAt(tx, id);
  const [correction] = await tx.select().from(corrections).where(eq(corrections.processId, id));
  if (!endedAt || !correction) return undefined;
  if (correction.target === "active" && correction.reopenedAt) await dropFollowUps(tx, program, accountId);
  return { endedAt, notifiedOn: [deliveredOn(correction.accountAfter && noticeOf(correction.accountAfter), timeZone)] };
}

async function elsewhereEnding(tx: Queryable, program: RetainingProgram, { id, accountId }: RecordRow): Promise<Ending | undefined> {
  const [closure] = await tx.select().from(closuresElsewhere).where(eq(closuresElsewhere.id, id));
  if (!closure?.completedAt) return undefined;
  const entry = closure.hasNotice ? await entryOf(tx, program, accountId) : undefined;
  return { endedAt: closure.completedAt, notifiedOn: [deliveredOn(entry ? noticeOf(entry.body) : null, program.timeZone)] };
}

function deliveredOn(notice: NoticeAtLead | null, zone: string): string | null {
  const at = Date.parse(notice?.deliveredAt ?? "");
  return Number.isNaN(at) ? null : businessDate(new Date(at), zone);
}
