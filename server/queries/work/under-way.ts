import "server-only";
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { statusReasons } from "@/lib/accounts/account-status";
import { alarmTarget, alarmWords } from "@/lib/closures/corrections";
import type { ProcessKind } from "@/lib/closures/process-view";
import { closingStanding } from "@/lib/closures/stages";
import type { ClosingStage, NoticePath } from "@/lib/closures/stages";
import type { CloseReason } from "@/lib/lead/enums";
import { processKindWords, processStageWords } from "@/lib/process-words";
import type { Problem } from "@/lib/result";
import { calendarDue } from "@/lib/work-due";
import type { SectionState, WorkQueueItem } from "@/lib/work-queue";
import type { Queryable } from "../../db/client";
import { processes } from "../../db/schema";
import { closures } from "../../db/schema-closures";
import { leftHalfWay } from "../process-alarm";
import { readSection } from "./read-section";
import type { WorkLook, WorkRow } from "./read-section";
import { basics } from "./requests";

export type OfClosing = { stage: ClosingStage; reason: CloseReason; path: NoticePath; problem: Problem | null };
type OfChange = { kind: ProcessKind; stage: string; target: string | null; status: string | null; problem: Problem | null; open: boolean };

/** Decided, and the letter is a person's to send; whatever else it says. */
const letterIsDue = sql`(${processes.stage} = 'decided' AND ${closures.notice} IS NOT NULL)`;
const isAsked = sql`${processes.stage} = 'requested'`;
const isStopped = sql`(${processes.problem} IS NOT NULL AND NOT ${letterIsDue} AND NOT ${isAsked})`;

/** Closings that are decided and wait for the letter, by the day on which the notice is due. */
export function lettersToSend(look: WorkLook): SQL {
  return closings(look, letterIsDue, sql`0`);
}

export function stoppedClosings(db: Queryable, look: WorkLook): Promise<SectionState> {
  // The customer of one whose letter is out has been told: it comes first.
  const rank = sql`CASE WHEN ${processes.stage} IN ('letter-sent', 'recorded') THEN 0 ELSE 1 END`;
  return readSection<OfClosing>(db, look, { key: "stopped", rows: closings(look, isStopped, rank) }, (row) => closingItem(row, row.extra, look.today));
}

/** Those that nobody has to do anything about. */
export function closingsUnderWay(db: Queryable, look: WorkLook): Promise<SectionState> {
  const rows = closings(look, sql`NOT ${letterIsDue} AND NOT ${isAsked} AND NOT ${isStopped}`, sql`0`);
  return readSection<OfClosing>(db, look, { key: "under-way", rows }, (row) => closingItem(row, row.extra, look.today));
}

function closings({ caller: { program } }: WorkLook, which: SQL, rank: SQL): SQL {
  const path = sql`CASE WHEN ${closures.notice} IS NOT NULL THEN 'letter' WHEN ${closures.noticeNeeded} THEN 'existing' ELSE 'none' END`;
  const due = sql`CASE WHEN ${closures.notice} IS NOT NULL AND ${closures.deliveredOn} IS NULL THEN ${closures.noticeDueOn} END`;
  return sql`
    SELECT ${processes.id} AS id, ${processes.accountId} AS account_id, entry.product_name, ${rank} AS rank, ${due} AS due_on, ${processes.startedAt} AS since, ${processes.startedByName} AS by_name,
      jsonb_build_object('stage', ${processes.stage}, 'reason', ${closures.reason}, 'path', ${path}, 'problem', ${processes.problem}) AS extra
    FROM ${processes} JOIN ${closures} ON ${closures.processId} = ${processes.id}
    LEFT JOIN directory_entries entry ON (entry.program, entry.account_id) = (${processes.program}, ${processes.accountId})
    WHERE ${processes.program} = ${program.slug} AND ${processes.finishedAt} IS NULL AND ${processes.kind} = 'closing' AND ${which}`;
}

export function closingItem(row: WorkRow<unknown>, { stage, reason, path, problem }: OfClosing, today: string): WorkQueueItem {
  const standing = closingStanding(stage, path, problem !== null);
  return {
    ...basics(row), what: `Closing: ${statusReasons[reason].label.toLowerCase()}`, stage: standing.label, tone: problem ? "warn" : "accent", next: standing.next, owner: standing.owner,
    why: problem?.title ?? null, alarm: null, due: row.dueOn ? calendarDue("Notice", row.dueOn, today) : null, path: accountPath(row),
  };
}

/** Corrections and changes of the inactive reason that are not finished, or were given up while Lead shows what is not meant to stay: these first. */
export function changesUnderWay(db: Queryable, look: WorkLook): Promise<SectionState> {
  const { program } = look.caller;
  const isOpen = sql`${processes.finishedAt} IS NULL AND ${processes.kind} <> 'closing'`;
  const of = (which: SQL | undefined, rank: SQL) => sql`
    SELECT ${processes.id} AS id, ${processes.accountId} AS account_id, entry.product_name, ${rank} AS rank, NULL::date AS due_on, ${processes.startedAt} AS since, ${processes.startedByName} AS by_name,
      jsonb_build_object('kind', ${processes.kind}, 'stage', ${processes.stage}, 'target', ${processes.plan} ->> 'target', 'status', entry.status, 'problem', ${processes.problem}, 'open', ${processes.finishedAt} IS NULL) AS extra
    FROM ${processes} LEFT JOIN directory_entries entry ON (entry.program, entry.account_id) = (${processes.program}, ${processes.accountId})
    WHERE ${processes.program} = ${program.slug} AND ${which}`;
  const rows = sql`${of(leftHalfWay(db as Parameters<typeof leftHalfWay>[0]), sql`0`)} UNION ALL ${of(isOpen, sql`CASE WHEN ${processes.problem} IS NULL THEN 2 ELSE 1 END`)}`;
  return readSection<OfChange>(db, look, { key: "corrections", rows }, (row) => changeItem(row, row.extra));
}

function changeItem(row: WorkRow<unknown>, { kind, stage, target, status, problem, open }: OfChange): WorkQueueItem {
  const waitsForAPerson = problem !== null || !open;
  return {
    ...basics(row), what: processKindWords(kind), stage: processStageWords(kind, stage), tone: waitsForAPerson ? "warn" : "accent",
    next: waitsForAPerson ? "Go on with it, or decide that the account stays as it is" : "The console goes on by itself", owner: waitsForAPerson ? "Compliance" : "The console",
    why: problem?.title ?? null, alarm: status === null ? null : alarmWords(status, alarmTarget(kind, target)), due: null, path: accountPath(row),
  };
}

const accountPath = ({ accountId }: WorkRow<unknown>) => `accounts/${accountId ?? ""}`;
