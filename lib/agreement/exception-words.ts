import { statusWords } from "../accounts/account-status";
import { moneyWords } from "../fields/money";
import { plainDateWords } from "../fields/plain-date";
import { zonedTimeText } from "../fields/zoned-time";
import type { ExceptionField, Said } from "./compare";
import type { Resolution, RunStatus } from "./exceptions";

export const fieldWords = {
  status: "status",
  "status-reason": "status reason",
  currency: "currency",
  "available-credit": "available credit",
  "credit-limit": "credit limit",
  "max-credit-limit": "maximum credit limit",
  absent: "not in the ledger",
} satisfies Record<ExceptionField, string>;

export const runStatusWords = { receiving: "Coming in", ready: "Not started", running: "Running", done: "Done", canceled: "Canceled" } satisfies Record<RunStatus, string>;

export const resolutionWords = {
  "agreed-by-file": "Both agreed again in a later file",
  "agreed-by-directory": "Lead came to show what your ledger says",
  covered: "Another difference of the account says it too",
  "by-person": "Accepted as it is",
} satisfies Record<Resolution, string>;

type Sides = { field: ExceptionField; theirs: Said; ours: Said };

/** "Your ledger: closed 3 May 2026. Lead: active." Days are those of the zone. */
export function exceptionSentence(sides: Sides, zone: string): string {
  const { theirs, ours } = sidesWords(sides, zone);
  const isNamed = sides.field !== "status" && sides.field !== "absent" && sides.theirs.value !== null;
  return `Your ledger: ${isNamed ? `${fieldWords[sides.field]} ` : ""}${theirs}. Lead: ${ours}.`;
}

export function sidesWords({ field, theirs, ours }: Sides, zone: string): { theirs: string; ours: string } {
  if (field === "absent") return { theirs: "not in the file", ours: statusSide(ours, zone) };
  const words = (said: Said) => (field === "status" ? statusSide(said, zone) : valueWords(field, said));
  return { theirs: words(theirs), ours: words(ours) };
}

function statusSide({ value, reason, since }: Said, zone: string): string {
  const status = (value ?? "no status").toLowerCase();
  const day = since === undefined ? "" : ` ${plainDateWords(since.includes("T") ? zonedTimeText(since, zone).slice(0, 10) : since)}`;
  const [, why] = statusWords(value, reason ?? null).split(" · ");
  return `${status}${day}${why === undefined ? "" : ` (${why})`}`;
}

function valueWords(field: Exclude<ExceptionField, "status" | "absent">, { value, currency }: Said): string {
  if (value === null) return `no ${fieldWords[field]}`;
  if (field === "currency") return value;
  if (field === "status-reason") return statusWords("", value).split(" · ").at(-1)?.toLowerCase() ?? value;
  return currency === undefined ? `${value} in minor units` : moneyWords(Number(value), currency);
}
