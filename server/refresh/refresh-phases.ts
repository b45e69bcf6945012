import "server-only";

/** Where the worker can die in a refresh, in order. The crash test ends the process at each of them. */
export const refreshPhases = ["claimed", "asking", "remembered", "put-back", "recorded"] as const;
export type RefreshPhase = (typeof refreshPhases)[number];
