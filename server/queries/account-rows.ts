import "server-only";
import { and, asc, count, eq, inArray, isNull, sql } from "drizzle-orm";
import type { AnyColumn, SQL } from "drizzle-orm";
import type { AccountRow, HolderName } from "@/lib/account-views";
import { unsettledStatuses } from "@/lib/command";
import type { CommandStatus } from "@/lib/command";
import { may } from "@/lib/permissions";
import { scraPeriod } from "@/lib/scra-period";
import type { Queryable } from "../db/client";
import { commands, directoryEntries, directoryRelationships, entities } from "../db/schema";
import { holds } from "../db/schema-holds";
import { restrictedAmong } from "../holds/restricted-accounts";
import type { Caller } from "./authorise";

const listColumns = {
  accountId: directoryEntries.accountId,
  clientAccountId: directoryEntries.clientAccountId,
  productName: directoryEntries.productName,
  status: directoryEntries.status,
  statusReason: directoryEntries.statusReason,
  capabilities: directoryEntries.capabilities,
  holderType: directoryEntries.holderType,
  holderCount: directoryEntries.holderCount,
  currency: directoryEntries.currency,
  availableCredit: directoryEntries.availableCredit,
  creditLimit: directoryEntries.creditLimit,
  maxLimit: directoryEntries.maxLimit,
  scraStart: directoryEntries.scraStart,
  scraEnd: directoryEntries.scraEnd,
  hasNotice: directoryEntries.hasNotice,
  leadUpdatedAt: directoryEntries.leadUpdatedAt,
  closedAt: directoryEntries.closedAt,
  sortedAt: directoryEntries.sortedAt,
  readAt: directoryEntries.readAt,
  missingSince: directoryEntries.missingSince,
};

/** What a row is made of: what lists show, and the program's business date by the database's clock. */
export function rowColumns(zone: string) {
  return { ...listColumns, today: businessToday(zone) };
}

export function businessToday(zone: string) {
  return sql<string>`(now() AT TIME ZONE ${zone})::date::text`;
}

export type StoredRow = Pick<typeof directoryEntries.$inferSelect, keyof typeof listColumns> & { today: string };

const namedHolders = 3;

/** Holders (as many as are to be named), holds and unsettled commands are read for these rows alone. */
export async function accountRows(db: Queryable, caller: Caller, rows: readonly StoredRow[], named = namedHolders): Promise<AccountRow[]> {
  if (rows.length === 0) return [];
  const program = caller.program.slug;
  const ids = rows.map(({ accountId }) => accountId);
  // One after another: in a transaction they share one connection.
  const holders = await holdersOf(db, program, ids);
  const openHolds = await openHoldsOf(db, program, ids);
  const unsettled = await unsettledOf(db, program, ids);
  const seesHolds = may(caller.roles, "read-sensitive");
  const seesCauses = may(caller.roles, "read-restrictions");
  const restricted = seesCauses ? null : await restrictedAmong(db, program, rows);
  return rows.map((row) => {
    const open = openHolds.get(row.accountId) ?? 0;
    const hidden = restricted?.has(row.accountId) ?? false;
    return {
      accountId: row.accountId,
      clientAccountId: row.clientAccountId,
      productName: row.productName,
      status: row.status,
      statusReason: hidden && row.status === "inactive" ? null : row.statusReason,
      capabilities: row.capabilities,
      holderType: row.holderType,
      holders: (holders.get(row.accountId) ?? []).slice(0, named),
      holderCount: row.holderCount,
      currency: row.currency,
      availableCredit: row.availableCredit,
      creditLimit: row.creditLimit,
      maxLimit: row.maxLimit,
      scra: scraPeriod(row.scraStart, row.scraEnd, row.today),
      hasNotice: row.hasNotice && !hidden,
      openHolds: seesHolds ? open : null,
      restricted: hidden || open > 0,
      unsettled: hidden ? null : (unsettled.get(row.accountId) ?? null),
      updatedAt: row.leadUpdatedAt?.toISOString() ?? null,
      closedAt: row.closedAt?.toISOString() ?? null,
      readAt: row.readAt.toISOString(),
      missingSince: row.missingSince?.toISOString() ?? null,
    };
  });
}

/** One parameter however many there are: an export asks about thousands. */
const isOneOf = (column: AnyColumn, ids: readonly string[]): SQL => sql`${column} = ANY(${sql.param([...ids])}::text[])`;

async function holdersOf(db: Queryable, program: string, ids: string[]): Promise<Map<string, HolderName[]>> {
  const found = await db
    .select({ accountId: directoryRelationships.accountId, entityId: directoryRelationships.entityId, name: entities.displayName, type: entities.type })
    .from(directoryRelationships)
    .leftJoin(entities, and(eq(entities.program, directoryRelationships.program), eq(entities.entityId, directoryRelationships.entityId)))
    .where(
      and(
        eq(directoryRelationships.program, program),
        isOneOf(directoryRelationships.accountId, ids),
        eq(directoryRelationships.relationshipType, "account_holder"),
      ),
    )
    .orderBy(asc(entities.displayFolded), asc(directoryRelationships.entityId));
  return groupHolders(found);
}

function groupHolders(found: readonly (HolderName & { accountId: string })[]): Map<string, HolderName[]> {
  const groups = new Map<string, HolderName[]>();
  for (const { accountId, ...holder } of found) groups.set(accountId, [...(groups.get(accountId) ?? []), holder]);
  return groups;
}

async function openHoldsOf(db: Queryable, program: string, ids: string[]): Promise<Map<string, number>> {
  const found = await db
    .select({ accountId: holds.accountId, open: count() })
    .from(holds)
    .where(and(eq(holds.program, program), isOneOf(holds.accountId, ids), isNull(holds.releasedAt)))
    .groupBy(holds.accountId);
  return new Map(found.map(({ accountId, open }) => [accountId, open]));
}

async function unsettledOf(db: Queryable, program: string, ids: string[]): Promise<Map<string, CommandStatus>> {
  const found = await db
    .select({ accountId: commands.accountId, status: commands.status })
    .from(commands)
    .where(and(eq(commands.program, program), isOneOf(commands.accountId, ids), inArray(commands.status, [...unsettledStatuses])));
  return new Map(found.flatMap(({ accountId, status }) => (accountId === null ? [] : [[accountId, status]])));
}
