import "server-only";
import type { AuditAction, AuditEntry } from "@/lib/audit-entry";
import { fieldByPath } from "@/lib/accounts/account-fields";
import { statusReasons } from "@/lib/accounts/account-status";
import { may } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import type { auditEntries } from "../db/schema";

/** What stands beside the trail: the account's currency now, and who asked for what the console did. */
export type Beside = Pick<AuditEntry, "currency" | "onBehalfOf">;

type StoredEntry = Omit<typeof auditEntries.$inferSelect, "canonical" | "previous" | "hash">;

/** What of an entry's details everybody who sees the entry may see. */
const openDetails: readonly string[] = ["currency", "via", "stage", "channel", "verifiedBy", "relationshipType", "settled", "speed"];
/** Their details would tell the cause of a hold. */
const closedActions: readonly string[] = ["place-hold", "release-hold"];

/** An entry as a person of these roles gets it: without the right to sensitive fields, only what is known to be harmless. */
export function auditEntryView(entry: StoredEntry, { currency, onBehalfOf }: Beside, roles: readonly Role[]): AuditEntry {
  const whole: AuditEntry = {
    chain: entry.chain,
    seq: entry.seq,
    at: entry.at.toISOString(),
    program: entry.program,
    // Written by appendEntry from an Actor.
    actor: { subject: entry.actor, name: entry.actorName, roles: entry.actorRoles as Role[] },
    onBehalfOf,
    action: entry.action,
    outcome: entry.outcome,
    accountId: entry.accountId,
    commandId: entry.commandId,
    processId: entry.processId,
    changes: entry.changes,
    details: entry.details,
    currency,
  };
  if (may(roles, "read-sensitive")) return whole;
  const isClosed = closedActions.includes(entry.action);
  const seesReasons = may(roles, "read-restrictions");
  return {
    ...whole,
    changes: isClosed ? [] : entry.changes.filter(({ path }) => isOpenPath(path) && (seesReasons || !tellingPath(path))),
    details: isClosed ? {} : Object.fromEntries(Object.entries(entry.details).filter((detail) => isOpenDetail(detail) && (seesReasons || detail[0] !== "reason"))),
  };
}

/** How their paths begin: Lead’s reason tells a freeze from a dormancy, and a notice what came of it. */
export const tellingPaths = ["status_reason", "details.adverse_action_notice", "documents"] as const;
const tellingPath = (path: string): boolean => tellingPaths.some((telling) => path.startsWith(telling));

/**
 * What the timeline of an account tells those who may not know why it is restricted: what anybody who helps a caller
 * goes by. Holds, evidence, requests, closings and what a process of compliance does are not among it.
 */
export const actionsOfCallers = [
  "open-account", "update-account", "add-relationships", "remove-relationship", "deactivate-account", "activate-account", "close-account", "add-note",
  "hand-over", "answer-handover", "record-owner-contact", "changed-elsewhere", "entered-directory", "gone-from-lead", "back-at-lead", "reveal-caller-fact", "numbers-read",
] as const satisfies readonly AuditAction[];

/** A reason of Lead's own is no secret; one in a person's words may be. */
function isOpenDetail([key, value]: [string, unknown]): boolean {
  return openDetails.includes(key) || (key === "reason" && typeof value === "string" && Object.hasOwn(statusReasons, value));
}

/** A field that the table does not know has been judged by nobody; people on the account are no secret. */
function isOpenPath(path: string): boolean {
  if (path.startsWith("entity_relationships.")) return true;
  const field = fieldByPath(path);
  return field !== undefined && field.sensitive !== true;
}
