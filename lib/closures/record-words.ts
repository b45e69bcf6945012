import type { AuditEntry } from "../audit-entry";
import { processStageWords } from "../process-words";
import type { ClosingRecord, RecordKind } from "./closing-record";

export const kindNames = { closing: "Closing", correction: "Correction", elsewhere: "Closed elsewhere" } as const satisfies Record<RecordKind, string>;

/** The stages in which a process has ended; its record is whole then. */
const ends = ["closed", "abandoned", "declined", "done", "given-up"];

/** The record that an entry of the trail is about, where it begins or ends one or was written on it. */
export function recordIdOf({ action, processId, details }: Pick<AuditEntry, "action" | "processId" | "details">): string | null {
  if (typeof details.record === "string") return details.record;
  const ended = action === "process-stage" && details.kind !== "inactive-reason" && ends.some((end) => end === details.stage);
  return ended || ["request-closing", "abandon-closing", "correct-closure"].includes(action) ? processId : null;
}

const titles = { closing: "Record of a closing", correction: "Record of a correction", elsewhere: "Record of a closure made elsewhere" } as const;

export function recordTitle({ kind }: Pick<ClosingRecord, "kind">): string {
  return titles[kind];
}

/** The stage that it is at, in words. */
export function recordStageWords({ kind, stage }: Pick<ClosingRecord, "kind" | "stage">): string {
  if (stage === "purged") return "Purged";
  if (kind === "elsewhere") return stage === "completed" ? "Completed" : "Not completed yet";
  return processStageWords(kind, stage);
}
