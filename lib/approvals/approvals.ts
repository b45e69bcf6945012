import type { Permission } from "../permissions";

/** What becomes of a request that another person must agree to. `renew-needed`: nothing was sent, and it is asked for anew. */
export const approvalStates = ["waiting", "approved", "executed", "declined", "withdrawn", "expired", "renew-needed"] as const;
export type ApprovalState = (typeof approvalStates)[number];

type Tone = "ok" | "warn" | "stop" | "accent" | "idle";

export const approvalStateRows = {
  waiting: { label: "Waiting", tone: "warn" },
  approved: { label: "Approved", tone: "ok" },
  executed: { label: "Approved and carried out", tone: "ok" },
  declined: { label: "Declined", tone: "stop" },
  withdrawn: { label: "Withdrawn", tone: "idle" },
  expired: { label: "Expired", tone: "idle" },
  "renew-needed": { label: "Must be asked for anew", tone: "warn" },
} satisfies Record<ApprovalState, { label: string; tone: Tone }>;

type KindRow = {
  label: string;
  /** What whoever approves must be permitted, beside not being who asked. */
  permission: Permission;
};

/** What can need a second person. A command's row names one of these; the program's settings say when. */
export const approvalKindRows = {
  closing: { label: "Closing", permission: "decide-closing" },
  correction: { label: "Correction of a closure", permission: "decide-approval" },
  "line-cut": { label: "Line cut under open SCRA dates", permission: "decide-approval" },
  "hold-release": { label: "Release of a hold", permission: "release-hold" },
} satisfies Record<string, KindRow>;

export type ApprovalKind = keyof typeof approvalKindRows;
export const approvalKinds = Object.keys(approvalKindRows) as ApprovalKind[];

/** What happened to a request, for those who listen from outside. */
export const approvalEvents = ["asked", "reminded", "approved", "declined", "withdrawn", "expired", "executed", "renew-needed"] as const;
export type ApprovalEvent = (typeof approvalEvents)[number];
