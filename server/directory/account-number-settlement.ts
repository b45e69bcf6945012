import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { databaseCallSink } from "../audit/call-sink";
import type { Database, Queryable } from "../db/client";
import { settlementAccounts } from "../db/schema-intake";
import type { SettlementHolder } from "../db/schema-intake";
import { leadReader } from "../lead/lead-client";
import type { LeadReader } from "../lead/lead-client";
import type { LeadOutcome } from "../lead/lead-error";
import type { Program } from "../programs";
import { entryOf, holdersOf } from "./entry";
import { inTurns } from "./in-turns";
import { remember } from "./remember";

/** Where the worker can die with an account in its hands. */
export const settlementPhases = ["claimed", "asked", "entered", "checked"] as const;
type Deps = { db: Database; onPhase?: (phase: (typeof settlementPhases)[number]) => void | Promise<void> };

export type SettlementRound = { checked: number; unavailable: boolean };

/** Numbers marked in one statement, so that a pooled account of a million numbers holds up nobody. */
const atATime = 1_000;

/**
 * Looks into one account that numbers settle to. It counts as a customer's own only where Lead knows it and shows the
 * number's customer among its holders; then it enters the directory. Otherwise it is the bank's, often one pooled
 * account of many customers (FACTS 8.3), and is asked for again no sooner than a day later.
 */
export async function checkSettlement(deps: Deps, program: Program): Promise<SettlementRound> {
  const { db } = deps;
  const holder = randomUUID();
  const claimed = await claim(db, program.slug, holder);
  if (!claimed) return { checked: 0, unavailable: false };
  await deps.onPhase?.("claimed");
  const reader = leadReader(program, { sink: databaseCallSink(db) });
  const holders = claimed.isFresh ? claimed.holders : await holdersAtLead(db, program, reader, claimed.accountId);
  if (holders === "unavailable") return giveBack(db, program.slug, claimed.accountId, holder);
  await deps.onPhase?.("asked");
  if (holders !== null && !(await enterOwn(deps, program, reader, claimed.accountId, holders))) return giveBack(db, program.slug, claimed.accountId, holder);
  await deps.onPhase?.("entered");
  const checked = await mark(db, program.slug, claimed.accountId, holder, claimed.isFresh ? undefined : { holders });
  await deps.onPhase?.("checked");
  return { checked, unavailable: false };
}

type Claimed = { accountId: string; holders: SettlementHolder[] | null; isFresh: boolean };

async function claim(db: Database, program: string, holder: string): Promise<Claimed | undefined> {
  const { rows } = await db.execute<{ account_id: string; holders: SettlementHolder[] | null; is_fresh: boolean }>(sql`
    UPDATE settlement_accounts held SET leased_by = ${holder}, leased_until = now() + interval '5 minutes', tries = held.tries + 1
    FROM (
      SELECT account_id FROM settlement_accounts
      WHERE program = ${program} AND has_unchecked AND next_look_at <= now() AND (leased_until IS NULL OR leased_until < now())
      ORDER BY next_look_at LIMIT 1 FOR UPDATE SKIP LOCKED
    ) due
    WHERE held.program = ${program} AND held.account_id = due.account_id
    RETURNING held.account_id, held.holders, coalesce(held.asked_at > now() - interval '1 day', false) AS is_fresh`);
  const [row] = rows;
  return row && { accountId: row.account_id, holders: row.holders, isFresh: row.is_fresh };
}

const isUnknown = (outcome: LeadOutcome<unknown>) => outcome.kind === "refused" && outcome.problem.status === 404;

