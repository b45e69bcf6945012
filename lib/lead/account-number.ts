import { z } from "zod";
import { accountNumberId } from "./ids";
import { optionalField } from "./optional-field";

const text = optionalField(z.string());

/**
 * An account number. `account_id` is the account it settles to, often one pooled account for many customers: it says
 * nothing about whose number it is; `entity_id` or `client_customer_id` does (FACTS 8.3).
 */
export const leadAccountNumber = z.looseObject({
  id: accountNumberId,
  account_number: text,
  routing_number: text,
  account_id: text,
  client_customer_id: text,
  entity_id: text,
  status: text,
  metadata: optionalField(z.record(z.string(), z.unknown())),
  created_at: text,
  updated_at: text,
});

export type LeadAccountNumber = z.infer<typeof leadAccountNumber>;
