import type { Problem } from "../result";
import { fileLimits } from "./import-file";

// Why a file is refused whole. Nothing of it is kept.

const nothingKept = "Nothing of it was kept, and nothing was read at Lead.";

function refused(title: string, next: string, detail?: string): Problem {
  return { kind: "invalid", title, ...(detail === undefined ? {} : { detail }), saved: nothingKept, next };
}

const saveAsText = "Save it as plain text (CSV) in UTF-8 and upload that.";
const count = (number: number) => number.toLocaleString("en-US");

export const emptyFile = refused("The file is empty.", "Choose the file again, or paste the ids.");
export const noRows = refused("The file has a header and no rows.", "There is nothing to import; choose another file.");
export const utf16 = refused("The file is encoded in UTF-16.", saveAsText);
export const archive = refused("This is an archive or a workbook (ZIP), not a text file.", "Unpack it, or save the sheet as CSV in UTF-8, and upload that.");
export const notText = refused("This is not a text file.", saveAsText);
export const tooLarge = refused(`The file is larger than ${count(fileLimits.bytes / 1024 / 1024)} MB.`, "Divide it and upload the parts.");
export const tooManyRows = refused(`The file has more than ${count(fileLimits.rows)} rows.`, "Divide it and upload the parts.");
export const cutShort = refused("The file did not arrive whole.", "Check the connection and upload it again.");

export const notUtf8 = (line: number) =>
  refused(`Line ${count(line)} is not UTF-8.`, saveAsText, "It looks like Latin-1 or Windows-1252: letters with accents would be lost.");

export const rowTooLong = (line: number) =>
  refused(`The row at line ${count(line)} is longer than ${fileLimits.rowBytes / 1024} KB.`, "Look at that line; a quote that is not closed looks like this too.");

export const quoteOpen = (line: number) =>
  refused(`A quote that opens at line ${count(line)} is never closed.`, "Close it, or write a quote inside of a quoted value twice.");

export const wrongDelimiter = (found: "semicolons" | "tabs") =>
  refused(`The columns are separated by ${found}.`, "Separate a list by commas; the Accounts file has pipes: |.");

export const tooManyColumns = (columns: number) =>
  refused(`The file has ${count(columns)} columns; at most ${fileLimits.columns} are read.`, "Check that it is the right file, or leave only the columns with ids.");

export const columnTwice = (name: string) => refused(`The column ${name} is there twice.`, "Leave one of them.");

/** "acount_id" for "account_id". */
export type Misspelt = { found: string; meant: string };

export function missingColumns(missing: readonly string[], misspelt: readonly Misspelt[], found: readonly string[]): Problem {
  const title = missing.length === 1 ? `The column ${missing[0] ?? ""} is missing.` : `The columns ${missing.join(", ")} are missing.`;
  return refused(title, "Put the header right and upload the file again.", headerDetail(misspelt, found));
}

export const noIdColumn = (misspelt: readonly Misspelt[], found: readonly string[]) =>
  refused("No column is named account_id or client_account_id.", "Name the column with the ids in the first line.", headerDetail(misspelt, found));

export const noColumnToCompare = (found: readonly string[]) =>
  refused("No column has anything to compare.", "Name at least one column status, status_reason, available_credit, credit_limit or max_credit_limit in the first line.", headerDetail([], found));

function headerDetail(misspelt: readonly Misspelt[], found: readonly string[]): string {
  const hints = misspelt.map(({ found: name, meant }) => `“${name}” may be meant as ${meant}.`);
  const shown = found.slice(0, 12).map((name) => (name === "" ? "(no name)" : name.slice(0, 60)));
  const more = found.length > shown.length ? ` and ${count(found.length - shown.length)} more` : "";
  return [...hints, `Found: ${shown.join(", ")}${more}.`].join(" ");
}
