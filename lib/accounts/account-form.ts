import { z } from "zod";
import { fieldKind } from "../fields/field-kinds";
import type { LeadAccount, LeadDocument } from "../lead/account";
import { documentTimestampField } from "../lead/document-types";
import { fieldByPath, valueAt } from "./account-fields";
import type { ApplicationCredit } from "./entity-facts";

const text = z.string().default("");
const idRows = z.array(z.object({ id: z.string() })).default([]);

/** What is typed, as it is typed: every leaf is text, at Lead's own path, so that a refusal lands on its field. */
export const accountFormShape = z.object({
  capabilities: z.array(z.string()).default([]),
  entities: z.object({ account_holders: idRows, authorized_signers: idRows, authorized_users: idRows }),
  application_id: text,
  details: z.object({
    product_name: text,
    credit: z.object({
      currency: text, limit: text, max_limit: text, available_credit: text, underwriting_grade: text, is_secured: text, is_mla: text,
      scra: z.object({ start_date: text, end_date: text }),
      report: z.object({ source: text, score: text, pulled_at: text }),
    }),
    adverse_action_notice: z.object({ delivered_at: text, delivery_method: text, reason: text }),
  }),
  /** `held`: the place of this row in the list that Lead holds; it goes back as it came unless something is typed. */
  documents: z.array(z.object({ type: text, document_id: text, at: text, version: text, held: z.number().int().optional() })).default([]),
  metadata: z.array(z.object({ key: text, value: text, held: z.boolean().optional() })).default([]),
});
export type AccountForm = z.output<typeof accountFormShape>;
export type DocumentRow = AccountForm["documents"][number];

export function emptyAccountForm(currency = "USD"): AccountForm {
  return {
    capabilities: [],
    entities: { account_holders: [{ id: "" }], authorized_signers: [], authorized_users: [] },
    application_id: "",
    details: {
      product_name: "",
      credit: {
        currency, limit: "", max_limit: "", available_credit: "", underwriting_grade: "", is_secured: "", is_mla: "",
        scra: { start_date: "", end_date: "" }, report: { source: "", score: "", pulled_at: "" },
      },
      adverse_action_notice: { delivered_at: "", delivery_method: "", reason: "" },
    },
    documents: [],
    metadata: [],
  };
}

const leaves = (path: string, names: readonly string[]) => names.map((name) => `${path}.${name}`);

/** Every single-valued path that the form holds as text; lists and rows have their own way. */
export const textPaths: readonly string[] = [
  "application_id",
  "details.product_name",
  ...leaves("details.credit", ["currency", "limit", "max_limit", "available_credit", "underwriting_grade", "is_secured", "is_mla"]),
  ...leaves("details.credit.scra", ["start_date", "end_date"]),
  ...leaves("details.credit.report", ["source", "score", "pulled_at"]),
  ...leaves("details.adverse_action_notice", ["delivered_at", "delivery_method", "reason"]),
];

/** Puts a text at a dotted path of a form; the form is changed. */
export function setText(form: AccountForm, path: string, value: string): void {
  const parts = path.split(".");
  const last = parts.pop() ?? "";
  const owner = parts.reduce<unknown>((item, part) => (item as Record<string, unknown>)[part], form);
  (owner as Record<string, string>)[last] = value;
}

/** The text that the form shows for Lead's value at a path. */
export function leadText(path: string, value: unknown, zone: string, currency: string | undefined): string {
  const field = fieldByPath(path);
  if (!field || value === undefined || value === null) return "";
  return typeof value === "boolean" ? String(value) : fieldKind(field.kind).text(value, { zone, currency, choices: field.choices });
}

export function documentRow(document: LeadDocument, zone: string, held?: number): DocumentRow {
  const field = documentTimestampField(document.type ?? "");
  const time = (field ? document[field] : undefined) ?? document.displayed_at ?? document.consented_at;
  return {
    type: document.type ?? "",
    document_id: document.document_id ?? "",
    at: leadText("documents[].displayed_at", time, zone, undefined),
    version: document.version ?? "",
    held,
  };
}

/** The form as it stands when an account is edited: Lead's values as text. `zone` is the one times are typed in. */
export function formFromAccount(account: LeadAccount, zone: string): AccountForm {
  const currency = account.details?.credit?.currency;
  const form = emptyAccountForm(currency);
  form.capabilities = [...(account.capabilities ?? [])];
  form.entities.account_holders = [];
  for (const path of textPaths) setText(form, path, leadText(path, valueAt(account, path), zone, currency));
  if (!currency) form.details.credit.currency = account.details?.credit ? "" : "USD";
  form.documents = (account.documents ?? []).map((document, index) => documentRow(document, zone, index));
  form.metadata = Object.entries(account.metadata ?? {}).map(([key, value]) => ({ key, value: typeof value === "string" ? value : JSON.stringify(value), held: true }));
  return form;
}

/**
 * A new form like an account that exists: its product, capabilities, currency and metadata keys.
 * People, amounts, protections, notices and documents belong to the one account and are left out.
 */
export function formLikeAccount(account: LeadAccount): AccountForm {
  const form = emptyAccountForm(account.details?.credit?.currency ?? "USD");
  form.capabilities = [...(account.capabilities ?? [])];
  form.details.product_name = account.details?.product_name ?? "";
  form.metadata = Object.keys(account.metadata ?? {}).map((key) => ({ key, value: "" }));
  return form;
}

/** The terms of an application put into the form; what the application does not know stays as it was typed. */
export function withApplicationTerms(form: AccountForm, credit: ApplicationCredit, zone: string): AccountForm {
  const copy = structuredClone(form);
  const currency = credit.currency ?? undefined;
  const available = credit.limit;
  for (const path of textPaths.filter((item) => item.startsWith("details.credit."))) {
    const value = path === "details.credit.available_credit" ? available : valueAt(credit, path.slice("details.credit.".length));
    if (value !== undefined && value !== null) setText(copy, path, leadText(path, value, zone, currency ?? form.details.credit.currency));
  }
  return copy;
}
