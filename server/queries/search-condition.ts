import "server-only";
import { and, arrayContains, eq, inArray, like, or, sql } from "drizzle-orm";
import type { AnyColumn, SQL } from "drizzle-orm";
import type { SearchTerm } from "@/lib/directory-query";
import type { Queryable } from "../db/client";
import { directoryEntries, directoryRelationships, entities } from "../db/schema";
import { directoryKeys, directorySummary } from "../db/schema-directory";
import { fold, foldPair } from "../directory/fold";
import { storableText } from "../audit/storable-json";

/** Accounts that a search names, or a part of them: as a SELECT of their ids, and as a condition on one row of directory_keys. */
type Match = { ids: SQL; fits: SQL };

/**
 * What a search finds: all accounts of some products (folded), and those that match otherwise; `fits`: either, as a
 * condition on one row. `exact`: it names accounts and does not merely describe them.
 */
export type DirectorySearch = { exact: boolean; products: string[]; matches: Match[]; fits: SQL };

/** More products than this are not told apart: the text says too little. */
const mostProducts = 200;
/** Fewer letters have no trigram, and an index cannot find them. */
const fewestLetters = 3;

/** The term as SQL. A text is first looked for as an id of the program's own, and only then in names and values. */
export async function searchCondition(db: Queryable, program: string, term: SearchTerm): Promise<DirectorySearch> {
  switch (term.kind) {
    case "account":
      return exactly(ofEntries(program, eq(directoryEntries.accountId, term.id)));
    case "application":
      return exactly(ofEntries(program, eq(directoryEntries.applicationId, term.id)));
    case "entity":
      return exactly(ofRelated(program, eq(directoryRelationships.entityId, storableText(term.id))));
    case "account-number":
      return exactly(ofEntries(program, inArray(directoryEntries.accountId, term.accountIds)), ofHeldBy(program, term.entityIds));
    case "metadata":
      return metadataSearch(db, program, storableText(term.key), storableText(term.value));
    case "number":
      return textSearch(db, program, term.digits);
    case "text":
      return textSearch(db, program, storableText(term.text));
  }
}

const exactly = (...matches: Match[]): DirectorySearch => found(true, [], matches);

function found(exact: boolean, products: string[], matches: Match[]): DirectorySearch {
  const ofProducts = products.length > 0 ? [inArray(directoryKeys.product, products)] : [];
  return { exact, products, matches, fits: or(...ofProducts, ...matches.map(({ fits }) => fits)) ?? sql`false` };
}

async function metadataSearch(db: Queryable, program: string, key: string, value: string): Promise<DirectorySearch> {
  const pair = ofEntries(program, arrayContains(directoryEntries.metadataPairs, [foldPair(key, value)]));
  if (await isAny(db, pair)) return exactly(pair);
  const part = `${escapeLike(fold(key))}:%${escapeLike(fold(value))}%`;
  const pairFits = sql`EXISTS (SELECT FROM unnest(${directoryEntries.metadataPairs}) AS pair WHERE pair LIKE ${part})`;
  return found(false, [], hasTrigram(fold(value)) ? [ofEntries(program, and(valueLike(fold(value)), pairFits))] : []);
}

async function textSearch(db: Queryable, program: string, text: string): Promise<DirectorySearch> {
  const ofAccount = ofEntries(program, eq(directoryEntries.clientAccountId, text));
  const ofCustomer = ofRelated(program, sql`${directoryRelationships.entityId} IN ${customerEntities(program, text)}`);
  const named = [(await isAny(db, ofAccount)) ? ofAccount : undefined, (await isAny(db, ofCustomer)) ? ofCustomer : undefined].filter((match) => match !== undefined);
  if (named.length > 0) return exactly(...named);
  return partSearch(db, program, fold(text));
}

function customerEntities(program: string, clientCustomerId: string): SQL {
  return sql`(SELECT ${entities.entityId} FROM ${entities} WHERE ${entities.program} = ${program} AND ${entities.clientCustomerId} = ${clientCustomerId})`;
}

