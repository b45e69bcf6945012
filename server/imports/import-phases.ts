import "server-only";

/** Where the worker can die in an import, in order. The crash test ends the process at each of them. */
export const importPhases = ["claimed", "asking", "remembered", "rows-written", "rows-recorded", "finish-written", "finish-recorded"] as const;
export type ImportPhase = (typeof importPhases)[number];
