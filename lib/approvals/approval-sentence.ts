import type { AuditEntry } from "../audit-entry";
import type { Sentence } from "../change-sentence";

const ofRequests: readonly string[] = ["decide-approval", "withdraw-approval", "approval-asked", "approval-reminded", "approval-ended"];

export function isOfRequest(action: string): boolean {
  return ofRequests.includes(action);
}

/** "(edit account, approved)": which command it was about, and what became of the request. */
export function requestWords({ command, decision, state }: AuditEntry["details"]): Sentence {
  if (typeof command !== "string") return [];
  const became = typeof decision === "string" ? decision : typeof state === "string" ? state.replaceAll("-", " ") : null;
  return [` (${command.charAt(0).toLowerCase()}${command.slice(1)}${became ? `, ${became}` : ""})`];
}

/** ", approved by Chen Wei", where the command needed another person. */
export function approverWords({ details: { approvedBy } }: AuditEntry): Sentence {
  return typeof approvedBy === "string" ? [", approved by ", { strong: approvedBy }] : [];
}
