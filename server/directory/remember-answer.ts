import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { unsettledStatuses } from "@/lib/command";
import type { FieldChange } from "@/lib/fields/field-changes";
import type { LeadAccount } from "@/lib/lead/account";
import type { LeadEntityRelationship } from "@/lib/lead/entity-relationship";
import { consoleActor } from "@/lib/operator";
import type { Actor } from "@/lib/operator";
import { appendEntry } from "../audit/append-entry";
import { storableJson } from "../audit/storable-json";
import type { Queryable } from "../db/client";
import { commands, directoryEntries } from "../db/schema";
import type { EnteredBy } from "../db/schema";
import { openClosedBesides, openClosedElsewhere } from "./closed-elsewhere";
import { entryColumns } from "./entry-columns";
import { settleAgreement } from "./settle-agreement";
import { relationshipLists, snapshotChanges, storedRelationships } from "./snapshot";
import type { RelationshipLists, Snapshot } from "./snapshot";
import { storeRelationships } from "./store-relationships";
import { keepBefore, takeBefore } from "./unattributed-changes";

export type Answer = {
  account: LeadAccount;
  /** The whole list; left out where the answer says nothing of it. */
  relationships?: readonly LeadEntityRelationship[];
  /** The database's time before the call (`databaseNow`). */
  readStartedAt: Date;
  via: EnteredBy;
  /** Who looked it up, for the entry's own audit entry. */
  actor?: Actor;
  /** The command whose answer this is; its caller writes the changes into the command's own audit entry. */
  writtenBy?: WrittenBy;
};

/** `isAnswer`: Lead said it in answer to the write itself, so it is what the write made; otherwise it was read, and may be older than what is known. */
type WrittenBy = { commandId: string; isAnswer: boolean };

/** `changes`: what differs from what was known, for whoever is named for it. `ignored`: older than what we know. */
export type RememberedAnswer = { changes: FieldChange[]; ignored: boolean; entered: boolean };

type Named = { slug: string; /** Of its business days. */ timeZone?: string };

/** The database's own time, as `readStartedAt` wants it. */
export async function databaseNow(tx: Queryable): Promise<Date> {
  const [row] = await tx.select({ at: sql<Date>`date_trunc('milliseconds', clock_timestamp())`.mapWith(directoryEntries.readAt) }).from(sql`(SELECT 1) AS one`);
  if (!row) throw new Error("The database gave no time.");
  return row.at;
}

/**
 * Takes one answer of Lead into the directory, in the caller's transaction; near its end, since it may append to the
 * audit chain. A read that began before the entry's last write, or before the read that is stored, is ignored. A
 * difference is "changed elsewhere", unless a command on the account is unsettled: then it waits for that command.
 */
export async function rememberAnswer(tx: Queryable, program: Named, answer: Answer): Promise<RememberedAnswer> {
  const known = await lockedEntry(tx, program.slug, answer.account.id);
  if (!known) return enter(tx, program, answer);
  const newestKnown = Math.max(known.readAt.getTime(), known.writtenAt?.getTime() ?? 0);
  const lists = await storedRelationships(tx, program.slug, answer.account.id);
  const before: Snapshot = { account: known.body, relationships: lists };
  const after = snapshotAfter(answer, lists);
  if (answer.readStartedAt.getTime() < newestKnown && !answer.writtenBy?.isAnswer) return ignored(tx, program, answer, before, after);
  await update(tx, program, answer);
  if (answer.relationships) await storeRelationships(tx, program.slug, answer.account.id, lists, after.relationships);
  const agreed = await settleAgreement(tx, program.slug, answer.account.id);
  const changes = await attribute(tx, program, answer, before, after);
  if (answer.writtenBy) await openClosedBesides(tx, program, answer.account, changes, answer.writtenBy.commandId);
  if (known.missingSince) await appendEntry(tx, observed(program, answer, "back-at-lead", []));
  if (agreed.length > 0) await appendEntry(tx, { ...observed(program, answer, "agreement-settled", []), details: { fields: agreed } });
  return { changes, ignored: false, entered: false };
}

