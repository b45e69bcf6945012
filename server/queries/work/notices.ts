import "server-only";
import { sql } from "drizzle-orm";
import { registerKindRows, registerReasonWords } from "@/lib/closures/register";
import type { RegisterKind } from "@/lib/closures/register";
import { calendarDue } from "@/lib/work-due";
import type { SectionState, WorkQueueItem } from "@/lib/work-queue";
import type { Queryable } from "../../db/client";
import { readSection } from "./read-section";
import type { WorkLook, WorkRow } from "./read-section";
import { basics } from "./requests";
import { closingItem, lettersToSend } from "./under-way";
import type { OfClosing } from "./under-way";

type OfAction = { kind: RegisterKind; adverse: string | null };

/**
 * What has to go out to a customer, by the day on which the notice is due (Reg B 1002.9(a)(1)(iii)): the letters of
 * closings that are decided, and the notices of line cuts and deactivations.
 */
export function noticesToSend(db: Queryable, look: WorkLook): Promise<SectionState> {
  const actions = sql`
    SELECT action.id, action.account_id, entry.product_name, 0 AS rank, action.notice_due_on AS due_on, action.asked_at AS since, action.asked_by_name AS by_name,
      jsonb_build_object('kind', action.kind, 'adverse', action.reason) AS extra
    FROM register_entries action LEFT JOIN directory_entries entry ON (entry.program, entry.account_id) = (action.program, action.account_id)
    WHERE action.program = ${look.caller.program.slug} AND action.notice = 'due' AND action.kind IN ('line-cut', 'deactivation')`;
  const rows = sql`${lettersToSend(look)} UNION ALL ${actions}`;
  return readSection<OfClosing | OfAction>(db, look, { key: "notices", rows }, (row) => ("kind" in row.extra ? actionItem(row, row.extra, look.today) : closingItem(row, row.extra, look.today)));
}

function actionItem(row: WorkRow<unknown>, { kind, adverse }: OfAction, today: string): WorkQueueItem {
  return {
    ...basics(row), what: `${registerKindRows[kind].label}: ${registerReasonWords(adverse).toLowerCase()}`, stage: "Done at Lead", tone: "accent", next: "Send the notice, then say when it was delivered or mailed",
    owner: "Compliance", why: null, alarm: null, due: row.dueOn ? calendarDue("Notice", row.dueOn, today) : null, path: `closures/actions/${row.id}`,
  };
}
