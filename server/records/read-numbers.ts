import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { ReadNumber } from "@/lib/closures/closing-record";
import { accountNumbersCode } from "@/lib/closures/follow-ups";
import type { LeadAccountNumber } from "@/lib/lead/account-number";
import { consoleActor } from "@/lib/operator";
import { appendEntry } from "../audit/append-entry";
import type { Database, Queryable } from "../db/client";
import { leadWalks } from "../db/schema-intake";
import { closureFollowUps, closureNumberReads, closureRecords } from "../db/schema-records";
import { indexNumbers, keptNumber } from "../directory/account-number-index";
import type { CallPace } from "../directory/call-pace";
import { holdersOf } from "../directory/entry";
import type { RelatedEntity } from "../directory/entry";
import { leadReader } from "../lead/lead-client";
import type { Program } from "../programs";

/** Where the worker can die with a read in its hands. */
export const numberReadPhases = ["claimed", "asked", "kept"] as const;
export type NumberReadDeps = { db: Database; pace: CallPace; onPhase?: (phase: (typeof numberReadPhases)[number]) => void | Promise<void> };

type ReadRow = typeof closureNumberReads.$inferSelect;

/**
 * One round of the worker in one program: asks Lead for the account numbers of the holders of one closed account, by the
 * numbers that the index knows as theirs. How many reads were done. One that Lead gives no answer to comes again.
 */
export async function readNumbersDue(deps: NumberReadDeps, program: Program, stopping: AbortSignal): Promise<number> {
  const holder = randomUUID();
  const claimed = await claim(deps.db, program.slug, holder);
  if (!claimed) return 0;
  await deps.onPhase?.("claimed");
  const listReadAt = await listReadToItsEnd(deps.db, program.slug);
  const holders = await holdersOf(deps.db, program, claimed.accountId);
  const found = listReadAt ? await askLead(deps, program, await numberIdsOf(deps.db, program.slug, holders), stopping) : undefined;
  await deps.onPhase?.("asked");
  if (!found || !listReadAt) {
    await postpone(deps.db, claimed.id, holder);
    return 0;
  }
  const numbers = found.flatMap((number) => readNumber(number, claimed.accountId, holders));
  await deps.db.transaction((tx) => keep(tx, program.slug, { ...claimed, leasedBy: holder }, { found, numbers, listReadAt }));
  await deps.onPhase?.("kept");
  return 1;
}

async function claim(db: Database, program: string, holder: string): Promise<ReadRow | undefined> {
  const next = sql`(SELECT id FROM closure_number_reads
    WHERE program = ${program} AND state = 'waiting' AND next_look_at <= now() AND (leased_until IS NULL OR leased_until < now())
    ORDER BY next_look_at LIMIT 1 FOR UPDATE SKIP LOCKED)`;
  const [row] = await db
    .update(closureNumberReads)
    .set({ leasedBy: holder, leasedUntil: sql`now() + interval '5 minutes'`, tries: sql`${closureNumberReads.tries} + 1` })
    .where(sql`${closureNumberReads.id} = ${next}`)
    .returning();
  return row;
}

/** Until the index has been filled once, that it knows no number says nothing. */
async function listReadToItsEnd(db: Database, program: string): Promise<Date | null> {
  const [walk] = await db.select({ finishedAt: leadWalks.finishedAt }).from(leadWalks).where(and(eq(leadWalks.program, program), eq(leadWalks.list, "account-numbers")));
  return walk?.finishedAt ?? null;
}

/** More numbers of the holders of one account than this are a fault of the data. */
const mostNumbers = 500;

/** Whose a number is says its entity or client customer id, never the account that it settles to (FACTS 8.3). */
async function numberIdsOf(db: Database, program: string, holders: readonly RelatedEntity[]): Promise<string[]> {
  const entities = holders.map(({ entityId }) => entityId);
  const customers = holders.flatMap(({ clientCustomerId }) => clientCustomerId ?? []);
  const { rows } = await db.execute<{ id: string }>(sql`
    SELECT account_number_id AS id FROM account_numbers WHERE program = ${program} AND entity_id = ANY(${sql.param(entities)}::text[])
    UNION
    SELECT account_number_id FROM account_numbers WHERE program = ${program} AND client_customer_id = ANY(${sql.param(customers)}::text[])
    ORDER BY id LIMIT ${mostNumbers}`);
  return rows.map(({ id }) => id);
}

