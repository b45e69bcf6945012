import { sameJson } from "../fields/field-changes";
import type { LeadDocument } from "../lead/account";
import { documentTimestampField } from "../lead/document-types";
import type { FieldProblem } from "../result";
import { documentRow, type DocumentRow } from "./account-form";
import type { FormReader } from "./form-reader";

function problem(index: number, part: string, message: string): FieldProblem {
  return { path: `documents[${index}].${part}`, message };
}

function readRow(row: DocumentRow, index: number, reader: FormReader): Record<string, unknown> {
  const at = (part: string) => `documents[${index}].${part}`;
  const field = documentTimestampField(row.type) ?? "displayed_at";
  if (row.type === "") reader.problems.push(problem(index, "type", "Choose the type of the document."));
  if (row.document_id.trim() === "") reader.problems.push(problem(index, "document_id", "Enter the name of the file delivered to Lead."));
  if (row.type !== "" && row.at.trim() === "") {
    reader.problems.push(problem(index, field, field === "consented_at" ? "Say when it was consented to." : "Say when it was displayed."));
  }
  const parts = {
    document_id: reader.read(at("document_id"), row.document_id),
    type: row.type === "" ? undefined : row.type,
    [field]: reader.read(at(field), row.at),
    version: reader.read(at("version"), row.version),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

/** The documents as Lead takes them. A row that Lead holds and nobody touched goes back exactly as it came. */
export function documentsToSend(rows: readonly DocumentRow[], held: readonly LeadDocument[], zone: string, reader: FormReader): unknown[] {
  return rows.map((row, index) => {
    const original = row.held === undefined ? undefined : held[row.held];
    return original && sameJson(documentRow(original, zone, row.held), row) ? original : readRow(row, index, reader);
  });
}
