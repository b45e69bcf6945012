import "server-only";
import type { LeadAccountNumber } from "@/lib/lead/account-number";
import { numberCreated } from "@/lib/lead/event-types";
import { databaseCallSink } from "../audit/call-sink";
import type { Database } from "../db/client";
import { indexNumbers, keptNumber } from "../directory/account-number-index";
import { leadReader } from "../lead/lead-client";
import type { Program } from "../programs";
import { keepEvents, timeOf } from "./lead-events";
import type { LeadEvent } from "./lead-events";
import type { WalkOf } from "./lead-walk";

const readerOf = (db: Database, program: Program) => leadReader(program, { sink: databaseCallSink(db) });

/** What the webhooks missed, of the one type that is worked on: payments by the thousand are not asked for. */
export function eventList(db: Database, program: Program, everySeconds: number): WalkOf<LeadEvent> {
  return {
    list: "events",
    everySeconds,
    read: ({ since, after }) => readerOf(db, program).events.list({ type: numberCreated, createdOnOrAfter: since.toISOString(), startingAfter: after }),
    keep: async (tx, objects) => void (await keepEvents(tx, program.slug, "list", objects)),
    timeOf: (event) => timeOf(event.created_at),
  };
}

/** All numbers again: no event tells of one that was assigned or canceled (FACTS 8.2). */
export function numberList(db: Database, program: Program, everySeconds: number): WalkOf<LeadAccountNumber> {
  return {
    list: "account-numbers",
    everySeconds,
    read: ({ after }) => readerOf(db, program).accountNumbers.list({ startingAfter: after }),
    keep: (tx, objects) => indexNumbers(tx, program.slug, objects.map((number) => keptNumber(program.slug, number))),
    timeOf: () => undefined,
  };
}