/** An older read changes nothing here; what a newer one has shown since is the command's as far as its own read goes, the rest changed elsewhere. */
async function ignored(tx: Queryable, program: Named, answer: Answer, known: Snapshot, found: Snapshot): Promise<RememberedAnswer> {
  const before = answer.writtenBy ? await takeBefore(tx, program.slug, answer.account.id) : undefined;
  if (!before) return { changes: [], ignored: true, entered: false };
  const later = snapshotChanges(found, known);
  await changedElsewhere(tx, program, { ...answer, account: known.account }, later);
  return { changes: snapshotChanges(before, found), ignored: true, entered: false };
}

/** One who waits for the row while another enters it finds it there after all, and goes on as with a known one. */
async function enter(tx: Queryable, program: Named, answer: Answer): Promise<RememberedAnswer> {
  const inserted = await tx
    .insert(directoryEntries)
    .values({
      ...entryColumns(answer.account, answer.readStartedAt),
      program: program.slug,
      enteredBy: answer.via,
      readAt: answer.readStartedAt,
      writtenAt: answer.writtenBy ? sql`now()` : null,
    })
    .onConflictDoNothing()
    .returning({ accountId: directoryEntries.accountId });
  if (inserted.length === 0) return rememberAnswer(tx, program, answer);
  if (answer.relationships) await storeRelationships(tx, program.slug, answer.account.id, {}, relationshipLists(answer.relationships));
  if (!answer.writtenBy) await appendEntry(tx, { ...observed(program, answer, "entered-directory", []), actor: answer.actor ?? consoleActor, details: { via: answer.via } });
  return { changes: [], ignored: false, entered: true };
}

async function update(tx: Queryable, program: Named, answer: Answer): Promise<void> {
  await tx
    .update(directoryEntries)
    .set({
      ...entryColumns(answer.account, answer.readStartedAt),
      readAt: sql`greatest(${directoryEntries.readAt}, ${answer.readStartedAt.toISOString()}::timestamptz)`,
      missingSince: null,
      ...(answer.writtenBy ? { writtenAt: sql`now()` } : {}),
    })
    .where(isEntry(program.slug, answer.account.id));
}

/** Whose the differences are: the command's, nobody's yet, or somebody's elsewhere. */
async function attribute(tx: Queryable, program: Named, answer: Answer, before: Snapshot, after: Snapshot): Promise<FieldChange[]> {
  const { id } = answer.account;
  if (!answer.writtenBy && (await isUnsettled(tx, program.slug, id))) {
    if (snapshotChanges(before, after).length > 0) await keepBefore(tx, program.slug, id, before);
    return [];
  }
  const since = (await takeBefore(tx, program.slug, id)) ?? before;
  const changes = snapshotChanges(since, after);
  if (!answer.writtenBy) await changedElsewhere(tx, program, answer, changes);
  return changes;
}

async function changedElsewhere(tx: Queryable, program: Named, answer: Answer, changes: FieldChange[]): Promise<void> {
  if (changes.length === 0) return;
  await openClosedElsewhere(tx, program, answer.account, changes);
  await appendEntry(tx, observed(program, answer, "changed-elsewhere", changes));
}

function observed(program: Named, answer: Answer, action: "changed-elsewhere" | "back-at-lead" | "entered-directory" | "agreement-settled", changes: FieldChange[]) {
  const currency = answer.account.details?.credit?.currency;
  const details = currency === undefined ? {} : { currency };
  return { program: program.slug, actor: consoleActor, action, outcome: "observed" as const, accountId: answer.account.id, changes, details };
}

function snapshotAfter(answer: Answer, known: RelationshipLists): Snapshot {
  return {
    account: storableJson(answer.account),
    relationships: answer.relationships ? relationshipLists(answer.relationships) : known,
  };
}

async function lockedEntry(tx: Queryable, program: string, accountId: string) {
  const [row] = await tx
    .select({
      body: directoryEntries.body,
      readAt: directoryEntries.readAt,
      writtenAt: directoryEntries.writtenAt,
      missingSince: directoryEntries.missingSince,
    })
    .from(directoryEntries)
    .where(isEntry(program, accountId))
    .for("update");
  return row;
}

async function isUnsettled(tx: Queryable, program: string, accountId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: commands.id })
    .from(commands)
    .where(and(eq(commands.program, program), eq(commands.accountId, accountId), inArray(commands.status, [...unsettledStatuses])))
    .limit(1);
  return rows.length > 0;
}

export function isEntry(program: string, accountId: string) {
  return and(eq(directoryEntries.program, program), eq(directoryEntries.accountId, accountId));
}
