import { deliveryMethodRows } from "../accounts/adverse-action-notice";
import type { ClosingNotice } from "./closing-request";
import type { DeterminationKind } from "./determination";
import { contactOf } from "./draft-letter";
import type { NoticeTerms } from "./draft-letter";
import type { ClosingFacts } from "./facts";
import { noticeReasonsProblem } from "./notice-rules";

export type ChecklistItem = {
  code: string;
  label: string;
  source: string;
  /** `by-hand`: who prints or mails the letter adds it. */
  state: "there" | "missing" | "by-hand";
  /** What is there, or what it lacks and what to do. */
  says: string;
};

export type Checked = {
  notice: Pick<ClosingNotice, "reasons" | "method" | "reasonsOnRequest"> & { recipientEntityId: string | null; recipients?: ClosingNotice["recipients"] };
  determination: DeterminationKind;
  facts: Pick<ClosingFacts, "holderIds" | "holderType" | "esignConsentedAt" | "applicationEsign">;
  /** As the directory has them. */
  names: readonly { entityId: string; name: string }[];
  terms: NoticeTerms;
  /** The day on which it was delivered or mailed. */
  deliveredOn: string | null;
};

type Row = Omit<ChecklistItem, "state" | "says"> & { applies?: (checked: Checked) => boolean; look: (checked: Checked) => Pick<ChecklistItem, "state" | "says"> };

const there = (says: string) => ({ state: "there" as const, says });
const missing = (says: string) => ({ state: "missing" as const, says });
const byHand = (says: string) => ({ state: "by-hand" as const, says });
const isRegulationB = ({ determination }: Checked) => determination === "adverse-action";

const nameOf = ({ names }: Checked, id: string) => names.find(({ entityId }) => entityId === id)?.name ?? id;

/** What a complete notice has (Reg B 1002.9(a)(2), (b), (f), (g); FCRA 615; COMPLIANCE, content), in the order of the letter. */
const rows: readonly Row[] = [
  { code: "action", label: "The action taken", source: "Reg B 1002.9(a)(2)", look: () => there("The account is closed, and since when") },
  {
    code: "reasons", label: "Specific reasons", source: "Reg B 1002.9(a)(2)(i), (b)(2)",
    look: ({ notice, terms }) => {
      const wrong = noticeReasonsProblem(notice.reasons, terms.rules);
      if (wrong) return missing(wrong);
      if (!notice.reasonsOnRequest) return there(`${notice.reasons.length} in the letter`);
      return terms.contact ? there("On request: within 60 days, answered in 30") : missing("The right to ask needs a telephone number: the program has no contact line");
    },
  },
  {
    code: "creditor", label: "Name and address of each creditor", source: "Reg B 1002.9(a)(2), (g)", applies: isRegulationB,
    look: ({ terms }) => (terms.partiesAreDefault ? missing("The console’s default: counsel has to confirm creditor and agency") : there(terms.creditors.map(({ name }) => name).join("; "))),
  },
  { code: "equal-credit", label: "Equal Credit Opportunity Act notice, with the agency", source: "Reg B 1002.9(b)(1)", applies: isRegulationB, look: ({ terms }) => there(terms.agency.name) },
  { code: "contact", label: "Where to write or call", source: "Reg B 1002.9(a)(2)(ii)", look: ({ terms }) => (terms.contact ? there(terms.contact) : missing(`The program has no contact line; the letter gives ${contactOf(terms)}`)) },
  {
    code: "recipient", label: "Addressed to the primary applicant", source: "Reg B 1002.9(f)",
    look: (checked) => (checked.notice.recipientEntityId ? there(nameOf(checked, checked.notice.recipientEntityId)) : missing("Choose who gets it")),
  },
  {
    code: "consumer-report", label: "Consumer reports, each consumer", source: "FCRA 615(a), (b)",
    look: (checked) => {
      const { recipients } = checked.notice;
      if (!recipients) return missing("Not said for anybody");
      const left = checked.facts.holderIds.filter((id) => !recipients.some(({ entityId }) => entityId === id));
      const told = recipients.filter(({ report }) => report !== null);
      if (told.length === 0) return there("None was used");
      const others = left.length > 0 ? `. None was used about ${left.map((id) => nameOf(checked, id)).join(", ")}` : "";
      return there(`${told.map(({ entityId }) => nameOf(checked, entityId)).join(", ")}, with score, bureau and rights${others}`);
    },
  },
  {
    code: "electronic", label: "Consent to electronic notices", source: "Reg B 1002.4(d), E-Sign", applies: ({ notice, facts }) => (notice.method === "email" || notice.method === "text") && facts.holderType !== "commercial",
    look: ({ facts, notice }) => (facts.esignConsentedAt || facts.applicationEsign === "consented" ? there("On file") : missing(`None is on file: ${deliveryMethodRows[notice.method].label} may not count as delivered`)),
  },
  { code: "address", label: "Name and postal address", source: "Reg B 1002.9(a)(2)", look: () => byHand("Added when the letter is printed or mailed: the console keeps no addresses") },
  { code: "delivered", label: "Delivered or mailed", source: "Reg B 1002.9(a)(1)", look: ({ deliveredOn }) => (deliveredOn ? there(deliveredOn) : byHand("Entered once it was sent, after the decision")) },
];

/** What a notice has, and what it still lacks. */
export function noticeChecklist(checked: Checked): ChecklistItem[] {
  return rows.filter(({ applies }) => applies?.(checked) ?? true).map(({ code, label, source, look }) => ({ code, label, source, ...look(checked) }));
}

/** Only what is missing. */
export function lackingItems(items: readonly ChecklistItem[]): ChecklistItem[] {
  return items.filter(({ state }) => state === "missing");
}
