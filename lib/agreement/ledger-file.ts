import { columnTwice, noColumnToCompare } from "../imports/file-problems";
import type { FileShape } from "../imports/import-file";
import { recogniseFile } from "../imports/recognise-file";
import { fail, ok } from "../result";
import type { Result } from "../result";

/** What a column of the partner's file is to a comparison. Nothing is kept of `balance`, `not-used` and `unknown`. */
export const ledgerUses = [
  "account-id", "client-account-id", "status", "status-reason", "since", "currency", "available-credit", "credit-limit", "max-credit-limit", "as-of",
  "owner-activity", "owner-state", "balance", "not-used", "unknown",
] as const;
export type LedgerUse = (typeof ledgerUses)[number];
export type LedgerColumn = { name: string; use: LedgerUse };
export type LedgerShape = Pick<FileShape, "format" | "delimiter"> & { columns: LedgerColumn[] };

/** By their names in lists; those of the Accounts file are among them (FACTS 12.2). Its `effective_at` is of the record, not of the status. */
const usesByName: Readonly<Record<string, LedgerUse>> = {
  status: "status", status_reason: "status-reason", reason: "status-reason",
  closed_at: "since", status_since: "since", status_changed_at: "since",
  last_owner_activity: "owner-activity", last_owner_activity_on: "owner-activity", last_owner_activity_at: "owner-activity",
  owner_state: "owner-state",
  currency: "currency", available_credit: "available-credit", credit_limit: "credit-limit", limit: "credit-limit", max_credit_limit: "max-credit-limit", max_limit: "max-credit-limit",
  as_of: "as-of", generated_at: "as-of", balance: "balance", current_balance: "balance", ledger_balance: "balance",
};

const compared: readonly LedgerUse[] = ["status", "status-reason", "available-credit", "credit-limit", "max-credit-limit", "owner-activity", "owner-state"];
const manyMayBe: readonly LedgerUse[] = ["not-used", "unknown", "balance"];

/** What the first row says of a partner's Accounts file or of an extract of its ledger. */
export function recogniseLedger(delimiter: "," | "|", firstRow: readonly string[]): Result<LedgerShape> {
  const file = recogniseFile(delimiter, firstRow);
  if (!file.ok) return file;
  const { format, columns: found } = file.value;
  const columns = found.map(({ name, use }): LedgerColumn => ({ name, use: usesByName[normal(name)] ?? use }));
  if (!columns.some(({ use }) => compared.includes(use))) return fail(noColumnToCompare(firstRow));
  const twice = columns.find(({ use }, index) => !manyMayBe.includes(use) && columns.findIndex((other) => other.use === use) !== index);
  return twice ? fail(columnTwice(twice.name)) : ok({ format, delimiter, columns });
}

const normal = (name: string) => name.trim().toLowerCase().replace(/[\s-]+/g, "_");
