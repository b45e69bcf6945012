import "server-only";
import { sql } from "drizzle-orm";
import { addBusinessDays, businessDaysBefore } from "@/lib/business-days";
import { changeSentence, sentenceText } from "@/lib/change-sentence";
import { followUpLabel } from "@/lib/closures/follow-ups";
import type { FieldChange } from "@/lib/fields/field-changes";
import { startOfDay } from "@/lib/fields/zoned-time";
import { holdWords } from "@/lib/hold-words";
import { roleNames } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import { businessDue } from "@/lib/work-due";
import { workDays } from "@/lib/work-queue";
import type { SectionState } from "@/lib/work-queue";
import type { Queryable } from "../../db/client";
import { readSection } from "./read-section";
import type { WorkLook } from "./read-section";
import { basics } from "./requests";

/** What closings left to do, what is due first before the rest. */
export function openFollowUps(db: Queryable, look: WorkLook): Promise<SectionState> {
  const rows = sql`
    SELECT task.record_id || ':' || task.code AS id, task.account_id, entry.product_name, 0 AS rank, task.due_on, record.begun_at AS since, NULL AS by_name,
      jsonb_build_object('recordId', task.record_id, 'code', task.code, 'owner', task.owner) AS extra
    FROM closure_follow_ups task JOIN closure_records record ON record.id = task.record_id
    LEFT JOIN directory_entries entry ON (entry.program, entry.account_id) = (task.program, task.account_id)
    WHERE task.program = ${look.caller.program.slug} AND task.state = 'open'`;
  return readSection<{ recordId: string; code: string; owner: Role }>(db, look, { key: "follow-ups", rows }, ({ extra: { recordId, code, owner }, ...row }) => ({
    ...basics({ ...row, extra: null }), what: followUpLabel(code), stage: "Closed", tone: "idle", next: "Tick it off when it is done", owner: roleNames[owner], why: null, alarm: null,
    due: row.dueOn ? businessDue("", row.dueOn, look.today) : null, path: `closures/${recordId}`,
  }));
}

/** Holds whose time is over or will be soon; each stays in force until somebody releases it. */
export function holdsRunningOut(db: Queryable, look: WorkLook): Promise<SectionState> {
  const rows = sql`
    SELECT hold.id, hold.account_id, entry.product_name, 0 AS rank, hold.expires_on AS due_on, hold.placed_at AS since, hold.placed_by_name AS by_name, jsonb_build_object('type', hold.type) AS extra
    FROM holds hold LEFT JOIN directory_entries entry ON (entry.program, entry.account_id) = (hold.program, hold.account_id)
    WHERE hold.program = ${look.caller.program.slug} AND hold.released_at IS NULL AND hold.expires_on <= ${addBusinessDays(look.today, workDays)}::date`;
  return readSection<{ type: string }>(db, look, { key: "holds", rows }, (row) => ({
    ...basics(row), what: `Hold: ${holdWords(row.extra.type).toLowerCase()}`, stage: "In force until released", tone: "warn", next: "Release it, or place one that lasts longer", owner: "Compliance",
    why: null, alarm: null, due: row.dueOn ? businessDue("", row.dueOn, look.today) : null, path: `accounts/${row.accountId ?? ""}`,
  }));
}

/** What of an account compliance answers for; a balance that moves all day is not among it. */
const thatMatters = "^(status|status_reason|capabilities|entity_relationships|details\\.adverse_action_notice|details\\.credit\\.(limit|max_limit|is_mla|scra))";
const named = 2;

/** Changes at Lead that nobody made here, the newest first; closures have a list of their own. */
export function changedElsewhere(db: Queryable, look: WorkLook): Promise<SectionState> {
  const { slug, timeZone } = look.caller.program;
  const path = `$[*] ? (@.path like_regex ${JSON.stringify(thatMatters)})`;
  const rows = sql`
    SELECT change.seq AS id, change.account_id, entry.product_name, 0 AS rank, NULL::date AS due_on, change.at AS since, NULL AS by_name,
      jsonb_build_object('changes', jsonb_path_query_array(change.changes, ${path}::jsonpath), 'currency', entry.currency) AS extra
    FROM audit_entries change LEFT JOIN directory_entries entry ON (entry.program, entry.account_id) = (change.program, change.account_id)
    WHERE change.program = ${slug} AND change.action = 'changed-elsewhere' AND change.at >= ${startOfDay(businessDaysBefore(look.today, workDays), timeZone)}::timestamptz
      AND jsonb_path_exists(change.changes, ${path}::jsonpath) AND NOT change.changes @> '[{"path": "status", "new": "closed"}]'`;
  return readSection<{ changes: FieldChange[]; currency: string | null }>(db, look, { key: "changed-elsewhere", rows, newestFirst: true }, ({ extra: { changes, currency }, ...row }) => {
    const sentences = changes.slice(0, named).map((change) => sentenceText(changeSentence(change, { zone: timeZone, currency: currency ?? undefined })));
    const rest = changes.length - named;
    return {
      ...basics({ ...row, extra: null }), what: `${sentences.join("; ")}${rest > 0 ? ` and ${rest} more` : ""}`, stage: "Seen at Lead", tone: "idle", next: null, owner: null, why: null, alarm: null, due: null,
      path: `accounts/${row.accountId ?? ""}`,
    };
  });
}
