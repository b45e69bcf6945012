import { closeReasons, deactivateReasons } from "../lead/enums";
import type { AccountStatus, StatusReason } from "../lead/enums";
import type { Permission } from "../permissions";

export const inactiveReasons = deactivateReasons;
export type InactiveReason = (typeof inactiveReasons)[number];

type ReasonRow = { status: AccountStatus; label: string; meaning: string };

/** What each of Lead's reasons means to a person; the bare enum is never shown alone (FACTS 4.2, 12.3). */
export const statusReasons = {
  active: { status: "active", label: "Active", meaning: "Fully functional." },
  dormant: { status: "inactive", label: "Dormant", meaning: "No activity by the owner for a long time." },
  frozen: { status: "inactive", label: "Frozen", meaning: "Restricted by an order, a sanctions match, fraud, a dispute or a death." },
  other: { status: "inactive", label: "Other", meaning: "Inactive for a reason that is written in the note." },
  client_closed: { status: "closed", label: "Closed by the program", meaning: "The program decided to end it. Lead requires a delivered adverse action notice." },
  entity_closed: { status: "closed", label: "Closed at the customer’s request", meaning: "A holder asked for it. You will say who, how and when." },
  paid_off: { status: "closed", label: "Paid off", meaning: "Nothing is owed any more." },
  charged_off: { status: "closed", label: "Charged off", meaning: "Written off in the books. The debt is still owed." },
  canceled: { status: "closed", label: "Canceled", meaning: "Opened in error, a duplicate or with a wrong capability, and never used." },
} satisfies Record<StatusReason, ReasonRow>;

export const transitionVerbs = ["deactivate-account", "activate-account", "close-account", "reopen-account"] as const;
export type TransitionVerb = (typeof transitionVerbs)[number];

export type Transition = {
  /** Lead's path segment: POST /v0/accounts/{id}/{endpoint}. */
  endpoint: "activate" | "deactivate" | "close";
  from: readonly AccountStatus[];
  to: AccountStatus;
  /** The reasons that the call takes; empty where it takes none. */
  reasons: readonly StatusReason[];
  permission: Permission;
  label: string;
  /** What follows, in words, for the dialog. */
  consequence: string;
  /** "typed": the last four characters of the id; "review": one look at what will be sent; by reason where it depends. */
  confirmation: "review" | "typed" | "by-reason";
};

/** THE transition table (FACTS 5.7). `reopen-account` is the correction of a mistaken closure only. */
export const transitions = {
  "deactivate-account": {
    endpoint: "deactivate", from: ["active"], to: "inactive", reasons: inactiveReasons, permission: "deactivate-account",
    label: "Deactivate", consequence: "Lead will show the account as inactive. It blocks no money by itself: account numbers and cards live on until someone ends them.",
    confirmation: "review",
  },
  "activate-account": {
    endpoint: "activate", from: ["inactive"], to: "active", reasons: [], permission: "activate-account",
    label: "Reactivate", consequence: "Lead will show the account as active again.", confirmation: "review",
  },
  "close-account": {
    endpoint: "close", from: ["active", "inactive"], to: "closed", reasons: closeReasons, permission: "close-account",
    label: "Close", consequence: "Closing is final at Lead. Account numbers may still accept payments after it.", confirmation: "by-reason",
  },
  "reopen-account": {
    endpoint: "activate", from: ["closed"], to: "active", reasons: [], permission: "correct-closure",
    label: "Reopen to correct", consequence: "Lead's own texts disagree whether this is allowed; if it is refused, ask your Technical Account Manager.",
    confirmation: "typed",
  },
} satisfies Record<TransitionVerb, Transition>;

/** Whether the table knows this move; a status that Lead added later is never a permitted start. */
export function canTransition(verb: TransitionVerb, from: string): boolean {
  const allowed: readonly string[] = transitions[verb].from;
  return allowed.includes(from);
}

/** The verbs that a status offers, whoever asks. */
export function verbsFrom(status: string): TransitionVerb[] {
  return transitionVerbs.filter((verb) => canTransition(verb, status));
}

/** "Inactive · dormant"; an unknown value is shown as Lead sent it. */
export function statusWords(status: string | null, reason: string | null): string {
  const statusWord = status ? status.charAt(0).toUpperCase() + status.slice(1) : "Unknown";
  if (!reason || reason === status) return statusWord;
  const row = Object.hasOwn(statusReasons, reason) ? statusReasons[reason as StatusReason] : undefined;
  if (!row) return `${statusWord} · ${reason}`;
  const label = row.status === "closed" ? row.label.replace(/^Closed /, "") : row.label;
  return `${statusWord} · ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}
