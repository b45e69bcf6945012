import { documentTimestampField } from "@/lib/lead/document-types";
import type { AccountForm } from "@/lib/accounts/account-form";

type Rows = Pick<AccountForm, "metadata" | "entities">;

/** Empty rows are not sent: the place in what was sent, back to the row of the form. */
function rowOf(list: string, sent: number, form: Rows | undefined): number {
  const rows = form?.entities[list as keyof Rows["entities"]] ?? [];
  const filled = rows.flatMap(({ id }, row) => (id.trim() === "" ? [] : [row]));
  return filled[sent] ?? sent;
}

/** Where a path of Lead's is typed in the form: `documents[0].displayed_at` at `documents.0.at`. */
export function formPathOf(path: string, form?: Rows): string {
  const person = /^entities\.(account_holders|authorized_signers|authorized_users)(?:\[|\.)(\d+)\]?$/.exec(path);
  if (person) return `entities.${person[1]}.${rowOf(person[1] ?? "", Number(person[2]), form)}.id`;
  const pair = /^metadata\.(.+)$/.exec(path)?.[1];
  if (pair !== undefined && !/^\d+\.(key|value)$/.test(pair)) {
    const index = form?.metadata.findIndex((row) => row.key.trim() === pair) ?? -1;
    return index < 0 ? "metadata" : `metadata.${index}.value`;
  }
  return path
    .replace(/\[(\d+)\]/g, ".$1")
    .replace(/^(documents\.\d+)\.(displayed_at|consented_at)$/, "$1.at")
    .replace(/^(documents\.\d+)$/, "$1.type");
}

/** The id of the control of a form path; an error summary links to it. */
export function controlId(formPath: string): string {
  return `field-${formPath.replaceAll(".", "-")}`;
}

/** Lead's path of the time of a document, by its type. */
export function documentTimePath(index: number, type: string): string {
  return `documents[${index}].${documentTimestampField(type) ?? "displayed_at"}`;
}
