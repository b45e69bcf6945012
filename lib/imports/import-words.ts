import type { ColumnUse, ImportFormat, ImportStatus, RowState } from "./import-file";
import { malformedReasons } from "./judge-row";
import type { MalformedReason } from "./judge-row";

export const importStatusWords = {
  receiving: "Coming in",
  ready: "Checked, not started",
  running: "Running",
  paused: "Paused",
  done: "Done",
  canceled: "Canceled",
} satisfies Record<ImportStatus, string>;

export const formatWords = { list: "List of ids", "accounts-file": "Accounts file" } satisfies Record<ImportFormat, string>;

export const columnUseWords = {
  "account-id": "The account’s id at Lead",
  "client-account-id": "Your own id of the account",
  "not-used": "Known; an import does not need it",
  unknown: "Not known; left alone",
} satisfies Record<ColumnUse, string>;

/** What a list of rows can be narrowed to; `elsewhere` are new rows that the directory knows in another program. */
export const rowKinds = ["new", "elsewhere", "known", "duplicate", "malformed", "no-lookup", "entered", "refused"] as const;
export type RowKind = (typeof rowKinds)[number];

export const rowKindWords = {
  new: "New",
  elsewhere: "Of another program",
  known: "Known",
  duplicate: "Duplicate",
  malformed: "Malformed",
  "no-lookup": "Cannot be looked up",
  entered: "Entered",
  refused: "Refused",
} satisfies Record<RowKind, string>;

/** What a row of each state means, before and after it was read. */
export const rowStateWords = {
  new: "Not in the directory yet: Lead is asked.",
  known: "In the directory already.",
  duplicate: "The same id stands in an earlier row.",
  malformed: "This row names no account.",
  "no-lookup": "The look-up by client account id is off for this program: use the account’s id at Lead.",
  entered: "Entered the directory.",
  refused: "Not entered.",
} satisfies Record<RowState, string>;

const malformedRows = {
  columns: "The row has more or fewer columns than the header.",
  "no-id": "The row has no id.",
  "too-long": "The id is too long.",
  characters: "The id has characters that no id has.",
  "not-an-account-id": "An account’s id begins with account_.",
  reserved: "An id that begins like one of Lead’s own is no client account id.",
  "other-entity": "This is the id of an entity, not of an account.",
  "other-application": "This is the id of an application, not of an account.",
  "other-account-number": "This is the id of an account number, not of an account.",
  "other-subledger-balance": "This is the id of a balance, not of an account.",
  "other-event": "This is the id of an event, not of an account.",
  "other-card": "This is the id of a card, not of an account.",
} satisfies Record<MalformedReason, string>;

/** Why a row names no account; what a later release wrote is shown as it is named. */
export function malformedWords(reason: string | null): string {
  return isOneOf(malformedReasons, reason) ? malformedRows[reason] : `This row names no account. (${reason ?? "no reason"})`;
}

/** Why Lead's answer let no account enter. */
export const refusalReasons = ["unknown-id", "unknown-client-id", "lookup-off", "refused-by-lead", "unreadable"] as const;
export type RefusalReason = (typeof refusalReasons)[number];

const refusalWords = {
  "unknown-id": "Lead knows no account with this id in this program.",
  "unknown-client-id": "Lead knows no account with this client account id in this program.",
  "lookup-off": "The look-up by client account id was turned off for this program.",
  "refused-by-lead": "Lead refused to show this account.",
  unreadable: "Lead’s answer about this account could not be read.",
} satisfies Record<RefusalReason, string>;

/** The reason of a row in words; what a later release wrote is shown as it is named. */
export function rowReasonWords(state: RowState, reason: string | null): string {
  if (state === "malformed" && isOneOf(malformedReasons, reason)) return malformedRows[reason];
  if (state === "refused" && isOneOf(refusalReasons, reason)) return refusalWords[reason];
  return reason === null ? rowStateWords[state] : `${rowStateWords[state]} (${reason})`;
}

function isOneOf<T extends string>(list: readonly T[], value: string | null): value is T {
  return list.some((known) => known === value);
}

/** "about 3 hours": how long something still takes, for a person. */
export function timeLeftWords(seconds: number): string {
  if (seconds < 60) return "less than a minute";
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `about ${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
  const hours = Math.round(seconds / 3_600);
  return hours < 48 ? `about ${hours} hours` : `about ${Math.round(seconds / 86_400)} days`;
}
