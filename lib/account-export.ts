import type { AccountRow } from "./account-views";
import { csvLine } from "./csv";
import type { CsvCell } from "./csv";
import type { DirectoryQuery } from "./directory-query";
import { exportFilter, exportOrder } from "./export-filter";
import type { ExportFormat } from "./export-filter";
import { moneyText } from "./fields/money";

/** An account as its row in the list shows it, with all its holders and the time it was opened. */
export type ExportedAccount = { row: AccountRow; createdAt: string | null };

/** Of one moment: `accounts` is how many follow; `asOf` ISO 8601, UTC; `chosen`: how many were chosen by hand, null for a whole list. */
export type ExportHead = { program: string; query: DirectoryQuery; chosen: number | null; asOf: string; accounts: number };

type Value = string | number | boolean | null | readonly unknown[];
type Column = { name: string; value: (row: AccountRow, account: ExportedAccount) => Value; cell?: (row: AccountRow) => CsvCell };

/** Major units with all their decimals ("1500.00"), of the currency beside it. */
const amount = (name: string, of: (row: AccountRow) => number | null): Column => {
  const text = (row: AccountRow) => {
    const minor = of(row);
    return minor === null || row.currency === null ? null : moneyText(minor, row.currency);
  };
  return { name, value: text, cell: (row) => ({ figure: text(row) ?? "" }) };
};

const columns: readonly Column[] = [
  { name: "account_id", value: ({ accountId }) => accountId },
  { name: "client_account_id", value: ({ clientAccountId }) => clientAccountId },
  { name: "product_name", value: ({ productName }) => productName },
  { name: "status", value: ({ status }) => status },
  { name: "status_reason", value: ({ statusReason }) => statusReason },
  { name: "capabilities", value: ({ capabilities }) => capabilities, cell: ({ capabilities }) => capabilities.join("; ") },
  { name: "account_holder_type", value: ({ holderType }) => holderType },
  {
    name: "holders",
    value: ({ holders }) => holders.map(({ entityId, name, type }) => ({ entity_id: entityId, name, type })),
    cell: ({ holders }) => holders.map(({ entityId, name }) => name ?? entityId).join("; "),
  },
  { name: "holder_count", value: ({ holderCount }) => holderCount },
  { name: "currency", value: ({ currency }) => currency },
  amount("available_credit", ({ availableCredit }) => availableCredit),
  amount("limit", ({ creditLimit }) => creditLimit),
  amount("max_limit", ({ maxLimit }) => maxLimit),
  { name: "scra_start_date", value: ({ scra }) => scra.start },
  { name: "scra_end_date", value: ({ scra }) => scra.end },
  { name: "adverse_action_notice", value: ({ hasNotice }) => hasNotice },
  { name: "open_holds", value: ({ openHolds }) => openHolds },
  { name: "restricted", value: ({ restricted }) => restricted },
  { name: "unsettled_command", value: ({ unsettled }) => unsettled },
  { name: "created_at", value: (_row, { createdAt }) => createdAt },
  { name: "updated_at", value: ({ updatedAt }) => updatedAt },
  { name: "closed_at", value: ({ closedAt }) => closedAt },
  { name: "read_from_lead_at", value: ({ readAt }) => readAt },
  { name: "gone_from_lead_since", value: ({ missingSince }) => missingSince },
];

function cellOf(column: Column, account: ExportedAccount): CsvCell {
  if (column.cell) return column.cell(account.row);
  const value = column.value(account.row, account);
  return typeof value === "number" ? { figure: String(value) } : String(value ?? "");
}

/** How each format begins and goes on; the first line says what the file holds, of when, and how many lines follow. */
export const exportText: Record<ExportFormat, { contentType: string; head: (head: ExportHead) => string; line: (account: ExportedAccount) => string }> = {
  csv: {
    contentType: "text/csv; charset=utf-8",
    head: (head) => `${commentLine(head)}\r\n${csvLine(columns.map(({ name }) => name))}`,
    line: (account) => csvLine(columns.map((column) => cellOf(column, account))),
  },
  jsonl: {
    contentType: "application/x-ndjson; charset=utf-8",
    head: ({ program, query, chosen, asOf, accounts }) => jsonLine({ export: "accounts", program, ...(chosen === null ? { filter: exportFilter(query) } : { chosen_by_hand: chosen }), order: exportOrder(query), as_of: asOf, accounts }),
    line: (account) => jsonLine(Object.fromEntries(columns.map(({ name, value }) => [name, value(account.row, account)]))),
  },
};

const jsonLine = (value: unknown) => `${JSON.stringify(value)}\n`;

/** One line whatever it says, and one cell to a spreadsheet: nothing in it that CSV takes for its own. */
function commentLine({ program, query, chosen, asOf, accounts }: ExportHead): string {
  const filter = chosen !== null ? [`${chosen} chosen by hand`] : Object.entries(exportFilter(query)).map(([name, value]) => `${name} ${[value].flat().join(" | ")}`);
  const parts = [`accounts of ${program}`, ...(filter.length > 0 ? filter : ["the whole directory"]), `order ${exportOrder(query)}`, `as of ${asOf}`, `${accounts} accounts`];
  return `# ${parts.map((part) => part.replace(/[\s",;\u0000-\u001f\u007f\u2028\u2029]+/g, " ").trim()).join("; ")}`;
}
