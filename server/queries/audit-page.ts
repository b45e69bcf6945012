import "server-only";
import { and, asc, desc, eq, notInArray, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { AuditPage } from "@/lib/account-views";
import type { AuditEntry } from "@/lib/audit-entry";
import { deceasedActions } from "@/lib/deceased/action-words";
import { consoleActor } from "@/lib/operator";
import { may } from "@/lib/permissions";
import type { Role } from "@/lib/permissions";
import type { Queryable } from "../db/client";
import { auditEntries, commands, directoryEntries, processes } from "../db/schema";
import { decodeCursor, pageOf } from "./cursor";
import { auditEntryView } from "./masked-entry";

export const entriesPerPage = 50;

/** All of an entry but its place in the hash chain. */
const entryColumns = {
  chain: auditEntries.chain,
  seq: auditEntries.seq,
  at: auditEntries.at,
  program: auditEntries.program,
  actor: auditEntries.actor,
  actorName: auditEntries.actorName,
  actorRoles: auditEntries.actorRoles,
  action: auditEntries.action,
  outcome: auditEntries.outcome,
  accountId: auditEntries.accountId,
  commandId: auditEntries.commandId,
  processId: auditEntries.processId,
  changes: auditEntries.changes,
  details: auditEntries.details,
  /** The account's, now: the trail keeps amounts in minor units. */
  currency: directoryEntries.currency,
  onBehalfOf: sql<string | null>`CASE WHEN ${auditEntries.actor} = ${consoleActor.subject} THEN coalesce(${commands.operatorName}, ${processes.startedByName}) END`,
};

/** That compliance wrote a note for itself is not for others to learn. */
export const notOfCompliance = sql`NOT (${auditEntries.action} = 'add-note' AND ${auditEntries.details} @> '{"audience": "compliance"}')`;

/** That a holder is said to have died would tell the cause of a restriction. */
const notOfDeceased = notInArray(auditEntries.action, deceasedActions);

/** One page of the entries of ONE program, newest first. The caller has authorised it and narrowed it to the program. */
export async function auditPage(db: Queryable, roles: readonly Role[], where: SQL | undefined, cursors: { after?: string; before?: string }): Promise<AuditPage> {
  const from = { after: decodeCursor(cursors.after), before: decodeCursor(cursors.before) };
  const read = await auditPageQuery(db, and(where, may(roles, "read-compliance-notes") ? undefined : notOfCompliance, may(roles, "read-deceased-cases") ? undefined : notOfDeceased), from);
  const { items, next, previous } = pageOf(read, entriesPerPage, from, ({ at, seq }) => ({ at, id: String(seq) }));
  return { entries: items.map(({ currency, onBehalfOf, ...entry }) => auditEntryView(entry, { currency, onBehalfOf }, roles)), next, previous };
}

/** These entries of a program's own chain, by their numbers, in the order given. The caller has authorised it. */
export async function auditEntriesOf(db: Queryable, roles: readonly Role[], program: string, seqs: readonly number[]): Promise<AuditEntry[]> {
  const read = await entryRows(db).where(and(eq(auditEntries.chain, program), sql`${auditEntries.seq} = ANY(${sql.param([...seqs])}::bigint[])`));
  const bySeq = new Map(read.map(({ currency, onBehalfOf, ...entry }) => [entry.seq, auditEntryView(entry, { currency, onBehalfOf }, roles)]));
  return seqs.flatMap((seq) => bySeq.get(seq) ?? []);
}

export function auditPageQuery(db: Queryable, where: SQL | undefined, from: { after?: ReturnType<typeof decodeCursor>; before?: ReturnType<typeof decodeCursor> }) {
  const place = from.before ?? from.after;
  const isNumber = place !== undefined && /^\d{1,15}$/.test(place.id);
  const row = sql`(${auditEntries.at}, ${auditEntries.seq})`;
  const bound = isNumber ? sql`(${place.at.toISOString()}::timestamptz, ${Number(place.id)}::bigint)` : undefined;
  const beyond = bound && (from.before ? sql`${row} > ${bound}` : sql`${row} < ${bound}`);
  const order = from.before ? asc : desc;
  return entryRows(db)
    .where(and(where, beyond))
    .orderBy(order(auditEntries.at), order(auditEntries.seq))
    .limit(entriesPerPage + 1);
}

function entryRows(db: Queryable) {
  return db
    .select(entryColumns)
    .from(auditEntries)
    .leftJoin(directoryEntries, and(eq(directoryEntries.program, auditEntries.program), eq(directoryEntries.accountId, auditEntries.accountId)))
    .leftJoin(commands, eq(commands.id, auditEntries.commandId))
    .leftJoin(processes, eq(processes.id, auditEntries.processId));
}
