import type { ProcessKind } from "./process-view";
import type { NoticePath } from "./stages";

/** The calls at Lead by their step, as a person reads them. */
export const stepWords: Record<string, string> = {
  "record-notice": "Record the notice",
  close: "Close the account",
  reopen: "Reopen the account",
  "close-again": "Close the account again",
  activate: "Activate the account",
  deactivate: "Deactivate it with the new reason",
};

export type StepPlan = { kind: ProcessKind; path: NoticePath; target: "active" | "closed-again" | null; hasPlannedNotice: boolean };

/** The calls that a process makes at Lead, in their order. */
export function plannedSteps({ kind, path, target, hasPlannedNotice }: StepPlan): string[] {
  if (kind === "inactive-reason") return ["activate", "deactivate"];
  if (kind === "closing") return path === "letter" ? ["record-notice", "close"] : ["close"];
  if (target !== "closed-again") return ["reopen"];
  return hasPlannedNotice ? ["reopen", "record-notice", "close-again"] : ["reopen", "close-again"];
}
