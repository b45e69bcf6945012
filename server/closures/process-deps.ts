import "server-only";
import type { CommandDeps } from "../commands/command-deps";

/** Where a process can die beside the phases of its commands; the crash test walks this list. */
export const processPhases = ["claimed", "facts-checked", "step-run", "stage-written", "stage-recorded"] as const;
export type ProcessPhase = (typeof processPhases)[number];

/** What the pipeline has; the rest is for tests. */
export type ProcessDeps = CommandDeps & {
  onProcessPhase?: (phase: ProcessPhase, processId: string) => void | Promise<void>;
  /** How long a runner may be silent before another takes over; by default longer than any step. */
  processLeaseSeconds?: number;
};
