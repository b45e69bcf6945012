import "server-only";
import { holdTypeWords } from "@/lib/accounts/command-inputs";
import { openHolds } from "../directory/entry";
import type { Queryable } from "../db/client";

const words: Readonly<Record<string, string>> = { ...holdTypeWords, restricted: "Restricted" };

/**
 * The open holds of an account in words. Each of them blocks reactivation, an expired one too until somebody releases
 * it: that an order has run out is for a person to find.
 */
export async function holdsThatBlock(tx: Queryable, program: { slug: string }, accountId: string): Promise<string[]> {
  const open = await openHolds(tx, program, accountId);
  return open.map(({ type, reference }) => `${words[type] ?? type}${reference ? ` (${reference})` : ""}`);
}
