import type { Problem } from "./result";

/** The state of one intent. `unconfirmed`: no answer is not a no. */
export const commandStatuses = ["pending", "unconfirmed", "needs-a-person", "succeeded", "rejected"] as const;
export type CommandStatus = (typeof commandStatuses)[number];

/** Nothing else may be asked of the account while one of these stands. */
export const unsettledStatuses = ["pending", "unconfirmed", "needs-a-person"] as const satisfies readonly CommandStatus[];

/** How what somebody sent stands: a command, or a request that another person has to approve before there is one. */
export type ReceiptStatus = CommandStatus | "awaits-approval";

export const commandStatusWords: Record<ReceiptStatus, string> = {
  "awaits-approval": "Waits for another person",
  pending: "Sending to Lead",
  unconfirmed: "Lead has not confirmed yet: checking",
  "needs-a-person": "Needs a person",
  succeeded: "Done",
  rejected: "Refused",
};

export const foreignCommandNames = [
  "open-account",
  "update-account",
  "add-relationships",
  "remove-relationship",
  "deactivate-account",
  "activate-account",
  "reopen-account",
  "record-notice",
  "close-account",
] as const;
/** One write at Lead. */
export type ForeignCommandName = (typeof foreignCommandNames)[number];

export const localCommandNames = [
  "place-hold",
  "release-hold",
  "add-note",
  "add-evidence",
  "withdraw-evidence",
  "settle-command",
  "request-closing",
  "decide-closing",
  "send-closing-letter",
  "abandon-closing",
  "change-inactive-reason",
  "correct-closure",
  "keep-status",
  "start-import",
  "pause-import",
  "resume-import",
  "cancel-import",
  "start-refresh",
  "pause-refresh",
  "set-refresh-speed",
  "complete-closed-elsewhere",
  "record-action-notice",
  "plan-bulk",
  "start-bulk",
  "decide-bulk",
  "stop-bulk",
  "resume-bulk",
  "retry-bulk",
  "start-agreement",
  "cancel-agreement",
  "assign-exception",
  "explain-exception",
  "resolve-exception",
  "decide-approval",
  "withdraw-approval",
  "verify-trail",
  "settle-follow-up",
  "read-numbers-again",
  "add-addendum",
  "place-legal-hold",
  "lift-legal-hold",
  "purge-records",
  "hand-over",
  "answer-handover",
  "record-owner-contact",
  "report-death",
  "accept-proof",
  "confirm-survivors",
  "record-estate-contact",
  "end-deceased-case",
] as const;
/** Ours alone; nothing is sent to Lead by the command itself, though a process that it starts may. */
export type LocalCommandName = (typeof localCommandNames)[number];

export type CommandName = ForeignCommandName | LocalCommandName;

export const commandLabels: Record<CommandName, string> = {
  "open-account": "Open account",
  "update-account": "Edit account",
  "add-relationships": "Add people",
  "remove-relationship": "Remove a person",
  "deactivate-account": "Deactivate",
  "activate-account": "Reactivate",
  "reopen-account": "Reopen to correct",
  "record-notice": "Record the notice",
  "close-account": "Close",
  "place-hold": "Place a hold",
  "release-hold": "Release a hold",
  "add-note": "Add a note",
  "add-evidence": "Add evidence",
  "withdraw-evidence": "Withdraw evidence",
  "settle-command": "Settle",
  "request-closing": "Ask to close",
  "decide-closing": "Decide on the closing",
  "send-closing-letter": "Record the letter",
  "abandon-closing": "Abandon the closing",
  "change-inactive-reason": "Change the inactive reason",
  "correct-closure": "Correct the closure",
  "keep-status": "Keep the account as it is",
  "start-import": "Start an import",
  "pause-import": "Pause an import",
  "resume-import": "Go on with an import",
  "cancel-import": "Cancel an import",
  "start-refresh": "Start the refresh",
  "pause-refresh": "Pause the refresh",
  "set-refresh-speed": "Change the speed of the refresh",
  "complete-closed-elsewhere": "Complete a closure made elsewhere",
  "record-action-notice": "Record the notice of an adverse action",
  "plan-bulk": "Prepare a bulk action",
  "start-bulk": "Start a bulk action",
  "decide-bulk": "Decide on a bulk action",
  "stop-bulk": "Stop a bulk action",
  "resume-bulk": "Go on with a bulk action",
  "retry-bulk": "Retry what failed of a bulk action",
  "start-agreement": "Compare a ledger",
  "cancel-agreement": "Cancel a comparison",
  "assign-exception": "Assign an exception",
  "explain-exception": "Name the cause of an exception",
  "resolve-exception": "Resolve an exception",
  "decide-approval": "Decide on a request",
  "withdraw-approval": "Withdraw a request",
  "verify-trail": "Check the trail",
  "settle-follow-up": "Tick off a follow-up",
  "read-numbers-again": "Read the account numbers again",
  "add-addendum": "Add to the record",
  "place-legal-hold": "Place a legal hold",
  "lift-legal-hold": "Lift a legal hold",
  "purge-records": "Purge records",
  "hand-over": "Hand a caller over",
  "answer-handover": "Answer a caller handed over",
  "record-owner-contact": "Record a contact with the owner",
  "report-death": "Report that a holder has died",
  "accept-proof": "Accept the proof",
  "confirm-survivors": "Confirm that the holders were told",
  "record-estate-contact": "Record the estate contact",
  "end-deceased-case": "End the case of a deceased holder",
};

/** What the browser sends. `seen` is a digest of what the person relied on; it is never part of the hash. */
export type CommandSubmission = {
  program: string;
  name: CommandName;
  /** Minted by the form, UUID; for a foreign command it is the Idempotency-Key. */
  commandId: string;
  input: unknown;
  seen?: string;
};

/** What the browser gets back, and polls. */
export type CommandReceipt = {
  commandId: string;
  name: CommandName;
  status: ReceiptStatus;
  accountId: string | null;
  processId: string | null;
  askedAt: string;
  settledAt: string | null;
  /** Set when rejected, unconfirmed or in need of a person. */
  problem: Problem | null;
  /** Differences between what was expected and what Lead answered. */
  surprises: { path: string; expected: unknown; actual: unknown }[];
};
