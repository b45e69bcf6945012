import "server-only";
import type { DirectoryQuery, SearchTerm } from "@/lib/directory-query";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import { db as sharedDatabase } from "../db/client";
import type { Database, Queryable } from "../db/client";
import { keepSearch, keptSearch } from "../directory/kept-search";
import { searchTerm } from "./account-search-term";
import { denial } from "./authorise";
import type { Caller } from "./authorise";

/** What an export holds: all that a list has, or accounts chosen by hand. */
export type Exported = { kind: "list"; term: SearchTerm | undefined } | { kind: "chosen"; accountIds: string[] };

/** Keeps accounts chosen by hand for the export that follows, for this person alone; the id is what its address carries. */
export async function keepSelection(caller: Caller, accountIds: string[], db: Database = sharedDatabase()): Promise<Result<{ id: string }>> {
  const denied = await denial(db, caller, "export");
  if (denied) return fail(denied);
  return ok({ id: await keepSearch(db, whoseOf(caller), { kind: "chosen", accountIds }) });
}

/** @param selection the id of a kept selection; undefined for the list itself */
export async function exportedOf(db: Queryable, caller: Caller, query: DirectoryQuery, selection: string | undefined): Promise<Result<Exported>> {
  if (selection === undefined) {
    const term = await searchTerm(db, caller, query);
    return term.ok ? ok({ kind: "list", term: term.value }) : term;
  }
  const kept = await keptSearch(db, whoseOf(caller), selection);
  return kept?.kind === "chosen" ? ok(kept) : fail(notKept);
}

const whoseOf = ({ program, actor }: Caller) => ({ program: program.slug, owner: actor.subject });

const notKept: Problem = {
  kind: "invalid",
  title: "This selection is not kept.",
  detail: "What was selected is kept for 30 days, for the person who selected it.",
  saved: "Nothing was exported.",
  next: "Select the accounts again.",
};
