import "server-only";
import { sql } from "drizzle-orm";
import { plainAccountNumber } from "@/lib/account-number-search";
import { isAccountId } from "@/lib/lead/ids";
import type { LeadAccountNumber } from "@/lib/lead/account-number";
import { storableText } from "../audit/storable-json";
import type { Queryable } from "../db/client";
import { accountNumbers, settlementAccounts } from "../db/schema-intake";
import type { KeptNumber } from "../db/schema-intake";
import { accountNumberHash } from "./account-number-hash";

/** What is kept of a number as Lead shows it; the number itself, its controls and its metadata are dropped here. */
export function keptNumber(program: string, number: LeadAccountNumber): KeptNumber {
  const plain = plainAccountNumber(number.account_number ?? "");
  const at = [number.updated_at, number.created_at].map((text) => new Date(text ?? Number.NaN)).find((time) => !Number.isNaN(time.getTime()));
  return {
    id: number.id,
    hash: plain === undefined ? null : accountNumberHash(program, plain).toString("base64"),
    lastFour: plain?.slice(-4) ?? "",
    status: storableText(number.status ?? "unknown"),
    entityId: textOrNull(number.entity_id),
    clientCustomerId: textOrNull(number.client_customer_id),
    settlesTo: isAccountId(number.account_id) ? number.account_id : null,
    updatedAt: (at ?? new Date(0)).toISOString(),
  };
}

const textOrNull = (text: string | undefined) => (text === undefined || text === "" ? null : storableText(text));

const { program, accountNumberId, numberHash, lastFour, entityId, clientCustomerId, settlesTo, isOwnAccount, checkedAt, leadUpdatedAt } = accountNumbers;

/** Whose it is or where it settles to is another: what Lead confirmed of it no longer counts. */
const moved = sql`(${entityId}, ${clientCustomerId}, ${settlesTo}) IS DISTINCT FROM (excluded.entity_id, excluded.client_customer_id, excluded.settles_to)`;

/**
 * Takes numbers into the index, in whatever order they come: one that Lead changed earlier than what is known is passed
 * over. The accounts that they settle to are looked into afterwards (`checkSettlement`).
 */
export async function indexNumbers(tx: Queryable, slug: string, numbers: readonly KeptNumber[]): Promise<void> {
  const rows = newestOf(numbers).map((number) => numberRow(slug, number));
  if (rows.length === 0) return;
  await tx
    .insert(accountNumbers)
    .values(rows)
    .onConflictDoUpdate({
      target: [program, accountNumberId],
      set: {
        numberHash: sql`coalesce(excluded.number_hash, ${numberHash})`,
        lastFour: sql`coalesce(nullif(excluded.last_four, ''), ${lastFour})`,
        status: sql`excluded.status`,
        entityId: sql`excluded.entity_id`,
        clientCustomerId: sql`excluded.client_customer_id`,
        settlesTo: sql`excluded.settles_to`,
        isOwnAccount: sql`${isOwnAccount} AND NOT ${moved}`,
        checkedAt: sql`CASE WHEN ${moved} THEN NULL ELSE ${checkedAt} END`,
        leadUpdatedAt: sql`excluded.lead_updated_at`,
        readAt: sql`now()`,
      },
      setWhere: sql`${leadUpdatedAt} <= excluded.lead_updated_at`,
    });
  await markUnchecked(tx, slug, rows.flatMap((row) => row.settlesTo ?? []));
}

/** Of several versions of one number the newest, in one order always, so that two transactions never wait in a circle. */
function newestOf(numbers: readonly KeptNumber[]): KeptNumber[] {
  const newest = new Map<string, KeptNumber>();
  for (const number of numbers) {
    const held = newest.get(number.id);
    if (!held || held.updatedAt <= number.updatedAt) newest.set(number.id, number);
  }
  return [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function numberRow(slug: string, number: KeptNumber): typeof accountNumbers.$inferInsert {
  return {
    program: slug,
    accountNumberId: number.id,
    numberHash: number.hash === null ? null : Buffer.from(number.hash, "base64"),
    lastFour: number.lastFour,
    status: number.status,
    entityId: number.entityId,
    clientCustomerId: number.clientCustomerId,
    settlesTo: number.settlesTo,
    leadUpdatedAt: new Date(number.updatedAt),
  };
}

async function markUnchecked(tx: Queryable, slug: string, accountIds: readonly string[]): Promise<void> {
  const distinct = [...new Set(accountIds)].sort();
  if (distinct.length === 0) return;
  await tx.execute(sql`
    INSERT INTO ${settlementAccounts} (program, account_id)
    SELECT DISTINCT program, settles_to FROM account_numbers
    WHERE program = ${slug} AND settles_to = ANY(${sql.param(distinct)}::text[]) AND checked_at IS NULL
    ORDER BY settles_to
    ON CONFLICT (program, account_id) DO UPDATE SET has_unchecked = true`);
}
