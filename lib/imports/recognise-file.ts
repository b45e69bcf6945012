import { fail, ok } from "../result";
import type { Result } from "../result";
import { columnTwice, missingColumns, noIdColumn, tooManyColumns, wrongDelimiter } from "./file-problems";
import type { Misspelt } from "./file-problems";
import { fileLimits } from "./import-file";
import type { ColumnUse, FileShape, ImportColumn } from "./import-file";

/** Columns of the Accounts file (FACTS 12.2); those with true must be there. Names are lower-case and exact (FACTS 12.1). */
const accountsFileColumns: Readonly<Record<string, boolean>> = {
  client_account_id: true, account_holder_type: true, account_holders: true, currency: true, status: true, status_reason: true,
  account_id: false, application_id: false, authorized_signers: false, authorized_users: false, client_product_name: false,
  aan_delivered_at: false, aan_reason: false, aan_delivery_method: false, credit_pulled_at: false, credit_score: false,
  credit_report_source: false, credit_limit: false, max_credit_limit: false, available_credit: false, effective_at: false, generated_at: false,
};

const listColumns: Readonly<Record<string, ColumnUse>> = { account_id: "account-id", id: "account-id", client_account_id: "client-account-id" };
const misspeltOfLists = ["account_id", "client_account_id"];

/** Pipes are the Accounts file's; a list has commas, or one column. Judged by the first line. */
export function delimiterOf(firstLine: string): Result<"," | "|"> {
  if (firstLine.includes("|")) return ok("|");
  if (firstLine.includes(",")) return ok(",");
  if (firstLine.includes(";")) return fail(wrongDelimiter("semicolons"));
  return firstLine.trim().includes("\t") ? fail(wrongDelimiter("tabs")) : ok(",");
}

/** What the first row says of the file. */
export function recogniseFile(delimiter: "," | "|", firstRow: readonly string[]): Result<FileShape> {
  if (firstRow.length > fileLimits.columns) return fail(tooManyColumns(firstRow.length));
  return delimiter === "|" ? recogniseAccountsFile(firstRow) : recogniseList(firstRow);
}

function recogniseAccountsFile(firstRow: readonly string[]): Result<FileShape> {
  const names = firstRow.map((name) => name.trim());
  const required = Object.keys(accountsFileColumns).filter((name) => accountsFileColumns[name]);
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    const strange = names.filter((name) => !Object.hasOwn(accountsFileColumns, name));
    return fail(missingColumns(missing, misspellings(strange, missing), names));
  }
  const useOf = (name: string): ColumnUse => listColumns[name] ?? (Object.hasOwn(accountsFileColumns, name) ? "not-used" : "unknown");
  return withColumns({ format: "accounts-file", delimiter: "|", hasHeader: true }, names.map((name) => ({ name, use: name === "id" ? "unknown" : useOf(name) })));
}

function recogniseList(firstRow: readonly string[]): Result<FileShape> {
  const names = firstRow.map((name) => name.trim());
  const columns = names.map((name): ImportColumn => ({ name, use: listColumns[normal(name)] ?? "unknown" }));
  if (columns.some(({ use }) => use !== "unknown")) return withColumns({ format: "list", delimiter: ",", hasHeader: true }, columns);
  const misspelt = misspellings(names, misspeltOfLists);
  if (names.length > 1 || misspelt.length > 0) return fail(noIdColumn(misspelt, names));
  return ok({ format: "list", delimiter: ",", hasHeader: false, columns: [] });
}

function withColumns(shape: Omit<FileShape, "columns">, columns: ImportColumn[]): Result<FileShape> {
  const ids = columns.filter(({ use }) => use === "account-id" || use === "client-account-id");
  const twice = ids.find(({ use }, index) => ids.findIndex((other) => other.use === use) !== index);
  return twice ? fail(columnTwice(twice.name)) : ok({ ...shape, columns });
}

/** "Account ID" is account_id in a list that somebody made by hand. */
const normal = (name: string) => name.trim().toLowerCase().replace(/[\s-]+/g, "_");

function misspellings(found: readonly string[], meant: readonly string[]): Misspelt[] {
  return found.flatMap((name) => {
    // An account's id is spelt much like the column's name.
    const tolerance = name.startsWith("account_") ? 1 : 2;
    const near = meant.find((column) => Math.abs(column.length - name.length) <= tolerance && distance(normal(name), column) <= tolerance);
    return near === undefined ? [] : [{ found: name, meant: near }];
  });
}

/** How many letters differ, at least: added, left out or another (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** What was pasted, one id a line; a table with a header is left as it is. */
export function pastedLines(text: string): string {
  const [first = ""] = text.trimStart().split("\n", 1);
  const isTable = first.split(/[|,;\t]/).some((name) => Object.hasOwn(listColumns, normal(name)));
  return isTable ? text : text.split(/[\s,;]+/).filter((id) => id !== "").join("\n");
}
