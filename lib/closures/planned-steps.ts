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

/** The stages that say that a step is done. */
const stagesAfter: Record<string, readonly string[]> = {
  "record-notice": ["recorded"],
  close: ["closed"],
  reopen: ["reopened", "done"],
  "close-again": ["done"],
  activate: ["activated"],
  deactivate: ["done"],
};

/** Whether the process has got past a step: it stands after it, or after one that follows. */
export function isPastStep(steps: readonly string[], step: string, stage: string): boolean {
  return steps.slice(steps.indexOf(step)).some((later) => stagesAfter[later]?.includes(stage));
}

/** Whether what Lead answered to a step differs in the very thing that the step was to change. */
export function lacksEffect(step: string, surprises: readonly { path: string }[]): boolean {
  const effect = step === "record-notice" ? "details.adverse_action_notice" : "status";
  return surprises.some(({ path }) => path.startsWith(effect));
}

export type StepPlan = { kind: ProcessKind; path: NoticePath; target: "active" | "closed-again" | null; hasPlannedNotice: boolean };

/** The calls that a process makes at Lead, in their order. */
export function plannedSteps({ kind, path, target, hasPlannedNotice }: StepPlan): string[] {
  if (kind === "inactive-reason") return ["activate", "deactivate"];
  if (kind === "closing") return path === "letter" ? ["record-notice", "close"] : ["close"];
  if (target !== "closed-again") return ["reopen"];
  return hasPlannedNotice ? ["reopen", "record-notice", "close-again"] : ["reopen", "close-again"];
}
