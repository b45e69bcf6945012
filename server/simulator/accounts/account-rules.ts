import type { Call } from "../http/operation";
import { invalid, type Item } from "../http/refusal";
import { valueAt } from "../http/shape";
import type { AccountCredit, HolderType, RelationshipType } from "../store/records";

/** Documented texts of missing parameters on POST /v0/accounts, checked before the rest (FACTS 5.1). */
const REQUIRED: { path: string[]; at: string; sentence: string; token?: string }[] = [
  { path: ["capabilities"], at: "capabilities", token: "missing", sentence: "Account is missing required capabilities field" },
  { path: ["entities"], at: "entities", token: "missing", sentence: 'property "entities" is missing' },
  {
    path: ["entities", "account_holders"], at: "entities.account_holders",
    sentence: "Account is missing required account_holders field",
  },
  { path: ["details"], at: "details", sentence: 'property "details" is missing' },
  { path: ["details", "product_name"], at: "details.product_name", sentence: 'property "product_name" is missing' },
  { path: ["documents"], at: "documents", sentence: "Account is missing required documents field" },
];

const isMissing = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);

/** `documents` may be empty; the other lists may not. */
export function requirePresence(body: unknown): void {
  const items = REQUIRED.filter(({ path }) => {
    const parent = path.slice(0, -1);
    if (parent.length > 0 && typeof valueAt(body, parent) !== "object") return false;
    const value = valueAt(body, path);
    return path[0] === "documents" ? value === undefined : isMissing(value);
  });
  if (items.length > 0) throw invalid(items.map(({ at, sentence, token }) => ({ at, sentence, token })));
}

/** Each capability must be one that the program supports (FACTS 5.2; text inferred). */
export function requireSupported(call: Call, capabilities: readonly string[]): void {
  const supported: readonly string[] = call.credential.supportedCapabilities;
  const items = capabilities.flatMap((capability, index): Item[] =>
    supported.includes(capability)
      ? []
      : [{ at: `capabilities[${index}]`, sentence: `capability ${capability} is not supported for this program` }],
  );
  if (items.length > 0) throw invalid(items);
}

const CREDIT_FIELDS = [
  "is_secured", "is_mla", "underwriting_grade", "currency", "available_credit", "limit", "max_limit",
] as const satisfies readonly (keyof AccountCredit)[];

/** The seven fields without which a credit object is incomplete (FACTS 4.3, 5.2). */
export function requireWholeCredit(credit: unknown): void {
  if (typeof credit !== "object" || credit === null) return;
  const items = CREDIT_FIELDS.filter((field) => valueAt(credit, [field]) === undefined).map((field): Item => ({
    at: `details.credit.${field}`,
    sentence: `missing parameter ${field}, which is required for credit capabilities`,
  }));
  if (items.length > 0) throw invalid(items);
}

/** `credit_with_underwriting` needs an application and the credit terms (FACTS 5.2). */
export function requireUnderwriting(account: { capabilities: readonly string[]; application_id?: string; credit?: unknown }): void {
  if (!account.capabilities.includes("credit_with_underwriting")) return;
  const items: Item[] = [];
  if (account.application_id === undefined) {
    items.push({ at: "application_id", sentence: "application_id is required for credit_with_underwriting capability" });
  }
  if (account.credit === undefined) {
    const sentence = "missing parameter details.credit, which is required for credit_with_underwriting capability";
    items.push({ at: "details.credit", sentence });
  }
  if (items.length > 0) throw invalid(items);
}

export function requireLimits(call: Call, credit: AccountCredit | undefined): void {
  if (!credit || call.switches.limitAboveMaxLimit === "accepted" || credit.limit <= credit.max_limit) return;
  throw invalid(
    [{ at: "details.credit.limit", token: "exceeds_max_limit" }],
    `credit_limit (${credit.limit}) cannot exceed max_credit_limit (${credit.max_limit}).`,
  );
}

type Holders = { holderType: HolderType; holderIds: readonly string[] };

/** An approved application of the same holder type with at least one holder in common (FACTS 5.2, 5.4). */
export function requireMatchingApplication(call: Call, applicationId: string | undefined, holders: Holders): void {
  if (applicationId === undefined) return;
  const application = call.store.applications.get(applicationId)?.application;
  if (application?.status !== "approved") {
    throw invalid([{ at: "application_id", sentence: "application_id is not linked to an approved application" }]);
  }
  if (application.entities.account_holder_type !== holders.holderType) {
    const sentence = "account holder type does not match the account holder type of the application";
    throw invalid([{ at: "entities.account_holders", sentence }]);
  }
  if (!application.entities.account_holders.some((id) => holders.holderIds.includes(id))) {
    const sentence = "at least one account holder must be an account holder of the application";
    throw invalid([{ at: "entities.account_holders", sentence }]);
  }
}

export const PARAMETER_OF: Record<RelationshipType, string> = {
  account_holder: "entities.account_holders",
  authorized_signer: "entities.authorized_signers",
  authorized_user: "entities.authorized_users",
};
