import { z } from "zod";
import { leadAdverseActionNotice, leadDocument } from "./account";
import { applicationId } from "./ids";
import { optionalField } from "./optional-field";

const text = optionalField(z.string());
const amount = optionalField(z.number());
const ids = optionalField(z.array(z.string()));

const credit = z.looseObject({
  is_secured: optionalField(z.boolean()),
  is_mla: optionalField(z.boolean()),
  currency: text,
  underwriting_grade: text,
  limit: amount,
  max_limit: amount,
  report: optionalField(z.looseObject({ score: amount, pulled_at: text, source: text })),
});

/** An application as Lead answers it (FACTS 11). Authorized users are not in the answer; amounts are minor units. */
export const leadApplication = z.looseObject({
  id: applicationId,
  client_application_id: text,
  created_at: text,
  updated_at: text,
  status: text,
  entities: optionalField(
    z.looseObject({ account_holder_type: text, account_holders: ids, authorized_signers: ids }),
  ),
  details: optionalField(
    z.looseObject({
      product_name: text,
      credit: optionalField(credit),
      adverse_action_notice: optionalField(leadAdverseActionNotice),
    }),
  ),
  decision: optionalField(z.looseObject({ decided_at: text, reason: text, exception_approval_reason: text })),
  documents: optionalField(z.array(leadDocument)),
  metadata: optionalField(z.record(z.string(), z.unknown())),
});

export type LeadApplication = z.infer<typeof leadApplication>;
