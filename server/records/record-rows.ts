import "server-only";
import { and, asc, desc, eq, ne } from "drizzle-orm";
import { errorClassRows } from "@/lib/closures/corrections";
import type { ErrorClass } from "@/lib/closures/corrections";
import { findingRows } from "@/lib/closures/closed-elsewhere";
import { recordTime } from "@/lib/closures/closing-record";
import type { RecordAct, RecordedAddendum, RecordedCall, RecordedFollowUp, RecordedGo, RecordedLegalHold, RecordedNumberRead, RelatedRecord } from "@/lib/closures/closing-record";
import { followUpLabel } from "@/lib/closures/follow-ups";
import { reasonWords } from "@/lib/closures/reasons";
import type { Queryable } from "../db/client";
import { closures, corrections, processDecisions } from "../db/schema-closures";
import { closureAddenda, closureCalls, closureFollowUps, closureNumberReads, closureRecords, legalHolds } from "../db/schema-records";
import { closuresElsewhere } from "../db/schema-refresh";

// What stands beside the closing itself, as the record has it. Each list is in the order of time.

type Who = { subject: string | null; name: string | null; roles: string[] | null; at: Date | null };

/** Null where nobody did it yet. */
export function actOf({ subject, name, roles, at }: Who, zone: string): RecordAct | null {
  return subject !== null && name !== null && at !== null ? { name, subject, roles: roles ?? [], at: recordTime(at.toISOString(), zone) } : null;
}

/** The same of columns that are always there. */
export function sureAct(who: { subject: string; name: string; roles: string[]; at: Date }, zone: string): RecordAct {
  return { name: who.name, subject: who.subject, roles: who.roles, at: recordTime(who.at.toISOString(), zone) };
}

export const timeOf = (at: Date | null, zone: string) => (at === null ? null : recordTime(at.toISOString(), zone));

export async function goesOf(tx: Queryable, recordId: string, zone: string): Promise<RecordedGo[]> {
  const rows = await tx.select().from(processDecisions).where(eq(processDecisions.processId, recordId)).orderBy(asc(processDecisions.attempt));
  return rows.map(({ attempt, comment, subject, name, roles, decidedAt }) => ({ ...sureAct({ subject, name, roles, at: decidedAt }, zone), attempt, comment }));
}

export async function callsOf(tx: Queryable, recordId: string, zone: string): Promise<RecordedCall[]> {
  const rows = await tx.select().from(closureCalls).where(eq(closureCalls.recordId, recordId)).orderBy(asc(closureCalls.startedAt), asc(closureCalls.callId));
  return rows.map(({ commandId, step, method, path, idempotencyKey, status, outcome, tries, startedAt, durationMs, leadRequestId, request, response }) => ({
    commandId, step, method, path, key: idempotencyKey, status, outcome, tries, startedAt: recordTime(startedAt.toISOString(), zone), durationMs, leadRequestId, request, response,
  }));
}

export async function followUpsOf(tx: Queryable, recordId: string, zone: string): Promise<RecordedFollowUp[]> {
  const rows = await tx.select().from(closureFollowUps).where(eq(closureFollowUps.recordId, recordId)).orderBy(asc(closureFollowUps.position));
  return rows.map((row) => ({
    code: row.code, label: followUpLabel(row.code), owner: row.owner, dueOn: row.dueOn, state: row.state, doneOn: row.doneOn, note: row.note,
    settled: actOf({ subject: row.settledBy, name: row.settledByName, roles: row.settledByRoles, at: row.settledAt }, zone),
  }));
}

export async function numberReadsOf(tx: Queryable, recordId: string, zone: string): Promise<RecordedNumberRead[]> {
  const rows = await tx
    .select()
    .from(closureNumberReads)
    .where(and(eq(closureNumberReads.recordId, recordId), ne(closureNumberReads.state, "dropped")))
    .orderBy(asc(closureNumberReads.dueAt), asc(closureNumberReads.id));
  return rows.map(({ round, dueAt, readAt, listReadAt, active, numbers }) => ({
    round, dueAt: recordTime(dueAt.toISOString(), zone), readAt: timeOf(readAt, zone), listReadAt: timeOf(listReadAt, zone), active, numbers: numbers ?? [],
  }));
}

export async function addendaOf(tx: Queryable, recordId: string, zone: string): Promise<RecordedAddendum[]> {
  const rows = await tx.select().from(closureAddenda).where(eq(closureAddenda.recordId, recordId)).orderBy(asc(closureAddenda.writtenAt), asc(closureAddenda.id));
  return rows.map(({ id, kind, happenedOn, text, answers, writtenBy, writtenByName, writtenByRoles, writtenAt }) => ({
    id, kind, happenedOn, text, answers, written: sureAct({ subject: writtenBy, name: writtenByName, roles: writtenByRoles, at: writtenAt }, zone),
  }));
}

export async function legalHoldsOf(tx: Queryable, recordId: string, zone: string): Promise<RecordedLegalHold[]> {
  const rows = await tx.select().from(legalHolds).where(eq(legalHolds.recordId, recordId)).orderBy(asc(legalHolds.placedAt), asc(legalHolds.id));
  return rows.map((row) => {
    const lifted = actOf({ subject: row.liftedBy, name: row.liftedByName, roles: row.liftedByRoles, at: row.liftedAt }, zone);
    return {
      id: row.id, reason: row.reason,
      placed: sureAct({ subject: row.placedBy, name: row.placedByName, roles: row.placedByRoles, at: row.placedAt }, zone),
      lifted: lifted && { ...lifted, reason: row.liftReason ?? "" },
    };
  });
}

/** The other closings, corrections and closures made elsewhere of the same account, the newest first. */
export async function relatedOf(tx: Queryable, of: { id: string; program: string; accountId: string }, zone: string): Promise<RelatedRecord[]> {
  const rows = await tx
    .select({ record: closureRecords, reason: closures.reason, errorClass: corrections.errorClass, finding: closuresElsewhere.finding })
    .from(closureRecords)
    .leftJoin(closures, eq(closures.processId, closureRecords.id))
    .leftJoin(corrections, eq(corrections.processId, closureRecords.id))
    .leftJoin(closuresElsewhere, eq(closuresElsewhere.id, closureRecords.id))
    .where(and(eq(closureRecords.program, of.program), eq(closureRecords.accountId, of.accountId), ne(closureRecords.id, of.id)))
    .orderBy(desc(closureRecords.begunAt), desc(closureRecords.id));
  return rows.map(({ record, record: { id, kind, begunAt, endedOn }, reason, errorClass, finding }) => ({
    id, kind, begunAt: recordTime(begunAt.toISOString(), zone), endedOn,
    words: reason ? reasonWords(reason) : errorClass ? errorClassRows[errorClass as ErrorClass].label : finding ? findingRows[finding].label : record.purgedAt ? "Purged" : "Not completed yet",
  }));
}
