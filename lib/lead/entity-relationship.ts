import { z } from "zod";
import { accountId, entityId } from "./ids";
import { optionalField } from "./optional-field";

/** A pair and nothing else: it has no id, name or date of its own (FACTS 3.1). */
export const leadEntityRelationship = z.looseObject({ entity_id: entityId, relationship_type: z.string().min(1) });
export type LeadEntityRelationship = z.infer<typeof leadEntityRelationship>;

/** What removing a relationship answers: the list as it is afterwards. */
export const leadEntityRelationshipList = z.looseObject({ objects: z.array(leadEntityRelationship) });

/** Whether `entity_ids` is what was added or the whole list is not documented (FACTS 3.1): read the list afterwards. */
export const leadRelationshipBatch = z.looseObject({
  account_id: accountId,
  relationship_type: optionalField(z.string()),
  entity_ids: optionalField(z.array(z.string())),
});
export type LeadRelationshipBatch = z.infer<typeof leadRelationshipBatch>;
