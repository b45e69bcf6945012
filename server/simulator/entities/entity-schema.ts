import { z } from "zod";
import { dateTime, metadataSchema } from "../accounts/document-schema";
import { RELATIONSHIP_TYPES } from "../accounts/account-schema";

const date = z.iso.date();
const contactMethod = z.discriminatedUnion("type", [
  z.object({ type: z.literal("email"), email: z.string() }),
  z.object({ type: z.literal("phone_number"), phone_number: z.string() }),
]);
const addressFields = {
  line_1: z.string(),
  line_2: z.string().optional(),
  city: z.string(),
  postal_code: z.string().optional(),
  state: z.string().optional(),
  country: z.string(),
};
const address = z.object(addressFields);
const changedAddress = address.partial();
const addressDetails = z.object({
  physical_address: address.optional(),
  mailing_address: address.optional(),
  other_addresses: z.array(address).optional(),
});
const changedAddressDetails = z.object({
  physical_address: changedAddress.optional(),
  mailing_address: changedAddress.optional(),
  other_addresses: z.array(address).optional(),
});

const IDENTIFICATION_DOCUMENTS = [
  "drivers_license", "state_or_provincial_id", "passport", "permanent_residency_id", "military_id", "national_id",
  "matriculate_id", "other", "tax_certificate", "tax_returns", "partnership_agreement", "certificate_of_good_standing",
  "formation_document", "proof_of_place_on_stock_exchange", "name_certificate",
] as const;
const identificationDocument = z.object({
  client_document_id: z.string().optional(),
  type: z.enum(IDENTIFICATION_DOCUMENTS),
  description: z.string().optional(),
  identification_number: z.string(),
  expiration_date: date.optional(),
  issuing_state: z.string().optional(),
  issuing_country: z.string(),
});
const taxIdentification = z.object({ type: z.enum(["ssn", "itin", "ein"]), value: z.string().regex(/^\d{9}$/, "value must have 9 digits") });
const identification = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("us_entity"),
    tax_identification: taxIdentification.optional(),
    identification_documents: z.array(identificationDocument).optional(),
  }),
  z.object({ type: z.literal("non_us_entity"), identification_documents: z.array(identificationDocument).optional() }),
]);
const additionalDocument = z.object({
  client_document_id: z.string().optional(),
  type: z.enum([
    "bank_statement", "utility_bills", "proof_of_address", "investigation_report", "financial_statement",
    "public_records", "adverse_media", "id_selfie", "other",
  ]),
  description: z.string().optional(),
});

const shared = {
  contact_methods: z.array(contactMethod).optional(),
  additional_documents: z.array(additionalDocument).optional(),
};
const individualDetails = z.object({
  first_name: z.string(),
  preferred_first_name: z.string().optional(),
  middle_name: z.string().optional(),
  last_name: z.string(),
  date_of_birth: date.optional(),
  occupation: z.string().optional(),
  ...shared,
  address_details: addressDetails.optional(),
  identification_details: identification,
});
export type IndividualDetails = z.infer<typeof individualDetails>;

const BUSINESS_TYPES = ["corporation", "partnership", "sole_prop", "llc", "trust", "cooperative", "other"] as const;
const businessDetails = z.object({
  type: z.enum(BUSINESS_TYPES).optional(),
  name: z.string(),
  gross_annual_revenue: z.string().optional(),
  currency_code: z.string().optional(),
  industry: z.array(z.string()).optional(),
  doing_business_as: z.string().optional(),
  website: z.string().optional(),
  ...shared,
  address_details: addressDetails,
  identification_details: identification,
});
export type BusinessDetails = z.infer<typeof businessDetails>;

const changedIndividual = individualDetails.partial().extend({ address_details: changedAddressDetails.optional() });
const changedBusiness = businessDetails.partial().extend({ address_details: changedAddressDetails.optional() });

const screening = z.object({ result: z.enum(["pending", "passed", "failed"]), screened_at: dateTime });
const percentage = z.string().regex(/^(0(\.\d{1,2})?|[1-9]\d?(\.\d{1,2})?|100(\.0{1,2})?)$/, "must be a percentage");
const owners = z.array(
  z.object({ entity_id: z.string(), ownership_percentage: percentage.optional(), relationship_established_at: date.optional() }),
);
const controllers = z.array(
  z.object({ entity_id: z.string(), title: z.string(), relationship_established_at: date.optional() }),
);
const proprietor = z.object({ entity_id: z.string().min(1) });

const compliance = {
  intended_roles: z.array(z.enum(RELATIONSHIP_TYPES)).optional(),
  risk_score: z.enum(["low", "medium", "high"]).optional(),
  rfi_details: z.object({ result: z.enum(["requested", "completed"]), requested_at: dateTime }).optional(),
  ofac_details: screening.optional(),
  kyc_details: screening.optional(),
  credit_details: z
    .array(
      z.object({
        credit_score: z.string().regex(/^\d{1,3}$/, "credit_score must not be above 999"),
        credit_report_source: z.enum(["equifax", "experian", "transunion"]),
        credit_pulled_at: dateTime,
      }),
    )
    .optional(),
  metadata: metadataSchema.optional(),
};
const onCreate = { client_customer_id: z.string().max(64).optional(), ...compliance };

export const createEntitySchema = z.discriminatedUnion("type", [
  z.object({ ...onCreate, type: z.literal("individual"), individual_details: individualDetails }),
  z.object({
    ...onCreate, type: z.literal("business"), business_details: businessDetails,
    beneficial_owners: owners.optional(), control_persons: controllers.optional(),
  }),
  z.object({
    ...onCreate, type: z.literal("sole_prop"), business_details: businessDetails, sole_proprietor: proprietor,
  }),
]);

/** No `client_customer_id`: it cannot be changed (FACTS 3.3). */
export const patchEntitySchema = z.discriminatedUnion("type", [
  z.object({ ...compliance, type: z.literal("individual"), individual_details: changedIndividual.optional() }),
  z.object({
    ...compliance, type: z.literal("business"), business_details: changedBusiness.optional(),
    beneficial_owners: owners.optional(), control_persons: controllers.optional(),
  }),
  z.object({
    ...compliance, type: z.literal("sole_prop"), business_details: changedBusiness.optional(),
    sole_proprietor: proprietor.optional(),
  }),
]);
export type PatchEntity = z.infer<typeof patchEntitySchema>;
