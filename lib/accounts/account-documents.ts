import { documentTimestampField, documentTypeKinds, documentTypes, isDocumentType, type DocumentType } from "../lead/document-types";
import type { FieldProblem } from "../result";

const irregular: Partial<Record<DocumentType, string>> = {
  aan: "Adverse action notice (the document)",
  loc_agreement: "Line of credit agreement",
  truth_in_lending_document: "Truth in Lending disclosure",
  ach_authorization: "ACH authorization",
  fcra_notice: "FCRA notice",
  tcpa_consent: "TCPA consent",
  mla_notice: "MLA notice",
  eft_authorization: "EFT authorization",
  bo_certification: "Beneficial owner certification",
  esign_agreement: "E-Sign agreement",
  consent_to_link_hsa: "Consent to link an HSA",
  consent_to_link_account: "Consent to link an account",
  patriot_act_notice: "USA PATRIOT Act notice",
  lead_privacy_policy: "Lead's privacy policy",
  partner_privacy_policy: "Program's privacy policy",
  lead_funds_transfer_agreement: "Lead's funds transfer agreement",
};

/** The type in words; one that Lead added later is shown as it came. */
export function documentTypeWords(type: string): string {
  if (!isDocumentType(type)) return type;
  const plain = type.replaceAll("_", " ");
  return irregular[type] ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
}

export const documentTypeChoices = documentTypes
  .map((type) => ({ value: type as string, label: documentTypeWords(type), hint: documentTypeKinds[type] === "consent" ? "Consent" : "Disclosure" }))
  .sort((a, b) => a.label.localeCompare(b.label, "en"));

/** What the time of a document means by its type: the name of the type is no guide (FACTS 4.2). */
export function documentTimeLabel(type: string): string {
  const field = documentTimestampField(type);
  if (!field) return "Displayed or consented at";
  return field === "consented_at" ? "Consented at" : "Displayed at";
}

export type DocumentBody = { document_id?: string; type?: string; displayed_at?: string; consented_at?: string };

/**
 * A list of documents as it goes to Lead: a kind of timestamp by type, none in the future, each id once.
 * @param now ISO 8601.
 * @param judged false for a row that Lead already holds and that is sent back as it came.
 */
export function documentProblems(documents: readonly DocumentBody[], now: string, judged: (index: number) => boolean = () => true): FieldProblem[] {
  return documents.flatMap((document, index) => {
    if (!judged(index)) return [];
    const at = (part: string) => `documents[${index}].${part}`;
    const needed = documentTimestampField(document.type ?? "");
    const wrong = needed === "consented_at" ? "displayed_at" : "consented_at";
    const problems: FieldProblem[] = [];
    if (needed && document[needed] === undefined) {
      const kind = needed === "consented_at" ? "a consent: say when it was consented to" : "a disclosure: say when it was displayed";
      problems.push({ path: at(needed), message: `${documentTypeWords(document.type ?? "")} is ${kind}.` });
    }
    if (needed && document[wrong] !== undefined) {
      problems.push({ path: at(wrong), message: `${documentTypeWords(document.type ?? "")} takes ${needed}, not ${wrong}.` });
    }
    const time = document.displayed_at ?? document.consented_at;
    if (time && Date.parse(time) > Date.parse(now)) problems.push({ path: at(document.displayed_at ? "displayed_at" : "consented_at"), message: "This time is in the future." });
    const first = documents.findIndex((other) => other.document_id === document.document_id);
    if (first < index) problems.push({ path: at("document_id"), message: "This document is already in the list. A new version has a new id." });
    return problems;
  });
}

type Consenting = { type?: string; consented_at?: string };

/** ISO 8601 of the newest E-Sign consent among documents of an account or an application; null without one. */
export function newestEsignConsent(documents: readonly Consenting[] | undefined): string | null {
  const consents = (documents ?? []).flatMap(({ type, consented_at }) => (type === "esign_agreement" && consented_at ? [consented_at] : []));
  return consents.sort().at(-1) ?? null;
}
