import type { AccountStatus } from "../lead/enums";
import type { ProcessKind } from "./process-view";

/** What was wrong with a closure (COMPLIANCE, Correcting a mistaken closure). */
export const errorClasses = ["wrong-account", "wrong-reason", "wrong-notice", "never-closed", "other"] as const;
export type ErrorClass = (typeof errorClasses)[number];

export const correctionTargets = ["active", "closed-again"] as const;
export type CorrectionTarget = (typeof correctionTargets)[number];

type ErrorRow = { label: string; meaning: string; targets: readonly CorrectionTarget[] };

/** Each with where it may lead; usually a right closure with a wrong reason or notice, closed again. */
export const errorClassRows = {
  "wrong-reason": { label: "Wrong reason", meaning: "The account is rightly closed; the reason reported is not the true one.", targets: ["closed-again"] },
  "wrong-notice": { label: "Wrong or missing notice", meaning: "The account is rightly closed; the notice at Lead is not the one that was delivered.", targets: ["closed-again"] },
  "wrong-account": { label: "Wrong account", meaning: "Another account was meant.", targets: ["active"] },
  "never-closed": { label: "Never closed", meaning: "The program had not ended the account; the report was a mistake.", targets: ["active"] },
  other: { label: "Something else", meaning: "Say what in the note.", targets: ["active", "closed-again"] },
} satisfies Record<ErrorClass, ErrorRow>;

export function targetsOf(errorClass: ErrorClass): readonly CorrectionTarget[] {
  return errorClassRows[errorClass].targets;
}

export const correctionWarning = "Lead's own texts disagree whether this is allowed; if it is refused, ask your Technical Account Manager.";

/** Where a process that shows the account otherwise for a while is to lead; null where what it shows may stay. */
export type AlarmTarget = "closed" | "inactive" | null;

/** Where a process of this kind and plan was to lead, as far as an alarm is due on the way. */
export function alarmTarget(kind: ProcessKind, target: unknown): AlarmTarget {
  if (kind === "inactive-reason") return "inactive";
  return kind === "correction" && target === "closed-again" ? "closed" : null;
}

/**
 * Said as long as Lead shows something that is not meant to stay. A closed account is in order whatever was meant; one
 * that is inactive meanwhile is not closed again.
 */
export function alarmWords(statusAtLead: AccountStatus | string, target: AlarmTarget): string | null {
  if (target === null || statusAtLead === "closed" || statusAtLead === target) return null;
  return `Lead shows this account as ${statusAtLead} until it is ${target === "closed" ? "closed" : "deactivated"} again.`;
}

export const correctionStages = ["started", "reopened", "recorded", "done", "given-up"] as const;
export type CorrectionStage = (typeof correctionStages)[number];

export const inactiveReasonStages = ["started", "activated", "done", "given-up"] as const;
export type InactiveReasonStage = (typeof inactiveReasonStages)[number];
