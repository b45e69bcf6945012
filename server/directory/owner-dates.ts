import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { ownerContact } from "@/lib/accounts/command-inputs";
import type { OwnerDates } from "@/lib/accounts/owner-dates";
import type { Queryable } from "../db/client";
import { ownerDates } from "../db/schema-calls";

type Contact = { program: string; accountId: string; commandId: string; contact: Pick<z.infer<typeof ownerContact>, "at" | "channel"> };

/** Keeps a contact with the owner where it is the latest one; safe to run twice. */
export async function keepOwnerContact(tx: Queryable, { program, accountId, commandId, contact }: Contact): Promise<void> {
  await tx
    .insert(ownerDates)
    .values({ program, accountId, contactAt: new Date(contact.at), contactChannel: contact.channel, contactCommand: commandId })
    .onConflictDoUpdate({
      target: [ownerDates.program, ownerDates.accountId],
      set: { contactAt: sql`excluded.contact_at`, contactChannel: sql`excluded.contact_channel`, contactCommand: sql`excluded.contact_command` },
      setWhere: sql`${ownerDates.contactAt} IS NULL OR excluded.contact_at > ${ownerDates.contactAt}`,
    });
}

type Compared = { program: string; runId: string; after: number; through: number; asOf: Date };

/** Keeps what a ledger says of its owners, of the rows that name an account; a day after the ledger's own is believed of none. */
export async function keepOwnerActivity(tx: Queryable, { program, runId, after, through, asOf }: Compared): Promise<void> {
  const of = sql`${asOf.toISOString()}::timestamptz`;
  await tx.execute(sql`
    INSERT INTO owner_dates AS known (program, account_id, activity_on, activity_as_of, activity_run, owner_state)
    SELECT ${program}, account_id, day, CASE WHEN day IS NOT NULL THEN ${of} END, CASE WHEN day IS NOT NULL THEN ${runId}::uuid END, state FROM (
      SELECT told.account_id, max((told.said ->> 'ownerActivityOn')::date) FILTER (WHERE (told.said ->> 'ownerActivityOn')::date <= (${of} + interval '1 day')::date) AS day, max(told.said ->> 'ownerState') AS state
      FROM agreement_rows told JOIN directory_entries entry ON (entry.program, entry.account_id) = (${program}, told.account_id)
      WHERE told.run_id = ${runId} AND told.row_number > ${after} AND told.row_number <= ${through} AND told.problem IS NULL AND told.said ?| ARRAY['ownerActivityOn', 'ownerState']
      GROUP BY told.account_id
    ) AS said WHERE day IS NOT NULL OR state IS NOT NULL
    ON CONFLICT (program, account_id) DO UPDATE SET
      activity_on = greatest(known.activity_on, excluded.activity_on), owner_state = coalesce(excluded.owner_state, known.owner_state),
      activity_as_of = CASE WHEN excluded.activity_on > coalesce(known.activity_on, '-infinity') THEN excluded.activity_as_of ELSE known.activity_as_of END,
      activity_run = CASE WHEN excluded.activity_on > coalesce(known.activity_on, '-infinity') THEN excluded.activity_run ELSE known.activity_run END`);
}

export async function ownerDatesOf(tx: Queryable, program: { slug: string }, accountId: string): Promise<OwnerDates> {
  const [row] = await tx.select().from(ownerDates).where(and(eq(ownerDates.program, program.slug), eq(ownerDates.accountId, accountId)));
  const { contactAt = null, contactChannel = null, activityOn = null, activityAsOf = null } = row ?? {};
  return {
    contact: contactAt && contactChannel ? { at: contactAt.toISOString(), channel: contactChannel } : null,
    activity: activityOn !== null && activityAsOf ? { on: activityOn, asOf: activityAsOf.toISOString() } : null,
  };
}
