import { z } from "zod";
import { CAPABILITIES } from "../settings";
import type { Switches } from "../switches";
import { documentsSchema, metadataSchema, noticeSchema, reportSchema } from "./document-schema";

export const ENTITY_ID = /^entity_\S{1,33}$/;
export const ACCOUNT_ID = /^account_\w+$/;
export const APPLICATION_ID = /^application_\w+$/;
export const RELATIONSHIP_TYPES = ["account_holder", "authorized_signer", "authorized_user"] as const;

export const entityId = z.string().regex(ENTITY_ID, "String must match format entity_*");
const entityIds = z.array(entityId).max(20);
const applicationId = z.string().regex(APPLICATION_ID, "String must match format application_*");

const scraSchema = z.object({ start_date: z.iso.date(), end_date: z.iso.date().optional() });
const creditFields = {
  is_secured: z.boolean(),
  is_mla: z.boolean(),
  underwriting_grade: z.string(),
  currency: z.string(),
  available_credit: z.int(),
  limit: z.int(),
  max_limit: z.int(),
};
const creditExtras = { scra: scraSchema.optional(), report: reportSchema.optional() };

/** On create an unknown property inside `credit` is refused; on patch it is ignored (FACTS 4.3, 4.4). */
const createCredit = z.strictObject({ ...creditFields, ...creditExtras });
const patchCredit = z.object({ ...z.object(creditFields).partial().shape, ...creditExtras });

/** Unknown properties elsewhere, `entities.account_holder_type` among them, are ignored (FACTS 15.6). */
export const createAccountSchema = ({ documentTypes }: Switches) =>
  z.object({
    application_id: applicationId.optional(),
    capabilities: z.array(z.enum(CAPABILITIES)).min(1),
    entities: z.object({
      account_holders: entityIds.min(1),
      authorized_signers: entityIds.default([]),
      authorized_users: entityIds.default([]),
    }),
    details: z.object({
      product_name: z.string(),
      credit: createCredit.optional(),
      adverse_action_notice: noticeSchema.optional(),
    }),
    metadata: metadataSchema.optional(),
    documents: documentsSchema(documentTypes),
    client_account_id: z.string().optional(),
  });
export type CreateAccount = z.infer<ReturnType<typeof createAccountSchema>>;

export const patchAccountSchema = ({ documentTypes }: Switches) =>
  z.object({
    application_id: applicationId.optional(),
    capabilities: z.array(z.enum(CAPABILITIES)).optional(),
    details: z
      .object({
        product_name: z.string().optional(),
        credit: patchCredit.optional(),
        adverse_action_notice: noticeSchema.optional(),
      })
      .optional(),
    metadata: metadataSchema.optional(),
    documents: documentsSchema(documentTypes).optional(),
  });
export type PatchAccount = z.infer<ReturnType<typeof patchAccountSchema>>;

export const deactivateSchema = z.object({ status_reason: z.enum(["dormant", "frozen", "other"]) });
export const closeSchema = z.object({
  status_reason: z.enum(["entity_closed", "client_closed", "paid_off", "charged_off", "canceled"]),
});
export const batchSchema = z.object({
  entity_ids: z.array(entityId).min(1).max(20),
  relationship_type: z.enum(RELATIONSHIP_TYPES),
});
