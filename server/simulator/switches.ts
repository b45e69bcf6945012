import { z } from "zod";

/** Where Lead's documents are silent or disagree, and the simulator has to choose (FACTS 14 and 15). */
export const switchesSchema = z.strictObject({
  /** C1, C2: `documented` follows each source's own example. */
  itemStyle: z.enum(["documented", "name", "parameter"]),
  /** C3: `documented` follows each resource's own example. */
  errorStatus: z.enum(["documented", "absent", "string", "number"]),
  /** What a null in PATCH /v0/accounts/{id} does. */
  nullOnPatch: z.enum(["refuse", "delete"]),
  closedAtOnReopening: z.enum(["keep", "clear"]),
  /** C6: whether /activate corrects a mistaken closure. */
  closedAccounts: z.enum(["correctable", "terminal"]),
  /** GET /v0/accounts?client_account_id= and its twin for applications, absent from the published OpenAPI. */
  clientIdLookup: z.boolean(),
  /** C4: whether POST /v0/accounts takes client_account_id. */
  clientAccountIdOnCreate: z.enum(["ignored", "accepted"]),
  /** C20: limit above max_limit on an account. */
  limitAboveMaxLimit: z.enum(["accepted", "refused"]),
  /** Whether the batch answer holds what was added or everyone under that type. */
  batchAnswer: z.enum(["added", "all"]),
  /** C9: the code of a missing Idempotency-Key on applications. */
  applicationKeyMissingCode: z.enum(["idempotency_error", "operation_not_allowed"]),
  /** C23: `later` also takes `business_license`. */
  documentTypes: z.enum(["published", "later"]),
  tokenLifetimeSeconds: z.int().min(1).max(86_400),
  /** Sent with every 429 that names none itself; null sends none. */
  retryAfterSeconds: z.int().min(0).max(3_600).nullable(),
  /** Every call is refused as coming from an address outside the program's allowlist. */
  refuseSourceIp: z.boolean(),
});

export type Switches = z.infer<typeof switchesSchema>;

export const DEFAULT_SWITCHES: Switches = {
  itemStyle: "documented",
  errorStatus: "documented",
  nullOnPatch: "refuse",
  closedAtOnReopening: "clear",
  closedAccounts: "correctable",
  clientIdLookup: true,
  clientAccountIdOnCreate: "ignored",
  limitAboveMaxLimit: "accepted",
  batchAnswer: "added",
  applicationKeyMissingCode: "idempotency_error",
  documentTypes: "published",
  tokenLifetimeSeconds: 86_400,
  retryAfterSeconds: null,
  refuseSourceIp: false,
};
