import { fieldByPath, fieldLabel } from "../../accounts/account-fields";
import { documentTypeWords } from "../../accounts/account-documents";
import { capabilityWords } from "../../accounts/capabilities";
import { fieldKind } from "../../fields/field-kinds";
import { moneyWords } from "../../fields/money";
import { holdWords } from "../../hold-words";
import { scraPeriod } from "../../scra-period";
import { scraWords } from "../../scra-words";
import type { ClosingRecord } from "../closing-record";
import type { ClosingFacts } from "../facts";
import { dayWords, line, term } from "./outline";
import type { OutlineItem, OutlineSection } from "./outline";

/** The account as it stood when it was decided, and what is different at Lead since. */
export function accountSections(record: ClosingRecord): OutlineSection[] {
  const { account, facts, begunAt, before } = record;
  const holders = account.holders.map(({ entityId, name }) => (name ? `${name} (${entityId})` : entityId)).join(", ");
  const stood = facts ? factItems(facts, begunAt.business.slice(0, 10)) : term("As it stood", "Not known: nobody here closed it.");
  return [
    { heading: "The account as it stood", items: [...term("Holders", holders || "none known"), ...stood] },
    ...(before ? [{ heading: "Before and after", items: changeItems(record) }] : []),
  ];
}

function factItems(facts: ClosingFacts, on: string): OutlineItem[] {
  const { credit, balance, scra, status, statusReason } = facts;
  const protection = scraWords(scraPeriod(scra?.start ?? null, scra?.end ?? null, on));
  const amount = (value: number | null, currency: string | null) => (value === null ? "not reported" : moneyWords(value, currency ?? "USD"));
  return [
    ...term("Status", `${status}${statusReason && statusReason !== status ? `, ${statusReason}` : ""} · ${facts.capabilities.map(capabilityWords).join(", ") || "no capability"}`),
    ...term("SCRA", protection ? `${protection.period} (${protection.tag}, on ${dayWords(on)})` : "no protection reported"),
    ...term("MLA", facts.isMla === null ? "not reported" : facts.isMla ? "covered at origination" : "not covered at origination"),
    ...term("Credit", credit ? `available ${amount(credit.availableCredit, credit.currency)}, limit ${amount(credit.limit, credit.currency)}, at most ${amount(credit.maxLimit, credit.currency)}` : "none"),
    ...term("Holds", facts.openHolds.map(({ type }) => holdWords(type)).join(", ") || "none open"),
    ...term("Balance", balance ? moneyWords(balance.minorUnits, balance.currency) : "not known to the console"),
  ];
}

function changeItems({ after, changes, facts, program }: ClosingRecord): OutlineItem[] {
  if (after === null) return [line("Lead shows no change: it did not come to that.")];
  const words = (path: string, value: unknown) => valueWords(path, value, program.timeZone, facts?.credit?.currency ?? undefined);
  return [
    { kind: "change", field: "Field", before: "Before", after: "After", head: true },
    ...changes.map(({ path, old, new: next }): OutlineItem => ({ kind: "change", field: fieldLabel(path), before: words(path, old), after: words(path, next) })),
  ];
}

/** A value of Lead's, whole; one that we do not know as it came. */
function valueWords(path: string, value: unknown, zone: string, currency: string | undefined): string {
  const field = fieldByPath(path);
  if (value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)) return "none";
  if (path === "documents" && Array.isArray(value)) return (value as Record<string, unknown>[]).map((item) => `${documentTypeWords(String(item["type"]))} ${String(item["document_id"] ?? "")}`.trim()).join(", ");
  if (path === "capabilities" && Array.isArray(value)) return value.map((item) => capabilityWords(String(item))).join(", ");
  if (field?.kind === "money" && currency === undefined) return `${String(value)} (minor units)`;
  if (field && typeof value !== "object") return fieldKind(field.kind).words(value, { zone, currency, choices: field.choices });
  return typeof value === "string" ? value : JSON.stringify(value);
}
