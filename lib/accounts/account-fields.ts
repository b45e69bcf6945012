import { z } from "zod";
import type { Field } from "../fields/field";
import type { Choice } from "../fields/field-kinds";
import { accountHolderTypes, accountStatuses, capabilities, creditReportSources } from "../lead/enums";
import { accountId, applicationId, entityId } from "../lead/ids";
import { requestAdverseActionNotice, requestAmount, requestCredit, requestCreditReport, requestTimestamp } from "../lead/request-parts";
import type { Permission } from "../permissions";
import { documentTypeChoices } from "./account-documents";
import { statusReasons } from "./account-status";
import { deliveryMethodChoices } from "./adverse-action-notice";
import { capabilityRows } from "./capabilities";

export const accountGroups = {
  account: "Account",
  people: "People",
  application: "Application",
  credit: "Credit terms",
  scra: "SCRA protection",
  report: "Bureau report",
  notice: "Adverse action notice",
  documents: "Documents",
  metadata: "Metadata",
  status: "Status",
} satisfies Record<string, string>;
export type AccountGroup = keyof typeof accountGroups;

/** Who may change a field after opening; `null` where PATCH does not take it (FACTS 4.4). */
type EditPermission = Extract<Permission, "update-account" | "update-protections"> | null;
export type AccountField = Field<AccountGroup> & { edit: EditPermission };

const choice = (value: string, label: string, hint?: string): Choice => ({ value, label, hint });
const holderTypeLabels = { consumer: "Consumer", commercial: "Commercial" };
const bureauLabels = { equifax: "Equifax", transunion: "TransUnion", experian: "Experian" };
const statusLabels = { active: "Active", inactive: "Inactive", closed: "Closed" };

const text = z.string().min(1);
const optionalDate = z.iso.date();
const currency = "details.credit.currency";
const { is_secured, is_mla, underwriting_grade, currency: currencyCode } = requestCredit.shape;

