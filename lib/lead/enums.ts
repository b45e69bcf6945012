/** Lead's documented vocabularies (FACTS 4.2, 10, 11). Readers accept values that are not listed; requests do not. */

export const accountStatuses = ["active", "inactive", "closed"] as const;
export type AccountStatus = (typeof accountStatuses)[number];

export const deactivateReasons = ["dormant", "frozen", "other"] as const;

export const closeReasons = ["entity_closed", "client_closed", "paid_off", "charged_off", "canceled"] as const;
export type CloseReason = (typeof closeReasons)[number];

export const statusReasons = ["active", ...deactivateReasons, ...closeReasons] as const;
export type StatusReason = (typeof statusReasons)[number];

export const capabilities = ["deposit", "credit_with_underwriting", "credit_without_underwriting"] as const;
export type Capability = (typeof capabilities)[number];

export const accountHolderTypes = ["consumer", "commercial"] as const;

export const relationshipTypes = ["account_holder", "authorized_signer", "authorized_user"] as const;
export type RelationshipType = (typeof relationshipTypes)[number];

export const creditReportSources = ["equifax", "transunion", "experian"] as const;

export const deliveryMethods = ["email", "text", "other"] as const;
export type DeliveryMethod = (typeof deliveryMethods)[number];

export const applicationStatuses = ["approved", "declined", "canceled"] as const;

export const accountNumberStatuses = ["unassigned", "active", "inactive", "canceled"] as const;

export const entityTypes = ["individual", "business", "sole_prop"] as const;

export const screeningResults = ["pending", "passed", "failed"] as const;

export const rfiResults = ["requested", "completed"] as const;

export const roleStatuses = ["active", "inactive"] as const;

export const subledgerBalanceStatuses = ["active", "inactive", "closed"] as const;

/** Narrows what Lead sent to a vocabulary we know; false for a value Lead added later. */
export function isOneOf<const Values extends readonly string[]>(values: Values, value: unknown): value is Values[number] {
  return typeof value === "string" && values.includes(value);
}
