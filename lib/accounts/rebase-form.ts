import { sameJson } from "../fields/field-changes";
import type { LeadAccount } from "../lead/account";
import { formFromAccount, setText, textPaths, type AccountForm } from "./account-form";
import { valueAt } from "./account-fields";

/** `overtaken`: typed here and changed at Lead meanwhile; what was typed stays and the person must look. */
export type Rebased = { form: AccountForm; overtaken: string[]; taken: string[] };

/**
 * What was typed on one state of an account, put onto a newer one: what was not touched follows Lead, what was typed
 * stays. Documents: Lead's new list, then the rows added here; a change of a row is kept where Lead still holds that row.
 */
export function rebaseForm(form: AccountForm, from: LeadAccount, to: LeadAccount, zone: string): Rebased {
  const was = formFromAccount(from, zone);
  const now = formFromAccount(to, zone);
  const next = structuredClone(form);
  const result: Rebased = { form: next, overtaken: [], taken: [] };
  for (const path of textPaths) {
    if (sameJson(valueAt(was, path), valueAt(now, path))) continue;
    const typed = !sameJson(valueAt(form, path), valueAt(was, path));
    if (typed && !sameJson(valueAt(form, path), valueAt(now, path))) result.overtaken.push(path);
    else {
      setText(next, path, String(valueAt(now, path) ?? ""));
      if (!typed) result.taken.push(path);
    }
  }
  const added = form.capabilities.filter((capability) => !was.capabilities.includes(capability) && !now.capabilities.includes(capability));
  next.capabilities = [...now.capabilities, ...added];
  if (!sameJson(from.documents ?? [], to.documents ?? [])) {
    next.documents = rebaseDocuments(form, was, now, from, to);
    (sameJson(form.documents, was.documents) ? result.taken : result.overtaken).push("documents");
  }
  if (!sameJson(from.metadata ?? {}, to.metadata ?? {})) {
    next.metadata = rebaseMetadata(form, was, now);
    (sameJson(form.metadata, was.metadata) ? result.taken : result.overtaken).push("metadata");
  }
  return result;
}

function rebaseDocuments(form: AccountForm, was: AccountForm, now: AccountForm, from: LeadAccount, to: LeadAccount): AccountForm["documents"] {
  const held = now.documents.map((row, index) => {
    const before = (from.documents ?? []).findIndex((document) => sameJson(document, to.documents?.[index]));
    const edited = before < 0 ? undefined : form.documents.find((item) => item.held === before);
    return edited && !sameJson(edited, was.documents[before]) ? { ...edited, held: index } : row;
  });
  return [...held, ...form.documents.filter((row) => row.held === undefined)];
}

function rebaseMetadata(form: AccountForm, was: AccountForm, now: AccountForm): AccountForm["metadata"] {
  const typed = form.metadata.filter((row) => !was.metadata.some((old) => sameJson(old, row)));
  const held = now.metadata.map((row) => typed.find((item) => item.key.trim() === row.key && item.held) ?? row);
  return [...held, ...typed.filter((row) => !now.metadata.some((item) => item.key === row.key.trim()))];
}