/** Undefined where Lead gave no answer to use, or the worker stops. A number that Lead no longer knows is left out. */
async function askLead({ pace }: NumberReadDeps, program: Program, ids: readonly string[], stopping: AbortSignal): Promise<LeadAccountNumber[] | undefined> {
  const found: LeadAccountNumber[] = [];
  for (const id of ids) {
    const paced = await pace.run(1, (sink) => leadReader(program, { sink }).accountNumbers.get(id), stopping);
    const answer = paced?.value;
    if (!answer || answer.kind === "no-answer" || (answer.kind === "refused" && answer.problem.status !== 404)) return undefined;
    if (answer.kind === "answered") found.push(answer.value);
  }
  return found;
}

function readNumber(number: LeadAccountNumber, accountId: string, holders: readonly RelatedEntity[]): ReadNumber[] {
  const holder = holders.find(({ entityId, clientCustomerId }) => number.entity_id === entityId || (number.client_customer_id !== undefined && number.client_customer_id === clientCustomerId));
  if (!holder) return [];
  return [{ id: number.id, lastFour: (number.account_number ?? "").slice(-4), status: number.status ?? "unknown", holderId: holder.entityId, settlesHere: number.account_id === accountId }];
}

type Found = { found: LeadAccountNumber[]; numbers: ReadNumber[]; listReadAt: Date };

/** Of whoever still holds it. Numbers that are still active open the follow-up again that was ticked too early. */
async function keep(tx: Queryable, program: string, read: ReadRow, { found, numbers, listReadAt }: Found): Promise<void> {
  // Whoever ticks the follow-up takes the record first, too.
  await tx.select({ id: closureRecords.id }).from(closureRecords).where(eq(closureRecords.id, read.recordId)).for("update");
  const active = numbers.filter(({ status }) => status === "active").length;
  const kept = await tx
    .update(closureNumberReads)
    .set({ state: "done", readAt: sql`now()`, listReadAt, numbers, active, leasedBy: null, leasedUntil: null })
    .where(and(eq(closureNumberReads.id, read.id), eq(closureNumberReads.leasedBy, read.leasedBy ?? ""), eq(closureNumberReads.state, "waiting")))
    .returning({ id: closureNumberReads.id });
  if (kept.length === 0) return;
  await indexNumbers(tx, program, found.map((number) => keptNumber(program, number)));
  const reopened = active > 0 && (await openAgain(tx, read.recordId));
  await appendEntry(tx, {
    program, actor: consoleActor, action: "numbers-read", outcome: "observed", accountId: read.accountId, processId: read.recordId,
    details: { record: read.recordId, round: read.round, numbers: numbers.length, active, ...(reopened ? { reopened } : {}) },
  });
}

async function openAgain(tx: Queryable, recordId: string): Promise<boolean> {
  const opened = await tx
    .update(closureFollowUps)
    .set({ state: "open", doneOn: null, note: null, settledBy: null, settledByName: null, settledByRoles: null, settledAt: null })
    .where(and(eq(closureFollowUps.recordId, recordId), eq(closureFollowUps.code, accountNumbersCode), eq(closureFollowUps.state, "done")))
    .returning({ code: closureFollowUps.code });
  return opened.length > 0;
}

/** 5 seconds at first, an hour at most. */
async function postpone(db: Database, id: string, holder: string): Promise<void> {
  await db
    .update(closureNumberReads)
    .set({ leasedBy: null, leasedUntil: null, nextLookAt: sql`now() + make_interval(secs => least(3600, 5 * 2 ^ least(${closureNumberReads.tries} - 1, 20)))` })
    .where(and(eq(closureNumberReads.id, id), eq(closureNumberReads.leasedBy, holder)));
}
