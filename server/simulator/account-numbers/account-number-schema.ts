import { z } from "zod";
import { ACCOUNT_ID, ENTITY_ID } from "../accounts/account-schema";
import { metadataSchema } from "../accounts/document-schema";

const filter = z.enum(["accept_all", "reject_all", "allowlist_only"]).default("accept_all");
const domestic = z.object({
  account_number: z.string().regex(/^[a-zA-Z0-9]{8,17}$/),
  routing_number: z.string().regex(/^\d{9}$/),
});
const counterparty = domestic.extend({ type: z.literal("us_domestic") });
const international = z.object({
  business_identifier_code: z.string().regex(/^[A-Za-z]{6}[A-Za-z0-9]{2}([A-Za-z0-9]{3})?$/),
  account_identifier: z.object({ type: z.enum(["IBAN", "account_number"]), value: z.string().min(1).max(34) }),
});

const byNumber = (item: z.ZodType) =>
  z.object({ counterparty_filter: filter, counterparty_account_numbers_allowlist: z.array(item).max(20).default([]) }).prefault({});
const byNumberId = z
  .object({
    counterparty_filter: filter,
    counterparty_account_number_ids_allowlist: z.array(z.string().regex(/^account_number_\w+$/)).max(20).default([]),
  })
  .prefault({});

/** Controls default to letting everything through (FACTS 3.5). */
const controls = {
  ach_controls: z
    .object({
      originator_id: z.string().regex(/^originator_\S{1,33}$/).optional(),
      incoming: z
        .object({
          accept_credit: z.boolean().default(true),
          accept_debit: z.boolean().default(true),
          counterparty_filter: filter,
          counterparty_company_ids_allowlist: z.array(z.string().regex(/^\d{10}$/)).max(20).default([]),
        })
        .prefault({}),
      outgoing: byNumber(counterparty),
    })
    .prefault({}),
  wire_controls: z
    .object({
      incoming: byNumber(counterparty),
      outgoing: byNumber(counterparty),
      outgoing_international: z
        .object({
          counterparty_filter: filter,
          counterparty_international_account_numbers_allowlist: z.array(international).max(20).default([]),
        })
        .prefault({}),
    })
    .prefault({}),
  internal_transfer_controls: z.object({ incoming: byNumberId, outgoing: byNumberId }).prefault({}),
  instant_payment_controls: z.object({ incoming: byNumber(domestic), outgoing: byNumber(domestic) }).prefault({}),
};

export const allControls = z.object(controls);
const customerFields = {
  client_customer_id: z.string().max(64).optional(),
  entity_id: z.string().regex(ENTITY_ID).optional(),
};

export const createSchema = z.object({
  account_id: z.string().regex(ACCOUNT_ID),
  ...customerFields,
  ...controls,
  metadata: metadataSchema.optional(),
});
export const registerSchema = createSchema.extend({ account_number: z.string().regex(/^[a-zA-Z0-9]{8,17}$/) });
export const assignSchema = z.object(customerFields);
export const metadataOnlySchema = z.object({ metadata: metadataSchema.optional() });
export const patchSchema = z.object({
  ach_controls: controls.ach_controls.optional(),
  wire_controls: controls.wire_controls.optional(),
  internal_transfer_controls: controls.internal_transfer_controls.optional(),
  instant_payment_controls: controls.instant_payment_controls.optional(),
  metadata: metadataSchema.optional(),
});
