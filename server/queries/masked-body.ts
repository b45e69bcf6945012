import "server-only";
import { z } from "zod";
import { leadAccount } from "@/lib/lead/account";
import type { LeadAccount } from "@/lib/lead/account";

const text = z.string().optional();
const amount = z.number().optional();

/** What everybody who may see accounts may see of Lead's answer; what is not named here is left out. */
const seenByAll = z.object({
  id: z.string(),
  client_account_id: text,
  created_at: text,
  updated_at: text,
  application_id: text,
  status: text,
  status_reason: text,
  capabilities: z.array(z.string()).optional(),
  entities: z.object({ account_holder_type: text }).optional(),
  details: z
    .object({
      product_name: text,
      closed_at: text,
      credit: z
        .object({
          is_secured: z.boolean().optional(),
          is_mla: z.boolean().optional(),
          underwriting_grade: text,
          currency: text,
          available_credit: amount,
          limit: amount,
          max_limit: amount,
          scra: z.object({ start_date: text, end_date: text }).optional(),
        })
        .optional(),
      adverse_action_notice: z.object({ delivered_at: text, reason: text, delivery_method: text }).optional(),
    })
    .optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  documents: z
    .array(z.object({ document_id: text, type: text, displayed_at: text, consented_at: text, version: text }))
    .optional(),
});

/** Without the credit report and without any field that Lead added later: nobody has judged those yet. */
export function maskedBody(body: LeadAccount): LeadAccount {
  return seenByAll.parse(leadAccount.parse(body));
}

const restrictedStatus = "inactive";
const noticeDocument = "aan";

/**
 * For those who may not know why an account is restricted: no reason that a person worded, and of one that is restricted
 * neither Lead's reason nor that a notice was given.
 */
export function bodyWithoutCauses(masked: LeadAccount, restricted: boolean): LeadAccount {
  const { status_reason: reason, details, documents, ...rest } = masked;
  const { adverse_action_notice: notice, ...others } = details ?? {};
  const { reason: _worded, ...given } = notice ?? {};
  return {
    ...rest,
    ...(reason === undefined || (restricted && masked.status === restrictedStatus) ? {} : { status_reason: reason }),
    ...(details && { details: { ...others, ...(notice && !restricted ? { adverse_action_notice: given } : {}) } }),
    ...(documents && { documents: restricted ? documents.filter(({ type }) => type !== noticeDocument) : documents }),
  };
}
