import { z } from "zod";

/** The id shapes Lead documents (FACTS 3.1, 3.5, 3.6, 3.7). Checked before an id is put into a path. */
export const accountId = z.string().max(255).regex(/^account_\w+$/, "Expected an account id: account_ and letters, digits or _");
export const entityId = z.string().regex(/^entity_[^\s]{1,33}$/, "Expected an entity id: entity_ and 1 to 33 characters");
export const applicationId = z.string().max(255).regex(/^application_\w+$/, "Expected an application id: application_ and letters, digits or _");
export const accountNumberId = z.string().max(255).regex(/^account_number_\w+$/, "Expected an account number id: account_number_ and letters, digits or _");
export const subledgerBalanceId = z.string().max(255).regex(/^subledger_balance_\w+$/, "Expected a subledger balance id: subledger_balance_ and letters, digits or _");
export const eventId = z.string().max(255).regex(/^event_\w+$/, "Expected an event id: event_ and letters, digits or _");

/** The header's limit (FACTS 7). Printable ASCII, because it travels as a header. */
export const idempotencyKey = z.string().min(1).max(255).regex(/^[\x21-\x7e]+$/, "Expected 1 to 255 printable characters without spaces");

/** `account_number_x` also fits Lead's pattern for account ids; it is never an account. */
export function isAccountId(value: unknown): value is string {
  return accountId.safeParse(value).success && !accountNumberId.safeParse(value).success;
}

export function isAccountNumberId(value: unknown): value is string {
  return accountNumberId.safeParse(value).success;
}

export function isEntityId(value: unknown): value is string {
  return entityId.safeParse(value).success;
}

export function isApplicationId(value: unknown): value is string {
  return applicationId.safeParse(value).success;
}
