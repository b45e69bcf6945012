import { activityFilter } from "./activity-query";
import type { ActivityFilter } from "./activity-query";
import type { AuditEntry } from "./audit-entry";
import { auditSentence } from "./audit-sentences";
import { sentenceText } from "./change-sentence";
import { csvLine } from "./csv";
import { entryRemark } from "./entry-remark";
import { datedFileName } from "./export-filter";
import type { ExportFormat } from "./export-filter";

export type ActivityExportAsked = {
  filter: ActivityFilter;
  format: ExportFormat;
  /** Those that compliance wrote for itself stay out unless somebody who may read them says otherwise. */
  complianceNotes: boolean;
};

/** Of one moment: `entries` is how many follow; `asOf` ISO 8601, UTC. */
export type ActivityExportHead = { program: string; asked: ActivityExportAsked; asOf: string; entries: number };

type Column = { name: string; value: (entry: AuditEntry, zone: string) => unknown };

const columns: readonly Column[] = [
  { name: "at", value: ({ at }) => at },
  { name: "chain", value: ({ chain }) => chain },
  { name: "seq", value: ({ seq }) => seq },
  { name: "person", value: ({ actor }) => actor.subject },
  { name: "name", value: ({ actor }) => actor.name },
  { name: "roles", value: ({ actor }) => actor.roles },
  { name: "for", value: ({ onBehalfOf }) => onBehalfOf },
  { name: "action", value: ({ action }) => action },
  { name: "outcome", value: ({ outcome }) => outcome },
  { name: "sentence", value: (entry, zone) => sentenceText(auditSentence(entry, zone)) },
  { name: "remark", value: (entry) => entryRemark(entry)?.words ?? null },
  { name: "account_id", value: ({ accountId }) => accountId },
  { name: "currency", value: ({ currency }) => currency },
  { name: "command_id", value: ({ commandId }) => commandId },
  { name: "process_id", value: ({ processId }) => processId },
  { name: "changes", value: ({ changes }) => changes },
  { name: "details", value: ({ details }) => details },
];

function cellOf(value: unknown) {
  if (typeof value === "number") return { figure: String(value) };
  if (value === null || value === undefined) return "";
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join("; ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** How each format begins and goes on; `zone` is for the dates inside sentences. */
export const activityText: Record<ExportFormat, { contentType: string; head: (head: ActivityExportHead) => string; line: (entry: AuditEntry, zone: string) => string }> = {
  csv: {
    contentType: "text/csv; charset=utf-8",
    head: (head) => `${commentLine(head)}\r\n${csvLine(columns.map(({ name }) => name))}`,
    line: (entry, zone) => csvLine(columns.map(({ value }) => cellOf(value(entry, zone)))),
  },
  jsonl: {
    contentType: "application/x-ndjson; charset=utf-8",
    head: ({ program, asked, asOf, entries }) => jsonLine({ export: "activity", program, filter: activityFilter(asked.filter), compliance_notes: asked.complianceNotes, order: "newest first", as_of: asOf, entries }),
    line: (entry, zone) => jsonLine(Object.fromEntries(columns.map(({ name, value }) => [name, value(entry, zone)]))),
  },
};

const jsonLine = (value: unknown) => `${JSON.stringify(value)}\n`;

/** One line whatever it says, and one cell to a spreadsheet. */
function commentLine({ program, asked, asOf, entries }: ActivityExportHead): string {
  const filter = Object.entries(activityFilter(asked.filter)).map(([name, value]) => `${name} ${value}`);
  const parts = [`activity of ${program}`, ...(filter.length > 0 ? filter : ["all of it"]), `notes of compliance ${asked.complianceNotes ? "in" : "left out"}`, "newest first", `as of ${asOf}`, `${entries} entries`];
  return `# ${parts.map((part) => part.replace(/[\s",;\u0000-\u001f\u007f\u2028\u2029]+/g, " ").trim()).join("; ")}`;
}

const longestFilter = 120;

/** "activity-growth-role-compliance-from-2026-11-01-2026-11-20T150000Z.csv". A person is told as "person": names of files are seen where their content is not. */
export function activityFileName(program: string, filter: ActivityFilter, asOf: string, format: ExportFormat): string {
  const parts = Object.entries(activityFilter(filter)).map(([name, value]) => (name === "person" ? name : `${name}-${value}`));
  return datedFileName(["activity", program, parts.join("-").slice(0, longestFilter)], asOf, format);
}
