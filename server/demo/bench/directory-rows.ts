import type { AccountListPage } from "../../../lib/account-views";
import { wholeDirectory } from "../../../lib/directory-query";
import type { DirectoryQuery } from "../../../lib/directory-query";
import type { Result } from "../../../lib/result";
import type { LeadReader } from "../../lead/lead-client";
import { accountList } from "../../queries/account-list";
import { accountCounts } from "../../queries/account-list-counts";
import { mostLookedAt } from "../../queries/account-list-places";
import { findAccount } from "../../queries/account-search";
import { landmarks } from "./generated-directory";
import { facetCases, inEveryOrder, rangeCases, textCases } from "./list-cases";
import type { ListCase } from "./list-cases";
import { askAll } from "./measured";
import type { Ask, Bench, Measured } from "./measured";

/** An account that is looked at for a text has a row in keys, entries, relationships and entities each, or a few. */
const mostRows = () => 5 * mostLookedAt;
/**
 * An index of trigrams leads to every name that has the letters of the text, in whatever order, and each is compared.
 * Letters that more than a tenth of all names have are found on the way through the list itself.
 */
const mostNames = (accounts: number) => mostRows() + accounts / 10;
const filterCases = [...facetCases, ...rangeCases];
const pagesToAThousand = 20;

/** The lists, searches and counts of the directory. What else is to be measured is one more row in a list like this. */
export const directoryRows: readonly Measured[] = [
  { name: "list: a filter or a pair, first page", unit: "ms", target: 25, mostTimes: 3, mostRows, measure: (bench) => askAll(bench, queriesOf(filterCases).map((query) => list(bench, query))) },
  { name: "list: a filter or a pair, after a thousand", unit: "ms", target: 25, mostTimes: 3, mostRows, measure: async (bench) => askAll(bench, await afterAThousand(bench), 1) },
  { name: "search: an exact id or account number", unit: "ms", target: 5, mostTimes: 1.5, mostRows: () => 200, measure: (bench) => askAll(bench, exactSearches(bench), 1) },
  { name: "search: a part of a product, name or value", unit: "ms", target: 100, mostRows: mostNames, measure: (bench) => askAll(bench, queriesOf(textCases).map((query) => list(bench, query))) },
  { name: "counts: filters and their pairs", unit: "ms", target: 20, mostTimes: 1.5, mostRows: () => 0, measure: (bench) => askAll(bench, facetCases.map(({ filter }) => counts(bench, filter))) },
  { name: "counts: with a range or a text, bounded", unit: "ms", target: 100, mostRows: mostNames, measure: (bench) => askAll(bench, [...rangeCases, ...textCases].map(({ filter }) => counts(bench, filter))) },
];

/** Two orders of each pair, all of each filter alone: pairs are many. */
function queriesOf(cases: readonly ListCase[]): DirectoryQuery[] {
  return cases.flatMap((one, index) => {
    const orders = inEveryOrder(one);
    return Object.keys(one.filter).length < 2 ? orders : [orders[index % orders.length], orders[(index + 3) % orders.length]].filter((query) => query !== undefined);
  });
}

const list = ({ caller }: Bench, query: DirectoryQuery): Ask => async (db) => valueOf(await accountList(caller, query, db));

const counts = ({ caller }: Bench, filter: Partial<DirectoryQuery>): Ask => async (db) => valueOf(await accountCounts(caller, { ...wholeDirectory, ...filter }, db));

/** A refusal is quick, and is not what is measured. */
function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.problem.title);
  return result.value;
}

/** The last page of a list that has fewer, so that the same lists are asked at every size. The walk there is not measured. */
async function afterAThousand(bench: Bench): Promise<Ask[]> {
  const asks: Ask[] = [];
  for (const [index, one] of filterCases.entries()) {
    const orders = inEveryOrder(one);
    const query = orders[index % orders.length];
    const cursor = query && index % bench.every === 0 ? await cursorAfterAThousand(bench, query) : null;
    if (query && cursor) asks.push(list(bench, { ...query, after: cursor }));
  }
  return asks;
}

async function cursorAfterAThousand({ caller, db }: Bench, query: DirectoryQuery): Promise<string | null> {
  let cursor: string | null = null;
  for (let page = 0; page < pagesToAThousand; page += 1) {
    const { next }: AccountListPage = valueOf(await accountList(caller, { ...query, after: cursor ?? undefined }, db));
    if (next === null) break;
    cursor = next;
  }
  return cursor;
}

function exactSearches({ caller }: Bench): Ask[] {
  const pasted = (text: string): Ask => async (db) => {
    const found = await findAccount(caller, text, { db, reader: nobodyAsked });
    if (found.kind !== "account" && found.kind !== "list") throw new Error(`${text} was not found: ${JSON.stringify(found)}`);
  };
  const listed = (q: string): Ask => async (db) => {
    const { rows } = valueOf(await accountList(caller, { ...wholeDirectory, q }, db));
    if (rows.length === 0) throw new Error(`${q} was not listed.`);
  };
  const { accountNumber, ...ids } = landmarks;
  return [...Object.values(ids).flatMap((id) => [pasted(id), listed(id)]), pasted(accountNumber)];
}

/** Whatever is asked here is in the directory. */
const nobodyAsked = {} as LeadReader;
