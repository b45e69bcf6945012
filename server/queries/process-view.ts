import "server-only";
import { and, desc, eq, inArray } from "drizzle-orm";
import type { ErrorClass } from "@/lib/closures/corrections";
import { dueState } from "@/lib/closures/due-dates";
import { closingFacts, factsSeen } from "@/lib/closures/facts";
import type { FollowUpView } from "@/lib/closures/follow-ups";
import { isPastStep, lacksEffect, plannedSteps, stepWords } from "@/lib/closures/planned-steps";
import type { ClosingDetails, CorrectionDetails, ProcessView, StepView } from "@/lib/closures/process-view";
import { correctiveText } from "@/lib/closures/draft-letter";
import { letterIsOut } from "@/lib/closures/stages";
import type { ClosingStage, NoticePath } from "@/lib/closures/stages";
import { businessDate } from "@/lib/format";
import type { LeadAccount } from "@/lib/lead/account";
import type { Queryable } from "../db/client";
import { commands } from "../db/schema";
import type { processes } from "../db/schema";
import { closures, corrections, processDecisions } from "../db/schema-closures";
import { entryOf, holdersOf, openHolds } from "../directory/entry";
import { databaseNow } from "../directory/remember-answer";
import { noticeTermsOf } from "../notice-settings";
import type { Program } from "../programs";
import { followUpsOfRecord } from "./follow-ups";
import { alarmOf } from "./process-alarm";

type ProcessRow = typeof processes.$inferSelect;
type ClosureRow = typeof closures.$inferSelect;
type CorrectionRow = typeof corrections.$inferSelect;
type Viewed = Pick<Program, "slug" | "timeZone" | "creditor" | "agency" | "notices">;

/** Everything of one process that its card, its dialogs and its receipt show. */
export async function processView(tx: Queryable, program: Viewed, row: ProcessRow, subject: string): Promise<ProcessView> {
  const entry = await entryOf(tx, program, row.accountId);
  const holders = await holdersOf(tx, program, row.accountId);
  const body: LeadAccount = entry?.body ?? { id: row.accountId };
  const factsNow = closingFacts(body, holders.map(({ entityId }) => entityId), await openHolds(tx, program, row.accountId));
  const [closure] = row.kind === "closing" ? await tx.select().from(closures).where(eq(closures.processId, row.id)) : [];
  const [correction] = row.kind === "correction" ? await tx.select().from(corrections).where(eq(corrections.processId, row.id)) : [];
  const today = businessDate(await databaseNow(tx), program.timeZone);
  const alarm = await alarmOf(tx, row, factsNow.status);
  const recipient = holders.find(({ entityId }) => entityId === closure?.notice?.recipientEntityId)?.displayName ?? null;
  return {
    id: row.id,
    kind: row.kind,
    accountId: row.accountId,
    productName: factsNow.productName,
    stage: row.stage,
    started: { by: row.startedByName, at: row.startedAt.toISOString() },
    finishedAt: row.finishedAt?.toISOString() ?? null,
    problem: row.problem,
    runsUntil: row.runsUntil?.toISOString() ?? null,
    steps: await stepViews(tx, row, closure),
    statusAtLead: factsNow.status,
    alarm: alarm.words,
    alarmLeftBy: alarm.leftBy,
    kept: row.keptAt && row.keptByName ? { by: row.keptByName, at: row.keptAt.toISOString(), status: row.keptStatus ?? "", reason: row.keptReason ?? "" } : null,
    seen: factsSeen(factsNow),
    holders: holders.map(({ entityId, displayName }) => ({ entityId, name: displayName ?? entityId })),
    factsNow,
    closing: closure ? { ...closingDetails(program, row, closure, today, recipient, await followUpsOfRecord(tx, row.id, today)), askedByYou: closure.requestedBy === subject } : null,
    correction: correction ? correctionDetails(correction) : null,
    newReason: row.kind === "inactive-reason" && typeof row.plan.reason === "string" ? row.plan.reason : null,
  };
}

function pathOf(closure: ClosureRow): NoticePath {
  if (closure.notice) return "letter";
  return closure.noticeNeeded ? "existing" : "none";
}

