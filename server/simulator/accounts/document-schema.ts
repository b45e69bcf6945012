import { z } from "zod";

const DISCLOSURES = [
  "aan", "loan_agreement", "loc_agreement", "truth_in_lending_document", "ach_authorization", "notice_of_incompleteness",
  "credit_score_notice", "offer_summary", "personal_guarantee", "consumer_credit_auth", "partner_privacy_policy",
  "lead_privacy_policy", "terms_of_use", "fcra_notice", "tcpa_consent", "patriot_act_notice", "mla_notice",
  "pre_approval_terms", "eft_authorization", "prohibited_industry_certification", "decision_maker_document",
  "bo_certification", "missed_payments_policy", "lead_funds_transfer_agreement",
] as const;
export const CONSENTS = [
  "esign_agreement", "credit_pull_consent", "consent_to_link_account", "consent_to_link_hsa", "negative_option_consent",
] as const;

export const dateTime = z.iso.datetime({ offset: true });

const common = { document_id: z.string(), version: z.string().optional() };
const disclosure = { ...common, displayed_at: dateTime, consented_at: dateTime.optional() };
const consent = { ...common, displayed_at: dateTime.optional(), consented_at: dateTime };

const published = z.discriminatedUnion("type", [
  z.object({ ...disclosure, type: z.enum(DISCLOSURES) }),
  z.object({ ...consent, type: z.enum(CONSENTS) }),
]);
const later = z.discriminatedUnion("type", [
  z.object({ ...disclosure, type: z.enum(DISCLOSURES) }),
  z.object({ ...consent, type: z.enum([...CONSENTS, "business_license"]) }),
]);

/** Disclosures need `displayed_at`, consents `consented_at` (FACTS 4.2). */
export const documentsSchema = (types: "published" | "later") => z.array(types === "later" ? later : published);

/** All three or none (FACTS 5.5). */
export const noticeSchema = z.object({
  delivered_at: dateTime,
  reason: z.string(),
  delivery_method: z.enum(["email", "text", "other"]),
});

/** All three or none (FACTS 5.5). */
export const reportSchema = z.object({
  score: z.int().min(300).max(850),
  pulled_at: dateTime,
  source: z.enum(["equifax", "transunion", "experian"]),
});

export const metadataSchema = z.record(z.string(), z.string());
