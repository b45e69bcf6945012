/** Every type of event that Lead documents (FACTS 8.2). None is about an account, an entity or an application. */
export const leadEventTypes = [
  "ach.processing", "ach.submitted", "ach.posted", "ach.under_review", "ach.approved", "ach.rejected", "ach.pending_return",
  "ach.returned", "ach.corrected", "ach.canceled", "ach.scheduled", "ach.return_dishonored", "ach.return_contested",
  "account_number.created",
  "internal_transfer.succeeded", "internal_transfer.failed", "internal_transfer.posted", "internal_transfer.rejected",
  "lending.disbursement.processing", "lending.disbursement.succeeded", "lending.disbursement.failed", "lending.disbursement.ach_correction",
  "wire.created", "wire.under_review", "wire.scheduled", "wire.processing", "wire.posted", "wire.rejected", "wire.canceled",
  "wire.cancel_pending", "wire.return_request.received",
  "instant_payment.posted", "instant_payment.rejected", "instant_payment.under_review", "instant_payment.counterparty_status_updated",
  "instant_payment.return_request_response_needed", "instant_payment.return_request_status_updated",
  "funding.posted", "funding.rejected",
] as const;

/** The one type that the console works on: whose the new number is. */
export const numberCreated = "account_number.created" satisfies (typeof leadEventTypes)[number];

/**
 * `waiting`: to be worked on. `not-needed`: a payment's, which says nothing of accounts. `unknown-type`: none of Lead's
 * documented types. `unreadable`: of a number, and not readable as one.
 */
export type EventState = "waiting" | "indexed" | "not-needed" | "unknown-type" | "unreadable";

/** What is to be done with an event of this type. */
export function stateOfType(type: string): Extract<EventState, "waiting" | "not-needed" | "unknown-type"> {
  if (type === numberCreated) return "waiting";
  return leadEventTypes.some((known) => known === type) ? "not-needed" : "unknown-type";
}
