import "server-only";
import { asc, eq } from "drizzle-orm";
import { deliveredInTime } from "@/lib/closures/closing-record";
import type { RecordedClosing, RecordedCorrection, RecordedElsewhere, RecordedRecipient } from "@/lib/closures/closing-record";
import type { CorrectionPlan } from "@/lib/closures/closing-inputs";
import type { DecidedNotice } from "@/lib/closures/closing-request";
import type { ErrorClass } from "@/lib/closures/corrections";
import { letterText } from "@/lib/closures/draft-letter";
import { noticeOf } from "@/lib/closures/facts";
import type { ClosingFacts } from "@/lib/closures/facts";
import type { LeadAccount } from "@/lib/lead/account";
import type { Queryable } from "../db/client";
import { processes } from "../db/schema";
import { closures, corrections, processDecisions } from "../db/schema-closures";
import { closuresElsewhere } from "../db/schema-refresh";
import { actOf, sureAct, timeOf } from "./record-rows";

/** What a record is about, with the account before and after it. */
export type RecordSubject = {
  stage: string;
  closing: RecordedClosing | null;
  correction: RecordedCorrection | null;
  elsewhere: RecordedElsewhere | null;
  facts: ClosingFacts | null;
  before: LeadAccount | null;
  after: LeadAccount | null;
};

/** Of a record that was purged, and what each kind of record has none of. */
export const nothing = { closing: null, correction: null, elsewhere: null, facts: null, before: null, after: null };

type NameOf = (entityId: string) => string | null;

async function processOf(tx: Queryable, id: string) {
  const [row] = await tx.select().from(processes).where(eq(processes.id, id));
  if (!row) throw new Error(`The record ${id} is of no process.`);
  return row;
}

export async function closingSubject(tx: Queryable, id: string, zone: string, nameOf: NameOf): Promise<RecordSubject> {
  const { stage } = await processOf(tx, id);
  const [row] = await tx.select().from(closures).where(eq(closures.processId, id));
  if (!row) throw new Error(`The closing ${id} has no record.`);
  return { ...nothing, stage, closing: closingOf(row, zone, nameOf), facts: row.facts, before: row.accountBefore, after: row.accountAfter };
}

function closingOf(row: typeof closures.$inferSelect, zone: string, nameOf: NameOf): RecordedClosing {
  const { notice } = row;
  const decided = actOf({ subject: row.decidedBy, name: row.decidedByName, roles: row.decidedByRoles, at: row.decidedAt }, zone);
  const sent = actOf({ subject: row.letterBy, name: row.letterByName, roles: row.letterByRoles, at: row.letterRecordedAt }, zone);
  const abandoned = actOf({ subject: row.abandonedBy, name: row.abandonedByName, roles: row.abandonedByRoles, at: row.abandonedAt }, zone);
  const deliveredAt = timeOf(row.deliveredAt, zone);
  return {
    reason: row.reason, reasonBefore: row.reasonBefore, determination: row.determination, answers: row.answers, statements: row.statements, note: row.note,
    actionTakenOn: row.actionTakenOn,
    requested: sureAct({ subject: row.requestedBy, name: row.requestedByName, roles: row.requestedByRoles, at: row.requestedAt }, zone),
    secondPerson: row.secondPerson,
    decided: decided && row.decision ? { ...decided, decision: row.decision, comment: row.decisionComment } : null,
    notice: notice && {
      path: "letter", reasons: notice.reasons, text: notice.text, reasonsOnRequest: notice.reasonsOnRequest === true, method: notice.method, otherMethod: notice.otherMethod ?? null,
      recipients: recipientsOf(notice, nameOf),
      letters: row.letters?.map((letter) => ({ entityId: letter.entityId, text: letterText(letter) })) ?? null, lettersHash: row.lettersHash, checklist: row.checklist ?? [],
    },
    delivery: sent && deliveredAt && row.deliveredOn ? { act: sent, deliveredAt, deliveredOn: row.deliveredOn, timeKnown: row.deliveredTimeKnown === true } : null,
    noticeDueOn: row.noticeDueOn, noticeInTime: deliveredInTime(row.noticeDueOn, row.deliveredOn),
    noticeFound: row.noticeFound, noticeIsThisOne: row.noticeIsThisOne, noticeOlderReason: row.noticeOlderReason,
    recordedAt: timeOf(row.recordedAt, zone), closedAt: timeOf(row.closedAt, zone),
    abandoned: abandoned && { ...abandoned, reason: row.abandonReason ?? "", correctiveLetter: row.correctiveLetter },
  };
}

