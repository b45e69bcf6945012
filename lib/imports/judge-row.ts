import { isAccountId } from "../lead/ids";
import type { RowIdKind } from "./import-file";

/** Why a row names no account. `other-…`: an id of something else at Lead. */
export const malformedReasons = [
  "columns", "no-id", "too-long", "characters", "not-an-account-id", "reserved",
  "other-entity", "other-application", "other-account-number", "other-subledger-balance", "other-event", "other-card",
] as const;
export type MalformedReason = (typeof malformedReasons)[number];

export type JudgedRow = { idKind: RowIdKind; value: string; malformed: null } | { idKind: RowIdKind; value: string; malformed: MalformedReason };

const others: readonly (readonly [string, MalformedReason])[] = [
  ["entity_", "other-entity"], ["application_", "other-application"], ["account_number_", "other-account-number"],
  ["subledger_balance_", "other-subledger-balance"], ["event_", "other-event"], ["card_", "other-card"],
];

/** Lead's own ids begin with these; a program's own may not (FACTS 12.4, Invalid Namespace). */
const reserved = /^(account_|subledgered_account_|partner_ledgered_account_)/;
const longestClientId = 128;
/** Enough of a wrong value to find it by. */
const shownCharacters = 100;

/** What one row names. The account's own id goes before the program's where both are given. */
export function judgeRow({ hasHeader, columns }: { hasHeader: boolean; columns: readonly { use: string }[] }, cells: readonly string[]): JudgedRow {
  const value = (use: string) => (cells[columns.findIndex((column) => column.use === use)] ?? "").trim();
  if (cells.length !== (hasHeader ? columns.length : 1)) return malformed("account", cells.find((cell) => cell.trim() !== "")?.trim() ?? "", "columns");
  if (!hasHeader) return judgeBare((cells[0] ?? "").trim());
  const [accountId, clientId] = [value("account-id"), value("client-account-id")];
  if (accountId !== "") return judgeAccountId(accountId);
  return clientId === "" ? malformed("account", "", "no-id") : judgeClientId(clientId);
}

function judgeBare(value: string): JudgedRow {
  return value.startsWith("account_") || otherKind(value) ? judgeAccountId(value) : judgeClientId(value);
}

function judgeAccountId(value: string): JudgedRow {
  const other = otherKind(value);
  const fits: boolean = isAccountId(value);
  if (fits) return { idKind: "account", value, malformed: null };
  if (other) return malformed("account", value, other);
  return malformed("account", value, value.length > 255 ? "too-long" : value.startsWith("account_") ? "characters" : "not-an-account-id");
}

function judgeClientId(value: string): JudgedRow {
  if (value === "") return malformed("client", value, "no-id");
  if (reserved.test(value)) return malformed("client", value, "reserved");
  if (value.length > longestClientId) return malformed("client", value, "too-long");
  return /^[\x21-\x7e]+$/.test(value) ? { idKind: "client", value, malformed: null } : malformed("client", value, "characters");
}

const otherKind = (value: string) => others.find(([prefix]) => value.startsWith(prefix))?.[1];

function malformed(idKind: RowIdKind, value: string, reason: MalformedReason): JudgedRow {
  const shown = Array.from(value.replace(/\p{Cc}/gu, "\u{fffd}")).slice(0, shownCharacters).join("");
  return { idKind, value: shown, malformed: reason };
}
