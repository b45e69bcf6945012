/**
 * What a search for an account number led to: the accounts of their own that the numbers settle to, as far as Lead
 * confirms them, and the numbers' customers otherwise. The number itself is not part of it.
 */
export type SearchFound = { kind: "account-number"; masked: string; accountIds: string[]; entityIds: string[] };

/** A number without the spaces and hyphens that people write; undefined where it cannot be one (FACTS 3.5: 8 to 17). */
export function plainAccountNumber(text: string): string | undefined {
  const plain = text.replace(/[\s-]/g, "");
  return /^[0-9A-Za-z]{8,17}$/.test(plain) ? plain : undefined;
}
