import { statusWords } from "./accounts/account-status";
import { holdTypes, holdTypeWords } from "./accounts/command-inputs";
import type { HoldType } from "./accounts/command-inputs";
import { plainDateWords } from "./fields/plain-date";
import { daysBetween } from "./format";

/** What each kind of hold is for (COMPLIANCE, Inactive). */
export const holdTypeMeanings: Record<HoldType, string> = {
  "court-or-levy": "An order or a levy that was served. Write down its number.",
  sanctions: "A possible or confirmed match with a sanctions list.",
  fraud: "Fraud is suspected or shown.",
  deceased: "A holder has died.",
  dispute: "Holders or others dispute who may use the account.",
  "returned-mail": "Mail to the holder came back.",
  other: "Something else. Say what in the note.",
};

/** The kind of a hold in words; one that this release does not know is shown as it is stored. */
export function holdWords(type: string): string {
  if (type === "restricted") return "Restricted";
  return holdTypes.some((known) => known === type) ? holdTypeWords[type as HoldType] : type;
}

/** When a hold runs out, as the program's calendar has it; it stays in force until somebody releases it. */
export function holdExpiry(expiresOn: string | null, today: string): { words: string; past: boolean } | null {
  if (expiresOn === null) return null;
  const left = daysBetween(today, expiresOn);
  const day = plainDateWords(expiresOn);
  if (left === null) return { words: `Expires ${day}`, past: false };
  if (left < 0) return { words: `Expired ${day}, in force until released`, past: true };
  if (left === 0) return { words: "Expires today", past: false };
  return { words: left <= 30 ? `Expires ${day}, ${left} ${left === 1 ? "day" : "days"} left` : `Expires ${day}`, past: false };
}

/** What Lead, which is not told of holds, shows of an account while one is open; as the directory knows it. */
export function leadMeanwhile({ status, statusReason, missingSince }: { status: string; statusReason: string | null; missingSince: string | null }): string {
  if (missingSince !== null) return "Lead no longer shows this account.";
  if (status === "active") return "Lead shows Active: money can still move.";
  const [shown = status, why] = statusWords(status, statusReason).split(" · ");
  return `Lead shows ${shown}${why ? ` (${why})` : ""}.`;
}

/** "Court order or levy, Levy 26-4471": one hold among several. */
export function holdName({ type, reference }: { type: string; reference: string | null }): string {
  return `${holdWords(type)}${reference ? `, ${reference}` : ""}`;
}
