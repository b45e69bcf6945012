import { z } from "zod";
import { accountId } from "./ids";
import { optionalField } from "./optional-field";

const text = optionalField(z.string());
const flag = optionalField(z.boolean());
const amount = optionalField(z.number());

const scra = z.looseObject({ start_date: text, end_date: text });

const creditReport = z.looseObject({ score: optionalField(z.number()), pulled_at: text, source: text });

const credit = z.looseObject({
  is_secured: flag,
  is_mla: flag,
  underwriting_grade: text,
  currency: text,
  available_credit: amount,
  limit: amount,
  max_limit: amount,
  scra: optionalField(scra),
  report: optionalField(creditReport),
});

export const leadAdverseActionNotice = z.looseObject({ delivered_at: text, reason: text, delivery_method: text });

export const leadDocument = z.looseObject({
  document_id: text,
  type: text,
  displayed_at: text,
  consented_at: text,
  version: text,
});

const details = z.looseObject({
  product_name: text,
  closed_at: text,
  credit: optionalField(credit),
  adverse_action_notice: optionalField(leadAdverseActionNotice),
});

/**
 * An account as Lead answers it (FACTS 4.1). Only the id is certain. Unknown fields and unknown enum values are kept
 * as they came. Amounts are integers in minor units, times are ISO 8601 strings.
 */
export const leadAccount = z.looseObject({
  id: accountId,
  client_account_id: text,
  created_at: text,
  updated_at: text,
  application_id: text,
  status: text,
  status_reason: text,
  capabilities: optionalField(z.array(z.string())),
  entities: optionalField(z.looseObject({ account_holder_type: text })),
  details: optionalField(details),
  metadata: optionalField(z.record(z.string(), z.unknown())),
  documents: optionalField(z.array(leadDocument)),
});

export type LeadAccount = z.infer<typeof leadAccount>;
export type LeadCredit = z.infer<typeof credit>;
export type LeadDocument = z.infer<typeof leadDocument>;
export type LeadAdverseActionNotice = z.infer<typeof leadAdverseActionNotice>;
