import { parsePlainDate } from "../fields/plain-date";
import { parseZonedTime } from "../fields/zoned-time";
import { statusReasons as reasonRows } from "../accounts/account-status";
import { businessDate } from "../format";
import { judgeRow } from "../imports/judge-row";
import type { MalformedReason } from "../imports/judge-row";
import { accountStatuses, statusReasons } from "../lead/enums";
import type { AccountStatus, StatusReason } from "../lead/enums";
import type { LedgerShape, LedgerUse } from "./ledger-file";

/** What one row says of its account; null where it says nothing. Amounts are in minor units. */
export type LedgerSaid = {
  status: AccountStatus | null;
  statusReason: StatusReason | null;
  /** Since when it has that status: a plain date, or ISO 8601. */
  since: string | null;
  currency: string | null;
  availableCredit: number | null;
  creditLimit: number | null;
  maxLimit: number | null;
  /** ISO 8601; the file's own where the row has none. */
  asOf: string | null;
  /** The day of the last thing that the owner did, of the program's zone; only where the file has it. */
  ownerActivityOn?: string;
  /** Two capital letters; only where the file has it. */
  ownerState?: string;
};

/** Why a row is compared with nothing: it cannot be read, or the directory cannot tell which account it means. */
export const rowProblems = [
  "status-unknown", "reason-unknown", "reason-of-another-status", "amount", "currency", "date", "state", "nothing-said",
  "not-in-directory", "several-accounts", "ids-disagree", "same-account",
] as const;
export type RowProblem = MalformedReason | (typeof rowProblems)[number];

/** `shown`: what a person finds the row by. `detail`: the value that could not be read. */
export type LedgerRow = { accountId: string | null; clientAccountId: string | null; shown: string } & (
  | { said: LedgerSaid; problem: null; detail: null }
  | { said: null; problem: RowProblem; detail: string | null }
);

class Unreadable {
  constructor(readonly problem: RowProblem, readonly value: string) {}
}

const shownCharacters = 100;

/** Reads one row. Dates without a time are of the program's zone; an as-of without a time is the end of that day. */
export function judgeLedgerRow(shape: LedgerShape, cells: readonly string[], zone: string): LedgerRow {
  const { idKind, value, malformed } = judgeRow({ hasHeader: true, columns: shape.columns }, cells);
  const cell = (use: LedgerUse) => (cells[shape.columns.findIndex((column) => column.use === use)] ?? "").trim();
  const ids = { accountId: idKind === "account" ? value : null, clientAccountId: idKind === "client" ? value : cell("client-account-id") || null, shown: value };
  if (malformed) return { ...ids, said: null, problem: malformed, detail: null };
  const said = saidOf(cell, zone);
  if (!(said instanceof Unreadable)) return { ...ids, said, problem: null, detail: null };
  const detail = Array.from(said.value.replace(/\p{Cc}/gu, "\u{fffd}")).slice(0, shownCharacters).join("");
  return { ...ids, said: null, problem: said.problem, detail: detail === "" ? null : detail };
}

function saidOf(cell: (use: LedgerUse) => string, zone: string): LedgerSaid | Unreadable {
  const read = {
    status: wordIn(accountStatuses, cell("status"), "status-unknown"),
    statusReason: wordIn(statusReasons, cell("status-reason"), "reason-unknown"),
    since: sinceOf(cell("since"), zone),
    currency: currencyOf(cell("currency")),
    availableCredit: amountOf(cell("available-credit")),
    creditLimit: amountOf(cell("credit-limit")),
    maxLimit: amountOf(cell("max-credit-limit")),
    asOf: asOfTime(cell("as-of"), zone),
    ...(cell("owner-activity") === "" ? {} : { ownerActivityOn: dayOf(cell("owner-activity"), zone) }),
    ...(cell("owner-state") === "" ? {} : { ownerState: stateOf(cell("owner-state")) }),
  };
  const wrong = Object.values(read).find((value) => value instanceof Unreadable);
  if (wrong) return wrong;
  const said = read as LedgerSaid;
  if (said.status !== null && said.statusReason !== null && reasonRows[said.statusReason].status !== said.status) return new Unreadable("reason-of-another-status", `${said.status}, ${said.statusReason}`);
  const isSilent = said.status === null && said.statusReason === null && said.availableCredit === null && said.creditLimit === null && said.maxLimit === null && said.ownerActivityOn === undefined && said.ownerState === undefined;
  return isSilent ? new Unreadable("nothing-said", "") : said;
}

/** Lead's own words alone, in capitals or not: what else a ledger calls a status is not guessed. */
function wordIn<T extends string>(words: readonly T[], text: string, problem: RowProblem): T | null | Unreadable {
  if (text === "") return null;
  return words.find((word) => word === text.toLowerCase()) ?? new Unreadable(problem, text);
}

function amountOf(text: string): number | null | Unreadable {
  if (text === "") return null;
  const amount = Number(text);
  return /^-?\d{1,16}$/.test(text) && Number.isSafeInteger(amount) ? amount + 0 : new Unreadable("amount", text);
}

function currencyOf(text: string): string | null | Unreadable {
  if (text === "") return null;
  return /^[a-z]{3}$/i.test(text) ? text.toUpperCase() : new Unreadable("currency", text);
}

function sinceOf(text: string, zone: string): string | null | Unreadable {
  if (text === "") return null;
  const day = parsePlainDate(text);
  return day.ok ? day.value : (timeOf(text, zone) ?? new Unreadable("date", text));
}

function stateOf(text: string): string | Unreadable {
  return /^[a-z]{2}$/i.test(text) ? text.toUpperCase() : new Unreadable("state", text);
}

function dayOf(text: string, zone: string): string | Unreadable {
  const since = sinceOf(text, zone);
  return typeof since === "string" ? (since.length > 10 ? businessDate(since, zone) : since) : new Unreadable("date", text);
}

function asOfTime(text: string, zone: string): string | null | Unreadable {
  return text === "" ? null : (asOfIn(text, zone) ?? new Unreadable("date", text));
}

/** "2026-05-03" is the end of that day in the zone; otherwise a time with a zone of its own, or on the zone's clocks. */
export function asOfIn(text: string, zone: string): string | undefined {
  const day = parsePlainDate(text);
  return timeOf(day.ok ? `${day.value} 23:59:59` : text, zone);
}

function timeOf(text: string, zone: string): string | undefined {
  const withZone = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i.test(text) ? Date.parse(text.replace(" ", "T")) : undefined;
  if (withZone !== undefined) return Number.isNaN(withZone) ? undefined : new Date(withZone).toISOString();
  const local = parseZonedTime(text, zone);
  return local.ok ? new Date(local.value).toISOString() : undefined;
}
