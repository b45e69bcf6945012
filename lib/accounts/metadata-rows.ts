import type { FieldProblem } from "../result";

export type MetadataRow = { key: string; value: string; held?: boolean };

/** The console's own bounds: Lead documents none (FACTS 4.1). */
export const maxMetadataKey = 64;
export const maxMetadataValue = 500;

function rowProblem(row: MetadataRow, index: number, rows: readonly MetadataRow[]): FieldProblem[] {
  const key = row.key.trim();
  const at = (part: string, message: string) => [{ path: `metadata[${index}].${part}`, message }];
  if (key === "") return row.value.trim() === "" ? [] : at("key", "Enter the name of this pair.");
  if (rows.findIndex((other) => other.key.trim() === key) < index) return at("key", "This name is already in the list.");
  if (!row.held && key.length > maxMetadataKey) return at("key", `At most ${maxMetadataKey} characters.`);
  if (row.value === "") return at("value", row.held ? "Lead has no way to take a pair away: enter another value." : "Enter a value.");
  return row.value.length > maxMetadataValue ? at("value", `At most ${maxMetadataValue} characters.`) : [];
}

/** The problems of the rows, at `metadata[0].key`; an empty row is none. */
export function metadataRowProblems(rows: readonly MetadataRow[]): FieldProblem[] {
  return rows.flatMap((row, index) => rowProblem(row, index, rows));
}

/** The pairs as one object; empty rows are left out. */
export function metadataToSend(rows: readonly MetadataRow[]): Record<string, string> {
  return Object.fromEntries(rows.filter((row) => row.key.trim() !== "").map((row) => [row.key.trim(), row.value]));
}

/** The same bounds on what a request carries; keys that Lead already holds are not judged. */
export function metadataProblems(metadata: Readonly<Record<string, string>> = {}, held: Readonly<Record<string, unknown>> = {}): FieldProblem[] {
  return Object.entries(metadata).flatMap(([key, value]) => {
    if (held[key] === value) return [];
    if (!Object.hasOwn(held, key) && key.length > maxMetadataKey) return [{ path: `metadata.${key}`, message: `A name has at most ${maxMetadataKey} characters.` }];
    return value.length > maxMetadataValue ? [{ path: `metadata.${key}`, message: `A value has at most ${maxMetadataValue} characters.` }] : [];
  });
}
