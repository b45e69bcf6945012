import { inactiveReasons, statusReasons } from "../accounts/account-status";
import { closeReasons } from "../lead/enums";
import type { DeterminationKind } from "./determination";
import { closingEnds, closingStages, closingStanding } from "./stages";

// The register of adverse actions and closings: what is in it, and how each part is called.

export const registerKinds = ["closing", "line-cut", "deactivation", "elsewhere"] as const;
export type RegisterKind = (typeof registerKinds)[number];

export const registerKindRows = {
  closing: { label: "Closing" },
  "line-cut": { label: "Line cut" },
  deactivation: { label: "Deactivation" },
  elsewhere: { label: "Closed elsewhere" },
} satisfies Record<RegisterKind, { label: string }>;

/** How the notice of one stands. `void`: it came to nothing before a letter went out. `unknown`: nobody here sent it. */
export const registerNotices = ["due", "given", "late", "none", "void", "unknown"] as const;
export type RegisterNotice = (typeof registerNotices)[number];

type Tone = "ok" | "warn" | "stop" | "idle";

export const registerNoticeRows = {
  due: { label: "Due", tone: "warn" },
  given: { label: "Given in time", tone: "ok" },
  late: { label: "Given late", tone: "stop" },
  none: { label: "None needed", tone: "idle" },
  void: { label: "No longer due", tone: "idle" },
  unknown: { label: "Not known", tone: "warn" },
} satisfies Record<RegisterNotice, { label: string; tone: Tone }>;

/** What a line cut made lower. */
export const cutReasons = ["limit-lowered", "available-restricted"] as const;
export type CutReason = (typeof cutReasons)[number];

const cutWords = { "limit-lowered": "Limit lowered", "available-restricted": "Available credit restricted" } satisfies Record<CutReason, string>;

export const registerReasons = [...closeReasons, ...inactiveReasons, ...cutReasons] as const;

/** "Closed by the program", "Frozen", "Limit lowered". What a later release wrote is shown as it is. */
export function registerReasonWords(reason: string | null): string {
  if (reason === null) return "Not known";
  if (Object.hasOwn(cutWords, reason)) return cutWords[reason as CutReason];
  return Object.hasOwn(statusReasons, reason) ? statusReasons[reason as keyof typeof statusReasons].label : reason;
}

/** What was determined, where there is room for a word or two. */
export const determinedWords = { "adverse-action": "Adverse action", excluded: "Excluded", "not-applicable": "Reg B does not apply" } satisfies Record<DeterminationKind, string>;

/** Where one stands, in a word or two. */
export function registerStageWords(kind: RegisterKind, stage: string): string {
  if (kind === "elsewhere") return stage === "waiting" ? "To be completed" : "Completed";
  if (kind !== "closing") return "Done";
  const known = [...closingStages, ...closingEnds].find((one) => one === stage);
  return known ? closingStanding(known, "none", false).label : stage;
}
