import { malformedWords } from "../imports/import-words";
import type { LedgerUse } from "./ledger-file";
import { rowProblems } from "./ledger-row";

export const ledgerUseWords = {
  "account-id": "The account’s id at Lead",
  "client-account-id": "Your own id of the account",
  status: "Status",
  "status-reason": "Status reason",
  since: "Since when it has that status",
  currency: "Currency",
  "available-credit": "Available credit, in minor units",
  "credit-limit": "Credit limit, in minor units",
  "max-credit-limit": "Maximum credit limit, in minor units",
  "as-of": "When the row was like this",
  "owner-state": "Whose law the owner lives under; kept, not compared",
  "owner-activity": "When the owner last did something; kept, not compared",
  balance: "Not compared: the directory holds no balances",
  "not-used": "Known; not compared",
  unknown: "Not known; left alone",
} satisfies Record<LedgerUse, string>;

const problemWords = {
  "status-unknown": "The status is none of active, inactive and closed.",
  "reason-unknown": "The status reason is none of Lead’s.",
  "reason-of-another-status": "The reason belongs to another status.",
  amount: "An amount is not a whole number of minor units.",
  currency: "The currency is not three letters.",
  date: "A date or a time cannot be read.",
  state: "The state is not two letters.",
  "nothing-said": "The row has nothing to compare.",
  "not-in-directory": "The directory knows no account with this id in this program.",
  "several-accounts": "Several accounts have this client account id.",
  "ids-disagree": "The two ids are of different accounts.",
  "same-account": "Another row is about the same account; neither is compared.",
} satisfies Record<(typeof rowProblems)[number], string>;

/** Why a row is compared with nothing; what a later release wrote is shown as it is named. */
export function rowProblemWords(problem: string | null, sameAsLine: number | null): string {
  if (problem === "same-account" && sameAsLine !== null) return `Line ${sameAsLine.toLocaleString("en-US")} is about the same account; neither is compared.`;
  const known = rowProblems.find((one) => one === problem);
  return known ? problemWords[known] : malformedWords(problem);
}
