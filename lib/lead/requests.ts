import { z } from "zod";
import { capabilities, closeReasons, deactivateReasons, relationshipTypes } from "./enums";
import { applicationId, entityId } from "./ids";
import { carriedDocument, requestAdverseActionNotice, requestCredit, requestDocument, requestMetadata } from "./request-parts";

/** At most this many entities of one relationship type on an account, and in one batch (FACTS 5.3, 3.1). */
export const maxEntitiesPerRelationshipType = 20;

const entityIds = z.array(entityId).max(maxEntitiesPerRelationshipType);

/** The body of POST /v0/accounts (FACTS 4.3). Which fields go together is for the field table, not for this shape. */
export const createAccountRequest = z.strictObject({
  capabilities: z.array(z.enum(capabilities)).min(1),
  entities: z.strictObject({
    account_holders: entityIds.min(1),
    authorized_signers: entityIds.optional(),
    authorized_users: entityIds.optional(),
  }),
  details: z.strictObject({
    product_name: z.string().min(1),
    credit: requestCredit.optional(),
    adverse_action_notice: requestAdverseActionNotice.optional(),
  }),
  documents: z.array(requestDocument),
  application_id: applicationId.optional(),
  metadata: requestMetadata.optional(),
});
export type CreateAccountRequest = z.infer<typeof createAccountRequest>;

/**
 * The body of PATCH /v0/accounts/{id} (FACTS 4.4): what is left out stays. `capabilities` and `documents` are whole
 * lists, so they also carry what Lead already holds, known to us or not.
 */
export const patchAccountRequest = z.strictObject({
  application_id: applicationId.optional(),
  capabilities: z.array(z.string().min(1)).min(1).optional(),
  details: z
    .strictObject({
      product_name: z.string().min(1).optional(),
      credit: requestCredit.partial().optional(),
      adverse_action_notice: requestAdverseActionNotice.optional(),
    })
    .optional(),
  metadata: requestMetadata.optional(),
  documents: z.array(carriedDocument).optional(),
});
export type PatchAccountRequest = z.infer<typeof patchAccountRequest>;

export const deactivateAccountRequest = z.strictObject({ status_reason: z.enum(deactivateReasons) });
export type DeactivateAccountRequest = z.infer<typeof deactivateAccountRequest>;

export const closeAccountRequest = z.strictObject({ status_reason: z.enum(closeReasons) });
export type CloseAccountRequest = z.infer<typeof closeAccountRequest>;

/** The body of POST /v0/accounts/{id}/entity_relationships/batch: one relationship type a call (FACTS 5.8). */
export const addRelationshipsRequest = z.strictObject({
  entity_ids: entityIds.min(1),
  relationship_type: z.enum(relationshipTypes),
});
export type AddRelationshipsRequest = z.infer<typeof addRelationshipsRequest>;
