import { z } from "zod";
import { entityId } from "./ids";
import { optionalField } from "./optional-field";

const text = optionalField(z.string());

const screening = z.object({ result: text, screened_at: text });

const roleDetails = z.object({
  name: text,
  status: text,
  criteria_details: optionalField(z.array(z.object({ failed_checks: optionalField(z.array(z.string())), entity_id: text }))),
});

/**
 * A person or a business, cut down at the border to what the console may hold (FACTS 10.1). Everything not named here
 * is dropped by parsing: tax ids, birth dates, addresses, contact methods and documents never get further than this.
 */
export const leadEntity = z.object({
  id: entityId,
  type: z.string().min(1),
  client_customer_id: text,
  created_at: text,
  updated_at: text,
  intended_roles: optionalField(z.array(z.string())),
  individual_details: optionalField(
    z.object({ first_name: text, preferred_first_name: text, middle_name: text, last_name: text }),
  ),
  business_details: optionalField(z.object({ name: text, doing_business_as: text, type: text })),
  sole_proprietor: optionalField(z.object({ entity_id: text })),
  role_details: optionalField(z.array(roleDetails)),
  kyc_details: optionalField(screening),
  ofac_details: optionalField(screening),
  rfi_details: optionalField(z.object({ result: text, requested_at: text })),
});

export type LeadEntity = z.infer<typeof leadEntity>;

/** The name a person is shown; the id where Lead sent no name. */
export function entityDisplayName(entity: LeadEntity): string {
  const person = entity.individual_details;
  const business = entity.business_details;
  const parts = person
    ? [person.first_name, person.middle_name, person.last_name]
    : [business?.name ?? business?.doing_business_as];
  const name = parts
    .map((part) => part?.trim())
    .filter(Boolean)
    .join(" ");
  return name || entity.id;
}
