import { statusReasons } from "@/lib/accounts/account-status";
import type { ApprovalView } from "@/lib/approvals/approval-views";
import { approvalKindRows, approvalStateRows } from "@/lib/approvals/approvals";
import { commandLabels, commandStatusWords } from "@/lib/command";
import type { WorkStanding } from "@/lib/work-items";

/** "Closing: paid off", "Edit account". */
export function approvalTitle({ kind, name, closeReason }: Pick<ApprovalView, "kind" | "name" | "closeReason">): string {
  if (closeReason) return `${approvalKindRows[kind].label}: ${statusReasons[closeReason].label.toLowerCase()}`;
  return commandLabels[name];
}

/** How a request stands; of what was carried out, how the command went. */
export function approvalStanding({ state, outcome, endedAt, kind }: Pick<ApprovalView, "state" | "outcome" | "endedAt" | "kind">): Pick<WorkStanding, "words" | "tone"> {
  if (state === "executed" && outcome && outcome !== "succeeded") return { words: `Approved. ${commandStatusWords[outcome]}`, tone: outcome === "rejected" ? "stop" : "warn" };
  if (state === "approved" && endedAt === null && kind !== "closing") return { words: "Approved, being carried out", tone: "accent" };
  const { label, tone } = approvalStateRows[state];
  return { words: label, tone };
}