async function stepViews(tx: Queryable, row: ProcessRow, closure: ClosureRow | undefined): Promise<StepView[]> {
  const { target, noticeBody } = row.plan as { target?: "active" | "closed-again"; noticeBody?: unknown };
  const steps = plannedSteps({ kind: row.kind, path: closure ? pathOf(closure) : "none", target: target ?? null, hasPlannedNotice: noticeBody !== undefined });
  const [decision] = await tx.select({ attempt: processDecisions.attempt }).from(processDecisions).where(eq(processDecisions.processId, row.id)).orderBy(desc(processDecisions.attempt)).limit(1);
  const sent = await tx.select().from(commands).where(and(eq(commands.processId, row.id), inArray(commands.step, steps))).orderBy(desc(commands.attempt));
  const isNotSeen = ({ step, status, surprises }: (typeof sent)[number]) =>
    step !== null && status === "succeeded" && lacksEffect(step, surprises) && !isPastStep(steps, step, row.stage);
  return steps.map((step) => {
    const command = sent.find((candidate) => candidate.step === step && (candidate.status === "succeeded" || candidate.attempt === decision?.attempt));
    return {
      step,
      label: stepWords[step] ?? step,
      status: command && isNotSeen(command) ? "not-seen" : (command?.status ?? "to-come"),
      commandId: command?.id ?? null,
      askedAt: command?.askedAt.toISOString() ?? null,
      settledAt: command?.settledAt?.toISOString() ?? null,
      problem: command?.problem ?? null,
    };
  });
}

function closingDetails(program: Viewed, row: ProcessRow, closure: ClosureRow, today: string, recipientName: string | null, followUps: FollowUpView[]): Omit<ClosingDetails, "askedByYou"> {
  const { facts, answers, reason, noticeDueOn, deliveredAt, deliveredOn, decision, decidedByName, decidedAt } = closure;
  const at = (time: Date | null) => time?.toISOString() ?? null;
  return {
    // Written by the process alone, from the table of stages.
    stage: row.stage as ClosingStage,
    path: pathOf(closure),
    reason,
    reasonBefore: closure.reasonBefore,
    determination: closure.determination,
    answers,
    statements: closure.statements,
    note: closure.note,
    actionTakenOn: closure.actionTakenOn,
    noticeDueOn,
    due: noticeDueOn && closure.notice ? dueState(noticeDueOn, today, deliveredOn) : null,
    notice: closure.notice,
    noticeFound: closure.noticeFound,
    noticeIsThisOne: closure.noticeIsThisOne,
    noticeOlderReason: closure.noticeOlderReason,
    recipientName,
    letters: row.stage === "requested" ? closure.letters : null,
    lettersHash: closure.lettersHash,
    checklist: closure.checklist ?? [],
    correctiveDraft: letterIsOut(row.stage as ClosingStage) ? correctiveText({ accountId: closure.accountId, productName: facts.productName, actionTakenOn: closure.actionTakenOn }, noticeTermsOf(program)) : null,
    requested: { by: closure.requestedByName, at: closure.requestedAt.toISOString() },
    secondPerson: closure.secondPerson,
    decided: decision && decidedByName && decidedAt ? { by: decidedByName, at: decidedAt.toISOString(), decision, comment: closure.decisionComment } : null,
    letter: deliveredAt && deliveredOn && closure.letterByName && closure.letterRecordedAt
      ? { by: closure.letterByName, at: closure.letterRecordedAt.toISOString(), deliveredAt: deliveredAt.toISOString(), deliveredOn, timeKnown: closure.deliveredTimeKnown === true }
      : null,
    recordedAt: at(closure.recordedAt),
    closedAt: at(closure.closedAt),
    abandoned: closure.abandonedByName && closure.abandonedAt
      ? { by: closure.abandonedByName, at: closure.abandonedAt.toISOString(), reason: closure.abandonReason ?? "", correctiveLetter: closure.correctiveLetter }
      : null,
    facts,
    followUps,
  };
}

function correctionDetails(row: CorrectionRow): CorrectionDetails {
  return {
    errorClass: row.errorClass as ErrorClass,
    target: row.target,
    foundBy: row.foundBy,
    foundOn: row.foundOn,
    trueClosedOn: row.trueClosedOn,
    reasonBefore: row.reasonBefore,
    closedAtBefore: row.closedAtBefore?.toISOString() ?? null,
    reasonAfter: row.reasonAfter,
    closedAtAfter: row.closedAtAfter?.toISOString() ?? null,
  };
}
