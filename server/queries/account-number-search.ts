import "server-only";
import type { Found } from "@/lib/account-views";
import type { Database } from "../db/client";
import { lookUpNumber } from "../directory/account-number-search";
import { keepSearch } from "../directory/kept-search";
import type { LeadReader } from "../lead/lead-client";
import type { Caller } from "./authorise";
import { firstMatches, searchCondition } from "./search-condition";

export type Asking = { caller: Caller; db: Database; reader: LeadReader };

/** Where a bank account number leads: to one account, or to a list whose address carries a search id and no number. */
export async function findByAccountNumber({ caller, db, reader }: Asking, plain: string): Promise<Found> {
  const { program, actor } = caller;
  const looked = await lookUpNumber({ db, reader }, program, plain);
  if (!looked.ok) return { kind: "problem", problem: looked.problem };
  const { found, askedLead, knownNumber } = looked.value;
  const [first, second] = await firstMatches(db, await searchCondition(db, program.slug, found));
  if (!first) return { kind: "nothing", askedLead, knownNumber };
  if (!second) return { kind: "account", accountId: first, entered: false };
  return { kind: "list", query: { search: await keepSearch(db, { program: program.slug, owner: actor.subject }, found) } };
}
