import "server-only";

/** Where the worker can die in a comparison, in order. The crash test ends the process at each of them. */
export const agreementCrashPoints = ["claimed", "mapped-written", "mapped", "compared-written", "compared", "absent-written", "absent", "cleared-written", "cleared", "end-written", "ended"] as const;
export type AgreementCrashPoint = (typeof agreementCrashPoints)[number];
