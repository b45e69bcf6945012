import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { leadAccountNumber } from "@/lib/lead/account-number";
import type { leadEvent } from "@/lib/lead/event";
import { stateOfType } from "@/lib/lead/event-types";
import type { EventState } from "@/lib/lead/event-types";
import { eventId } from "@/lib/lead/ids";
import { storableText } from "../audit/storable-json";
import type { Database, Queryable } from "../db/client";
import { leadEvents } from "../db/schema-intake";
import { indexNumbers, keptNumber } from "../directory/account-number-index";

export type LeadEvent = z.infer<typeof leadEvent>;

const mostOfType = 64;

/** What is kept of an event; of what it speaks of only the id, and of a number what the index needs. */
function eventRow(program: string, via: "webhook" | "list", event: LeadEvent) {
  const type = storableText(event.event ?? "").slice(0, mostOfType);
  const state = stateOfType(type);
  const number = state === "waiting" ? leadAccountNumber.safeParse(event.object) : undefined;
  const objectId = event.object?.id;
  const kept: EventState = number?.success === false ? "unreadable" : state;
  return {
    program, via, type,
    eventId: event.id,
    state: kept,
    objectId: typeof objectId === "string" && /^\w{1,255}$/.test(objectId) ? objectId : null,
    number: number?.success ? keptNumber(program, number.data) : null,
    happenedAt: timeOf(event.created_at) ?? null,
    settledAt: kept === "waiting" ? null : sql`now()`,
  };
}

/** Undefined where it is no time that the database holds. */
export function timeOf(text: string | undefined): Date | undefined {
  const at = new Date(text ?? Number.NaN);
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 2000 || at.getUTCFullYear() > 9999 ? undefined : at;
}

/** Keeps each event once, however often and by whichever way it comes; answers how many were new. */
export async function keepEvents(tx: Queryable, program: string, via: "webhook" | "list", events: readonly LeadEvent[]): Promise<number> {
  const rows = [...new Map(events.filter(({ id }) => eventId.safeParse(id).success).map((event) => [event.id, event])).values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((event) => eventRow(program, via, event));
  if (rows.length === 0) return 0;
  const kept = await tx.insert(leadEvents).values(rows).onConflictDoNothing().returning({ id: leadEvents.eventId });
  return kept.length;
}

const atATime = 100;

/** The worker's part: takes what waits into the index, in one transaction without any call to Lead. How many it took. */
export async function workOnEvents(db: Database, program: string): Promise<number> {
  return db.transaction(async (tx) => {
    const waiting = await tx
      .select({ id: leadEvents.eventId, number: leadEvents.number })
      .from(leadEvents)
      .where(and(eq(leadEvents.program, program), eq(leadEvents.state, "waiting")))
      .orderBy(asc(leadEvents.receivedAt), asc(leadEvents.eventId))
      .limit(atATime)
      .for("update", { skipLocked: true });
    if (waiting.length === 0) return 0;
    await indexNumbers(tx, program, waiting.flatMap(({ number }) => number ?? []));
    await tx
      .update(leadEvents)
      .set({ state: "indexed", settledAt: sql`now()`, number: null })
      .where(and(eq(leadEvents.program, program), sql`${leadEvents.eventId} = ANY(${sql.param(waiting.map(({ id }) => id))}::text[])`));
    return waiting.length;
  });
}