/** Null where Lead does not know it as an account. What the directory knows is not asked again. */
async function holdersAtLead(db: Database, program: Program, reader: LeadReader, accountId: string): Promise<SettlementHolder[] | null | "unavailable"> {
  const entry = await entryOf(db, program, accountId);
  if (entry && !entry.missingSince) return (await holdersOf(db, program, accountId)).map(({ entityId, clientCustomerId }) => ({ entityId, clientCustomerId }));
  const account = await reader.accounts.get(accountId);
  if (isUnknown(account)) return null;
  if (account.kind !== "answered") return "unavailable";
  const people = await reader.accounts.relationships.list(accountId);
  if (isUnknown(people)) return null;
  if (people.kind !== "answered") return "unavailable";
  const ids = people.value.filter(({ relationship_type: type }) => type === "account_holder").map(({ entity_id: id }) => id);
  const entities = await inTurns(ids, 2, (id) => reader.entities.get(id));
  if (entities.some((entity) => entity.kind === "no-answer")) return "unavailable";
  return ids.map((entityId, index) => {
    const entity = entities[index];
    return { entityId, clientCustomerId: entity?.kind === "answered" ? (entity.value.client_customer_id ?? null) : null };
  });
}

/** Whether a number is of one of these holders, in SQL. */
function isTheirs(holders: readonly SettlementHolder[]) {
  const entities = holders.map(({ entityId }) => entityId);
  const customers = holders.flatMap(({ clientCustomerId }) => clientCustomerId ?? []);
  return sql`coalesce(entity_id = ANY(${sql.param(entities)}::text[]), false) OR coalesce(client_customer_id = ANY(${sql.param(customers)}::text[]), false)`;
}

/** False where it is a customer's own and could not be entered. */
async function enterOwn({ db }: Deps, program: Program, reader: LeadReader, accountId: string, holders: readonly SettlementHolder[]): Promise<boolean> {
  const { rows } = await db.execute<{ own: boolean }>(sql`
    SELECT EXISTS (
      SELECT 1 FROM account_numbers WHERE program = ${program.slug} AND settles_to = ${accountId} AND checked_at IS NULL AND (${isTheirs(holders)})
    ) AS own`);
  if (rows[0]?.own !== true || (await entryOf(db, program, accountId))) return true;
  const [outcome] = await remember(program, [accountId], "account-number", { db, reader });
  return outcome?.kind === "remembered";
}

/** Of whoever still holds it. What is left beyond one batch is taken at once by the next round. */
async function mark(db: Database, program: string, accountId: string, holder: string, asked: { holders: SettlementHolder[] | null } | undefined): Promise<number> {
  return db.transaction(async (tx) => {
    const [held] = await tx.select({ holders: settlementAccounts.holders }).from(settlementAccounts).where(isHeld(program, accountId, holder)).for("update");
    if (!held) return 0;
    const holders = asked ? asked.holders : held.holders;
    const checked = await markNumbers(tx, program, accountId, holders ?? []);
    await tx
      .update(settlementAccounts)
      .set({ leasedBy: null, leasedUntil: null, tries: 0, nextLookAt: sql`now()`, hasUnchecked: checked === atATime, ...(asked ? { holders, askedAt: sql`now()` } : {}) })
      .where(isHeld(program, accountId, holder));
    return checked;
  });
}

const isHeld = (program: string, accountId: string, holder: string) =>
  and(eq(settlementAccounts.program, program), eq(settlementAccounts.accountId, accountId), eq(settlementAccounts.leasedBy, holder));

async function markNumbers(tx: Queryable, program: string, accountId: string, holders: readonly SettlementHolder[]): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    UPDATE account_numbers SET checked_at = now(), is_own_account = (${isTheirs(holders)})
    WHERE program = ${program} AND account_number_id IN (
      SELECT account_number_id FROM account_numbers
      WHERE program = ${program} AND settles_to = ${accountId} AND checked_at IS NULL
      ORDER BY account_number_id LIMIT ${atATime} FOR UPDATE
    )`);
  return rowCount ?? 0;
}

async function giveBack(db: Database, program: string, accountId: string, holder: string): Promise<SettlementRound> {
  await db
    .update(settlementAccounts)
    .set({ leasedBy: null, leasedUntil: null, nextLookAt: sql`now() + make_interval(secs => least(900, 5 * 2 ^ least(${settlementAccounts.tries} - 1, 20)))` })
    .where(isHeld(program, accountId, holder));
  return { checked: 0, unavailable: true };
}
