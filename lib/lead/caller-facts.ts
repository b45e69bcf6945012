import { z } from "zod";
import { entityId } from "./ids";
import { optionalField } from "./optional-field";

const text = optionalField(z.string());

const contactMethod = z.object({ type: z.string(), email: text, phone_number: text });
const address = z.object({ line_1: text, line_2: text, city: text, state: text, postal_code: text, country: text });
const details = z.object({
  contact_methods: optionalField(z.array(contactMethod)),
  address_details: optionalField(z.object({ physical_address: optionalField(address), mailing_address: optionalField(address) })),
});

/**
 * What of a person or a business verifies a caller (FACTS 10.1): how to reach them and where they live. Read for the
 * moment and kept nowhere; tax ids and birth dates are dropped here as everywhere.
 */
export const leadCallerFacts = z.object({
  id: entityId,
  individual_details: optionalField(details),
  business_details: optionalField(details),
});
export type LeadCallerFacts = z.infer<typeof leadCallerFacts>;
export type LeadAddress = z.infer<typeof address>;
