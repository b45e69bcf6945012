import "server-only";

/**
 * Where the process can die, in order. Each is passed by `onPhase`; the crash test ends the process at every one of
 * them, so that a new phase without a proven recovery fails.
 */
export const sendingPhases = ["looked", "intent-written", "intent-recorded", "send-marked", "answered", "outcome-written", "outcome-recorded"] as const;

/** What taking over a command adds before it is sent again. */
export const resumingPhases = ["claimed", "reread", "send-marked", "answered", "outcome-written", "outcome-recorded"] as const;

/** A local command is one transaction. */
export const localPhases = ["local-written", "local-recorded"] as const;

/** What asks for approval instead: one transaction too. */
export const approvalPhases = ["approval-written", "approval-recorded"] as const;

export type CommandPhase = (typeof approvalPhases)[number] | (typeof sendingPhases)[number] | (typeof resumingPhases)[number] | (typeof localPhases)[number];
