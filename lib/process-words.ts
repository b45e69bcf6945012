import type { CorrectionStage, InactiveReasonStage } from "./closures/corrections";
import { closingEnds, closingStages, closingStanding } from "./closures/stages";
import type { ClosingEnd, ClosingStage } from "./closures/stages";
import type { ProcessKind } from "./closures/process-view";

const kinds = {
  closing: "Closing",
  "inactive-reason": "Change of the inactive reason",
  correction: "Correction of a closure",
} satisfies Record<ProcessKind, string>;

const correctionStages = {
  started: "Started",
  reopened: "Reopened at Lead",
  recorded: "Notice recorded",
  done: "Done",
  "given-up": "Given up",
} satisfies Record<CorrectionStage, string>;

const inactiveReasonStages = {
  started: "Started",
  activated: "Active at Lead for a moment",
  done: "Done",
  "given-up": "Given up",
} satisfies Record<InactiveReasonStage, string>;

export function processKindWords(kind: string): string {
  return own(kinds, kind) ?? kind;
}

/** Where a process stands, in two or three words; an unknown stage is shown as it is stored. */
export function processStageWords(kind: string, stage: string): string {
  if (kind === "closing") return isClosingStage(stage) ? closingStanding(stage, "none", false).label : stage;
  return own(kind === "correction" ? correctionStages : inactiveReasonStages, stage) ?? stage;
}

export function isClosingStage(stage: string): stage is ClosingStage | ClosingEnd {
  return [...closingStages, ...closingEnds].some((known) => known === stage);
}

function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
