import "server-only";
import { and, eq } from "drizzle-orm";
import type { AccountNumberFound } from "@/lib/account-number-search";
import { plainAccountNumber } from "@/lib/account-number-search";
import { fail, ok } from "@/lib/result";
import type { Result } from "@/lib/result";
import { databaseCallSink } from "../audit/call-sink";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { directoryEntries } from "../db/schema";
import { accountsFound, lookUpNumber } from "../directory/account-number-search";
import { keepSearch } from "../directory/kept-search";
import { leadReader } from "../lead/lead-client";
import type { LeadReader } from "../lead/lead-client";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

type Deps = { db?: Database; reader?: LeadReader };

const mostCounted = 1_000;

/** Where a pasted account number leads: to one account, or to a list whose address carries a search id and no number. */
export async function findByAccountNumber(caller: Caller, pasted: string, deps: Deps = {}): Promise<Result<AccountNumberFound>> {
  const db = deps.db ?? sharedDatabase();
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return fail(denied);
  const plain = plainAccountNumber(pasted);
  if (plain === undefined) return fail({ kind: "invalid", title: "An account number has 8 to 17 digits or letters.", fields: [{ path: "number", message: "Expected 8 to 17 digits or letters" }] });
  const { program, actor } = caller;
  const reader = deps.reader ?? leadReader(program, { operator: actor.subject, sink: databaseCallSink(db) });
  const looked = await lookUpNumber({ db, reader }, program, plain);
  if (!looked.ok) return looked;
  const { found, knownNumber, askedLead } = looked.value;
  const accounts = await db
    .select({ id: directoryEntries.accountId })
    .from(directoryEntries)
    .where(and(eq(directoryEntries.program, program.slug), accountsFound(program.slug, found)))
    .limit(mostCounted);
  const [first, second] = accounts;
  if (!first) return ok({ kind: "nothing", knownNumber, askedLead });
  if (!second) return ok({ kind: "account", accountId: first.id });
  const s = await keepSearch(db, { program: program.slug, operator: actor.subject }, found);
  return ok({ kind: "list", s, masked: found.masked, accounts: accounts.length });
}
