export type DocumentKind = "disclosure" | "consent";

/** The timestamp field a kind of document needs (FACTS 4.2). */
export const documentTimestampFields = {
  disclosure: "displayed_at",
  consent: "consented_at",
} as const satisfies Record<DocumentKind, string>;

export type DocumentTimestampField = (typeof documentTimestampFields)[DocumentKind];

/**
 * Every document type Lead documents, with its kind. The name is no guide: `tcpa_consent`, `consumer_credit_auth`,
 * `ach_authorization` and `bo_certification` are disclosures.
 * `business_license` is left out: one newer page alone names it (FACTS 4.2); it is read as a type we do not know.
 */
export const documentTypeKinds = {
  aan: "disclosure",
  loan_agreement: "disclosure",
  loc_agreement: "disclosure",
  truth_in_lending_document: "disclosure",
  ach_authorization: "disclosure",
  notice_of_incompleteness: "disclosure",
  credit_score_notice: "disclosure",
  offer_summary: "disclosure",
  personal_guarantee: "disclosure",
  consumer_credit_auth: "disclosure",
  partner_privacy_policy: "disclosure",
  lead_privacy_policy: "disclosure",
  terms_of_use: "disclosure",
  fcra_notice: "disclosure",
  tcpa_consent: "disclosure",
  patriot_act_notice: "disclosure",
  mla_notice: "disclosure",
  pre_approval_terms: "disclosure",
  eft_authorization: "disclosure",
  prohibited_industry_certification: "disclosure",
  decision_maker_document: "disclosure",
  bo_certification: "disclosure",
  missed_payments_policy: "disclosure",
  lead_funds_transfer_agreement: "disclosure",
  esign_agreement: "consent",
  credit_pull_consent: "consent",
  consent_to_link_account: "consent",
  consent_to_link_hsa: "consent",
  negative_option_consent: "consent",
} as const satisfies Record<string, DocumentKind>;

export type DocumentType = keyof typeof documentTypeKinds;

export const documentTypes = Object.keys(documentTypeKinds) as DocumentType[];

export function isDocumentType(value: unknown): value is DocumentType {
  return typeof value === "string" && Object.hasOwn(documentTypeKinds, value);
}

/** The timestamp field for a type, or undefined for a type we do not know. */
export function documentTimestampField(type: string): DocumentTimestampField | undefined {
  return isDocumentType(type) ? documentTimestampFields[documentTypeKinds[type]] : undefined;
}
