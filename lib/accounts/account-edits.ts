import { fieldKind } from "../fields/field-kinds";
import { sameJson } from "../fields/field-changes";
import type { LeadAccount } from "../lead/account";
import type { Permission } from "../permissions";
import { fieldByPath, valueAt } from "./account-fields";
import { formFromAccount, textPaths, type AccountForm } from "./account-form";
import type { ReadForm } from "./body-to-send";
import { sectionsFor, type FormSection } from "./capability-sections";
import { documentsToSend } from "./document-rows";
import { formReader, putValue, type FormReader } from "./form-reader";
import { metadataRowProblems, metadataToSend } from "./metadata-rows";

/** Objects that Lead takes whole or not at all: one changed part sends all of them (FACTS 5.5, 5.6). */
const wholeObjects = ["details.credit.scra", "details.credit.report", "details.adverse_action_notice"];

const wholeOf = (path: string) => wholeObjects.find((whole) => path.startsWith(`${whole}.`));

function clearedProblem(path: string): string {
  return fieldByPath(path)?.kind === "date" && path.endsWith("end_date")
    ? "Lead documents no way to take an end date back."
    : "Lead documents no way to empty this: enter another value.";
}

type Edit = { form: AccountForm; was: AccountForm; current: LeadAccount; reader: FormReader; body: Record<string, unknown> };

function textOf(form: AccountForm, path: string): string {
  return String(valueAt(form, path) ?? "").trim();
}

/** The value to send for a path: what Lead holds where nothing was typed, else what was typed. */
function valueOf({ form, was, current, reader }: Edit, path: string): unknown {
  const held = valueAt(current, path);
  if (textOf(form, path) === textOf(was, path)) return held;
  if (textOf(form, path) === "") {
    reader.problems.push({ path, message: clearedProblem(path) });
    return undefined;
  }
  const value = reader.read(path, textOf(form, path));
  const kind = fieldByPath(path)?.kind ?? "text";
  return held !== undefined && value !== undefined && fieldKind(kind).same(held, value) ? held : value;
}

function putChangedTexts(edit: Edit, sections: readonly FormSection[]): void {
  const shown = textPaths.filter((path) => sections.includes((fieldByPath(path)?.group ?? "account") as FormSection));
  const currencyChanged = textOf(edit.form, "details.credit.currency") !== textOf(edit.was, "details.credit.currency");
  const values = new Map(shown.map((path) => [path, valueOf(edit, path)]));
  const changed = (path: string) => {
    const amount = currencyChanged && fieldByPath(path)?.kind === "money";
    return amount || !sameJson(values.get(path), valueAt(edit.current, path));
  };
  const touched = new Set(shown.filter(changed).map((path) => wholeOf(path) ?? path));
  for (const path of shown) if (touched.has(wholeOf(path) ?? path)) putValue(edit.body, path, values.get(path));
}

/** With a new currency each amount is read again: the same text is another number of minor units. */
function rereadAmounts(was: AccountForm, form: AccountForm): AccountForm {
  if (was.details.credit.currency === form.details.credit.currency) return was;
  const copy = structuredClone(was);
  Object.assign(copy.details.credit, { limit: "", max_limit: "", available_credit: "" });
  return copy;
}

/**
 * The body of PATCH: only what changed. Lists and all-or-nothing objects go whole, metadata too, because Lead does not
 * say whether it merges (FACTS 5.6). `zone` is the one in which times were shown and typed.
 */
export function changesToSend(form: AccountForm, current: LeadAccount, zone: string): ReadForm {
  const reader = formReader({ zone, currency: form.details.credit.currency });
  const was = formFromAccount(current, zone);
  const body: Record<string, unknown> = {};
  const held = current.capabilities ?? [];
  const capabilities = [...held, ...form.capabilities.filter((capability) => !held.includes(capability))];
  if (capabilities.length > held.length) body["capabilities"] = capabilities;
  const sections = [...sectionsFor(capabilities, "none"), ...heldSections(current)];
  putChangedTexts({ form, was: rereadAmounts(was, form), current, reader, body }, sections);
  const documents = documentsToSend(form.documents, current.documents ?? [], zone, reader);
  if (!sameJson(documents, current.documents ?? [])) body["documents"] = documents;
  const metadata = metadataToSend(form.metadata);
  const metadataChanged = !sameJson(metadata, metadataToSend(was.metadata));
  if (metadataChanged) body["metadata"] = metadata;
  return { body, problems: [...reader.problems, ...(metadataChanged ? metadataRowProblems(form.metadata) : [])] };
}

/** A section whose value Lead holds is shown whatever the capabilities say. */
export function heldSections(current: LeadAccount): FormSection[] {
  const { credit, adverse_action_notice: notice } = current.details ?? {};
  return [...(credit ? (["credit", "scra", "report"] as const) : []), ...(current.application_id ? (["application"] as const) : []), ...(notice ? (["notice"] as const) : [])];
}

/** Every leaf path that a PATCH body names; lists count as one. */
export function changedPaths(body: unknown, path = ""): string[] {
  if (typeof body !== "object" || body === null || Array.isArray(body) || path === "metadata") return path ? [path] : [];
  return Object.entries(body).flatMap(([key, value]) => changedPaths(value, path ? `${path}.${key}` : key));
}

/**
 * Who may make these changes: compliance edits protections, the notice and documents, and nothing else (policy table).
 * `update-protections` where that is enough, else `update-account`.
 */
export function permissionForChanges(changes: unknown): Extract<Permission, "update-account" | "update-protections"> {
  const paths = changedPaths(changes);
  const protective = paths.length > 0 && paths.every((path) => fieldByPath(path)?.edit === "update-protections");
  return protective ? "update-protections" : "update-account";
}
