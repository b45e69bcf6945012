import type { BusinessDetails, IndividualDetails } from "../entities/entity-schema";

export type Metadata = Record<string, string>;
export type RelationshipType = "account_holder" | "authorized_signer" | "authorized_user";
export type Relationship = { entity_id: string; relationship_type: RelationshipType };
/** `position` only grows, so that a cursor stays right when an earlier pair is removed. */
export type HeldRelationship = Relationship & { position: number };
export type HolderType = "consumer" | "commercial";

export type ComplianceDocument = {
  document_id: string;
  type: string;
  displayed_at?: string;
  consented_at?: string;
  version?: string;
};
export type Notice = { delivered_at: string; reason: string; delivery_method: string };
export type CreditReport = { score: number; pulled_at: string; source: string };
type Scra = { start_date: string; end_date?: string };

/** Amounts are integers in minor units of `currency`. */
export type AccountCredit = {
  is_secured: boolean;
  is_mla: boolean;
  underwriting_grade: string;
  currency: string;
  available_credit: number;
  limit: number;
  max_limit: number;
  scra?: Scra;
  report?: CreditReport;
};

export type AccountBody = {
  id: string;
  created_at: string;
  updated_at: string;
  application_id?: string;
  status: string;
  status_reason: string;
  capabilities: string[];
  entities: { account_holder_type: HolderType };
  details: {
    product_name: string;
    closed_at?: string;
    credit?: AccountCredit;
    adverse_action_notice?: Notice;
  };
  metadata?: Metadata;
  documents: ComplianceDocument[];
  client_account_id?: string;
};
export type AccountRecord = { account: AccountBody; relationships: HeldRelationship[] };

export type Screening = { result: "pending" | "passed" | "failed"; screened_at: string };
export type EntityBody = {
  id: string;
  type: "individual" | "business" | "sole_prop";
  created_at: string;
  updated_at: string;
  client_customer_id?: string;
  intended_roles?: RelationshipType[];
  risk_score?: "low" | "medium" | "high";
  individual_details?: IndividualDetails;
  business_details?: BusinessDetails;
  beneficial_owners?: { entity_id: string; ownership_percentage?: string; relationship_established_at?: string }[];
  control_persons?: { entity_id: string; title: string; relationship_established_at?: string }[];
  sole_proprietor?: { entity_id: string };
  rfi_details?: { result: "requested" | "completed"; requested_at: string };
  ofac_details?: Screening;
  kyc_details?: Screening;
  credit_details?: { credit_score: string; credit_report_source: string; credit_pulled_at: string }[];
  metadata?: Metadata;
};
type EntityRecord = { entity: EntityBody };

export type ApplicationCredit = {
  is_secured: boolean;
  is_mla: boolean;
  currency: string;
  underwriting_grade?: string;
  limit?: number;
  max_limit?: number;
  report?: CreditReport;
};
export type ApplicationBody = {
  id: string;
  created_at: string;
  updated_at: string;
  status: "approved" | "declined" | "canceled";
  entities: { account_holder_type: HolderType; account_holders: string[]; authorized_signers?: string[] };
  details: { product_name: string; credit: ApplicationCredit; adverse_action_notice?: Notice };
  decision: { decided_at: string; reason: string; exception_approval_reason?: string };
  documents: ComplianceDocument[];
  metadata?: Metadata;
};
export type ApplicationRecord = {
  application: ApplicationBody;
  relationships: HeldRelationship[];
  clientApplicationId?: string;
};

export type AccountNumberBody = {
  id: string;
  account_number: string;
  routing_number: string;
  account_id: string;
  client_customer_id?: string;
  entity_id?: string;
  status: "unassigned" | "active" | "inactive" | "canceled";
  ach_controls: object;
  wire_controls: object;
  internal_transfer_controls: object;
  instant_payment_controls: object;
  metadata?: Metadata;
  created_at: string;
  updated_at: string;
};
export type EventBody = { id: string; event: string; created_at: string; object: { id: string } & Record<string, unknown> };
export type BalanceBody = { id: string; account_id: string; status: string; type: "credit" | "deposit" } & Record<string, unknown>;
type FundingBody = { id: string; subledger_balance_id: string; status: string } & Record<string, unknown>;

export type Records = {
  account: AccountRecord;
  entity: EntityRecord;
  application: ApplicationRecord;
  accountNumber: { accountNumber: AccountNumberBody };
  event: { event: EventBody };
  balance: { balance: BalanceBody };
  funding: { funding: FundingBody };
};
export type RecordKind = keyof Records;
/** One record as it stands after an effect: journal lines hold whole records, so a replay needs no rules. */
export type Put = { [K in RecordKind]: { kind: K; program: string; record: Records[K] } }[RecordKind];
