/**
 * What a search for an account number led to: the accounts of their own that the numbers settle to, as far as Lead
 * confirms them, and the numbers' customers otherwise. The number itself is not part of it.
 */
export type SearchFound = { kind: "account-number"; masked: string; accountIds: string[]; entityIds: string[] };

/** Where a pasted account number leads. `s` is the search's id, good in an address of the list. */
export type AccountNumberFound =
  | { kind: "account"; accountId: string }
  | { kind: "list"; s: string; masked: string; accounts: number }
  /** `knownNumber`: Lead has such a number, but none of its customer's accounts is in the directory. */
  | { kind: "nothing"; knownNumber: boolean; askedLead: boolean };

/** A number without the spaces and hyphens that people write; undefined where it cannot be one (FACTS 3.5: 8 to 17). */
export function plainAccountNumber(text: string): string | undefined {
  const plain = text.replace(/[\s-]/g, "");
  return /^[0-9A-Za-z]{8,17}$/.test(plain) ? plain : undefined;
}

/** Whether a pasted text is to be taken for an account number: digits alone. It must not get into an address or a log. */
export function looksLikeAccountNumber(text: string): boolean {
  return /^\d{8,17}$/.test(text.replace(/[\s-]/g, ""));
}
