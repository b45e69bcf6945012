import { foreignCommandNames, localCommandNames } from "./command";
import type { CommandName } from "./command";
import type { FieldChange } from "./fields/field-changes";
import type { Actor } from "./operator";

/** What happened beside commands. */
export const observedActions = [
  "sign-in",
  "sign-out",
  "session-revoked",
  "denied",
  "changed-elsewhere",
  "entered-directory",
  "gone-from-lead",
  "back-at-lead",
  "export",
  "draw-examiner-pack",
  "reveal",
  "reveal-caller-fact",
  "reveal-estate-contact",
  "read-evidence",
  "evidence-damaged",
  "process-stage",
  "import-received",
  "import-ended",
  "agreement-received",
  "agreement-ended",
  "agreement-settled",
  "announcement",
  "signature-refused",
  "share-view",
  "change-shared-view",
  "withdraw-view",
  "bulk-stopped",
  "bulk-ended",
  "approval-asked",
  "approval-reminded",
  "approval-ended",
  "trail-checked",
  "numbers-read",
  "record-purged",
  "record-kept",
  "retention-ended",
] as const;
export type ObservedAction = (typeof observedActions)[number];

export type AuditAction = CommandName | ObservedAction;
export const auditActions = [...foreignCommandNames, ...localCommandNames, ...observedActions] as const satisfies readonly AuditAction[];

export const auditOutcomes = ["asked", "done", "refused", "denied", "unconfirmed", "needs-a-person", "observed"] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

export const auditOutcomeWords: Record<AuditOutcome, string> = {
  asked: "Asked",
  done: "Done",
  refused: "Refused",
  denied: "Not permitted",
  unconfirmed: "Not confirmed yet",
  "needs-a-person": "Needs a person",
  observed: "Observed",
};

/** An entry as screens get it. Its action and outcome may be ones that a later release wrote. */
export type AuditEntry = {
  chain: string;
  seq: number;
  /** ISO 8601, UTC. */
  at: string;
  program: string | null;
  actor: Actor;
  /** Whose request it was, where the console acted for a person: settled it later, or went on with their process. */
  onBehalfOf: string | null;
  action: string;
  outcome: string;
  accountId: string | null;
  commandId: string | null;
  processId: string | null;
  changes: FieldChange[];
  details: Record<string, unknown>;
  /** The account's currency as the directory knows it, for the amounts among the changes. */
  currency: string | null;
};

export function isAuditAction(value: unknown): value is AuditAction {
  return auditActions.some((action) => action === value);
}

export function isAuditOutcome(value: unknown): value is AuditOutcome {
  return auditOutcomes.some((outcome) => outcome === value);
}

/** "Console, for Priya Nair": who acted, and for whom. */
export function actorWords({ actor, onBehalfOf }: Pick<AuditEntry, "actor" | "onBehalfOf">): string {
  return onBehalfOf ? `${actor.name}, for ${onBehalfOf}` : actor.name;
}
