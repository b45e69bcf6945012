import "server-only";
import { and, eq } from "drizzle-orm";
import type { Found } from "@/lib/account-views";
import type { SearchFound } from "@/lib/account-number-search";
import type { Database } from "../db/client";
import { directoryEntries } from "../db/schema";
import { accountsFound, lookUpNumber } from "../directory/account-number-search";
import { keepSearch } from "../directory/kept-search";
import type { LeadReader } from "../lead/lead-client";
import type { Caller } from "./authorise";

export type Asking = { caller: Caller; db: Database; reader: LeadReader };

/** Where a bank account number leads: to one account, or to a list whose address carries a search id and no number. */
export async function findByAccountNumber({ caller, db, reader }: Asking, plain: string): Promise<Found> {
  const { program, actor } = caller;
  const looked = await lookUpNumber({ db, reader }, program, plain);
  if (!looked.ok) return { kind: "problem", problem: looked.problem };
  const { found, askedLead, knownNumber } = looked.value;
  const [first, second] = await twoOf({ caller, db, reader }, found);
  if (!first) return { kind: "nothing", askedLead, knownNumber };
  if (!second) return { kind: "account", accountId: first, entered: false };
  return { kind: "list", query: { search: await keepSearch(db, { program: program.slug, owner: actor.subject }, found) } };
}

async function twoOf({ caller: { program }, db }: Asking, found: SearchFound): Promise<string[]> {
  const rows = await db
    .select({ id: directoryEntries.accountId })
    .from(directoryEntries)
    .where(and(eq(directoryEntries.program, program.slug), accountsFound(program.slug, found)))
    .limit(2);
  return rows.map(({ id }) => id);
}
