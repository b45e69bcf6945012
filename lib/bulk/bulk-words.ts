import { bulkActionRows } from "./bulk-actions";
import type { BulkAction, BulkRowKind, BulkStatus } from "./bulk-actions";
import type { BulkCounts } from "./bulk-views";

const number = (value: number) => value.toLocaleString("en-US");

export const accountsWords = (count: number) => (count === 1 ? "1 account" : `${number(count)} accounts`);

/** "Deactivate 26 accounts". */
export function bulkTitle(action: BulkAction, accounts: number): string {
  return `${bulkActionRows[action].label} ${accountsWords(accounts)}`;
}

const notStarted: readonly BulkStatus[] = ["planned", "waiting"];

/** What a kind is called, before anything was done and after. */
export function rowKindWords(kind: BulkRowKind, status: BulkStatus): string {
  const before = notStarted.includes(status);
  if (kind === "refused") return before ? "Will be refused" : "Refused";
  if (kind === "waiting") return before ? "Will be done" : status === "running" ? "Waiting" : "Not attempted";
  return kind === "done" ? "Done" : "Not confirmed yet";
}

/** One sentence of where everything stands. */
export function countsSentence(action: BulkAction, status: BulkStatus, { waiting, done, unconfirmed, refused }: BulkCounts): string {
  const words = bulkActionRows[action].done;
  if (notStarted.includes(status) || status === "declined") {
    const declined = status === "declined";
    return `${number(waiting)} ${declined ? "would have been" : "will be"} ${words}, ${number(refused)} ${declined ? "refused" : "will be refused"}.`;
  }
  const parts = [`${number(done)} ${words}`, `${number(refused)} refused`, ...(unconfirmed > 0 ? [`${number(unconfirmed)} not confirmed yet`] : []), `${number(waiting)} ${status === "running" ? "waiting" : "not attempted"}`];
  return `${parts.join(", ")}.`;
}

/** A closing is decided on by compliance, and by another person where the program says so. */
const closingSecond = "Compliance looks at each of these accounts, then lets all of them be closed or declines.";

type SecondPersonWhy = { action: BulkAction; accounts: number; before: number; periodSeconds: number; isMine: boolean };

/** Why a second person is asked: for these accounts alone, or with what the same person did before. */
export function secondPersonWords({ action, accounts, before, periodSeconds, isMine }: SecondPersonWhy): string {
  if (action === "close-accounts") return closingSecond;
  const { done, secondPersonAbove } = bulkActionRows[action];
  const most = number(secondPersonAbove ?? 0);
  const then = "a second person looks at these accounts and lets it run.";
  if (accounts > (secondPersonAbove ?? 0)) return `More than ${most} at once: ${then}`;
  return `With the ${number(before)} that ${isMine ? "you" : "the same person"} ${done} in bulk within ${periodWords(periodSeconds)} it is more than ${most}: ${then}`;
}

function periodWords(seconds: number): string {
  return seconds % 3_600 === 0 ? (seconds === 3_600 ? "1 hour" : `${number(seconds / 3_600)} hours`) : `${number(Math.round(seconds / 60))} minutes`;
}
