import "server-only";
import type { Found } from "@/lib/account-views";
import { classifySearch, isPersonalDetail } from "@/lib/directory-query";
import type { SearchTerm } from "@/lib/directory-query";
import { db as sharedDatabase } from "../db/client";
import type { Database } from "../db/client";
import { databaseCallSink } from "../audit/call-sink";
import { entryOf } from "../directory/entry";
import { keepSearch } from "../directory/kept-search";
import { remember } from "../directory/remember";
import { unavailableProblem } from "../directory/unavailable-problem";
import { leadReader } from "../lead/lead-client";
import type { LeadReader } from "../lead/lead-client";
import { denial } from "./authorise";
import type { Caller } from "./authorise";
import { findByAccountNumber } from "./account-number-search";
import type { Asking } from "./account-number-search";
import { firstMatches, searchCondition } from "./search-condition";

type Deps = { db?: Database; reader?: LeadReader };

/**
 * Where what was pasted leads: straight to one account, or to the list that it describes. What the directory does not
 * know is asked of Lead, by id or by client account id where the program may, and entered.
 */
export async function findAccount(caller: Caller, pasted: string, deps: Deps = {}): Promise<Found> {
  const db = deps.db ?? sharedDatabase();
  const denied = await denial(db, caller, "read-accounts");
  if (denied) return { kind: "problem", problem: denied };
  if (isPersonalDetail(pasted)) return { kind: "problem", problem: personalDetail };
  const term = classifySearch(pasted);
  if (!term) return { kind: "nothing", askedLead: false };
  const reader = deps.reader ?? leadReader(caller.program, { operator: caller.actor.subject, sink: databaseCallSink(db) });
  if (term.kind === "account") return findById({ caller, db, reader }, term.id);
  const search = await searchCondition(db, caller.program.slug, term);
  const [first, second] = await firstMatches(db, search);
  if (first && !second && search.exact) return { kind: "account", accountId: first, entered: false };
  if (first || search.products.length > 0) return listOf({ caller, db, reader }, pasted, { term, isPublic: search.exact || !first });
  return findElsewhere({ caller, db, reader }, term);
}

const personalDetail = {
  kind: "invalid" as const,
  title: "That looks like a personal detail.",
  detail: "E-mail addresses, tax ids and telephone numbers are not searched for.",
  next: "Search by an id, a product or key:value metadata.",
};

type Listed = { term: SearchTerm; /** Ids and products alone, which may stand in an address. */ isPublic: boolean };

async function listOf({ caller, db }: Asking, pasted: string, { term, isPublic }: Listed): Promise<Found> {
  const text = pasted.trim();
  if (isPublic && (term.kind === "entity" || term.kind === "application" || term.kind === "text")) return { kind: "list", query: { q: text } };
  return { kind: "list", query: { search: await keepSearch(db, { program: caller.program.slug, owner: caller.actor.subject }, { kind: "text", text }) } };
}

/** What the directory does not name: a bank account number, or an id of the program's own that Lead may know. */
async function findElsewhere(asking: Asking, term: SearchTerm): Promise<Found> {
  if (term.kind === "text") return findByClientId(asking, term.text);
  if (term.kind !== "number") return { kind: "nothing", askedLead: false };
  const found = await findByAccountNumber(asking, term.digits);
  return found.kind === "nothing" && !found.knownNumber ? findByClientId(asking, term.digits) : found;
}

async function findById({ caller, db, reader }: Asking, id: string): Promise<Found> {
  if (await entryOf(db, caller.program, id)) return { kind: "account", accountId: id, entered: false };
  const [outcome] = await remember(caller.program, [id], "looked-up", { actor: caller.actor, db, reader });
  if (outcome?.kind === "remembered") return { kind: "account", accountId: id, entered: true };
  return outcome?.kind === "unavailable" ? { kind: "problem", problem: outcome.problem } : { kind: "nothing", askedLead: true };
}

/** Lead's look-up by the program's own id, where it has one; an id has no spaces. */
async function findByClientId(asking: Asking, text: string): Promise<Found> {
  if (!asking.caller.program.clientIdLookup || !/^[\x21-\x7e]{1,128}$/.test(text)) return { kind: "nothing", askedLead: false };
  const answer = await asking.reader.accounts.getByClientAccountId(text);
  if (answer.kind === "answered") return findById(asking, answer.value.id);
  const isUnknown = answer.kind === "refused" && (answer.problem.status === 404 || answer.problem.status === 400);
  return isUnknown ? { kind: "nothing", askedLead: true } : { kind: "problem", problem: unavailableProblem(answer) };
}