/** Products are few and found at any length; names and values need letters enough for their index. */
async function partSearch(db: Queryable, program: string, folded: string): Promise<DirectorySearch> {
  const products = await db
    .selectDistinct({ product: directorySummary.product })
    .from(directorySummary)
    .where(and(eq(directorySummary.program, program), like(directorySummary.product, anywhere(folded))))
    .limit(mostProducts + 1);
  const names = hasTrigram(folded) ? [ofEntries(program, valueLike(folded)), ofHolders(program, folded)] : [];
  if (products.length <= mostProducts) return found(false, products.map(({ product }) => product), names);
  const named = sql`SELECT product FROM directory_summary WHERE program = ${program} AND product LIKE ${anywhere(folded)}`;
  const ofProducts = { ids: sql`SELECT account_id FROM directory_keys WHERE program = ${program} AND product IN (${named})`, fits: like(directoryKeys.product, anywhere(folded)) };
  return found(false, [], [ofProducts, ...names]);
}

const anywhere = (folded: string) => `%${escapeLike(folded)}%`;
const hasTrigram = (folded: string) => Array.from(folded).length >= fewestLetters;

/** By the index, whose trigrams run across spaces (0017_text_across_spaces.sql), and then as it stands. */
const hasText = (column: AnyColumn, folded: string): SQL =>
  sql`(translate(${column}, ' ', '0') LIKE ${anywhere(folded.replaceAll(" ", "0"))} AND ${column} LIKE ${anywhere(folded)})`;

const valueLike = (folded: string): SQL => hasText(directoryEntries.metadataText, folded);

/** Two accounts at most: none, one, or several. */
export async function firstMatches(db: Queryable, { matches }: DirectorySearch): Promise<string[]> {
  if (matches.length === 0) return [];
  const ids = sql.join(matches.map(({ ids: of }) => sql`(SELECT DISTINCT account_id FROM (${of}) AS matched LIMIT 2)`), sql` UNION `);
  const { rows } = await db.execute<{ account_id: string }>(sql`SELECT account_id FROM (${ids}) AS found LIMIT 2`);
  return rows.map((row) => row.account_id);
}

async function isAny(db: Queryable, { ids }: Match): Promise<boolean> {
  return ((await db.execute(sql`${ids} LIMIT 1`)).rowCount ?? 0) > 0;
}

/** As a scalar subquery it is looked up row by row; EXISTS might first gather every account of every entity. */
const forThisRow = (from: SQL): SQL => sql`coalesce((SELECT true ${from} LIMIT 1), false)`;

function ofEntries(program: string, where: SQL | undefined): Match {
  const from = sql`FROM ${directoryEntries} WHERE ${directoryEntries.program} = ${program}`;
  return {
    ids: sql`SELECT ${directoryEntries.accountId} ${from} AND ${where}`,
    fits: forThisRow(sql`${from} AND ${directoryEntries.accountId} = ${directoryKeys.accountId} AND ${where}`),
  };
}

/** The account has someone, in whatever role, for whom the condition holds. */
function ofRelated(program: string, where: SQL): Match {
  const from = sql`FROM ${directoryRelationships} WHERE ${directoryRelationships.program} = ${program}`;
  return {
    ids: sql`SELECT ${directoryRelationships.accountId} ${from} AND ${where}`,
    fits: forThisRow(sql`${from} AND ${directoryRelationships.accountId} = ${directoryKeys.accountId} AND ${where}`),
  };
}

function ofHeldBy(program: string, entityIds: readonly string[]): Match {
  return ofRelated(program, sql`${directoryRelationships.relationshipType} = 'account_holder' AND ${directoryRelationships.entityId} = ANY(${sql.param(entityIds)}::text[])`);
}

function ofHolders(program: string, folded: string): Match {
  const named = sql`${entities.program} = ${program} AND ${hasText(entities.displayFolded, folded)}`;
  const holder = sql`${directoryRelationships.program} = ${program} AND ${directoryRelationships.relationshipType} = 'account_holder'`;
  const joined = sql`JOIN ${entities} ON ${entities.entityId} = ${directoryRelationships.entityId}`;
  return {
    ids: sql`SELECT ${directoryRelationships.accountId} FROM ${directoryRelationships} ${joined} WHERE ${holder} AND ${named}`,
    fits: forThisRow(sql`FROM ${directoryRelationships} ${joined} WHERE ${holder} AND ${named} AND ${directoryRelationships.accountId} = ${directoryKeys.accountId}`),
  };
}

/** `_` and `%` are letters of ids and names here, not wildcards. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (letter) => `\\${letter}`);
}
