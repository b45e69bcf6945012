import "server-only";

/** Where the worker can die in a bulk action beside the phases of its commands, in order; the crash test ends the process at each. */
export const bulkPhases = ["claimed", "authorised", "acted", "row-written", "row-recorded", "end-written", "end-recorded"] as const;
export type BulkPhase = (typeof bulkPhases)[number];
