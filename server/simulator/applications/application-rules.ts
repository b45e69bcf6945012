import { holderTypeOf, requireEntities, requireRole } from "../accounts/holder-rules";
import { PARAMETER_OF } from "../accounts/account-rules";
import type { Call } from "../http/operation";
import { invalid, type Item } from "../http/refusal";
import { valueAt } from "../http/shape";
import type { ApplicationBody, HolderType } from "../store/records";
import type { CreateApplication } from "./application-schema";

/** Documented texts of missing parameters (FACTS 11). */
const REQUIRED: ({ path: string[] } & Item)[] = [
  { path: ["status"], at: "status", token: "missing", sentence: "Status must be one of: approved, declined, canceled" },
  { path: ["entities"], at: "entities", token: "missing", sentence: 'property "entities" is missing' },
  {
    path: ["entities", "account_holders"], at: "entities.account_holders",
    sentence: "Application is missing required account_holders field",
  },
  { path: ["details"], at: "details", sentence: 'property "details" is missing' },
  { path: ["decision"], at: "decision", sentence: 'property "decision" is missing' },
  { path: ["documents"], at: "documents", sentence: "Application is missing required documents field" },
];

export function requirePresence(body: unknown): void {
  const items = REQUIRED.filter(({ path }) => {
    const parent = path.slice(0, -1);
    return typeof valueAt(body, parent) === "object" && valueAt(body, path) === undefined;
  });
  if (items.length > 0) throw invalid(items.map(({ at, sentence, token }) => ({ at, sentence, token })));
  if (valueAt(body, ["decision", "reason"]) !== undefined) return;
  throw invalid(
    [{ at: "details.decision.reason", token: "missing" }],
    "details.decision.reason is required when status is 'approved', 'declined', or 'canceled'.",
  );
}

/** Client ids must not look like Lead's (FACTS 11). */
export function requireOwnNamespace(clientId: string | undefined): void {
  if (!clientId?.startsWith("application_")) return;
  throw invalid(
    [{ at: "client_application_id", token: "invalid_namespace" }],
    "client_application_id cannot start with the reserved prefix 'application_'.",
  );
}

/** Existence and roles are checked for approved applications only (FACTS 11). */
export function holderTypeOfApplication(call: Call, { status, entities }: CreateApplication): HolderType {
  if (status !== "approved") return laxHolderType(call, entities.account_holders);
  requireResolved(call, entities.account_holders, "account_holder");
  requireResolved(call, entities.authorized_signers, "authorized_signer");
  const holders = requireEntities(call.store, entities.account_holders, PARAMETER_OF.account_holder);
  const signers = requireEntities(call.store, entities.authorized_signers, PARAMETER_OF.authorized_signer);
  requireEntities(call.store, entities.authorized_users, PARAMETER_OF.authorized_user);
  const holderType = holderTypeOf(holders, PARAMETER_OF.account_holder);
  if (holderType === "commercial" && signers.length === 0) {
    const sentence = "Commercial application must have at least one authorized signer";
    throw invalid([{ at: PARAMETER_OF.authorized_signer, sentence }]);
  }
  requireRole(call.store, holders, "account_holder", PARAMETER_OF.account_holder);
  requireRole(call.store, signers, "authorized_signer", PARAMETER_OF.authorized_signer);
  return holderType;
}

/** An application's refusal counts them, where an account's names the one (FACTS 5.3). */
function requireResolved({ store }: Call, ids: readonly string[], type: "account_holder" | "authorized_signer"): void {
  const missing = ids.flatMap((id, index) => (store.entities.has(id) ? [] : [{ at: `${PARAMETER_OF[type]}[${index}]`, token: "not_found", sentence: "not_found" }]));
  if (missing.length === 0) return;
  const [who, resolved] = [type.replace("_", " "), ids.length - missing.length];
  throw invalid(missing, `expected ${ids.length} ${who} entities but only ${resolved} resolved successfully; one or more entity IDs were not found`);
}

function laxHolderType(call: Call, holderIds: readonly string[]): HolderType {
  const types = holderIds.map((id) => call.store.entities.get(id)?.entity.type);
  return types.some((type) => type === "business" || type === "sole_prop") ? "commercial" : "consumer";
}

/** A declined application carries its notice; a limit stays within the maximum (FACTS 11). */
export function requireSoundApplication({ status, details }: Pick<ApplicationBody, "status" | "details">): void {
  if (status === "declined" && details.adverse_action_notice === undefined) {
    throw invalid(
      [{ at: "details.decision.adverse_action_notice", token: "missing_for_status_declined" }],
      "details.decision.adverse_action_notice is required when status is 'declined'.",
    );
  }
  const { limit, max_limit } = details.credit;
  if (limit === undefined || max_limit === undefined || limit <= max_limit) return;
  throw invalid(
    [{ at: "details.credit.limit", token: "exceeds_max_limit" }],
    `credit_limit (${limit}) cannot exceed max_credit_limit (${max_limit}).`,
  );
}
