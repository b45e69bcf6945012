import { mostInCloseBatch } from "../closures/close-batch";
import type { LocalCommandName } from "../command";
import type { Permission } from "../permissions";

/** What may be asked of many accounts at once: a command for each, or a reading. */
export const bulkActions = ["deactivate-account", "activate-account", "refresh-accounts", "close-accounts"] as const;
export type BulkAction = (typeof bulkActions)[number];
/** Those that are one command for each account; a closing is a process of several. */
export type BulkCommand = Exclude<BulkAction, "refresh-accounts" | "close-accounts">;

/** At most so many accounts in one; by hand fewer, since the browser names each. */
export const mostInBulk = 10_000;
export const mostByHand = 1_000;

type BulkActionRow = {
  permission: Permission;
  /** Whoever lets it run as the second person. */
  decidedWith: Permission;
  /** At most so many accounts in one. */
  most: number;
  /** On the button and before the number of accounts. */
  label: string;
  /** After "will be" and "were". */
  done: string;
  /** Where one person acts on more accounts than this within a period, another lets it run; null: never. */
  secondPersonAbove: number | null;
};

export const bulkActionRows = {
  "deactivate-account": { permission: "deactivate-account", decidedWith: "deactivate-account", most: mostInBulk, label: "Deactivate", done: "deactivated", secondPersonAbove: 25 },
  "activate-account": { permission: "activate-account", decidedWith: "activate-account", most: mostInBulk, label: "Reactivate", done: "reactivated", secondPersonAbove: null },
  "refresh-accounts": { permission: "refresh-accounts", decidedWith: "refresh-accounts", most: mostInBulk, label: "Read again", done: "read again", secondPersonAbove: null },
  "close-accounts": { permission: "request-closing", decidedWith: "decide-closing", most: mostInCloseBatch, label: "Close", done: "closed", secondPersonAbove: null },
} as const satisfies Record<BulkAction, BulkActionRow>;

/** @param before what the person did by the same action within the period that no second person let run */
export function needsSecondPerson(action: BulkAction, accounts: number, before: number): boolean {
  const { secondPersonAbove: above } = bulkActionRows[action] as BulkActionRow;
  return above !== null && accounts > 0 && accounts + before > above;
}

/** What a person may ask of many accounts, in the order in which it is offered. */
export function offeredBulk(permissions: ReadonlySet<Permission>): BulkAction[] {
  if (!permissions.has("plan-bulk")) return [];
  return (["refresh-accounts", "activate-account", "deactivate-account", "close-accounts"] as const).filter((action) => permissions.has(bulkActionRows[action].permission));
}

/** A person's acts on a bulk action, which its own page tells. */
export const bulkCommandNames = ["plan-bulk", "start-bulk", "decide-bulk", "stop-bulk", "resume-bulk", "retry-bulk"] as const satisfies readonly LocalCommandName[];

/** planned: nothing was started yet; waiting: for a second person. */
export const bulkStatuses = ["planned", "waiting", "running", "stopped", "done", "declined"] as const;
export type BulkStatus = (typeof bulkStatuses)[number];

export const bulkStatusWords: Record<BulkStatus, string> = {
  planned: "Not started",
  waiting: "Waits for a second person",
  running: "Running",
  stopped: "Stopped",
  done: "Done",
  declined: "Declined",
};

/** As a row is stored; `sent`: a command is written down, which tells the rest. */
export type BulkRowState = "excluded" | "waiting" | "read" | "sent" | "refused";

/** What became of an account, as it is counted and shown. */
export const bulkRowKinds = ["waiting", "done", "unconfirmed", "refused"] as const;
export type BulkRowKind = (typeof bulkRowKinds)[number];
