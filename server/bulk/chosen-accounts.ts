import "server-only";
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { ChosenAccounts } from "@/lib/bulk/bulk-inputs";
import { changeDirectoryQuery, parseDirectoryQuery } from "@/lib/directory-query";
import { fail, ok } from "@/lib/result";
import type { Problem, Result } from "@/lib/result";
import type { Database } from "../db/client";
import { exportedIds, exportedWhere } from "../queries/account-export-rows";
import { searchTerm } from "../queries/account-search-term";
import type { Caller } from "../queries/authorise";
import { askable, leavesOutRestricted, withoutRestricted } from "../queries/telling-filters";

/** As the list has them, of one moment. */
export async function chosenAccountIds(db: Database, caller: Caller, chosen: ChosenAccounts, most: number): Promise<Result<string[]>> {
  if (chosen.by === "hand") return chosen.ids.length > most ? fail(tooMany(most)) : ok(chosen.ids);
  const query = askable(caller, listQuery(chosen.list));
  if (!query) return fail(noneFits);
  const term = await searchTerm(db, caller, query);
  if (!term.ok) return term;
  const ids = await upTo(db, exportedIds(await exportedWhere(db, caller, query, term.value), query), most + 1);
  if (ids.length > most) return fail(tooMany(most));
  const theirs = leavesOutRestricted(caller, query) ? await withoutRestricted(db, caller, ids) : ids;
  return theirs.length === 0 ? fail(noneFits) : ok(theirs);
}

/** Of an address what makes sense, without a place in the list. */
export const listQuery = (list: string) => changeDirectoryQuery(parseDirectoryQuery(new URLSearchParams(list)), {});

async function upTo(db: Database, all: SQL, most: number): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`${all} LIMIT ${most}`);
  return rows.map(({ id }) => id);
}

const nothingPrepared = "Nothing was prepared.";
const noneFits: Problem = { kind: "not-possible-now", title: "No account fits any more.", saved: nothingPrepared, next: "Look at the list again." };
const tooMany = (most: number): Problem => ({
  kind: "not-possible-now", title: `At most ${most.toLocaleString("en-US")} accounts at once.`, saved: nothingPrepared, next: "Narrow the list by filters, then take the rest in another one.",
});
