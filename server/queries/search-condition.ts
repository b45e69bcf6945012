import "server-only";
import { and, arrayContains, eq, like, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { SearchTerm } from "@/lib/directory-query";
import type { Queryable } from "../db/client";
import { directoryEntries, directoryRelationships, entities } from "../db/schema";
import { fold, foldPair } from "../directory/fold";
import { storableText } from "../audit/storable-json";

/** A condition on directory_entries; `exact` when it names accounts and does not merely describe them. */
export type SearchCondition = { where: SQL | undefined; exact: boolean };

/** The term as SQL. A text is first looked for as an id of the program's own, and only then in products. */
export async function searchCondition(db: Queryable, program: string, term: SearchTerm): Promise<SearchCondition> {
  switch (term.kind) {
    case "account":
      return { where: eq(directoryEntries.accountId, term.id), exact: true };
    case "application":
      return { where: eq(directoryEntries.applicationId, term.id), exact: true };
    case "entity":
      return { where: onAccount(program, eq(directoryRelationships.entityId, storableText(term.id))), exact: true };
    case "metadata":
      return { where: arrayContains(directoryEntries.metadataPairs, [foldPair(storableText(term.key), storableText(term.value))]), exact: true };
    case "text":
      return textCondition(db, program, storableText(term.text));
  }
}

async function textCondition(db: Queryable, program: string, text: string): Promise<SearchCondition> {
  const [ofAccounts, ofCustomers] = await Promise.all([
    db.select({ id: directoryEntries.accountId }).from(directoryEntries).where(and(eq(directoryEntries.program, program), eq(directoryEntries.clientAccountId, text))).limit(1),
    db.select({ id: entities.entityId }).from(entities).where(and(eq(entities.program, program), eq(entities.clientCustomerId, text))).limit(1),
  ]);
  const wheres = [
    ofAccounts.length > 0 ? eq(directoryEntries.clientAccountId, text) : undefined,
    ofCustomers.length > 0 ? onAccount(program, sql`${directoryRelationships.entityId} IN ${customerEntities(program, text)}`) : undefined,
  ].filter((where) => where !== undefined);
  if (wheres.length > 0) return { where: or(...wheres), exact: true };
  return { where: like(directoryEntries.productFolded, `%${escapeLike(fold(text))}%`), exact: false };
}

function customerEntities(program: string, clientCustomerId: string): SQL {
  return sql`(SELECT ${entities.entityId} FROM ${entities} WHERE ${entities.program} = ${program} AND ${entities.clientCustomerId} = ${clientCustomerId})`;
}

/** The account has someone, in whatever role, for whom the condition holds. */
function onAccount(program: string, condition: SQL): SQL {
  return sql`${directoryEntries.accountId} IN (SELECT ${directoryRelationships.accountId} FROM ${directoryRelationships} WHERE ${directoryRelationships.program} = ${program} AND ${condition})`;
}

/** `_` and `%` are letters of ids and names here, not wildcards. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (letter) => `\\${letter}`);
}
