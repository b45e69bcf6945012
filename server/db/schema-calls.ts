import "server-only";
import { sql } from "drizzle-orm";
import { boolean, date, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ContactChannel } from "@/lib/accounts/command-inputs";
import type { CallOutcome } from "@/lib/call-desk/call-times";
import type { HandoverContact, HandoverOutcome, KnownAtHandover } from "@/lib/call-desk/handovers";
import { instant } from "./columns";

// The tables of 0034_calls.sql.

export const handovers = pgTable("handovers", {
  id: uuid("id").primaryKey(),
  program: text("program").notNull(),
  accountId: text("account_id").notNull(),
  wants: text("wants").notNull(),
  contact: jsonb("contact").$type<HandoverContact>(),
  known: jsonb("known").$type<KnownAtHandover>().notNull(),
  handedBy: text("handed_by").notNull(),
  handedByName: text("handed_by_name").notNull(),
  handedAt: instant("handed_at").notNull().defaultNow(),
  answerDue: date("answer_due", { mode: "string" }).notNull(),
  outcome: text("outcome").$type<HandoverOutcome>(),
  tell: text("tell"),
  answeredBy: text("answered_by"),
  answeredByName: text("answered_by_name"),
  answeredAt: instant("answered_at"),
});

export const callTimes = pgTable("call_times", {
  id: uuid("id").primaryKey().defaultRandom(),
  program: text("program").notNull(),
  day: date("day", { mode: "string" }).notNull(),
  outcome: text("outcome").$type<CallOutcome>().notNull(),
  seconds: integer("seconds").notNull(),
});

/** Of 0037_owner_dates.sql. */
export const ownerDates = pgTable(
  "owner_dates",
  {
    program: text("program").notNull(),
    accountId: text("account_id").notNull(),
    contactAt: instant("contact_at"),
    contactChannel: text("contact_channel").$type<ContactChannel>(),
    contactCommand: uuid("contact_command"),
    activityOn: date("activity_on", { mode: "string" }),
    activityAsOf: instant("activity_as_of"),
    activityRun: uuid("activity_run"),
    ownerState: text("owner_state"),
    isClosed: boolean("is_closed").notNull().default(false),
    /** The later of the two, a day of UTC for a contact; null where neither is known. */
    silentSince: date("silent_since", { mode: "string" }).generatedAlwaysAs(sql`greatest((contact_at AT TIME ZONE 'UTC')::date, activity_on)`),
  },
  (table) => [primaryKey({ columns: [table.program, table.accountId] })],
);