function recipientsOf({ recipientEntityId, recipients }: DecidedNotice, nameOf: NameOf): RecordedRecipient[] {
  if (!recipients) return [{ entityId: recipientEntityId, name: nameOf(recipientEntityId), otherInformation: false }];
  return recipients.map(({ entityId, report, otherInformation }) => ({ entityId, name: nameOf(entityId), report, otherInformation }));
}

export async function correctionSubject(tx: Queryable, id: string, zone: string): Promise<RecordSubject> {
  const process = await processOf(tx, id);
  const [row] = await tx.select().from(corrections).where(eq(corrections.processId, id));
  if (!row) throw new Error(`The correction ${id} has no record.`);
  const plan = process.plan as Partial<CorrectionPlan>;
  const [first] = await tx.select({ facts: processDecisions.facts }).from(processDecisions).where(eq(processDecisions.processId, id)).orderBy(asc(processDecisions.attempt)).limit(1);
  const givenUpAt = timeOf(row.givenUpAt, zone);
  const correction: RecordedCorrection = {
    errorClass: row.errorClass as ErrorClass, target: row.target, foundBy: row.foundBy, foundOn: row.foundOn, trueClosedOn: row.trueClosedOn,
    wronglySentNotice: plan.wronglySentNotice ?? null, contact: plan.contact ?? null, note: plan.note ?? null,
    started: sureAct({ subject: process.startedBy, name: process.startedByName, roles: process.startedByRoles, at: process.startedAt }, zone),
    reasonBefore: row.reasonBefore, closedAtBefore: timeOf(row.closedAtBefore, zone), noticeBefore: row.noticeBefore, reopenedAt: timeOf(row.reopenedAt, zone),
    reasonAfter: row.reasonAfter, closedAtAfter: timeOf(row.closedAtAfter, zone), noticeAfter: row.accountAfter && noticeOf(row.accountAfter),
    givenUp: givenUpAt && { at: givenUpAt, reason: row.givenUpReason ?? "" },
  };
  return { ...nothing, stage: process.stage, correction, facts: first?.facts ?? null, before: row.accountBefore, after: row.accountAfter };
}

export async function elsewhereSubject(tx: Queryable, id: string, zone: string): Promise<RecordSubject> {
  const [row] = await tx.select().from(closuresElsewhere).where(eq(closuresElsewhere.id, id));
  if (!row) throw new Error(`There is no closure made elsewhere ${id}.`);
  const completed = actOf({ subject: row.completedBy, name: row.completedByName, roles: row.completedByRoles, at: row.completedAt }, zone);
  const elsewhere: RecordedElsewhere = {
    seenAt: sureTime(row.seenAt, zone), closedAt: timeOf(row.closedAt, zone), reason: row.reason, statusBefore: row.statusBefore, hasNotice: row.hasNotice,
    completed: completed && row.finding && row.comment !== null ? { ...completed, finding: row.finding, comment: row.comment } : null,
  };
  return { ...nothing, stage: completed ? "completed" : "waiting", elsewhere };
}

function sureTime(at: Date, zone: string) {
  const time = timeOf(at, zone);
  if (!time) throw new Error("A time that is always there must be there.");
  return time;
}