/** THE field table: every field of an account, in the order in which a person meets them (FACTS 4.1, 4.3, 4.4). */
export const accountFields = {
  "id": { kind: "id", label: "Account id", group: "account", edit: null, schema: accountId },
  "client_account_id": { kind: "id", label: "Client account id", group: "account", edit: null, schema: text },
  "details.product_name": { kind: "text", label: "Product", group: "account", edit: "update-account", schema: text, hint: "As customers know it." },
  "capabilities": {
    kind: "list", label: "Capabilities", group: "account", edit: "update-account", schema: z.array(text).min(1),
    choices: capabilities.map((value) => choice(value, capabilityRows[value].label, capabilityRows[value].meaning)),
    hint: "Can be added later and never taken away.",
  },
  "created_at": { kind: "datetime", label: "Opened", group: "status", edit: null, schema: text },
  "updated_at": { kind: "datetime", label: "Updated at Lead", group: "status", edit: null, schema: text },
  "status": { kind: "choice", label: "Status", group: "status", edit: null, schema: text, choices: accountStatuses.map((value) => choice(value, statusLabels[value])) },
  "status_reason": {
    kind: "choice", label: "Status reason", group: "status", edit: null, schema: text,
    choices: Object.entries(statusReasons).map(([value, row]) => choice(value, row.label, row.meaning)),
  },
  "details.closed_at": { kind: "datetime", label: "Closed", group: "status", edit: null, schema: text },
  "entities.account_holder_type": {
    kind: "choice", label: "Holder type", group: "people", edit: null, schema: text,
    choices: accountHolderTypes.map((value) => choice(value, holderTypeLabels[value])),
  },
  "entities.account_holders": { kind: "list", label: "Account holders", group: "people", edit: null, schema: z.array(entityId) },
  "entities.account_holders[]": { kind: "id", label: "Account holder", group: "people", edit: null, schema: entityId },
  "entities.authorized_signers": { kind: "list", label: "Authorized signers", group: "people", edit: null, schema: z.array(entityId) },
  "entities.authorized_signers[]": { kind: "id", label: "Authorized signer", group: "people", edit: null, schema: entityId },
  "entities.authorized_users": { kind: "list", label: "Authorized users", group: "people", edit: null, schema: z.array(entityId) },
  "entities.authorized_users[]": { kind: "id", label: "Authorized user", group: "people", edit: null, schema: entityId },
  "application_id": { kind: "id", label: "Application", group: "application", edit: "update-account", schema: applicationId, hint: "An approved one, with the same holder type and at least one holder in common." },
  "details.credit.currency": { kind: "text", label: "Currency", group: "credit", edit: "update-account", schema: currencyCode, hint: "Three letters, for example USD." },
  "details.credit.limit": { kind: "money", label: "Limit", group: "credit", edit: "update-account", schema: requestAmount, currencyPath: currency },
  "details.credit.max_limit": { kind: "money", label: "Most approved", group: "credit", edit: "update-account", schema: requestAmount, currencyPath: currency, hint: "Lead's max_limit." },
  "details.credit.available_credit": { kind: "money", label: "Available", group: "credit", edit: "update-account", schema: requestAmount, currencyPath: currency, hint: "As the program reports it; no ledger." },
  "details.credit.underwriting_grade": { kind: "text", label: "Underwriting grade", group: "credit", edit: "update-account", schema: underwriting_grade },
  "details.credit.is_secured": { kind: "boolean", label: "Secured", group: "credit", edit: "update-account", schema: is_secured },
  "details.credit.is_mla": { kind: "boolean", label: "Military Lending Act", group: "credit", edit: "update-protections", schema: is_mla, hint: "Whether a covered borrower held it at origination." },
  "details.credit.scra.start_date": { kind: "date", label: "SCRA start", group: "scra", edit: "update-protections", schema: optionalDate },
  "details.credit.scra.end_date": { kind: "date", label: "SCRA end", group: "scra", edit: "update-protections", schema: optionalDate, hint: "Left empty while it is open." },
  "details.credit.report.source": {
    kind: "choice", label: "Bureau", group: "report", edit: "update-account", schema: requestCreditReport.shape.source, sensitive: true,
    choices: creditReportSources.map((value) => choice(value, bureauLabels[value])),
  },
  "details.credit.report.score": { kind: "integer", label: "Score", group: "report", edit: "update-account", schema: requestCreditReport.shape.score, sensitive: true, hint: "300 to 850." },
  "details.credit.report.pulled_at": { kind: "datetime", label: "Pulled", group: "report", edit: "update-account", schema: requestTimestamp, sensitive: true },
  "details.adverse_action_notice.delivered_at": { kind: "datetime", label: "Notice delivered", group: "notice", edit: "update-protections", schema: requestTimestamp },
  "details.adverse_action_notice.delivery_method": {
    kind: "choice", label: "Delivery method", group: "notice", edit: "update-protections", schema: requestAdverseActionNotice.shape.delivery_method, choices: deliveryMethodChoices,
  },
  "details.adverse_action_notice.reason": { kind: "text", label: "Reason in the notice", group: "notice", edit: "update-protections", schema: text, hint: "Specific and principal: “internal policy” is not enough." },
  "documents": { kind: "list", label: "Documents", group: "documents", edit: "update-protections", schema: z.array(z.unknown()) },
  "documents[].type": { kind: "choice", label: "Document type", group: "documents", edit: "update-protections", schema: text, choices: documentTypeChoices },
  "documents[].document_id": { kind: "text", label: "Document id", group: "documents", edit: "update-protections", schema: text, hint: "The name of the file delivered by SFTP." },
  "documents[].displayed_at": { kind: "datetime", label: "Displayed at", group: "documents", edit: "update-protections", schema: requestTimestamp },
  "documents[].consented_at": { kind: "datetime", label: "Consented at", group: "documents", edit: "update-protections", schema: requestTimestamp },
  "documents[].version": { kind: "text", label: "Version", group: "documents", edit: "update-protections", schema: text },
  "metadata": { kind: "text", label: "Metadata", group: "metadata", edit: "update-account", schema: z.record(z.string(), z.string()) },
} satisfies Record<string, Omit<AccountField, "path">>;

export type AccountFieldPath = keyof typeof accountFields;

/** `documents[0].type` and `documents.0.type` alike as `documents[].type`; a metadata key as `metadata`. */
export function foldPath(path: string): string {
  if (path.startsWith("metadata.")) return "metadata";
  return path.replace(/\[\d*\]/g, "[]").replace(/\.\d+(?=\.|$)/g, "[]");
}

/** The field that a path of Lead's names, whatever its indices; undefined for a field that Lead added later. */
export function fieldByPath(path: string): AccountField | undefined {
  const folded = foldPath(path);
  if (!Object.hasOwn(accountFields, folded)) return undefined;
  const row: Omit<AccountField, "path"> = accountFields[folded as AccountFieldPath];
  return { path: folded, ...row };
}

const peopleLabels: ReadonlyMap<string, string> = new Map([["entity_relationships", "People on the account"], ["entity_relationships.account_holder", "Account holders"]]);

/** "Limit", "Document type (2)", "Metadata “branch”"; an unknown path is its own label. */
export function fieldLabel(path: string): string {
  const field = fieldByPath(path);
  if (!field) return peopleLabels.get(path) ?? (path.trim() || "A field without a name");
  if (path.startsWith("metadata.")) return `${field.label} “${path.slice("metadata.".length)}”`;
  const index = /\[(\d+)\]|\.(\d+)(?:\.|$)/.exec(path);
  return index ? `${field.label} (${Number(index[1] ?? index[2]) + 1})` : field.label;
}

/** The value at a dotted path in one of Lead's bodies. */
export function valueAt(body: unknown, path: string): unknown {
  const parts = path.replace(/\[(\d+)\]/g, ".$1").split(".");
  return parts.reduce<unknown>((value, part) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[part] : undefined), body);
}
