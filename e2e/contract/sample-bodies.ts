const SCREENED = { result: "passed", screened_at: "2026-01-05T10:00:00Z" };
const ADDRESS = { line_1: "100 Walnut Street", city: "Kansas City", state: "MO", postal_code: "64108", country: "US" };
const US_PERSON = { type: "us_entity", tax_identification: { type: "ssn", value: "123456789" } };

export const individual = (clientId: string) => ({
  type: "individual",
  client_customer_id: clientId,
  intended_roles: ["account_holder", "authorized_signer"],
  individual_details: {
    first_name: "Nadia", last_name: "Osei", date_of_birth: "1984-02-29",
    contact_methods: [{ type: "email", email: "nadia@example.com" }, { type: "phone_number", phone_number: "+1 816 555 0132" }],
    address_details: { physical_address: ADDRESS }, identification_details: US_PERSON,
  },
  kyc_details: SCREENED,
  ofac_details: SCREENED,
});

export const business = (owner: string) => ({
  type: "business",
  business_details: {
    type: "llc", name: "Prairie Fork Bakery LLC", address_details: { physical_address: ADDRESS },
    identification_details: { type: "us_entity", tax_identification: { type: "ein", value: "431234567" } },
  },
  control_persons: [{ entity_id: owner, title: "Managing Member" }],
  kyc_details: SCREENED,
  ofac_details: SCREENED,
});

export const soleProp = (owner: string) => ({
  type: "sole_prop",
  business_details: {
    type: "sole_prop", name: "Osei Roofing", address_details: { physical_address: ADDRESS }, identification_details: US_PERSON,
  },
  sole_proprietor: { entity_id: owner },
  kyc_details: SCREENED,
  ofac_details: SCREENED,
});

export const depositAccount = (holder: string) => ({
  capabilities: ["deposit"],
  entities: { account_holders: [holder] },
  details: { product_name: "Growth Personal Checking" },
  documents: [],
});

export const CREDIT = {
  is_secured: false, is_mla: false, underwriting_grade: "B1", currency: "USD", available_credit: 250_000, limit: 250_000,
  max_limit: 500_000,
};

export const creditAccount = (holder: string, application: string) => ({
  capabilities: ["credit_with_underwriting"],
  application_id: application,
  entities: { account_holders: [holder] },
  details: { product_name: "Growth Card", credit: CREDIT },
  documents: [{ document_id: "terms.pdf", type: "terms_of_use", displayed_at: "2026-02-01T09:30:00-06:00" }],
});

export const application = (holder: string, status = "approved") => ({
  status,
  entities: { account_holders: [holder] },
  details: {
    product_name: "Growth Card",
    credit: { is_secured: false, is_mla: false, currency: "USD" },
    ...(status === "declined" ? { adverse_action_notice: NOTICE } : {}),
  },
  decision: { decided_at: "2026-02-01T12:00:00Z", reason: "meets underwriting criteria" },
  documents: [],
});

export const NOTICE = { delivered_at: "2026-03-01T12:00:00Z", reason: "Delinquent credit obligations with us", delivery_method: "email" };
