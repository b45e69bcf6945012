import "server-only";
import { sql } from "drizzle-orm";
import { statusReasons } from "@/lib/accounts/account-status";
import { approvalKindRows } from "@/lib/approvals/approvals";
import type { ApprovalKind } from "@/lib/approvals/approvals";
import { bulkActionRows, bulkActions } from "@/lib/bulk/bulk-actions";
import type { BulkAction } from "@/lib/bulk/bulk-actions";
import { bulkTitle } from "@/lib/bulk/bulk-words";
import { commandLabels } from "@/lib/command";
import type { CommandName } from "@/lib/command";
import type { CloseReason } from "@/lib/lead/enums";
import { businessDue, calendarDue } from "@/lib/work-due";
import type { SectionState, WorkQueueItem } from "@/lib/work-queue";
import type { Queryable } from "../../db/client";
import type { Caller } from "../authorise";
import { readSection } from "./read-section";
import type { WorkLook, WorkRow } from "./read-section";

type OfRequest = { kind: ApprovalKind; name: CommandName; reason: CloseReason | null; requester: string; secondPerson: boolean; expiresOn: string; noticeDueOn: string | null };
type OfBulk = { bulk: BulkAction; accounts: number; requester: string };

/** Requests that wait for a decision, and bulk actions that do; of a closing the notice may be due before the request expires. */
export function waitingRequests(db: Queryable, look: WorkLook): Promise<SectionState> {
  const { program } = look.caller;
  const lastDay = sql`((approval.expires_at - interval '1 millisecond') AT TIME ZONE ${program.timeZone})::date`;
  const noticeDueOn = sql`CASE WHEN closure.notice IS NOT NULL THEN closure.notice_due_on END`;
  const rows = sql`
    SELECT approval.id, approval.account_id, entry.product_name, 0 AS rank, least(${lastDay}, ${noticeDueOn}) AS due_on, approval.asked_at AS since, approval.requester_name AS by_name,
      jsonb_build_object('kind', approval.kind, 'name', approval.name, 'reason', closure.reason, 'requester', approval.requester, 'secondPerson', approval.second_person, 'expiresOn', ${lastDay}, 'noticeDueOn', ${noticeDueOn}) AS extra
    FROM approvals approval
    LEFT JOIN directory_entries entry ON (entry.program, entry.account_id) = (approval.program, approval.account_id)
    LEFT JOIN closures closure ON closure.process_id = approval.id
    WHERE approval.program = ${program.slug} AND approval.state = 'waiting' AND approval.expires_at > now()
    UNION ALL
    SELECT run.id, NULL, NULL, 0, NULL, run.planned_at, run.asked_by_name, jsonb_build_object('bulk', run.action, 'accounts', run.row_count, 'requester', run.asked_by)
    FROM bulk_runs run WHERE run.program = ${program.slug} AND run.status = 'waiting' AND run.action = ANY(${sql.param(decidedActions(look.caller))}::text[])`;
  return readSection<OfRequest | OfBulk>(db, look, { key: "approvals", rows }, (row) => ("bulk" in row.extra ? bulkItem(row, row.extra, look) : requestItem(row, row.extra, look)));
}

/** Those that this person may decide on; who only reads sees all. */
function decidedActions({ permissions }: Caller): BulkAction[] {
  return bulkActions.filter((action) => !permissions.has("decide-bulk") || permissions.has(bulkActionRows[action].decidedWith));
}

function requestItem(row: WorkRow<unknown>, extra: OfRequest, { caller, today }: WorkLook): WorkQueueItem {
  const { kind, name, reason, requester, secondPerson, expiresOn, noticeDueOn } = extra;
  const own = requester === caller.actor.subject;
  const noticeFirst = noticeDueOn !== null && noticeDueOn <= expiresOn;
  return {
    ...basics(row), what: reason ? `${approvalKindRows[kind].label}: ${statusReasons[reason].label.toLowerCase()}` : (commandLabels[name] ?? name),
    stage: "Asked for", tone: "warn", next: "Decide on it", owner: secondPerson ? anotherThan(own, row.by) : "Compliance", why: null, alarm: null,
    due: noticeFirst ? calendarDue("Notice", noticeDueOn, today) : businessDue("", expiresOn, today), path: `approvals/${row.id}`,
  };
}

function bulkItem(row: WorkRow<unknown>, { bulk, accounts, requester }: OfBulk, { caller }: WorkLook): WorkQueueItem {
  const owner = anotherThan(requester === caller.actor.subject, row.by);
  return { ...basics(row), what: bulkTitle(bulk, accounts), stage: "Asked for", tone: "warn", next: "Decide on it", owner, why: null, alarm: null, due: null, path: `bulk/${row.id}` };
}

const anotherThan = (own: boolean, requester: string | null) => `Another person than ${own ? "you" : (requester ?? "who asked")}`;

/** What every item takes from its row as it is. */
export function basics({ id, accountId, productName, since, by }: WorkRow<unknown>): Pick<WorkQueueItem, "id" | "accountId" | "productName" | "since" | "by"> {
  return { id, accountId, productName, since, by };
}
