import "server-only";
import { sql } from "drizzle-orm";
import { businessDue } from "@/lib/work-due";
import type { SectionState } from "@/lib/work-queue";
import type { Queryable } from "../../db/client";
import { readSection } from "./read-section";
import type { WorkLook } from "./read-section";
import { basics } from "./requests";

/** Callers whom agents handed over and nobody answered yet, by when each was told to expect an answer. */
export function callersWaiting(db: Queryable, look: WorkLook): Promise<SectionState> {
  const rows = sql`
    SELECT caller.id, caller.account_id, entry.product_name, 0 AS rank, caller.answer_due AS due_on, caller.handed_at AS since, caller.handed_by_name AS by_name, jsonb_build_object('wants', caller.wants) AS extra
    FROM handovers caller LEFT JOIN directory_entries entry ON (entry.program, entry.account_id) = (caller.program, caller.account_id)
    WHERE caller.program = ${look.caller.program.slug} AND caller.answered_at IS NULL`;
  return readSection<{ wants: string }>(db, look, { key: "callers", rows }, (row) => ({
    ...basics(row), what: row.extra.wants, stage: "Handed over", tone: "warn", next: "Answer what the caller may be told", owner: "Compliance", why: null, alarm: null,
    due: row.dueOn ? businessDue("Answer", row.dueOn, look.today) : null, path: `accounts/${row.accountId ?? ""}?dialog=answer-handover:${row.id}`,
  }));
}
