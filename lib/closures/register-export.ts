import { csvLine } from "../csv";
import { datedFileName } from "../export-filter";
import type { ExportFormat } from "../export-filter";
import { dueWords } from "./due-dates";
import { registerFilter } from "./register-query";
import type { RegisterFilter } from "./register-query";
import type { RegisterEntry } from "./register-views";

/** Of one moment: `entries` is how many follow; `asOf` ISO 8601, UTC; `today` the program's business day then. */
export type RegisterExportHead = { program: string; filter: RegisterFilter; asOf: string; today: string; entries: number };

type Column = { name: string; value: (entry: RegisterEntry) => unknown };

const columns: readonly Column[] = [
  { name: "id", value: ({ id }) => id },
  { name: "kind", value: ({ kind }) => kind },
  { name: "account_id", value: ({ accountId }) => accountId },
  { name: "product", value: ({ productName }) => productName },
  { name: "reason", value: ({ reason }) => reason },
  { name: "stage", value: ({ stage }) => stage },
  { name: "determination", value: ({ determined }) => determined },
  { name: "exclusion", value: ({ determination }) => (determination?.kind === "excluded" ? determination.exclusion : null) },
  { name: "basis", value: ({ determination }) => determination?.basis ?? null },
  { name: "principal_reasons", value: ({ reasons }) => reasons.map(({ text }) => text) },
  { name: "note", value: ({ note }) => note },
  { name: "reason_apart_from_scra", value: ({ scraReason }) => scraReason },
  { name: "cut", value: ({ cut }) => (cut.length > 0 ? cut : null) },
  { name: "currency", value: ({ currency }) => currency },
  { name: "action_taken_on", value: ({ takenOn }) => takenOn },
  { name: "notice", value: ({ notice }) => notice },
  { name: "notice_due_on", value: ({ noticeDueOn }) => noticeDueOn },
  { name: "notice_standing", value: ({ due }) => due && dueWords(due) },
  { name: "delivered_at", value: ({ deliveredAt }) => deliveredAt },
  { name: "delivered_on", value: ({ deliveredOn }) => deliveredOn },
  { name: "delivered_time_known", value: ({ deliveredTimeKnown }) => deliveredTimeKnown },
  { name: "method", value: ({ method }) => method },
  { name: "other_method", value: ({ otherMethod }) => otherMethod },
  { name: "recipient", value: ({ recipient }) => recipient },
  { name: "notice_recorded_by", value: ({ noticeBy }) => noticeBy?.subject ?? null },
  { name: "notice_recorded_by_name", value: ({ noticeBy }) => noticeBy?.name ?? null },
  { name: "notice_recorded_at", value: ({ noticeRecordedAt }) => noticeRecordedAt },
  { name: "asked_by", value: ({ askedBy }) => askedBy?.subject ?? null },
  { name: "asked_by_name", value: ({ askedBy }) => askedBy?.name ?? null },
  { name: "asked_by_roles", value: ({ askedBy }) => askedBy?.roles ?? null },
  { name: "asked_at", value: ({ askedAt }) => askedAt },
  { name: "decided_by", value: ({ approver }) => approver?.subject ?? null },
  { name: "decided_by_name", value: ({ approver }) => approver?.name ?? null },
  { name: "decided_by_roles", value: ({ approver }) => approver?.roles ?? null },
  { name: "decided_at", value: ({ approvedAt }) => approvedAt },
  { name: "purged_at", value: ({ purgedAt }) => purgedAt },
];

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join("; ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** How each format begins and goes on. */
export const registerText: Record<ExportFormat, { contentType: string; head: (head: RegisterExportHead) => string; line: (entry: RegisterEntry) => string }> = {
  csv: {
    contentType: "text/csv; charset=utf-8",
    head: (head) => `${commentLine(head)}\r\n${csvLine(columns.map(({ name }) => name))}`,
    line: (entry) => csvLine(columns.map(({ value }) => cellOf(value(entry)))),
  },
  jsonl: {
    contentType: "application/x-ndjson; charset=utf-8",
    head: ({ program, filter, asOf, today, entries }) => jsonLine({ export: "register", program, filter: registerFilter(filter), order: registerOrder, as_of: asOf, business_day: today, entries }),
    line: (entry) => jsonLine(Object.fromEntries(columns.map(({ name, value }) => [name, value(entry)]))),
  },
};

/** Said on the screen and in the file. */
export const registerOrder = "notices due first, the most overdue at the top, then newest first";

const jsonLine = (value: unknown) => `${JSON.stringify(value)}\n`;

/** One line whatever it says, and one cell to a spreadsheet. */
function commentLine({ program, filter, asOf, today, entries }: RegisterExportHead): string {
  const named = Object.entries(registerFilter(filter)).map(([name, value]) => `${name} ${value}`);
  const parts = [`register of ${program}`, ...(named.length > 0 ? named : ["all of it"]), registerOrder, `as of ${asOf}`, `business day ${today}`, `${entries} entries`];
  return `# ${parts.map((part) => part.replace(/[\s",;\u0000-\u001f\u007f\u2028\u2029]+/g, " ").trim()).join("; ")}`;
}

const longestFilter = 120;
const people: readonly string[] = ["asker", "approver"];

/** "register-growth-overdue-2026-11-20T150000Z.csv". People are told by what they did alone: names of files are seen where their content is not. */
export function registerFileName(program: string, filter: RegisterFilter, asOf: string, format: ExportFormat): string {
  const parts = Object.entries(registerFilter(filter)).map(([name, value]) => (people.includes(name) ? name : name === "view" ? value : `${name}-${value}`));
  return datedFileName(["register", program, parts.join("-").slice(0, longestFilter)], asOf, format);
}
